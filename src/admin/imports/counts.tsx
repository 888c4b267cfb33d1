import { Figure, formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import type { OneImport } from './import-detail';
import { texts } from './texts';

/** What became of the rows so far. */
export function Counts({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <Flex tag="dl" gap={8} wrap="wrap">
      <Figure label={t('rows')}>{formatNumber(record.rows, locale)}</Figure>
      <Figure label={t('imported')}>{formatNumber(record.accepted, locale)}</Figure>
      <Figure label={t('present')}>{formatNumber(record.duplicates, locale)}</Figure>
      {record.erased > 0 && <Figure label={t('erased')}>{formatNumber(record.erased, locale)}</Figure>}
      <Figure label={t('rejected')}>{formatNumber(record.rejected, locale)}</Figure>
    </Flex>
  );
}
