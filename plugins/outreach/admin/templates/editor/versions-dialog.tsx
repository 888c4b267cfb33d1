import { ConfirmDialog, RelativeTime, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { contentIn } from '../content';
import type { Draft } from '../content';
import type { Part } from '../media';
import type { Template } from '../template-page';
import { ChangeList } from './change-list';
import { texts } from './texts';

type Props = {
  readonly template: Template;
  readonly parts: readonly Part[];
  readonly draft: Draft;
  readonly isReader: boolean;
  readonly onTake: (version: Pick<Draft, 'content' | 'defaultLocale'>) => void;
  readonly onClose: () => void;
};

/** What was published, how the draft differs from it, and a way to go on from it. */
export function VersionsDialog({ template: { versions }, parts, draft, isReader, onTake, onClose }: Props) {
  const t = useTexts(texts);
  const [chosen, setChosen] = useState(String(versions[0]?.version ?? 0));
  const found = versions.find(({ version }) => String(version) === chosen);
  if (found === undefined) return null;
  const version = { defaultLocale: found.defaultLocale, content: contentIn(found.content) };
  return (
    <ConfirmDialog
      title={t('versions')}
      action={t('takeVersion', { version: found.version })}
      cancel={t('close')}
      isWide
      isDisabled={isReader}
      onConfirm={() => onTake(version)}
      onClose={onClose}
    >
      <Flex gap={4} wrap="wrap">
        <Box width="20rem">
          <SingleSelect aria-label={t('version')} value={chosen} onChange={(next) => setChosen(String(next))}>
            {versions.map((one) => (
              <SingleSelectOption key={one.version} value={String(one.version)}>
                {t('versionNumber', { version: one.version })}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Box>
        <Typography textColor="neutral600">
          {t('publishedWhen')} <RelativeTime at={found.at} />
        </Typography>
      </Flex>
      <Typography>{t('sinceThen')}</Typography>
      <ChangeList before={version} after={draft} parts={parts} />
    </ConfirmDialog>
  );
}
