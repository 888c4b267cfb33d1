import { type Core, limits } from '@rapport/sdk';
import { noteFailure, reservePlace } from '../stores/connections';

/** A group begins at most so far ahead of the pace: a broadcast so that it need not be asked for each message, urgent ones before it. */
export const paceSlackMilliseconds = { urgent: 1_000, bulk: 100 };

/** The breaker: nothing more goes by this connection for a while, longer after each failure. @returns until when, epoch milliseconds */
export function restConnection(
  { database, now }: Pick<Core, 'database' | 'now'>,
  connectionId: number,
  { code, afterMilliseconds }: { readonly code: string; readonly afterMilliseconds: number | null },
): Promise<number> {
  return noteFailure(database, connectionId, {
    ...{ code, now: now(), afterMilliseconds, firstMilliseconds: limits.outreachRestMilliseconds },
    lastMilliseconds: limits.outreachRestMillisecondsMax,
  });
}

/** A connection that somebody wants to use, with how it stands. */
export type Paced = { readonly id: number; readonly perSecond: number; readonly failures: number };

/** Places in the pace of connections, for what goes one by one. What has to wait is put one behind the other, and not asked again meanwhile. */
export class Places {
  private readonly queues = new Map<number, { readonly freeAt: number; count: number }>();

  constructor(private readonly core: Pick<Core, 'database' | 'now'>) {}

  /** @returns null: it may go now; else when it may ask again, epoch milliseconds */
  async take({ id, perSecond }: Paced): Promise<number | null> {
    const queue = this.queues.get(id);
    if (queue !== undefined) return queue.freeAt + (queue.count++ * 1_000) / perSecond;
    const freeAt = await reservePlace(
      this.core.database,
      { id, perSecond, slack: paceSlackMilliseconds.bulk },
      this.core.now(),
    );
    if (freeAt !== null) this.queues.set(id, { freeAt, count: 1 });
    return freeAt;
  }
}
