import { type Core, type LaneWork, type MembershipRecord } from '@rapport/sdk';
import { situationPrefix } from '../domain/dimensions';
import { formulasVersion, valuesOf } from '../domain/figures';
import { measuresOf } from '../domain/measures';
import { insightLimits } from './limits';
import { recommend } from './routing';
import { moveBuild, readBuild, readStale, rootsAfter, type Stale, writeFolded } from './stores/figures';
import { readRecommended } from './stores/routing';

/** The opening itself may bring a situation about; it is seen a moment later. */
const openingMilliseconds = 60_000;

/** By what formulas, and by whose days: where it is another, everything is folded again. */
export function builtAs(core: Core): string {
  return `${formulasVersion} ${core.settings.timeZone}`;
}

/** After a commit: the conversations of the customers that were touched. */
export async function foldTouched(core: Core, { touches }: LaneWork): Promise<void> {
  const roots = new Set<number>();
  for (const { kind, rootId } of touches)
    if (kind === 'conversation' || kind === 'merged' || kind === 'unmerged') roots.add(rootId);
  await foldRoots(core, [...roots]);
}

/**
 * One round through conversations that nobody touched: those from before the plugin, and all of them after a change of formulas or
 * zone. Where it stands is kept; another node goes on from there. At the end it costs two look-ups.
 */
export async function build(core: Core, signal: AbortSignal): Promise<'more' | 'done'> {
  let more = false;
  await core.database.transaction(async (guard) => {
    if (!(await guard.tryLock('insights build'))) return;
    const afterId = await readBuild(core.database, builtAs(core));
    const next = await rootsAfter(core.database, afterId, insightLimits.builtMax);
    const last = next.at(-1);
    if (last === undefined || signal.aborted) return;
    await foldRoots(core, [...new Set(next.map((one) => one.rootId))]);
    await moveBuild(core.database, builtAs(core), last.id);
    more = next.length === insightLimits.builtMax;
  });
  return more ? 'more' : 'done';
}

async function foldRoots(core: Core, rootIds: readonly number[]): Promise<void> {
  for (let at = 0; at < rootIds.length; at += insightLimits.rootsMax) {
    const part = rootIds.slice(at, at + insightLimits.rootsMax);
    let previous = '';
    for (;;) {
      const stale = await readStale(core.database, part, { builtAs: builtAs(core), rowsMax: insightLimits.foldedMax });
      // What changed while it was folded stays behind for whoever is told of the change: it is not waited for.
      const found = stale.map(({ id, version }) => `${id} ${version}`).join();
      if (stale.length === 0 || found === previous) break;
      previous = found;
      await fold(core, stale);
      if (stale.length < insightLimits.foldedMax) break;
    }
  }
}

async function fold(core: Core, stale: readonly Stale[]): Promise<void> {
  // First, as it is one of the things that are folded.
  await recommend(core, stale);
  const recommended = await readRecommended(
    core.database,
    stale.map(({ id }) => id),
  );
  const facts = await core.read.conversations.facts(stale);
  const memberships = await core.segments?.memberships([...new Set(stale.map((one) => one.rootId))]);
  const folded = stale.map((one) => {
    const around = { ...one, recommended: recommended.get(one.id) ?? null };
    const measures = measuresOf(facts.get(one.publicId) ?? [], around);
    return {
      ...one,
      agent: measures.takenBy,
      situations: situationsAt(memberships?.get(one.rootId) ?? [], one.openedAt),
      values: valuesOf(measures, core.settings.timeZone),
    };
  });
  await core.database.transaction((sql) => writeFolded(sql, folded, { builtAs: builtAs(core), now: core.now() }));
}

/** Who is in it now since before the opening was in it then; who has left it meanwhile is not known any more. */
function situationsAt(memberships: readonly MembershipRecord[], openedAt: number): string[] {
  return memberships
    .filter(
      ({ segmentKey, since }) => segmentKey.startsWith(situationPrefix) && since <= openedAt + openingMilliseconds,
    )
    .map(({ segmentKey }) => segmentKey)
    .sort();
}
