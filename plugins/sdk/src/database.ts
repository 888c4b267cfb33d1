/** One statement with parameters; never glued from values. With a name it is prepared once for each connection. */
export type Statement = {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Unique in the house, e.g. `segments-size`; the same text each time. */
  readonly name?: string;
  /**
   * Instead of a name, where code puts the text together: the latest texts that come again are prepared, in transactions and
   * look-ups. Their parameters need types of their own (casts); in a transaction its setting `plan_cache_mode` says which plan they get.
   */
  readonly isRepeated?: boolean;
};

/**
 * The tables of a plugin (schema `rapport`), as its stores use them. Values come as the whole house sees them: int8 as number,
 * timestamptz as epoch milliseconds, json parsed, numeric and date as text.
 * @throws RapportError database_unavailable; statement_timeout; whatever PostgreSQL says of the statement
 */
export interface Session {
  rows<Row extends object>(statement: Statement): Promise<Row[]>;
  /** @returns how many rows were written */
  run(statement: Statement): Promise<number>;
}

export interface Transaction extends Session {
  /**
   * Announces the transaction in the commit log, whose sequencer gives it a position once it is visible: rows stamped with the id can
   * be read by a cursor (position, row id) behind which nothing appears.
   * @returns the commit's id; the same for each call
   */
  announce(): Promise<number>;
  /**
   * Whoever follows these profiles is told that `fact` (Mentions.facts) changed of them, once this is committed. The caller wakes them
   * afterwards (`core.wake`).
   */
  touch(fact: string, leafIds: readonly number[]): Promise<void>;
  /** The id that `announce` will use, for a statement that does not know yet whether there is anything to announce. */
  reserveCommit(): Promise<number>;
  /** Takes the lock `name` until the end; false where somebody else has it. `shared`: beside others who share it. */
  tryLock(name: string, shared?: boolean): Promise<boolean>;
  /** Each of them, in one statement. */
  tryLocks(names: readonly string[], shared: boolean): Promise<boolean[]>;
  /** Waits for it, or for each of them, one after the other in the order of the keys behind the names. @throws RapportError statement_timeout */
  lock(names: string | readonly string[], how?: { readonly shared: boolean }): Promise<void>;
  /**
   * What `work` did is undone where it fails, and the transaction goes on.
   * @param statementMilliseconds no statement of it may take longer
   * @returns what it threw; null: nothing
   */
  attempt(work: () => Promise<void>, statementMilliseconds: number): Promise<Error | null>;
}

export type TransactionOptions = {
  /** No statement of it may take longer. */
  readonly statementMilliseconds?: number;
  /** How long `lock`, and statements that meet rows of others, wait: 5 s unless it says otherwise. */
  readonly lockMilliseconds?: number;
  /** Settings of PostgreSQL for this transaction, e.g. `work_mem`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** All statements see the same moment (REPEATABLE READ). */
  readonly snapshot?: boolean;
  /**
   * Its statements are the same each time (`isRepeated`) and dear to plan: it runs on one of a few connections that nobody else
   * uses, so that each is planned a few times and not once on every connection. For what runs few at a time.
   */
  readonly keepsPlans?: boolean;
};

export interface Database extends Session {
  /**
   * Reads of a few rows by their keys that come again and again: with a name, or `isRepeated`, they are prepared, with one plan by
   * index for any values. No statement of it may take longer than `limits.lookupMilliseconds`.
   */
  readonly lookups: Pick<Session, 'rows'>;
  /** READ COMMITTED; whatever `work` throws rolls back. A deadlock or a conflict runs `work` again. */
  transaction<T>(work: (sql: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
}
