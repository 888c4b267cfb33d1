import { Card, defineTexts, isJsonObject, objects, textIn, useData, useLocale, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject, Locale } from '@rapport/sdk/admin';
import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { JsonBlock } from './json-block';
import { VersionSentenceDocument } from './detail.documents';
import type { Segment } from './segment-page';

const texts = defineTexts({
  words: { en: 'In words', 'zh-Hans': '文字描述' },
  written: { en: 'As JSON', 'zh-Hans': 'JSON' },
  usedBy: { en: 'Where it is used', 'zh-Hans': '使用情况' },
  unused: { en: 'Nothing names it.', 'zh-Hans': '没有被引用。' },
  segments: { en: 'Segments', 'zh-Hans': '分群' },
  computedTraits: { en: 'Computed traits', 'zh-Hans': '计算属性' },
  webhooks: { en: 'Webhooks', 'zh-Hans': 'Webhook' },
});

/** What it says, and who relies on it. */
export function Definition({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Card title={t('words')}>
        <Sentence definition={segment.definition ?? null} />
      </Card>
      <UsedBy usedBy={segment.usedBy} />
      <Card title={t('written')}>
        <JsonBlock label={t('written')} value={segment.definition ?? null} />
      </Card>
    </Flex>
  );
}

/** A definition in the reader's language. */
export function Sentence({ definition }: { readonly definition: Json }) {
  const locale = useLocale();
  const { data } = useData(VersionSentenceDocument, { definition, language: locale }, { enabled: definition !== null });
  return <Typography tag="p">{data?.segmentCheck.sentence ?? '…'}</Typography>;
}

function UsedBy({ usedBy }: { readonly usedBy: Json }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const used = isJsonObject(usedBy) ? usedBy : {};
  const groups = [
    {
      label: t('segments'),
      items: objects(used['segments']).map((one) => ({
        id: textIn(one, 'key'),
        name: textIn(one, 'name'),
        to: `/segments/${textIn(one, 'key')}`,
      })),
    },
    {
      label: t('computedTraits'),
      items: objects(used['computedTraits']).map((one) => ({
        id: textIn(one, 'key'),
        name: textIn(one, 'name'),
        to: null,
      })),
    },
    {
      label: t('webhooks'),
      items: objects(used['webhooks']).map((one) => ({
        id: textIn(one, 'webhookId'),
        name: textIn(one, 'url'),
        to: null,
      })),
    },
    ...groupsOf(objects(used['others']), locale),
  ].filter(({ items }) => items.length > 0);
  return (
    <Card title={t('usedBy')}>
      {groups.length === 0 && <Typography textColor="neutral600">{t('unused')}</Typography>}
      <Flex gap={8} wrap="wrap" alignItems="flex-start">
        {groups.map(({ label, items }) => (
          <div key={label}>
            <Typography variant="pi" textColor="neutral600">
              {label}
            </Typography>
            <ul>
              {items.map(({ id, name, to }) => (
                <li key={id}>
                  {to === null ? (
                    <Typography>{name}</Typography>
                  ) : (
                    <Link tag={NavLink} to={to}>
                      {name}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Flex>
    </Card>
  );
}

/** What other plugins make of it, by kind. */
function groupsOf(uses: readonly JsonObject[], locale: Locale) {
  const kindOf = ({ kind }: JsonObject): string => (isJsonObject(kind) ? textIn(kind, locale) : '');
  return [...new Set(uses.map(kindOf))].map((label) => ({
    label,
    items: uses
      .filter((one) => kindOf(one) === label)
      .map((one) => ({ id: textIn(one, 'path'), name: textIn(one, 'name'), to: textIn(one, 'path') })),
  }));
}
