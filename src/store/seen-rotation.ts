import { limits } from '@rapport/sdk';
import type pg from 'pg';
import { transactionLock } from '../postgres/advisory';
import { locks } from '../postgres/locks';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Two generations of message keys take turns. Once the current one is 7 days old, the sealed one, whose youngest key is
 * then 7 days old too, is emptied and becomes the current one: a key is remembered for at least 7 days, at most 14.
 * The exclusive lock waits until no ingest transaction is under way (each holds it shared) and keeps new ones waiting.
 * Called inside a transaction. @returns whether it was time
 */
export async function rotateSeenGenerations(client: pg.ClientBase, schema: string, now: number): Promise<boolean> {
  if (!isDue(await generation(client), now)) return false;
  await transactionLock(client, schema, locks.seen);
  const { current, since } = await generation(client);
  if (!isDue({ current, since }, now)) return false;
  await client.query(current === 0 ? 'truncate event_seen_1' : 'truncate event_seen_0');
  await client.query('update event_seen_generation set current = $1, since = $2', [1 - current, new Date(now)]);
  return true;
}

/** When the current generation began: longer ago than 7 days where nobody rotates. */
export async function seenSince(pool: pg.Pool): Promise<number> {
  return (await generation(pool)).since;
}

type Generation = { readonly current: number; readonly since: number };

function isDue(generation: Generation, now: number): boolean {
  return now - generation.since >= limits.seenGenerationDays * dayMilliseconds;
}

async function generation(client: pg.ClientBase | pg.Pool): Promise<Generation> {
  const { rows } = await client.query<Generation>('select current, since from event_seen_generation');
  const row = rows[0];
  if (row === undefined) throw new Error('event_seen_generation is empty');
  return row;
}
