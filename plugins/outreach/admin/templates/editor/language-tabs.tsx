import { ConfirmDialog, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, Field, Flex, Tabs, TextInput, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { canonicalLocale, localesOf, withLocale, withoutLocale } from '../content';
import type { Draft } from '../content';
import { texts } from './texts';

type Props = {
  readonly draft: Draft;
  /** The one that is shown. */
  readonly shown: string;
  readonly isReader: boolean;
  readonly onShow: (locale: string) => void;
  readonly onChange: (change: Partial<Draft>) => void;
  /** Of the language that is shown. */
  readonly children: ReactNode;
};

/** One tab for each language; which of them everybody else gets, and more of them. */
export function LanguageTabs({ draft, shown, isReader, onShow, onChange, children }: Props) {
  const t = useTexts(texts);
  const nameOf = useLanguageName();
  const [asking, setAsking] = useState<'add' | 'remove' | null>(null);
  const { content, defaultLocale } = draft;
  const isDefault = shown === defaultLocale;
  return (
    <Tabs.Root variant="simple" value={shown} onValueChange={onShow}>
      <Flex justifyContent="space-between" gap={2} wrap="wrap">
        <Tabs.List aria-label={t('languages')}>
          {localesOf(draft).map((locale) => (
            <Tabs.Trigger key={locale} value={locale}>
              {locale === defaultLocale ? t('fallback', { language: nameOf(locale) }) : nameOf(locale)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {!isReader && (
          <Button variant="tertiary" size="S" startIcon={<Plus aria-hidden />} onClick={() => setAsking('add')}>
            {t('addLanguage')}
          </Button>
        )}
      </Flex>
      <Tabs.Content value={shown}>
        <Flex direction="column" alignItems="stretch" gap={4} paddingTop={4}>
          {children}
          <Flex gap={2} wrap="wrap">
            <Typography variant="pi" textColor="neutral600">
              {t('fallbackHint', { language: nameOf(defaultLocale) })}
            </Typography>
            {!isDefault && !isReader && (
              <>
                <Button variant="tertiary" size="S" onClick={() => onChange({ defaultLocale: shown })}>
                  {t('makeFallback')}
                </Button>
                <Button variant="danger-light" size="S" onClick={() => setAsking('remove')}>
                  {t('removeLanguage', { language: nameOf(shown) })}
                </Button>
              </>
            )}
          </Flex>
        </Flex>
      </Tabs.Content>
      {asking === 'add' && (
        <AddDialog
          draft={draft}
          onAdd={(locale) => {
            onChange({ content: withLocale(content, locale, defaultLocale) });
            onShow(locale);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          title={t('removeLanguage', { language: nameOf(shown) })}
          text={t('removeLanguageText', { language: nameOf(defaultLocale) })}
          action={t('removeLanguage', { language: nameOf(shown) })}
          isDanger
          onConfirm={() => {
            onShow(defaultLocale);
            onChange({ content: withoutLocale(content, shown) });
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Tabs.Root>
  );
}

type AddProps = {
  readonly draft: Draft;
  readonly onAdd: (locale: string) => void;
  readonly onClose: () => void;
};

function AddDialog({ draft: { content, defaultLocale }, onAdd, onClose }: AddProps) {
  const t = useTexts(texts);
  const nameOf = useLanguageName();
  const [typed, setTyped] = useState('');
  const locale = canonicalLocale(typed);
  const isNew = locale !== null && !Object.hasOwn(content, locale);
  return (
    <ConfirmDialog
      title={t('addLanguage')}
      action={t('add')}
      isDisabled={!isNew}
      onConfirm={() => locale !== null && onAdd(locale)}
      onClose={onClose}
    >
      <Field.Root
        name="locale"
        required
        hint={locale !== null && isNew ? nameOf(locale) : t('addLanguageHint', { language: nameOf(defaultLocale) })}
        error={typed.trim() !== '' && !isNew && t('addLanguageWrong')}
      >
        <Field.Label>{t('languageCode')}</Field.Label>
        <TextInput value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
    </ConfirmDialog>
  );
}

/** `zh-Hans` as the reader calls it. */
function useLanguageName(): (locale: string) => string {
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' });
  return (locale) => names.of(locale) ?? locale;
}
