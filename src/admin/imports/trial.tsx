import {
  ApiError,
  Card,
  defineTexts,
  describeError,
  Figure,
  formatNumber,
  isErrorCode,
  isJsonObject,
  numberIn,
  objects,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import type { ImportPreviewQuery } from './imports.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  trial: { en: 'What would happen', 'zh-Hans': '预计结果' },
  whole: {
    en: 'Tried with all {rows} rows; nothing is written yet.',
    'zh-Hans': '已试算全部 {rows} 行，尚未写入任何数据。',
  },
  part: {
    en: 'Tried with the first {rows} rows; nothing is written yet.',
    'zh-Hans': '已试算前 {rows} 行，尚未写入任何数据。',
  },
  newPeople: { en: 'New customers', 'zh-Hans': '新客户' },
  knownPeople: { en: 'Known customers', 'zh-Hans': '已有客户' },
  good: { en: 'Good rows', 'zh-Hans': '有效行' },
  bad: { en: 'Rows to be rejected', 'zh-Hans': '将被拒的行' },
  first: { en: '{count} × {reason} First: line {line}.', 'zh-Hans': '{count} 行：{reason}最早在第 {line} 行。' },
  nothingFits: {
    en: 'No row can be imported like this. Look at the reasons, and at what the columns become.',
    'zh-Hans': '按当前设置没有任何行可以导入。请查看原因并检查各列的含义。',
  },
});
type Props = { readonly preview: ImportPreviewQuery['importPreview']; readonly isStale: boolean };

/** The dry run: who is new, who is known, what would be rejected and why. */
export function Trial({ preview, isStale }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const trial = preview.trial;
  if (!isJsonObject(trial)) return null;
  const count = (key: string): number => numberIn(trial, key);
  const reasons = objects(trial['rejected']);
  const bad = reasons.reduce((sum, reason) => sum + numberIn(reason, 'count'), 0);
  const rows = formatNumber(count('rows'), locale);
  return (
    <Card title={t('trial')}>
      <Box aria-live="polite" aria-busy={isStale} style={{ opacity: isStale ? 0.5 : 1 }}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography textColor="neutral600">{t(trial['complete'] === true ? 'whole' : 'part', { rows })}</Typography>
          <Flex tag="dl" gap={8} wrap="wrap">
            <Figure label={t('newPeople')}>{formatNumber(count('newPeople'), locale)}</Figure>
            <Figure label={t('knownPeople')}>{formatNumber(count('knownPeople'), locale)}</Figure>
            <Figure label={t('good')}>{formatNumber(count('good'), locale)}</Figure>
            <Figure label={t('present')}>{formatNumber(count('present'), locale)}</Figure>
            <Figure label={t('bad')}>{formatNumber(bad, locale)}</Figure>
          </Flex>
          {bad > 0 && count('good') === 0 && (
            <Typography textColor="danger600" fontWeight="semiBold" role="alert">
              {t('nothingFits')}
            </Typography>
          )}
          {reasons.length > 0 && (
            <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
              {reasons.map((reason) => (
                <Typography key={`${textIn(reason, 'code')} ${textIn(reason, 'message')}`} tag="li">
                  {t('first', {
                    count: formatNumber(numberIn(reason, 'count'), locale),
                    reason: describeReason(textIn(reason, 'code'), textIn(reason, 'message'), locale),
                    line: formatNumber(numberIn(reason, 'line'), locale),
                  })}
                </Typography>
              ))}
            </Flex>
          )}
        </Flex>
      </Box>
    </Card>
  );
}

/** In the reader's language, with the server's own words where they say more. */
export function describeReason(code: string, message: string, locale: ReturnType<typeof useLocale>): string {
  return describeError(new ApiError(isErrorCode(code) ? code : 'unexpected', message), locale);
}
