import {
  ConfirmDialog,
  NameFields,
  newCommandKey,
  useCommand,
  useLocale,
  useNaming,
  useTexts,
} from '@rapport/sdk/admin';
import { Field, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { CreateTemplateDocument } from './templates.documents';
import { texts } from './texts';
import { useStarts } from './use-starts';

type Props = {
  /** Of what to start from; '': nothing. */
  readonly startKey: string;
  readonly onClose: () => void;
};
const nothing = '-';

/** Its name, what to start from, and else for which medium it is. */
export function CreateDialog({ startKey, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const { starts, media } = useStarts();
  const [chosen, setChosen] = useState(startKey);
  const [wished, setWished] = useState('');
  const start = starts.find(({ key }) => key === chosen);
  const naming = useNaming('template', start?.name);
  const create = useCommand(CreateTemplateDocument);
  const medium = start?.medium ?? (wished === '' ? (media[0] ?? '') : wished);
  const make = (): void =>
    create.mutate(
      {
        input: {
          ...{ key: naming.key, name: naming.name.trim(), medium, idempotencyKey: newCommandKey() },
          ...(start === undefined
            ? { defaultLocale: locale, content: { [locale]: {} } }
            : { defaultLocale: start.defaultLocale, content: start.content }),
        },
      },
      {
        // By what it began from the preview knows an event such as leads to it.
        onSuccess: () => void navigate(start === undefined ? naming.key : `${naming.key}?from=${start.key}`),
      },
    );
  return (
    <ConfirmDialog
      title={t('createTitle')}
      action={t('createAction')}
      isWide
      isBusy={create.isPending}
      isDisabled={!naming.isWhole || medium === ''}
      error={create.error}
      onConfirm={make}
      onClose={onClose}
    >
      <NameFields naming={naming} error={null} />
      <Field.Root name="start" hint={start?.description ?? t('startHint')}>
        <Field.Label>{t('startFrom')}</Field.Label>
        <SingleSelect
          value={chosen === '' ? nothing : chosen}
          onChange={(key) => setChosen(key === nothing ? '' : String(key))}
        >
          <SingleSelectOption value={nothing}>{t('blank')}</SingleSelectOption>
          {starts.map(({ key, name }) => (
            <SingleSelectOption key={key} value={key}>
              {name}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
      {start === undefined && medium === '' && <Typography textColor="neutral600">{t('noChannel')}</Typography>}
      {start === undefined && medium !== '' && (
        <Field.Root name="medium" required>
          <Field.Label>{t('medium')}</Field.Label>
          <SingleSelect value={medium} onChange={(next) => setWished(String(next))}>
            {media.map((one) => (
              <SingleSelectOption key={one} value={one}>
                {one}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      )}
    </ConfirmDialog>
  );
}
