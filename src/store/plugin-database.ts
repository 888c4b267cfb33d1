import { type Database, RapportError, type Statement, type Transaction, type TransactionOptions } from '@rapport/sdk';
import type pg from 'pg';
import { lockKey } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { retrying } from '../postgres/retry';
import { insertCommit } from './commit-log';

/** What plugins get of the database: the sdk's Database over a pool of their own. */
export function createPluginDatabase(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly now: () => number;
}): Database {
  const { pool } = options;
  return {
    rows: (statement) => retrying(() => rowsOf(pool, statement)),
    run: (statement) => retrying(() => countOf(pool, statement)),
    transaction: (work, how = {}) =>
      retrying(() =>
        inTransaction(pool, async (client) => {
          await set(client, how);
          return work(new PluginTransaction(client, options));
        }),
      ),
  };
}

class PluginTransaction implements Transaction {
  private commitId: Promise<number> | undefined;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly options: { readonly schema: string; readonly now: () => number },
  ) {}

  rows<Row extends object>(statement: Statement): Promise<Row[]> {
    return rowsOf(this.client, statement);
  }

  run(statement: Statement): Promise<number> {
    return countOf(this.client, statement);
  }

  announce(): Promise<number> {
    return (this.commitId ??= insertCommit(this.client, { at: this.options.now(), changes: [] }));
  }

  async tryLock(name: string, shared = false): Promise<boolean> {
    const [row] = await this.rows<{ taken: boolean }>({
      text: `select pg_try_advisory_xact_lock${shared ? '_shared' : ''}($1, $2) as taken`,
      values: this.keyOf(name),
    });
    return row?.taken === true;
  }

  async lock(name: string, shared: boolean, milliseconds: number): Promise<void> {
    await this.rows({ text: `select set_config('lock_timeout', $1, true)`, values: [`${milliseconds}ms`] });
    await this.rows({
      text: `select pg_advisory_xact_lock${shared ? '_shared' : ''}($1, $2)`,
      values: this.keyOf(name),
    });
  }

  private keyOf(name: string): [number, number] {
    return lockKey(this.options.schema, numberOf(name));
  }
}

/** Apart from the numbers of src/postgres/locks.ts. */
function numberOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return hash | 0x40000000;
}

async function set(client: pg.ClientBase, how: TransactionOptions): Promise<void> {
  if (how.snapshot === true) await client.query('set transaction isolation level repeatable read');
  const settings = {
    ...how.settings,
    ...(how.statementMilliseconds === undefined ? {} : { statement_timeout: `${how.statementMilliseconds}ms` }),
  };
  const names = Object.keys(settings);
  if (names.length === 0) return;
  await client.query(`select set_config(name, value, true) from unnest($1::text[], $2::text[]) as s(name, value)`, [
    names,
    Object.values(settings),
  ]);
}

async function rowsOf<Row extends object>(client: pg.ClientBase | pg.Pool, statement: Statement): Promise<Row[]> {
  return (await ask<Row>(client, statement)).rows;
}

async function countOf(client: pg.ClientBase | pg.Pool, statement: Statement): Promise<number> {
  return (await ask(client, statement)).rowCount ?? 0;
}

async function ask<Row extends object>(
  client: pg.ClientBase | pg.Pool,
  { text, values, name }: Statement,
): Promise<pg.QueryResult<Row>> {
  try {
    return await client.query<Row>({ text, values: [...(values ?? [])], ...(name === undefined ? {} : { name }) });
  } catch (error) {
    if (isTimeout(error)) throw new RapportError('statement_timeout', undefined, { cause: error });
    throw error;
  }
}

/** SQLSTATE of statement_timeout and lock_timeout. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '57014' || error.code === '55P03');
}
