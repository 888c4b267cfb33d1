import {
  type Database,
  type MembershipRecord,
  type Page,
  type PageRequest,
  RapportError,
  type SegmentBuilding,
  type SegmentReader,
  type Session,
} from '@rapport/sdk';
import { buildStates } from './stores/builds';
import { segmentsByKeys } from './stores/segments';
import { entrantsOf, membershipsOf, membersOf, transitionsAfter, turnsSince } from './stores/transitions';

export function createReader(sql: Database): Omit<SegmentReader, 'withoutSpecialCategories' | 'draw'> {
  return {
    async transitions({ after, count }, keys) {
      const found = keys === undefined ? null : await segmentsByKeys(sql, keys);
      return transitionsAfter(sql, { after, count, segmentIds: found?.map((one) => one.id) ?? null });
    },
    async turns(leafIds, { keys, since }) {
      const found = leafIds.length === 0 || keys.length === 0 ? [] : await segmentsByKeys(sql, keys);
      if (found.length === 0) return [];
      return turnsSince(sql, { leafIds, segmentIds: found.map((one) => one.id), since });
    },
    async entrants(key, request) {
      const [segment] = await segmentsByKeys(sql, [key]);
      if (segment === undefined) throw new RapportError('segment_not_found');
      return entrantsOf(sql, segment.id, request);
    },
    async memberships(rootIds) {
      const byRoot = new Map<number, MembershipRecord[]>();
      for (const { rootId, ...membership } of await membershipsOf(sql.lookups, rootIds))
        byRoot.set(rootId, [...(byRoot.get(rootId) ?? []), membership]);
      return byRoot;
    },
    async known(keys) {
      return new Set((await segmentsByKeys(sql, keys)).map(({ key }) => key));
    },
    async building(keys) {
      const segments = await buildStates(sql, keys);
      const known = new Set(segments.map(({ key }) => key));
      const gone = keys.flatMap((key): SegmentBuilding[] =>
        known.has(key) ? [] : [{ key, name: key, stage: 'gone', failure: null, members: null, since: null }],
      );
      const open = segments.flatMap(({ stage, ...one }): SegmentBuilding[] =>
        stage === null ? [] : [{ ...one, stage }],
      );
      return new Map([...open, ...gone].map((one) => [one.key, one]));
    },
    async members(key, request) {
      const [segment] = await segmentsByKeys(sql, [key]);
      if (segment === undefined) throw new RapportError('segment_not_found');
      return membersPage(sql, segment.id, request);
    },
  };
}

/** One more than was asked for tells whether there are more. */
export async function membersPage(
  sql: Session,
  segmentId: number,
  request: PageRequest<number>,
): Promise<Page<number>> {
  const found = await membersOf(sql, segmentId, { ...request, count: request.count + 1 });
  const more = found.length > request.count;
  const items = found.slice(0, request.count);
  return request.forward
    ? { items, hasNext: more, hasPrevious: request.after !== undefined }
    : { items: items.reverse(), hasNext: request.before !== undefined, hasPrevious: more };
}
