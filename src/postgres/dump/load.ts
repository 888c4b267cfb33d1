import type pg from 'pg';
import type { Blueprint, SequencePlace } from './blueprint';
import { enterSchema, setSequences } from './catalogue';

/** Indexes over millions of rows are made in memory, not in many passes over temporary files. */
const indexMemory = '256MB';

/** Makes the schema and its empty tables; later statements of the transaction work in it. */
export async function createSchema(client: pg.ClientBase, schema: string, plan: Blueprint): Promise<void> {
  await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
  for (const extension of plan.extensions) await client.query(`create extension if not exists ${extension}`);
  await enterSchema(client, schema);
  await client.query('set local check_function_bodies = off');
  for (const statement of plan.before) await client.query(statement);
}

/** Indexes, constraints and sequences, once all rows are there. */
export async function completeSchema(
  client: pg.ClientBase,
  schema: string,
  plan: Blueprint,
  sequences: readonly SequencePlace[],
): Promise<void> {
  await enterSchema(client, schema);
  await client.query(`set local maintenance_work_mem = '${indexMemory}'`);
  for (const statement of plan.after) await client.query(statement);
  for (const statement of plan.last) await client.query(statement);
  await setSequences(client, sequences);
}

/** A planner without statistics would scan where it should look up, until autovacuum comes by. */
export async function analyse(client: pg.ClientBase, schemas: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any($1)`,
    [schemas],
  );
  if (rows.length > 0) await client.query(`analyze ${rows.map((row) => row.name).join(', ')}`);
}

/**
 * Whether a Rapport works with this schema: one of its nodes has beaten within the last minute, and processes of Rapport are
 * connected (a killed one leaves its beat, one of another schema its connections).
 */
export async function hasLiveNodes(client: pg.ClientBase, schema: string): Promise<boolean> {
  const table = `${client.escapeIdentifier(schema)}.node`;
  const { rowCount: tables } = await client.query('select where to_regclass($1) is not null', [table]);
  if (tables === 0) return false;
  const { rowCount } = await client.query(
    `select from pg_stat_activity
     where datname = current_database() and application_name in ('rapport web', 'rapport worker', 'rapport ingest')
       and exists (select from ${table} where beat_at > now() - interval '1 minute')`,
  );
  return (rowCount ?? 0) > 0;
}
