import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/sdk';

/** Others changed the same people while we looked. The transaction is rolled back and tried again. */
export class Contention extends Error {}

/** A deadlock, a serialisation failure or contention is tried again so often, with jitter. */
const attemptsMax = 6;
const jitterMilliseconds = 20;

/**
 * Runs a whole transaction until it commits.
 * @throws RapportError database_unavailable (the server is away; nothing was kept), concurrent_change (others kept changing the
 * same people); whatever else `attempt` throws, at once
 */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (isConnectionError(error)) throw new RapportError('database_unavailable', undefined, { cause: error });
      if (!isConflict(error)) throw error;
      if (count === attemptsMax) throw new RapportError('concurrent_change', undefined, { cause: error });
      await sleep(Math.random() * jitterMilliseconds * count);
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Contention || (hasCode(error) && (error.code === '40P01' || error.code === '40001'));
}

/** The server is away, goes away or comes up (SQLSTATE classes 08, 57P, 53), or no connection was free in time. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (hasCode(error) && /^(08|57P|53|ECONN|EPIPE|ENOENT|ETIMEDOUT|EAI_)/.test(error.code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client was closed|Connection ended/.test(
    error.message,
  );
}

function hasCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
