import {
  formatNumber,
  isJsonObject,
  nodesOf,
  textIn,
  useEveryPage,
  useLocale,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Carrier } from '../definition';
import {
  AudienceSegmentsDocument,
  BroadcastChannelsDocument,
  BroadcastTemplatesDocument,
  BroadcastTopicsDocument,
} from '../broadcasts.documents';
import type {
  AudienceSegmentsQuery,
  BroadcastChannelsQuery,
  BroadcastTemplatesQuery,
  BroadcastTopicsQuery,
} from '../broadcasts.documents';
import { texts } from './texts';

const perPage = 100;
const segmentsOf = (result: AudienceSegmentsQuery) => result.segments;
const channelsOf = (result: BroadcastChannelsQuery) => result.channels;
const topicsOf = (result: BroadcastTopicsQuery) => result.topics;
const templatesOf = (result: BroadcastTemplatesQuery) => result.templates;

/** `value` is a key. */
export type Option = { readonly value: string; readonly label: string };
export type CarrierOption = Option & { readonly carrier: Carrier };

/** Segments that have members, each with its size. */
export function useSegmentOptions(): readonly Option[] {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const pages = usePages(AudienceSegmentsDocument, { first: perPage }, segmentsOf, { enabled: can('segment.read') });
  useEveryPage(pages);
  return nodesOf(pages.data, segmentsOf)
    .filter(({ version }) => version > 0)
    .map(({ key, name, size }) => ({
      value: key,
      label: t('segmentSize', { name, size: formatNumber(size, locale) }),
    }));
}

/** Each medium by its default connection, and each connection by its name; null: not known yet. */
export function useCarrierOptions(): readonly CarrierOption[] | null {
  const t = useTexts(texts);
  const pages = usePages(BroadcastChannelsDocument, { first: perPage }, channelsOf);
  useEveryPage(pages);
  if (pages.data === undefined) return null;
  const connections = nodesOf(pages.data, channelsOf).filter(({ enabled }) => enabled);
  const media = [...new Set(connections.map(({ medium }) => medium))];
  return [
    ...media.map((medium) => carrierOption({ medium, connection: '' }, t('channelDefault', { medium }))),
    ...connections.map(({ key, name, medium }) => carrierOption({ medium, connection: key }, name)),
  ];
}

/** Topics that are offered, by their name in the reader's language; null: not known yet. */
export function useTopicOptions(): readonly Option[] | null {
  const locale = useLocale();
  const pages = usePages(BroadcastTopicsDocument, { first: perPage }, topicsOf);
  useEveryPage(pages);
  if (pages.data === undefined) return null;
  return nodesOf(pages.data, topicsOf)
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ key, name }) => {
      const names = isJsonObject(name) ? name : {};
      return { value: key, label: textIn(names, locale) || textIn(names, 'en') || key };
    });
}

/** Published templates of a medium; '': of any. Null: not known yet. */
export function useTemplateOptions(medium: string): readonly Option[] | null {
  const pages = usePages(BroadcastTemplatesDocument, { first: perPage }, templatesOf);
  useEveryPage(pages);
  if (pages.data === undefined) return null;
  return nodesOf(pages.data, templatesOf)
    .filter((one) => one.version > 0 && (medium === '' || one.medium === medium))
    .map(({ key, name }) => ({ value: key, label: name }));
}

function carrierOption(carrier: Carrier, label: string): CarrierOption {
  return { value: valueOf(carrier), label, carrier };
}

/** One text for a choice of both. */
export function valueOf({ medium, connection }: Carrier): string {
  return connection === '' ? medium : `${medium}/${connection}`;
}
