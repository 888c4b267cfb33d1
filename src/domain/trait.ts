import { type Json, type JsonObject, reservedTraits, traitOriginFlags } from '@rapport/sdk';

/**
 * Traits of one leaf as they are stored: the plain values, which everybody reads, and where each value came from.
 * `origins` are groups of keys that were written together: [epoch ms, messageId, source id, flags, keys].
 * Every key that was ever written is in exactly one group; a deleted key is in a group and not in `values`.
 */
export type LeafTraits = { readonly values: JsonObject; readonly origins: readonly OriginGroup[] };
export type OriginGroup = readonly [
  at: number,
  messageId: string,
  sourceId: number,
  flags: number,
  keys: readonly string[],
];

export const originFlags = traitOriginFlags;

/** One call that writes traits. null deletes (setting: store). */
export type TraitWrite = {
  readonly at: number;
  readonly messageId: string;
  readonly sourceId: number;
  readonly claimed: boolean;
  readonly values: JsonObject;
  /** Written once: a value that is there, or comes later without `once`, beats it. */
  readonly once: JsonObject | null;
};

const reserved: ReadonlySet<string> = new Set(reservedTraits);

/** Keys on one leaf; what a call writes beyond that stays on its event and is not kept as a trait. */
export const traitsPerLeafMax = 1_000;

/** Elements that the joined view of a list shows; an event holds fewer than that many short ones. */
const listElementsMax = 1_000;

type Cell = {
  readonly value: Json | undefined; // undefined: deleted
  readonly at: number;
  readonly messageId: string;
  readonly sourceId: number;
  readonly flags: number;
};

export const noTraits: LeafTraits = { values: {}, origins: [] };

/**
 * Last writer wins, for each key by event time, not by arrival: any order of the same writes gives the same result.
 * Returns the very same object when nothing changed.
 */
export function writeTraits(
  current: LeafTraits,
  writes: readonly TraitWrite[],
  nullWrites: 'delete' | 'store',
): LeafTraits {
  const cells = toCells(current);
  let changed = false;
  for (const write of writes) {
    const claimed = write.claimed ? originFlags.claimed : 0;
    for (const [values, once] of [[write.values, 0] as const, [write.once ?? {}, originFlags.once] as const]) {
      for (const key of Object.keys(values)) {
        const value = values[key];
        if (value === undefined) continue;
        const deletes = value === null && nullWrites === 'delete';
        const cell: Cell = {
          value: deletes ? undefined : value,
          at: write.at,
          messageId: write.messageId,
          sourceId: write.sourceId,
          flags: claimed | once | (deletes ? originFlags.deleted : 0),
        };
        const present = cells.get(key);
        if (present === undefined ? cells.size >= traitsPerLeafMax : !wins(key, cell, present)) continue;
        cells.set(key, cell);
        changed = true;
      }
    }
  }
  return changed ? fromCells(cells) : current;
}

/** How the traits of merged leaves become one view: `traits` of the identity policy. */
export type FoldRules = {
  readonly merge: 'newest' | 'survivor' | 'primary';
  readonly rank?: { readonly trait: string; readonly values: readonly string[] } | undefined;
  /** Traits of which the view shows what all leaves hold. */
  readonly lists?: readonly string[];
};

/** A leaf among the leaves of its root. */
export type FoldedLeaf = LeafTraits & {
  /** Epoch ms; null for the root. From then on it is no matter who survived: what the leaf writes counts by its time. */
  readonly joinedAt?: number | null;
};

/**
 * The root's view of its leaves, which come in order of precedence: the root first, then by leaf id. Deleted keys are gone.
 * newest: the newest write of each key; survivor: the first leaf that has the key when they are joined, from then on the newest
 * write; primary: the same, but null and "" are filled. With `rank` each rank is folded by itself, and a lower one fills what the higher ones lack.
 * Of `lists` the view shows the elements of all leaves, each once, those of the earlier leaf first; a single value is a list of
 * one. A list that is written when they are joined already counts alone, so that an element can be removed.
 */
export function foldTraits(leaves: readonly FoldedLeaf[], rules: FoldRules): LeafTraits {
  const folded = new Map<string, Cell>();
  for (const group of inRank(leaves, rules.rank)) {
    const ranked = new Map<string, Cell>();
    for (const leaf of group) overlay(ranked, toCells(leaf), rules.merge, leaf.joinedAt ?? Infinity);
    overlay(folded, ranked, 'primary', Infinity);
  }
  for (const [key, cell] of folded) if (cell.value === undefined) folded.delete(key);
  for (const key of rules.lists ?? []) {
    const cell = folded.get(key);
    if (cell !== undefined) folded.set(key, { ...cell, value: joinedList(key, cell, leaves) });
  }
  return fromCells(folded);
}

