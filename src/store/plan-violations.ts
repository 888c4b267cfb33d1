import { limits, type PlanViolation, type ViolationRecord } from '@rapport/sdk';
import type pg from 'pg';

/** What broke a plan since the last write, coalesced. */
export type ViolationCount = PlanViolation & {
  readonly nameId: number;
  readonly version: number;
  readonly sourceRef: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly exampleMessageId: string;
};

/**
 * Adds the counts: one statement, whatever their number, rows in one order so that nodes never wait in a circle. New kinds of
 * violation beyond limits.planViolationsMax of a version are dropped; those that are there go on counting.
 */
export async function addViolations(pool: pg.Pool, counts: readonly ViolationCount[]): Promise<void> {
  if (counts.length === 0) return;
  await pool.query({
    name: 'plan-violation-add',
    text: `insert into plan_violation as v
        (name_id, version, path, reason, source_id, message, count, first_at, last_at, example_message_id)
      select u.n, u.v, u.p, u.r, s.id, u.m, u.c, to_timestamp(u.f / 1000), to_timestamp(u.l / 1000), u.e
      from json_to_recordset($1::json) as u(n int, v int, p text, r text, s text, m text, c bigint, f float8, l float8, e text)
      join source_ref s on s.ref = u.s
      where (select count(*) from plan_violation o where o.name_id = u.n and o.version = u.v) < $2
        or exists (select from plan_violation o where (o.name_id, o.version, o.path, o.reason, o.source_id) = (u.n, u.v, u.p, u.r, s.id))
      order by 1, 2, 3, 4, 5
      on conflict (name_id, version, path, reason, source_id) do update set count = v.count + excluded.count,
        message = excluded.message, first_at = least(v.first_at, excluded.first_at),
        last_at = greatest(v.last_at, excluded.last_at), example_message_id = excluded.example_message_id`,
    values: [
      JSON.stringify(
        counts.map((one) => ({
          ...{ n: one.nameId, v: one.version, p: one.path, r: one.reason, s: one.sourceRef, m: one.message },
          ...{ c: one.count, f: one.firstAt, l: one.lastAt, e: one.exampleMessageId },
        })),
      ),
      limits.planViolationsMax,
    ],
  });
}

type Row = {
  name_id: number;
  version: number;
  path: string;
  reason: string;
  ref: string;
  message: string;
  count: number;
  first_at: number;
  last_at: number;
  example_message_id: string;
};

/** The most frequent first. */
export async function listViolations(pool: pg.Pool, nameId: number, version: number): Promise<ViolationRecord[]> {
  const { rows } = await pool.query<Row>({
    name: 'plan-violation-list',
    text: `select v.*, s.ref from plan_violation v join source_ref s on s.id = v.source_id
      where v.name_id = $1 and v.version = $2 order by v.count desc, v.path, v.reason, s.ref`,
    values: [nameId, version],
  });
  return rows.map((row) => ({
    ...{ nameId: row.name_id, version: row.version, path: row.path, reason: row.reason, message: row.message },
    ...{ source: row.ref, count: row.count, firstAt: row.first_at, lastAt: row.last_at },
    exampleMessageId: row.example_message_id,
  }));
}

/** Of the current versions, in the order asked. An event with two violations counts twice. */
export async function countViolations(pool: pg.Pool, nameIds: readonly number[]): Promise<number[]> {
  const { rows } = await pool.query<{ name_id: number; count: number }>({
    name: 'plan-violation-count',
    text: `select n.id as name_id, coalesce(sum(v.count), 0)::bigint as count from unnest($1::int[]) as n(id)
      left join plan_violation v on v.name_id = n.id
        and v.version = (select max(version) from tracking_plan where name_id = n.id)
      group by n.id`,
    values: [nameIds],
  });
  const found = new Map(rows.map((row) => [row.name_id, row.count]));
  return nameIds.map((id) => found.get(id) ?? 0);
}

/** What broke versions that are forgotten. */
export async function forgetViolations(client: pg.ClientBase, nameId: number, upToVersion: number): Promise<void> {
  await client.query('delete from plan_violation where name_id = $1 and version <= $2', [nameId, upToVersion]);
}
