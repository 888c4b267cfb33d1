import { createTestDatabase, type TestDatabase } from '../support/database';

type Kept = { readonly database: TestDatabase; readonly emptyTables: readonly string[] };

/** Databases of cases, each for one case at a time and then emptied for the next: to make one takes longer than a case. */
export class CaseDatabases {
  private readonly free: Kept[] = [];
  private readonly lent = new Map<TestDatabase, Kept>();

  /** @param now its partitions are those of this time */
  constructor(private readonly now: () => number) {}

  async borrow(): Promise<TestDatabase> {
    const kept = this.free.pop() ?? (await this.make());
    this.lent.set(kept.database, kept);
    return kept.database;
  }

  /** With the schema that it had; of its rows those go that a case wrote. */
  async giveBack(database: TestDatabase): Promise<void> {
    const kept = this.lent.get(database);
    if (kept === undefined) throw new Error('this database was not borrowed');
    const deletions = kept.emptyTables.map((table) => `delete from ${table};`).join('\n');
    // Without the triggers that keep foreign keys, so that the order is ours.
    await database.pool.query(`begin; set local session_replication_role = replica; ${deletions} commit`);
    this.lent.delete(database);
    this.free.push(kept);
  }

  async close(): Promise<void> {
    for (const { database } of this.free.splice(0)) await database.drop();
  }

  private async make(): Promise<Kept> {
    const database = await createTestDatabase(this.now());
    const { rows } = await database.pool.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class
       where relnamespace = $1::regnamespace and relkind in ('r', 'p') and not relispartition`,
      [database.schema],
    );
    const emptyTables: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await database.pool.query(`select from ${name} limit 1`);
      if (rowCount === 0) emptyTables.push(name);
    }
    return { database, emptyTables };
  }
}
