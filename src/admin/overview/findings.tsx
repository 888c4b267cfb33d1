import {
  Card,
  defineTexts,
  describeFinding,
  isFindingCode,
  Notice,
  objects,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { FindingValues, Json, JsonObject, Locale } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';

const texts = defineTexts({
  title: { en: 'Findings', 'zh-Hans': '检查结果' },
  well: { en: 'All is well: nothing to do.', 'zh-Hans': '一切正常，无需处理。' },
  remedy: { en: 'What to do: {remedy}', 'zh-Hans': '处理方法：{remedy}' },
  passed: {
    en: '{count, plural, one {# check passed} other {# checks passed}}',
    'zh-Hans': '{count} 项检查通过',
  },
});

/** What `rapport doctor` says, what needs somebody first. */
export function Findings({ findings }: { readonly findings: Json }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const all = objects(findings).map((finding) => ({ level: textIn(finding, 'level'), ...wordsOf(finding, locale) }));
  const good = all.filter(({ level }) => level === 'ok');
  const serious = all.filter(({ level }) => level === 'serious');
  const advice = all.filter(({ level }) => level === 'advice');
  return (
    <Card title={t('title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        {serious.length + advice.length === 0 && <Notice kind="good">{t('well')}</Notice>}
        {[...serious, ...advice].map(({ level, text, remedy }) => (
          <Notice key={text} kind="warning">
            <Typography fontWeight={level === 'serious' ? 'bold' : 'regular'}>{text}</Typography>
            {remedy !== null && <Typography textColor="neutral700">{t('remedy', { remedy })}</Typography>}
          </Notice>
        ))}
        {good.length > 0 && (
          <Box tag="details">
            <Typography tag="summary" textColor="neutral700">
              {t('passed', { count: good.length })}
            </Typography>
            <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} paddingTop={3} paddingLeft={4}>
              {good.map(({ text }) => (
                <Typography key={text} tag="li" textColor="neutral700">
                  {text}
                </Typography>
              ))}
            </Flex>
          </Box>
        )}
      </Flex>
    </Card>
  );
}

/** In the reader's language; a finding of a newer server that this page does not know reads as the server wrote it. */
function wordsOf(finding: JsonObject, locale: Locale): { readonly text: string; readonly remedy: string | null } {
  const code = textIn(finding, 'code');
  if (isFindingCode(code)) return describeFinding({ code, values: valuesIn(finding['values']) }, locale);
  const remedy = textIn(finding, 'remedy');
  return { text: textIn(finding, 'text'), remedy: remedy === '' ? null : remedy };
}

function valuesIn(values: Json | undefined): FindingValues {
  const entries = Object.entries(objects(values === undefined ? [] : [values])[0] ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [])),
  );
}
