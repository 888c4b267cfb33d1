import type { IncomingMessage } from 'node:http';
import { RapportError } from '@rapport/sdk';

/** Bytes of bodies that all open requests together hold in memory. */
export class ByteBudget {
  private held = 0;

  constructor(private readonly bytesMax: number) {}

  /** @throws RapportError overloaded */
  take(bytes: number): void {
    if (this.held + bytes > this.bytesMax) throw new RapportError('overloaded', undefined, { retryAfterSeconds: 1 });
    this.held += bytes;
  }

  release(bytes: number): void {
    this.held -= bytes;
  }
}

/**
 * The body as it came over the wire; null where the client went away before its end.
 * The caller gives `body.length` back to the budget when it is done.
 * @throws RapportError body_too_large, overloaded: reading has stopped, see `discardRest`
 */
export async function readBody(request: IncomingMessage, bytesMax: number, budget: ByteBudget): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw new RapportError('body_too_large');
  const chunks: Buffer[] = [];
  let bytes = 0;
  const read = new Promise<boolean>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      try {
        if (bytes + chunk.length > bytesMax) throw new RapportError('body_too_large');
        budget.take(chunk.length);
        bytes += chunk.length;
        chunks.push(chunk);
      } catch (error) {
        request.removeAllListeners('data');
        request.pause();
        reject(error);
      }
    });
    request.once('end', () => resolve(true));
    request.once('error', () => resolve(false));
    request.once('close', () => resolve(false));
  });
  let complete = false;
  try {
    complete = await read;
  } finally {
    if (!complete) budget.release(bytes);
  }
  if (!complete) return null;
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, bytes);
}

/** How long a client whose body we refused may go on sending, so that it reads our answer instead of a reset. */
const lingerMilliseconds = 1_000;

/** After an answer that came before the end of the body: what still comes is thrown away; who does not end is cut off. */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  request.on('error', () => undefined);
  request.resume();
  setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, lingerMilliseconds).unref();
}
