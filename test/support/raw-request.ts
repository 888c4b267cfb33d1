import { request, type Agent } from 'node:http';
import type { DoorRequest } from './door-requests';

/** Whoever has not answered by then hangs. */
const hangSeconds = 60;

export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

/** Sends the bytes as they are. Null: we went away in the middle of the body. Rejects where the answer hangs or breaks off. */
export function sendRaw(
  url: string,
  agent: Agent,
  { method, path, headers, body, cutAt }: DoorRequest,
): Promise<RawAnswer | null> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const outgoing = request(
      // A path of its own: `new URL` would tidy it up.
      { hostname, port, agent, method, path, headers: { ...headers, 'content-length': body.length } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
        });
      },
    );
    outgoing.setTimeout(hangSeconds * 1000, () => outgoing.destroy(new Error(`no answer to ${method} ${path}`)));
    outgoing.once('error', (error) => (cutAt === null ? reject(error) : resolve(null)));
    if (cutAt === null) outgoing.end(body);
    else outgoing.write(body.subarray(0, cutAt), () => outgoing.destroy());
  });
}
