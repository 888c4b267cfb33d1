import { type Core, laneCount, type Person, type PersonSection } from '@rapport/sdk';
import type { CatalogueReader } from './live/catalogue';
import { laneLock, lockOpenBuilds } from './live/evaluate';
import { deleteValues } from './stores/computed';
import { deleteFromLists } from './stores/lists';
import { leaveAll } from './stores/memberships';
import { deleteTransitionsOf, membershipsOf } from './stores/transitions';

/** The person leaves every segment; of her history there stays what keeps the sums right (deleteTransitionsOf). */
export async function eraseFromSegments(
  core: Core,
  catalogues: CatalogueReader,
  { leafIds }: Pick<Person, 'leafIds'>,
): Promise<Record<string, number>> {
  const leavers = leafIds.map((profileId) => ({ profileId, evidence: {} }));
  const counts = await core.database.transaction(async (sql) => {
    await sql.lock([...new Set(leafIds.map((id) => id % laneCount))].map(laneLock));
    await lockOpenBuilds(sql, await catalogues.read(sql));
    return {
      membership: await leaveAll(sql, leavers, { cause: 'erase', now: core.now() }),
      computed_value: await deleteValues(sql, leafIds),
      list_member: await deleteFromLists(sql, leafIds),
      transition: await deleteTransitionsOf(sql, leafIds),
    };
  });
  core.wake();
  return counts;
}

/** In which segments the person is, for the export of everything about her. */
export const exportSection: PersonSection = {
  name: 'segments',
  label: { en: 'Segments', 'zh-Hans': '所属分群' },
  async *rows(core, { rootId }) {
    for (const { segmentKey, segmentName, since } of await membershipsOf(core.database, [rootId]))
      yield { key: segmentKey, name: segmentName, since: new Date(since).toISOString() };
  },
};
