import {
  type MembershipRecord,
  type Page,
  type PageRequest,
  RapportError,
  type SegmentReader,
  type Session,
} from '@rapport/sdk';
import { segmentsByKeys } from './stores/segments';
import { membershipsOf, membersOf, transitionsAfter } from './stores/transitions';

export function createReader(sql: Session): Omit<SegmentReader, 'withoutSpecialCategories'> {
  return {
    async transitions({ after, count }, keys) {
      const found = keys === undefined ? null : await segmentsByKeys(sql, keys);
      return transitionsAfter(sql, { after, count, segmentIds: found?.map((one) => one.id) ?? null });
    },
    async memberships(rootIds) {
      const byRoot = new Map<number, MembershipRecord[]>();
      for (const { rootId, ...membership } of await membershipsOf(sql, rootIds))
        byRoot.set(rootId, [...(byRoot.get(rootId) ?? []), membership]);
      return byRoot;
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
