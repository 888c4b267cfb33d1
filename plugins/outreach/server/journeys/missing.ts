import { type Core, type DefinitionFault, faultAt, type Session } from '@rapport/sdk';
import { type Journey, referencesOf } from '../../domain/journey/journey';
import type { Reference } from '../../domain/journey/reference';
import { listConnections } from '../stores/connections';
import { templateHeads } from '../stores/templates';
import { topicsByKeys } from '../stores/topics';

/** What a journey names and what is not there: a fault for each place. */
export async function missingOf(
  sql: Session,
  { segments }: Pick<Core, 'segments'>,
  journey: Journey,
): Promise<readonly DefinitionFault[]> {
  const references = referencesOf(journey);
  if (references.length === 0) return [];
  const keysOf = (kind: Reference['kind']): string[] => [
    ...new Set(references.filter((one) => one.kind === kind).map(({ key }) => key)),
  ];
  const known = (await segments?.known(keysOf('segment'))) ?? new Set<string>();
  const topics = await topicsByKeys(sql, keysOf('topic'));
  const offered = new Set(topics.filter(({ archivedAt }) => archivedAt === null).map(({ key }) => key));
  const heads = await templateHeads(sql, keysOf('template'));
  const connected = (await listConnections(sql)).filter(({ enabled }) => enabled);
  const media = new Set(connected.map(({ medium }) => medium));
  return references.flatMap((one): readonly DefinitionFault[] => {
    const { path, key } = one;
    switch (one.kind) {
      case 'segment':
        return known.has(key) ? [] : [faultAt(path, 'segment_unknown', { key })];
      case 'topic':
        return offered.has(key) ? [] : [faultAt(path, 'topic_unknown', { key })];
      case 'channel':
        return media.has(key) ? [] : [faultAt(path, 'channel_unconnected', { medium: key })];
      case 'connection': {
        const { medium } = one;
        const isThere = connected.some((connection) => connection.key === key && connection.medium === medium);
        return isThere ? [] : [faultAt(path, 'connection_unknown', { key, medium })];
      }
      case 'template': {
        const { medium } = one;
        const isPublished = heads.some((head) => head.key === key && head.medium === medium && head.version > 0);
        return isPublished ? [] : [faultAt(path, 'template_unpublished', { key, medium })];
      }
    }
  });
}