/** Where only one leaf has anything it is shown as it stands there. */
function joinedList(key: string, folded: Cell, leaves: readonly FoldedLeaf[]): Json | undefined {
  const holders = leaves.flatMap(({ values, joinedAt }) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined || value === null || value === '') return [];
    // The root was there before everybody.
    return [
      {
        list: Array.isArray(value) ? value : [value],
        joinedAt: joinedAt === null ? -Infinity : (joinedAt ?? Infinity),
      },
    ];
  });
  if (holders.length < 2 || holders.every((one) => folded.at >= one.joinedAt)) return folded.value;
  const elements = new Map(holders.flatMap((one) => one.list).map((one) => [JSON.stringify(one), one]));
  return [...elements.values()].slice(0, listElementsMax);
}

/** Groups of equal rank, the highest first. */
function inRank(leaves: readonly FoldedLeaf[], rank: FoldRules['rank']): readonly (readonly FoldedLeaf[])[] {
  if (rank === undefined) return [leaves];
  const isOf = (leaf: LeafTraits, value: string): boolean => leaf.values[rank.trait] === value;
  return [
    ...rank.values.map((value) => leaves.filter((leaf) => isOf(leaf, value))),
    leaves.filter((leaf) => !rank.values.some((value) => isOf(leaf, value))),
  ];
}

function overlay(
  folded: Map<string, Cell>,
  cells: ReadonlyMap<string, Cell>,
  mode: FoldRules['merge'],
  joinedAt: number,
): void {
  for (const [key, cell] of cells) {
    const present = folded.get(key);
    const byTime = mode === 'newest' || cell.at >= joinedAt;
    const isBetter = present === undefined || (byTime ? wins(key, cell, present) : fills(cell, present, mode));
    if (isBetter) folded.set(key, cell);
  }
}

/** What is written once replaces nothing, also not what another leaf has. */
function fills(cell: Cell, present: Cell, mode: FoldRules['merge']): boolean {
  if (cell.value === undefined) return false;
  const isBlank = mode === 'primary' && (present.value === null || present.value === '');
  return present.value === undefined || isBlank || (isOnce(present) && !isOnce(cell));
}

function isOnce(cell: Cell): boolean {
  return (cell.flags & originFlags.once) !== 0;
}

/** A total order on the writes of one key, so that the order of arrival does not matter. */
function wins(key: string, a: Cell, b: Cell): boolean {
  const rankA = rank(key, a);
  const rankB = rank(key, b);
  if (rankA !== rankB) return rankA > rankB;
  const once = isOnce(a);
  // Of two writes that happen only once, the first one happened.
  if (a.at !== b.at) return once ? a.at < b.at : a.at > b.at;
  if (a.messageId !== b.messageId) return once ? a.messageId < b.messageId : a.messageId > b.messageId;
  // Two sources may use the same messageId at the same time.
  return (JSON.stringify(a.value) ?? '') > (JSON.stringify(b.value) ?? '');
}

function rank(key: string, cell: Cell): number {
  const once = (cell.flags & originFlags.once) === 0 ? 1 : 0;
  const verified = reserved.has(key) && (cell.flags & originFlags.claimed) === 0 ? 2 : 0;
  return once + verified;
}

function toCells(leaf: LeafTraits): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [at, messageId, sourceId, flags, keys] of leaf.origins) {
    const deleted = (flags & originFlags.deleted) !== 0;
    for (const key of keys) {
      cells.set(key, { value: deleted ? undefined : leaf.values[key], at, messageId, sourceId, flags });
    }
  }
  return cells;
}

function fromCells(cells: ReadonlyMap<string, Cell>): LeafTraits {
  const values: [string, Json][] = [];
  const groups = new Map<string, [number, string, number, number, string[]]>();
  for (const [key, { value, at, messageId, sourceId, flags }] of cells) {
    if (value !== undefined) values.push([key, value]);
    const group = groups.get(`${at} ${sourceId} ${flags} ${messageId}`);
    if (group === undefined)
      groups.set(`${at} ${sourceId} ${flags} ${messageId}`, [at, messageId, sourceId, flags, [key]]);
    else group[4].push(key);
  }
  // fromEntries makes own properties, also of `__proto__`.
  return { values: Object.fromEntries(values), origins: [...groups.values()] };
}
