import {
  type Database,
  factKey,
  RapportError,
  type Statement,
  type Transaction,
  type TransactionOptions,
  traitHash,
} from '@rapport/sdk';
import pg from 'pg';
import { tryTransactionLocks } from '../postgres/advisory';
import { lockKey } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { retrying } from '../postgres/retry';
import { insertReservedCommit } from './commit-log';
import { PreparedTexts } from './prepared-texts';
import { insertTouches } from './work';

const lockMilliseconds = 5_000;
const commitIdBlock = 100;

/** What plugins get of the database: the sdk's Database over a pool of their own. */
export function createPluginDatabase(options: {
  readonly pools: {
    readonly plugins: pg.Pool;
    /** Of createLookupPool. */
    readonly lookups: pg.Pool;
    /** Of few connections, for TransactionOptions.keepsPlans. */
    readonly plans: pg.Pool;
  };
  readonly schema: string;
  readonly now: () => number;
}): Database {
  const { plugins: pool, lookups: lookupPool, plans: plansPool } = options.pools;
  const commits = new CommitIds(pool);
  const prepared = new PreparedStatements();
  const lookups = new PreparedStatements();
  return {
    lookups: {
      rows: async <Row extends object>(statement: Statement) =>
        (await retrying(() => lookUp<Row>(lookupPool, lookups, statement))).rows,
    },
    rows: async <Row extends object>(statement: Statement) => (await retrying(() => ask<Row>(pool, statement))).rows,
    run: async (statement) => (await retrying(() => ask(pool, statement))).rowCount ?? 0,
    transaction: (work, how = {}) =>
      retrying(() =>
        inTransaction(
          how.keepsPlans === true ? plansPool : pool,
          (client) =>
            work(new PluginTransaction(client, { ...options, commits, prepared }, how.statementMilliseconds ?? 0)),
          beginning(how),
        ),
      ),
  };
}

/** A statement with a name of its own, or without any, needs to know of no connection what it has prepared. */
async function lookUp<Row extends object>(
  pool: pg.Pool,
  prepared: PreparedStatements,
  statement: Statement,
): Promise<pg.QueryResult<Row>> {
  if (statement.isRepeated !== true) return ask<Row>(pool, statement);
  const client = await pool.connect();
  try {
    return await prepared.ask<Row>(client, statement);
  } finally {
    client.release();
  }
}

class PluginTransaction implements Transaction {
  private commitId: number | undefined;
  private isAnnounced = false;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly options: {
      readonly schema: string;
      readonly now: () => number;
      readonly commits: CommitIds;
      readonly prepared: PreparedStatements;
    },
    private readonly statementMilliseconds: number,
  ) {}

  async rows<Row extends object>(statement: Statement): Promise<Row[]> {
    return (await this.options.prepared.ask<Row>(this.client, statement)).rows;
  }

  async run(statement: Statement): Promise<number> {
    return (await this.options.prepared.ask(this.client, statement)).rowCount ?? 0;
  }

  async reserveCommit(): Promise<number> {
    return (this.commitId ??= await this.options.commits.take());
  }

  async announce(): Promise<number> {
    const id = await this.reserveCommit();
    if (!this.isAnnounced) await insertReservedCommit(this.client, id, { at: this.options.now(), changes: [] });
    this.isAnnounced = true;
    return id;
  }

  async touch(fact: string, leafIds: readonly number[]): Promise<void> {
    if (leafIds.length === 0) return;
    const commitId = await this.reserveCommit();
    await insertTouches(
      this.client,
      { id: commitId, at: this.options.now(), isAnnounced: this.isAnnounced },
      { kind: 'trait', subject: traitHash(factKey(fact)) },
      leafIds,
    );
    this.isAnnounced = true;
  }

  async tryLock(name: string, shared = false): Promise<boolean> {
    return (await this.tryLocks([name], shared))[0] === true;
  }

  async tryLocks(names: readonly string[], shared: boolean): Promise<boolean[]> {
    if (names.length === 0) return [];
    return tryTransactionLocks(this.client, this.options.schema, names.map(numberOf), { shared });
  }

  async lock(names: string | readonly string[], { shared } = { shared: false }): Promise<void> {
    const keys = [names].flat().map((name) => this.keyOf(name));
    // The order is the same for everybody: nobody waits in a circle.
    await this.rows({
      name: `plugin-lock${shared ? '-shared' : ''}`,
      text: `select pg_advisory_xact_lock${shared ? '_shared' : ''}(space, number) from
        (select space, number from unnest($1::int[], $2::int[]) as k(space, number) order by space, number offset 0) l`,
      values: [keys.map(([space]) => space), keys.map(([, number]) => number)],
    });
  }

  async attempt(work: () => Promise<void>, statementMilliseconds: number): Promise<Error | null> {
    const { client } = this;
    await client.query(`savepoint attempt; ${setting({ statement_timeout: `${statementMilliseconds}ms` })}`);
    try {
      await work();
      await client.query(
        `release savepoint attempt; ${setting({ statement_timeout: `${this.statementMilliseconds}ms` })}`,
      );
      return null;
    } catch (error) {
      // Where the connection is gone this fails as well, and ends the transaction.
      await client.query('rollback to savepoint attempt');
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private keyOf(name: string): [number, number] {
    return lockKey(this.options.schema, numberOf(name));
  }
}

/** Gives repeated statements their names, and takes back on each connection those that are over. */
class PreparedStatements {
  private readonly texts = new PreparedTexts();
  private readonly namesOf = new WeakMap<pg.ClientBase, Set<string>>();

  async ask<Row extends object>(client: pg.ClientBase, statement: Statement): Promise<pg.QueryResult<Row>> {
    const name = statement.isRepeated === true ? this.texts.nameOf(statement.text) : undefined;
    if (name === undefined) return ask<Row>(client, statement);
    const names = this.namesOf.get(client) ?? new Set();
    this.namesOf.set(client, names);
    for (const stale of names.has(name) ? [] : this.texts.staleOf(names)) {
      await client.query(`deallocate "${stale}"`);
      names.delete(stale);
    }
    const result = await ask<Row>(client, { ...statement, name });
    // Not before: what failed to parse cannot be given back.
    names.add(name);
    return result;
  }
}

/** Commit ids, taken from the sequence in blocks: a round trip less for each transaction; gaps do no harm. */
class CommitIds {
  private free: number[] = [];

  constructor(private readonly pool: pg.Pool) {}

  async take(): Promise<number> {
    const id = this.free.pop();
    if (id !== undefined) return id;
    const { rows } = await this.pool.query<{ id: number }>({
      name: 'commit-log-reserve-many',
      text: `select nextval('commit_log_id_seq') as id from generate_series(1, $1)`,
      values: [commitIdBlock],
    });
    this.free.push(...rows.map((row) => row.id).reverse());
    return this.take();
  }
}

/** Apart from the numbers of src/postgres/locks.ts. */
function numberOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return hash | 0x40000000;
}

/** BEGIN and all settings in one round trip. */
function beginning(how: TransactionOptions): string {
  const settings = {
    ...how.settings,
    ...(how.statementMilliseconds === undefined ? {} : { statement_timeout: `${how.statementMilliseconds}ms` }),
    lock_timeout: `${how.lockMilliseconds ?? lockMilliseconds}ms`,
  };
  return `begin${how.snapshot === true ? ' isolation level repeatable read' : ''}; ${setting(settings)}`;
}

/** Until the end of the transaction. */
function setting(settings: Readonly<Record<string, string>>): string {
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  );
  return `select ${calls.join(', ')}`;
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
