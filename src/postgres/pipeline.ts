import pg from 'pg';
import { types } from './types';

/** A statement that the server prepares once for each connection. */
type Named = { readonly name: string };

/** What a statement needs to know of a connection, or of a pipeline. */
export interface Statements {
  query<R extends unknown[]>(statement: pg.QueryArrayConfig & Named): Promise<pg.QueryArrayResult<R>>;
  query<R extends pg.QueryResultRow>(statement: pg.QueryConfig & Named): Promise<pg.QueryResult<R>>;
}

/**
 * Statements of one transaction that need nothing of each other's answers: written in one piece with one Sync at the end, and
 * answered in one piece. With a Sync for each the server would make a system call for each, and wake this process for each.
 * After a failure the server skips what follows, so nothing is half done: all of them fail then, with the error of the one.
 */
export class Pipeline implements Statements {
  private readonly steps: Promise<unknown>[] = [];
  private readonly queries: ProtocolQuery[] = [];

  constructor(private readonly client: pg.ClientBase) {}

  /** @param step sends its statements at once: one after an `await` would come too late */
  add<T>(step: (statements: Statements) => Promise<T>): Promise<T> {
    const answer = step(this);
    // Whoever awaits it sees the failure; `end` throws the first of them.
    answer.catch(() => undefined);
    this.steps.push(answer);
    return answer;
  }

  query<R extends unknown[]>(statement: pg.QueryArrayConfig & Named): Promise<pg.QueryArrayResult<R>>;
  query<R extends pg.QueryResultRow>(statement: pg.QueryConfig & Named): Promise<pg.QueryResult<R>>;
  query(statement: pg.QueryConfig & Named): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      const query = new pg.Query({ ...statement, types }, (error: Error | null | undefined, result: pg.QueryResult) =>
        error ? reject(error) : resolve(result),
      );
      if (isProtocolQuery(query)) this.queries.push(query);
      else reject(new Error('this version of the driver cannot send statements together'));
    });
  }

  /** Sends, and waits for all answers. @throws what the first statement that failed threw: the others failed because of it */
  async end(): Promise<void> {
    if (this.queries.length > 0) this.client.query(new Batch(this.queries));
    for (const outcome of await Promise.allSettled(this.steps)) {
      if (outcome.status === 'rejected') throw outcome.reason;
    }
  }
}

/** The half of the driver's Query that its connection talks to. */
interface ProtocolQuery {
  readonly name: string;
  readonly text: string;
  /** Writes Parse (the first time), Bind, Describe, Execute and Sync. @returns what is wrong with the statement */
  submit(connection: pg.Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
  handleReadyForQuery(connection: pg.Connection): void;
  handleError(error: Error, connection: pg.Connection): void;
}

function isProtocolQuery(query: object): query is ProtocolQuery {
  return 'handleRowDescription' in query && 'handleReadyForQuery' in query && 'submit' in query;
}

/** To the driver's connection this is one query; each message of the server goes to the query whose turn it is. */
class Batch implements pg.Submittable {
  private done = 0;

  constructor(private readonly queries: readonly ProtocolQuery[]) {}

  /** By these two the connection remembers what it has prepared. */
  get name(): string | undefined {
    return this.queries[this.done]?.name;
  }
  get text(): string | undefined {
    return this.queries[this.done]?.text;
  }

  submit(connection: pg.Connection): Error | null {
    const { stream } = connection;
    stream.cork();
    connection.sync = () => undefined;
    try {
      for (const query of this.queries) {
        const refused = query.submit(connection);
        // Nothing has left yet, and nothing may: what follows would be done without this one.
        if (refused !== null) stream.destroy(refused);
      }
    } finally {
      Reflect.deleteProperty(connection, 'sync');
    }
    connection.sync();
    stream.uncork();
    return null;
  }

  handleRowDescription(message: unknown): void {
    this.queries[this.done]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.queries[this.done]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    this.queries[this.done]?.handleCommandComplete(message, connection);
    this.done++;
  }

  handleReadyForQuery(connection: pg.Connection): void {
    for (const query of this.queries) query.handleReadyForQuery(connection);
  }

  handleError(error: Error, connection: pg.Connection): void {
    for (const query of this.queries) query.handleError(error, connection);
  }
}
