/**
 * What a transaction did to a profile, as its lane is told after the commit:
 *   created    it is new, or came out of a merge that was undone: whatever is known of profiles holds for it anew
 *   merged     its leaf came under its root of today
 *   unmerged   a merge was undone on either side of which it stands
 *   absorbed   the leaf was a root until then: told to the leaf's own lane, where what is kept of it as a root can go
 *   trait      one of its traits changed: `subject` is traitHash(key); or what a plugin keeps of it: traitHash(factKey(fact))
 *   event      something happened: `subject` is the event name's id
 *   imported   the same by an import, a backfill or a replay
 *   conversation  one of its conversations looks different now
 */
export const touchKinds = [
  'created',
  'merged',
  'unmerged',
  'absorbed',
  'trait',
  'event',
  'imported',
  'conversation',
] as const;
export type TouchKind = (typeof touchKinds)[number];

export type Touch = {
  readonly leafId: number;
  /** Today's root of the leaf. */
  readonly rootId: number;
  /** The first of the commits that did it: later ones of the same batch are not told by themselves. */
  readonly commitId: number;
  readonly kind: TouchKind;
  /** As the kind says; else 0. */
  readonly subject: number;
};

/** 24 bits of FNV-1a: what follows certain traits looks at the hash alone; that two keys share one costs it a second look. */
export function traitHash(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash >>> 8) & 0xffffff;
}

/** Stands for what a plugin keeps of a profile where traits are told; no trait has such a key. */
export const factKey = (fact: string): string => `\u0000${fact}`;
