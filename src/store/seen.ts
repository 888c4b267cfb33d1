import type pg from 'pg';
import { lockKey, locks } from '../postgres/locks';

/**
 * `event_seen`: every messageId counts once. Two generations take turns, so that forgetting is a truncate: keys are looked for
 * in the sealed one and inserted into the current one. Readers of the generation hold a shared advisory lock until their
 * commit; the rotation takes it exclusively.
 */
export class SeenStore {
  /** Opens the transaction and takes the shared lock, in one round trip; the next statement sees what the rotation left. */
  readonly begin: string;

  constructor(schema: string) {
    const [space, lock] = lockKey(schema, locks.seen);
    this.begin = `begin; select pg_advisory_xact_lock_shared(${space}, ${lock})`;
  }

  /**
   * Remembers the keys (32 hex digits, no two equal) and returns those that were there before. A concurrent transaction with
   * the same key is waited for: it commits (a duplicate) or aborts (ours counts).
   */
  async remember(client: pg.ClientBase, keys: readonly string[], scope: 'window' | 'permanent'): Promise<Set<string>> {
    const duplicates = new Set<string>();
    if (keys.length === 0) return duplicates;
    const { name, text } = scope === 'window' ? rememberInWindow : rememberPermanently;
    const { rows } = await client.query<[string | null]>({
      name,
      text,
      rowMode: 'array',
      values: [keys.join(','), keys.length],
    });
    const inserted = rows[0]?.[0] ?? null;
    if (inserted === null) return duplicates;
    const fresh = new Set(inserted.replaceAll('-', '').split(','));
    for (const key of keys) if (!fresh.has(key)) duplicates.add(key);
    return duplicates;
  }
}

/** How many of these permanent keys were counted before. */
export async function countSeenForever(pool: pg.Pool, keys: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>({
    name: 'seen-permanent-count',
    text: `select count(*) from string_to_table($1, ',') as k(key) join event_seen_permanent s on s.key = k.key::uuid`,
    values: [keys.join(',')],
  });
  return rows[0]?.count ?? 0;
}

/** Nearly always all keys are new: then nothing comes back. */
const answer = `select case when count(*) < $2::int then coalesce(array_to_string(array_agg(key), ','), '') end`;

const rememberInWindow = {
  name: 'seen-window',
  text: `with k as materialized (select string_to_table($1, ',')::uuid as key),
    g as (select current from event_seen_generation),
    a as (insert into event_seen_0 (key) select key from k, g where g.current = 0
            and not exists (select from event_seen_1 s where s.key = k.key) order by key on conflict do nothing returning key),
    b as (insert into event_seen_1 (key) select key from k, g where g.current = 1
            and not exists (select from event_seen_0 s where s.key = k.key) order by key on conflict do nothing returning key)
    ${answer} from (select key from a union all select key from b) inserted`,
};

const rememberPermanently = {
  name: 'seen-permanent',
  text: `with k as materialized (select string_to_table($1, ',')::uuid as key),
    a as (insert into event_seen_permanent (key) select key from k order by key on conflict do nothing returning key)
    ${answer} from a`,
};
