import pg from 'pg';

/**
 * Statements of one transaction that need nothing of each other's answers: on a pipelined connection (PoolOptions.pipeline) they
 * are written at once and answered in order, for one round trip instead of one each; on any other one after another. After a
 * failure the server refuses what follows in the transaction, so nothing is half done either way.
 */
export class Pipeline {
  private readonly steps: Promise<unknown>[] = [];
  private readonly isPipelined: boolean;

  constructor(client: pg.ClientBase) {
    this.isPipelined = client instanceof pg.Client && client.pipeline;
    if (this.isPipelined && client instanceof pg.Client) {
      // One system call for all statements that are added in this turn of the event loop, instead of one or two for each.
      const { stream } = client.connection;
      stream.cork();
      process.nextTick(() => stream.uncork());
    }
  }

  /** @param step sends exactly one statement, at once: a second one after an `await` would come behind those added later */
  add<T>(step: () => Promise<T>): Promise<T> {
    const answer = this.isPipelined ? step() : (this.steps.at(-1) ?? Promise.resolve()).then(step);
    // Whoever awaits it sees the failure; `end` throws the first of them.
    answer.catch(() => undefined);
    this.steps.push(answer);
    return answer;
  }

  /** Waits for all answers. @throws what the first statement that failed threw: the others failed because of it */
  async end(): Promise<void> {
    for (const outcome of await Promise.allSettled(this.steps)) {
      if (outcome.status === 'rejected') throw outcome.reason;
    }
  }
}
