import { CodeBlock, defineTexts, isJsonObject, RelativeTime, strings, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Typography } from '@strapi/design-system';
import { Cursor, Eye, House, Phone, User, PuzzlePiece } from '@strapi/icons';
import { useState } from 'react';
import type { SourceEventsQuery } from './sources.documents';

export type SourceEvent = NonNullable<SourceEventsQuery['source']>['events']['edges'][number]['node'];

const texts = defineTexts({
  identify: { en: 'Said who they are', 'zh-Hans': '表明了身份' },
  track: { en: '{name}', 'zh-Hans': '{name}' },
  page: { en: 'Viewed the page {name}', 'zh-Hans': '浏览页面 {name}' },
  screen: { en: 'Viewed the screen {name}', 'zh-Hans': '浏览屏幕 {name}' },
  group: { en: 'Joined an organisation', 'zh-Hans': '加入了组织' },
  alias: { en: 'Changed their id', 'zh-Hans': '更换了 ID' },
  raw: { en: 'Raw JSON', 'zh-Hans': '原始 JSON' },
  historical: { en: 'sent again or imported', 'zh-Hans': '重发或导入' },
});

const kinds = {
  IDENTIFY: { icon: User, text: 'identify' },
  TRACK: { icon: Cursor, text: 'track' },
  PAGE: { icon: Eye, text: 'page' },
  SCREEN: { icon: Phone, text: 'screen' },
  GROUP: { icon: House, text: 'group' },
  ALIAS: { icon: PuzzlePiece, text: 'alias' },
} as const;
const detailCharsMax = 120;

/** One event as a sentence: what, by whom, with what, when; its JSON on demand. */
export function EventLine({ event }: { readonly event: SourceEvent }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  const { icon: Icon, text } = kinds[event.type];
  const name = event.name === '' ? pageOf(event) : event.name;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={3} alignItems="center">
        <Icon aria-hidden fill="neutral500" />
        <Box flex="1" minWidth={0}>
          <Flex gap={2} wrap="wrap">
            <Typography fontWeight="semiBold">{t(text, { name })}</Typography>
            <Typography textColor="neutral600" ellipsis>
              {[whoOf(event.identifiers), summaryOf(event.properties)].filter((part) => part !== '').join(' · ')}
            </Typography>
            {event.historical && <Badge>{t('historical')}</Badge>}
          </Flex>
        </Box>
        <Typography variant="pi" textColor="neutral600">
          <RelativeTime at={event.receivedAt} />
        </Typography>
        <Button variant="ghost" size="S" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('raw')}
        </Button>
      </Flex>
      {open && <CodeBlock label={t('raw')} text={JSON.stringify(rawOf(event), null, 2)} />}
    </Flex>
  );
}

/** A page without a name has an address. */
function pageOf({ properties }: SourceEvent): string {
  const path = isJsonObject(properties) ? (properties['path'] ?? properties['url']) : undefined;
  return typeof path === 'string' ? path : '';
}

function whoOf(identifiers: Json): string {
  const list: readonly Json[] = Array.isArray(identifiers) ? identifiers : [];
  return strings(list[0])[1] ?? '';
}

/** The first plain values, as far as they fit. */
export function summaryOf(properties: Json): string {
  if (!isJsonObject(properties)) return '';
  const parts = Object.entries(properties).flatMap(([key, value]) =>
    typeof value === 'object' ? [] : [`${key}: ${String(value)}`],
  );
  const text = parts.join(', ');
  return text.length > detailCharsMax ? `${text.slice(0, detailCharsMax)}…` : text;
}

function rawOf({ type, name, messageId, occurredAt, receivedAt, identifiers, properties, context }: SourceEvent) {
  return { type: type.toLowerCase(), name, messageId, occurredAt, receivedAt, identifiers, properties, context };
}
