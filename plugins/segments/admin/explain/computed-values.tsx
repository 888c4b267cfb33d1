import {
  Card,
  defineTexts,
  formatNumber,
  numberIn,
  objects,
  textIn,
  TraitValue,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';

const texts = defineTexts({
  computed: { en: 'Worked out', 'zh-Hans': '计算属性与评分' },
});

/** Computed traits by name; a score with each of its lines. */
export function ComputedValues({ computed }: { readonly computed: Json }) {
  const t = useTexts(texts);
  const values = objects(computed);
  if (values.length === 0) return null;
  return (
    <Card title={t('computed')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {values.map((one) => (
          <li key={textIn(one, 'key')}>
            <Flex justifyContent="space-between" gap={4}>
              <Typography fontWeight="semiBold">{textIn(one, 'name')}</Typography>
              <TraitValue value={one['value']} />
            </Flex>
            <ScoreLines lines={objects(one['explanation'])} />
          </li>
        ))}
      </Flex>
    </Card>
  );
}

function ScoreLines({ lines }: { readonly lines: readonly JsonObject[] }) {
  const locale = useLocale();
  if (lines.length === 0) return null;
  return (
    <Box tag="ul" paddingLeft={3}>
      {lines.map((line, at) => {
        const points = numberIn(line, 'points');
        return (
          <Flex key={at} tag="li" justifyContent="space-between" gap={4}>
            <Typography variant="pi" textColor="neutral600">
              {textIn(line, 'label')}
            </Typography>
            <Typography variant="pi" textColor={points < 0 ? 'danger600' : 'neutral800'}>
              {`${points > 0 ? '+' : ''}${formatNumber(points, locale)}`}
            </Typography>
          </Flex>
        );
      })}
    </Box>
  );
}
