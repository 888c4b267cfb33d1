/**
 * Advisory locks, all in one place: the first key is ours (ASCII "RPRT"), the second says what is locked.
 * They belong to a database; each schema of a test database has its own through `lockSpace`.
 */
const ours = 0x52505254;

export const locks = {
  /** Boot: migrations, then Strapi's schema sync; nodes that start together take turns. */
  boot: 1,
  /** Held by the supervisor for as long as it runs on the embedded server. */
  supervisor: 2,
  /** Exactly one sequencer numbers commit_log. */
  sequencer: 3,
  /** Shared by every ingest transaction, exclusive for the rotation of event_seen. */
  seen: 4,
  /** Maintenance: partitions, folding of counts, pruning. */
  maintenance: 5,
  /** Exactly one sealer chains the audit log. */
  auditSeal: 20,
  /** Shared by the commands that use the embedded server; taken alone by the last, who stops it. */
  embeddedUsers: 6,
  /** Whoever leaves the embedded server, while he finds out whether he is the last. */
  embeddedLeaving: 7,
  /** Changes of sources: rotating a key reads before it writes. */
  sources: 8,
  /** A snapshot of all tables is being read: nothing may be truncated, dropped or put in its place meanwhile. */
  backup: 9,
  /** Retention: one node deletes. */
  retention: 10,
  /** Lane n of `work` is 100 + n. */
  lane: 100,
} as const;

/** Arguments of pg_advisory_lock(int, int) and its relatives, for one schema. */
export function lockKey(schema: string, lock: number): [number, number] {
  let hash = ours;
  for (const character of schema) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return [hash, lock];
}
