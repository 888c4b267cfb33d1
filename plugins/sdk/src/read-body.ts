import type { IncomingMessage } from 'node:http';
import { RapportError } from './errors';

/** The body of a request for an HttpMount. @throws RapportError body_too_large */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The answer goes out on the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += part.length;
    if (bytes > bytesMax) throw new RapportError('body_too_large');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
