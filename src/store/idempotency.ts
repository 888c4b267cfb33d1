import { createHash } from 'node:crypto';
import { isJsonObject, RapportError } from '@rapport/sdk';
import type { Idempotency, Json, JsonObject } from '@rapport/sdk';
import type pg from 'pg';

/**
 * A key's life: reserved (the command runs) -> answered, or released again (the command failed, so that it may be tried again).
 * A reservation older than the lease belonged to a process that died; the next caller takes it over. Commands are therefore
 * such that doing one twice does no harm, or says so (an event has a messageId, a merge finds both to be one already).
 * Answers are forgotten after limits.idempotencyHours (pruning.ts).
 */
const leaseSeconds = 60;

const reserve = {
  name: 'idempotency_reserve',
  text: `insert into idempotency as i (principal, key, request_hash, response, at) values ($1, $2, $3, 'null', $4)
         on conflict (principal, key) do update set at = excluded.at
         where i.response = 'null' and i.request_hash = excluded.request_hash and i.at < excluded.at - make_interval(secs => $5)
         returning true as reserved`,
};
const find = {
  name: 'idempotency_find',
  text: 'select request_hash, response from idempotency where principal = $1 and key = $2',
};
const answer = {
  name: 'idempotency_answer',
  text: 'update idempotency set response = $3 where principal = $1 and key = $2 and at = $4',
};
const release = {
  name: 'idempotency_release',
  text: `delete from idempotency where principal = $1 and key = $2 and response = 'null' and at = $3`,
};

/** `now` is in epoch milliseconds. */
export function createIdempotency(pool: pg.Pool, now: () => number): Idempotency {
  return {
    async once(principal: string, key: string, request: Json, work: () => Promise<JsonObject>): Promise<JsonObject> {
      const hash = createHash('sha256').update(canonical(request)).digest('hex');
      const at = new Date(now()).toISOString();
      const reserved = await pool.query({ ...reserve, values: [principal, key, hash, at, leaseSeconds] });
      if (reserved.rowCount === 0) return remembered(pool, principal, key, hash);
      let response: JsonObject;
      try {
        response = await work();
      } catch (error) {
        await pool.query({ ...release, values: [principal, key, at] });
        throw error;
      }
      await pool.query({ ...answer, values: [principal, key, response, at] });
      return response;
    },
  };
}

async function remembered(pool: pg.Pool, principal: string, key: string, hash: string): Promise<JsonObject> {
  const { rows } = await pool.query<{ request_hash: string; response: Json }>({ ...find, values: [principal, key] });
  const row = rows[0];
  if (row !== undefined && row.request_hash !== hash) throw new RapportError('idempotency_key_reused');
  // Released just now, or still at work.
  if (row === undefined || !isJsonObject(row.response))
    throw new RapportError('concurrent_change', 'The first call is still running.');
  return row.response;
}

/** Equal for equal JSON, whatever the order of keys. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${entries.join(',')}}`;
}
