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
const groupsMax = 16;

/**
 * Whom to look at for which segments and computed traits, and why: who is new or was merged for all of them, the others for those
 * that mention what happened to them. Those to whom the same happened share a statement; to whom several things happened is in
 * several. So few statements come again and again, and stay planned: one for each name of an event, not for each combination.
 */
export function assign(catalogue: Catalogue, touches: readonly Touch[]): Assignments {
  const whole = new Map<number, Reason>();
  const partly = new Map<number, Reason>();
  const mentioning = new Groups<Followed>(keyOf);
  const valued = new Groups<FollowedComputed>(({ key }) => key);
  for (const touch of touches) {
    // Somebody absorbed who is a root again is told of as unmerged, too.
    if (touch.kind === 'absorbed') continue;
    if (touch.kind === 'created' || touch.kind === 'merged' || touch.kind === 'unmerged') {
      keepWeightiest(whole, reasonOf(touch));
      continue;
    }
    const { followed, values } = mentioned(catalogue, touch);
    valued.add(values, touch.rootId);
    mentioning.add(followed, touch.rootId);
    if (followed.length > 0) keepWeightiest(partly, reasonOf(touch));
  }
  for (const [rootId, reason] of partly) if (whole.has(rootId)) keepWeightiest(whole, reason);
  const isWhole = (rootId: number): boolean => whole.has(rootId);
  return {
    segments: [
      { followed: catalogue.followed, reasons: [...whole.values()] },
      ...mentioning.without(isWhole).map(({ wanted, people }) => ({
        followed: wanted.sort((a, b) => a.segmentId - b.segmentId),
        reasons: people.flatMap((rootId) => partly.get(rootId) ?? []),
      })),
    ],
    values: [
      { computed: catalogue.computed, rootIds: [...whole.keys()] },
      ...valued.without(isWhole).map(({ wanted, people }) => ({
        computed: wanted.sort((a, b) => a.id - b.id),
        rootIds: people,
      })),
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

type Group<Item> = { readonly wanted: Item[]; readonly people: number[] };

/** People by what is wanted for them. */
class Groups<Item> {
  /** By the list itself: the catalogue has one for each name of an event and each trait. */
  private readonly people = new Map<readonly Item[], Set<number>>();

  constructor(private readonly keyOfItem: (item: Item) => string) {}

  add(wanted: readonly Item[], rootId: number): void {
    if (wanted.length === 0) return;
    const people = this.people.get(wanted) ?? new Set();
    this.people.set(wanted, people.add(rootId));
  }

  /** The smallest groups of too many become one, whose people want all that one of them wants. */
  without(isElsewhere: (rootId: number) => boolean): Group<Item>[] {
    const groups = new Map<string, { readonly wanted: readonly Item[]; readonly people: Set<number> }>();
    for (const [wanted, people] of this.people) {
      const key = wanted.map(this.keyOfItem).sort().join(' ');
      const group = groups.get(key) ?? { wanted, people: new Set() };
      for (const rootId of people) if (!isElsewhere(rootId)) group.people.add(rootId);
      groups.set(key, group);
    }
    const all = [...groups.values()]
      .filter(({ people }) => people.size > 0)
      .map(({ wanted, people }) => ({ wanted: [...wanted], people: [...people] }))
      .sort((a, b) => b.people.length - a.people.length);
    const rest = all.splice(groupsMax - 1);
    if (rest.length < 2) return [...all, ...rest];
    const wanted = new Set(rest.flatMap((group) => group.wanted));
    return [...all, { wanted: [...wanted], people: [...new Set(rest.flatMap((group) => group.people))] }];
  }
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
