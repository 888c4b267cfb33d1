import { defineTexts, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Card } from '../card';
import { objects, textIn } from '../json-shapes';
import { Notice } from '../notice';

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
  const all = objects(findings);
  const good = all.filter((finding) => textIn(finding, 'level') === 'ok');
  const serious = all.filter((finding) => textIn(finding, 'level') === 'serious');
  const advice = all.filter((finding) => textIn(finding, 'level') === 'advice');
  return (
    <Card title={t('title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        {serious.length + advice.length === 0 && <Notice kind="good">{t('well')}</Notice>}
        {[...serious, ...advice].map((finding) => (
          <Notice key={textIn(finding, 'text')} kind="warning">
            <Typography fontWeight={textIn(finding, 'level') === 'serious' ? 'bold' : 'regular'}>
              {textIn(finding, 'text')}
            </Typography>
            {textIn(finding, 'remedy') !== '' && (
              <Typography textColor="neutral700">{t('remedy', { remedy: textIn(finding, 'remedy') })}</Typography>
            )}
          </Notice>
        ))}
        {good.length > 0 && (
          <Box tag="details">
            <Typography tag="summary" textColor="neutral700">
              {t('passed', { count: good.length })}
            </Typography>
            <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} paddingTop={3} paddingLeft={4}>
              {good.map((finding) => (
                <Typography key={textIn(finding, 'text')} tag="li" textColor="neutral700">
                  {textIn(finding, 'text')}
                </Typography>
              ))}
            </Flex>
          </Box>
        )}
      </Flex>
    </Card>
  );
}
