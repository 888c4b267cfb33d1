import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import type { DemoCall, DemoSource } from './call';

const compress = promisify(gzip);

/** Where the events go. */
export type Door = {
  /** Of Rapport, e.g. http://127.0.0.1:1337 */
  readonly url: string;
  readonly writeKeys: Readonly<Record<DemoSource, string>>;
};

/** How long a door that is closed for a while is asked again, as the SDKs do it. */
const attemptsMax = 8;
const firstWaitMilliseconds = 200;

const answer = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  rejected: z.array(z.object({ messageId: z.string().nullish(), code: z.string() })).default([]),
});

/**
 * One request of the Segment HTTP API, again while the door is too busy or away.
 * @throws Error: a call was refused that is not faulty on purpose, or the attempts ended
 */
export async function post(
  { url, writeKeys }: Door,
  path: string,
  body: JsonObject,
  calls: readonly DemoCall[],
  options: { readonly gzip?: boolean } = {},
): Promise<void> {
  const text = JSON.stringify(body);
  const writeKey = writeKeys[calls[0]?.source ?? 'web'];
  const headers = {
    // As the browser SDK labels it; it is JSON all the same.
    'content-type': options.gzip === true ? 'application/json' : 'text/plain',
    authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    ...(options.gzip === true ? { 'content-encoding': 'gzip' } : {}),
  };
  const bytes = options.gzip === true ? await compress(text, { level: 1 }) : text;
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: bytes }).catch(() => null);
    if (response !== null && response.status < 500 && response.status !== 429) {
      const { rejected, code, message } = answer.parse(await response.json());
      const isAnswer = response.ok || code === 'batch_rejected' || calls.length === 1;
      if (!isAnswer) throw new Error(`The events were not accepted: ${message ?? response.status}`);
      return expectAccepted(
        calls,
        response.ok ? rejected : calls.map(({ messageId }) => ({ messageId, code: code ?? '' })),
      );
    }
    await response?.body?.cancel();
    if (attempt === attemptsMax)
      throw new Error(`${url} does not take the events (${response?.status ?? 'no answer'}).`);
    await sleep(firstWaitMilliseconds * 2 ** (attempt - 1));
  }
}

/** @throws Error: something was refused that should not have been */
export function expectAccepted(
  calls: readonly DemoCall[],
  rejected: readonly { readonly messageId?: string | null | undefined; readonly code: string }[],
): void {
  if (rejected.length === 0) return;
  const faulty = new Set(calls.flatMap(({ messageId, isFaulty }) => (isFaulty === true ? messageId : [])));
  const wrong = rejected.find(({ messageId }) => !faulty.has(messageId ?? ''));
  if (wrong !== undefined) throw new Error(`The event ${wrong.messageId ?? ''} was refused: ${wrong.code}.`);
}

/** A call as the body of a request: the fields of the Segment spec. */
export function bodyOf({ say, who, at, messageId, context }: DemoCall): JsonObject {
  return { ...say, ...who, messageId, timestamp: new Date(at).toISOString(), context };
}
