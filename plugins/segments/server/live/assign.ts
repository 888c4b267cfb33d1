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
  const valued = new Map<number, Set<FollowedComputed>>();
  for (const touch of touches) {
    // Somebody absorbed who is a root again is told of as unmerged, too.
    if (touch.kind === 'absorbed') continue;
    if (touch.kind === 'created' || touch.kind === 'merged' || touch.kind === 'unmerged') {
      keepWeightiest(whole, reasonOf(touch));
      continue;
    }
    const { followed, values } = mentioned(catalogue, touch);
    addAll(valued, touch.rootId, values);
    if (followed.length === 0) continue;
    addAll(mentioning, touch.rootId, followed);
    keepWeightiest(partly, reasonOf(touch));
  }
  for (const [rootId, reason] of partly) {
    if (!whole.has(rootId)) continue;
    keepWeightiest(whole, reason);
    partly.delete(rootId);
  }
  for (const rootId of whole.keys()) valued.delete(rootId);
  return {
    segments: [
      { followed: catalogue.followed, reasons: [...whole.values()] },
      ...grouped([...partly.values()], ({ rootId }) => mentioning.get(rootId), keyOf).map(({ wanted, people }) => ({
        followed: wanted.sort((a, b) => a.segmentId - b.segmentId),
        reasons: people,
      })),
    ],
    values: [
      { computed: catalogue.computed, rootIds: [...whole.keys()] },
      ...grouped(
        [...valued.keys()],
        (rootId) => valued.get(rootId),
        ({ key }) => key,
      ).map(({ wanted, people }) => ({ computed: wanted.sort((a, b) => a.id - b.id), rootIds: people })),
    ],
  };
}

/** What mentions it. */
function mentioned(
  catalogue: Catalogue,
  { kind, subject }: Touch,
): { readonly followed: readonly Followed[]; readonly values: readonly FollowedComputed[] } {
  switch (kind) {
    case 'trait':
      return { followed: catalogue.mentioningTrait(subject), values: catalogue.computedMentioningTrait(subject) };
    case 'conversation':
      return { followed: catalogue.mentioningConversations(), values: catalogue.computedMentioningConversations() };
    default:
      return { followed: catalogue.mentioningEvent(subject), values: catalogue.computedMentioningEvent(subject) };
  }
}

function addAll<T>(sets: Map<number, Set<T>>, rootId: number, items: readonly T[]): void {
  if (items.length === 0) return;
  const set = sets.get(rootId) ?? new Set();
  sets.set(rootId, set);
  for (const item of items) set.add(item);
}

/** People by all that is wanted for them; the smallest groups of too many become one, whose people want all that one of them wants. */
function grouped<Person, Item>(
  people: readonly Person[],
  wantedOf: (person: Person) => ReadonlySet<Item> | undefined,
  itemKey: (item: Item) => string,
): { readonly wanted: Item[]; readonly people: Person[] }[] {
  const groups = new Map<string, { readonly wanted: Item[]; readonly people: Person[] }>();
  for (const person of people) {
    const wanted = [...(wantedOf(person) ?? [])];
    const key = wanted.map(itemKey).sort().join(' ');
    const group = groups.get(key) ?? { wanted, people: [] };
    group.people.push(person);
    groups.set(key, group);
  }
  const all = [...groups.values()].sort((a, b) => b.people.length - a.people.length);
  const rest = all.splice(groupsMax - 1);
  if (rest.length === 0) return all;
  return [
    ...all,
    { wanted: [...new Set(rest.flatMap((group) => group.wanted))], people: rest.flatMap((group) => group.people) },
  ];
}

const weights = {
  event: 1,
  trait: 1,
  conversation: 1,
  imported: 0,
  created: -1,
  absorbed: -1,
  merged: 2,
  unmerged: 3,
} as const;
const causes = {
  event: 'event',
  trait: 'event',
  conversation: 'event',
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
