import type { JsonObject, Touch } from '@rapport/sdk';
import type { Reason } from '../stores/memberships';
import type { Catalogue, Followed, FollowedComputed } from './catalogue';

/** Some profiles, and the segments for which they are looked at. */
export type Assignment = { readonly followed: readonly Followed[]; readonly reasons: readonly Reason[] };
/** Some profiles, and the computed traits that are worked out for them. */
export type ValueAssignment = { readonly computed: readonly FollowedComputed[]; readonly rootIds: readonly number[] };
export type Assignments = {
  readonly segments: readonly Assignment[];
  readonly values: readonly ValueAssignment[];
};

/** A segment as it counts, or the build of its next version. */
export function keyOf({ segmentId, buildId }: Followed): string {
  return `${segmentId}/${buildId ?? ''}`;
}

/** So many statements evaluate what happened in one round. */
const groupsMax = 8;

/**
 * Whom to look at for which segments and computed traits, and why: who is new or was merged for all of them, the others for those
 * that mention what happened to them. Those to whom the same happened share a statement, which then comes again and again.
 */
export function assign(catalogue: Catalogue, touches: readonly Touch[]): Assignments {
  const whole = new Map<number, Reason>();
  const partly = new Map<number, Reason>();
  const mentioning = new Map<number, Set<Followed>>();
  const computed = new Set<FollowedComputed>();
  const valued = new Set<number>();
  for (const touch of touches) {
    // Somebody absorbed who is a root again is told of as unmerged, too.
    if (touch.kind === 'absorbed') continue;
    if (touch.kind === 'created' || touch.kind === 'merged' || touch.kind === 'unmerged') {
      keepWeightiest(whole, reasonOf(touch));
      continue;
    }
    const isTrait = touch.kind === 'trait';
    const values = isTrait
      ? catalogue.computedMentioningTrait(touch.subject)
      : catalogue.computedMentioningEvent(touch.subject);
    for (const one of values) computed.add(one);
    if (values.length > 0) valued.add(touch.rootId);
    const followed = isTrait ? catalogue.mentioningTrait(touch.subject) : catalogue.mentioningEvent(touch.subject);
    if (followed.length === 0) continue;
    const mentioned = mentioning.get(touch.rootId) ?? new Set();
    mentioning.set(touch.rootId, mentioned);
    for (const one of followed) mentioned.add(one);
    keepWeightiest(partly, reasonOf(touch));
  }
  for (const [rootId, reason] of partly) {
    if (!whole.has(rootId)) continue;
    keepWeightiest(whole, reason);
    partly.delete(rootId);
  }
  return {
    segments: [
      { followed: catalogue.followed, reasons: [...whole.values()] },
      ...grouped([...partly.values()], (rootId) => mentioning.get(rootId) ?? new Set()),
    ],
    values: [
      { computed: catalogue.computed, rootIds: [...whole.keys()] },
      { computed: [...computed], rootIds: [...valued].filter((rootId) => !whole.has(rootId)) },
    ],
  };
}

/** By the segments that they are looked at for; the smallest groups of too many become one. */
function grouped(
  reasons: readonly Reason[],
  followedOf: (rootId: number) => ReadonlySet<Followed>,
): readonly Assignment[] {
  const groups = new Map<string, { followed: ReadonlySet<Followed>; reasons: Reason[] }>();
  for (const reason of reasons) {
    const followed = followedOf(reason.rootId);
    const key = [...followed].map(keyOf).sort().join(' ');
    const group = groups.get(key) ?? { followed, reasons: [] };
    group.reasons.push(reason);
    groups.set(key, group);
  }
  const all = [...groups.values()].sort((a, b) => b.reasons.length - a.reasons.length);
  const rest = all.splice(groupsMax - 1);
  const last = {
    followed: new Set(rest.flatMap((group) => [...group.followed])),
    reasons: rest.flatMap((group) => group.reasons),
  };
  return [...all, last].map((group) => ({
    followed: [...group.followed].sort((a, b) => a.segmentId - b.segmentId),
    reasons: group.reasons,
  }));
}

const weights = { event: 1, trait: 1, imported: 0, created: -1, absorbed: -1, merged: 2, unmerged: 3 } as const;
const causes = {
  event: 'event',
  trait: 'event',
  created: 'event',
  imported: 'import',
  merged: 'merge',
  absorbed: 'merge',
  unmerged: 'unmerge',
} as const;

type WeighedReason = Reason & { readonly weight: number };

function reasonOf({ rootId, commitId, kind, subject }: Touch): WeighedReason {
  const evidence: JsonObject = { commit: commitId };
  if (kind === 'event' || kind === 'imported') evidence['eventName'] = subject;
  return { rootId, cause: causes[kind], evidence, weight: weights[kind] };
}

/** Of several things that happened to a profile the one that explains most, and of equals the last. */
function keepWeightiest(reasons: Map<number, Reason>, reason: Reason): void {
  const present = reasons.get(reason.rootId);
  if (present === undefined || weightOf(reason) >= weightOf(present)) reasons.set(reason.rootId, reason);
}

function weightOf(reason: Reason | WeighedReason): number {
  return 'weight' in reason ? reason.weight : 0;
}
