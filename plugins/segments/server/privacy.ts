import { type Core, laneCount, type Person } from '@rapport/sdk';
import type { CatalogueReader } from './live/catalogue';
import { laneLock, lockOpenBuilds } from './live/evaluate';
import { deleteFromLists } from './stores/lists';
import { leaveAll } from './stores/memberships';
import { deleteTransitionsOf } from './stores/transitions';

/** The person leaves every segment; of her history there stays what keeps the sums right (deleteTransitionsOf). */
export async function eraseFromSegments(
  core: Core,
  catalogues: CatalogueReader,
  { leafIds }: Pick<Person, 'leafIds'>,
): Promise<Record<string, number>> {
  const counts = await core.database.transaction(async (sql) => {
    for (const lane of [...new Set(leafIds.map((id) => id % laneCount))].sort((a, b) => a - b))
      await sql.lock(laneLock(lane));
    await lockOpenBuilds(sql, await catalogues.read(sql));
    return {
      membership: await leaveAll(sql, leafIds, { cause: 'erase', evidence: {}, now: core.now() }),
      list_member: await deleteFromLists(sql, leafIds),
      transition: await deleteTransitionsOf(sql, leafIds),
    };
  });
  core.wake();
  return counts;
}
