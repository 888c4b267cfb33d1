import {
  defineTexts,
  ErrorState,
  LinkCards,
  LoadingState,
  objects,
  textIn,
  useData,
  useLocale,
  useTexts,
  wordsIn,
} from '@rapport/sdk/admin';
import type { Json, Locale } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { SegmentTemplatesDocument } from '../list/list.documents';

const texts = defineTexts({
  templates: { en: 'Templates', 'zh-Hans': '模板' },
  lifecycle: { en: 'Along the way', 'zh-Hans': '生命周期' },
  purchase: { en: 'Buying', 'zh-Hans': '购买行为' },
  service: { en: 'Service', 'zh-Hans': '客户服务' },
  value: { en: 'Worth', 'zh-Hans': '客户价值' },
  engagement: { en: 'Attention', 'zh-Hans': '互动程度' },
});
const groups = ['lifecycle', 'purchase', 'service', 'value', 'engagement'] as const;

export type Template = {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly description: string;
  readonly definition: Json;
};

export function templatesOf(json: Json | undefined, locale: Locale): readonly Template[] {
  return objects(json).map((one) => ({
    key: textIn(one, 'key'),
    group: textIn(one, 'group'),
    name: wordsIn(one, 'name', locale),
    description: wordsIn(one, 'description', locale),
    definition: one['definition'] ?? null,
  }));
}

/** Ready definitions to start from, each a link to the editor that opens with it. */
export function TemplateGallery() {
  const t = useTexts(texts);
  const locale = useLocale();
  const { data, error, refetch } = useData(SegmentTemplatesDocument, {});
  if (data === undefined)
    return error === null ? <LoadingState /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  const templates = templatesOf(data.segmentTemplates, locale);
  return (
    <Flex tag="section" aria-label={t('templates')} direction="column" alignItems="stretch" gap={6}>
      {groups.map((group) => (
        <Shelf key={group} label={t(group)} templates={templates.filter((one) => one.group === group)} />
      ))}
    </Flex>
  );
}

function Shelf({ label, templates }: { readonly label: string; readonly templates: readonly Template[] }) {
  const id = useId();
  if (templates.length === 0) return null;
  return (
    <Box>
      <Typography variant="delta" tag="h2" id={id}>
        {label}
      </Typography>
      <LinkCards
        labelledBy={id}
        cards={templates.map(({ key, name, description }) => ({
          ...{ key, name, description },
          to: `/segments/-/new?template=${encodeURIComponent(key)}`,
        }))}
      />
    </Box>
  );
}
