import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type ErrorCode,
  type HelpdeskApi,
  type Json,
  type JsonObject,
  limits,
  RapportError,
  type Submitted,
} from '@rapport/sdk';
import { z } from 'zod';
import type { OpenConnection } from './connections';

export type ApiTarget = { readonly baseUrl: string; readonly headers: Readonly<Record<string, string>> };
type Query = Readonly<Record<string, string | number>>;
type Call = { readonly method: string; readonly path: string; readonly query?: Query; readonly body?: JsonObject };

/** Where it was asked too often and does not say for how long. */
const throttledSeconds = 5;

/** Asked too often: nothing was done. */
class Throttled extends RapportError {}

/**
 * Requests to one helpdesk, one after the other at its pace, however many ask. Where it says that it was asked too often nobody asks
 * before it said so.
 */
export class PacedApi implements HelpdeskApi {
  private turn: Promise<void> = Promise.resolve();
  /** On the monotonic clock, in milliseconds. */
  private notBefore = 0;

  constructor(
    readonly target: ApiTarget,
    private readonly requestsPerMinute: number = limits.helpdeskRequestsPerMinute,
  ) {}

  get(path: string, query: Query = {}): Promise<Json> {
    return this.call({ method: 'GET', path, query });
  }
  post(path: string, body: JsonObject): Promise<Json> {
    return this.call({ method: 'POST', path, body });
  }
  put(path: string, body: JsonObject): Promise<Json> {
    return this.call({ method: 'PUT', path, body });
  }
  patch(path: string, body: JsonObject): Promise<Json> {
    return this.call({ method: 'PATCH', path, body });
  }
  delete(path: string): Promise<Json> {
    return this.call({ method: 'DELETE', path });
  }

  async call({ method, path, query = {}, body }: Call): Promise<Json> {
    await this.nextTurn();
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    const answer = await this.fetch(`${this.urlOf(path)}${search === '' ? '' : `?${search}`}`, method, body);
    if (answer.ok) return readJson(answer);
    const { status } = answer;
    await answer.body?.cancel();
    if (status !== 429 && status < 500) throw new RapportError(refusalOf(status), `It answers ${status}.`);
    const told = retryAfter(answer.headers.get('retry-after'));
    if (status !== 429)
      throw new RapportError('helpdesk_unavailable', `It answers ${status}.`, { retryAfterSeconds: told });
    const retryAfterSeconds = told ?? throttledSeconds;
    this.notBefore = performance.now() + retryAfterSeconds * 1_000;
    throw new Throttled('helpdesk_unavailable', 'It was asked too often.', { retryAfterSeconds });
  }

  async submit(path: string, body: JsonObject, signal: AbortSignal): Promise<Submitted> {
    await this.nextTurn();
    if (signal.aborted) return retryLater('aborted', 'message', null);
    let answer: Response;
    try {
      answer = await this.request(this.urlOf(path), 'POST', body, signal);
    } catch (error) {
      return wasNeverSent(error)
        ? retryLater('helpdesk_unavailable', 'channel', null)
        : { state: 'unknown', code: 'helpdesk_no_answer' };
    }
    // It is done, whatever its answer looks like.
    if (answer.ok) return { state: 'done', answer: await readJson(answer).catch(() => null) };
    await answer.body?.cancel();
    const seconds = retryAfter(answer.headers.get('retry-after'));
    if (answer.status === 429) this.notBefore = performance.now() + (seconds ?? throttledSeconds) * 1_000;
    return submittedAs(answer.status, seconds === undefined ? null : seconds * 1_000);
  }

  private urlOf(path: string): string {
    return `${this.target.baseUrl.replace(/\/+$/, '')}${path}`;
  }

  private request(url: string, method: string, body: JsonObject | undefined, signal?: AbortSignal): Promise<Response> {
    const limit = AbortSignal.timeout(limits.helpdeskRequestMilliseconds);
    return fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.target.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      redirect: 'error',
    });
  }

  private async fetch(url: string, method: string, body: JsonObject | undefined): Promise<Response> {
    try {
      return await this.request(url, method, body);
    } catch (error) {
      throw new RapportError('helpdesk_unavailable', 'It does not answer.', { cause: error });
    }
  }

  private nextTurn(): Promise<void> {
    const mine = this.turn.then(() => delay(Math.max(0, this.notBefore - performance.now())));
    this.turn = mine.then(() => delay(60_000 / this.requestsPerMinute));
    return mine;
  }
}

/**
 * For who has time: what may work later is tried again, after as long as the helpdesk asks for, else 1, 2, 4 ... seconds. A request
 * that writes is tried again only where it was refused before anything was done (429).
 */
export class PatientApi implements HelpdeskApi {
  constructor(
    private readonly api: PacedApi,
    private readonly signal: AbortSignal,
  ) {}

  get(path: string, query: Query = {}): Promise<Json> {
    return this.call({ method: 'GET', path, query });
  }
  post(path: string, body: JsonObject): Promise<Json> {
    return this.call({ method: 'POST', path, body });
  }
  put(path: string, body: JsonObject): Promise<Json> {
    return this.call({ method: 'PUT', path, body });
  }
  patch(path: string, body: JsonObject): Promise<Json> {
    return this.call({ method: 'PATCH', path, body });
  }
  delete(path: string): Promise<Json> {
    return this.call({ method: 'DELETE', path });
  }
  submit(path: string, body: JsonObject, signal: AbortSignal): Promise<Submitted> {
    return this.api.submit(path, body, AbortSignal.any([signal, this.signal]));
  }

  private async call(call: Call): Promise<Json> {
    for (let attempt = 1; ; attempt++) {
      if (this.signal.aborted) throw new RapportError('shutting_down');
      try {
        return await this.api.call(call);
      } catch (error) {
        const seconds = secondsToWait(error, attempt, call.method === 'POST');
        if (seconds === null) throw error;
        await delay(seconds * 1_000, undefined, { signal: this.signal }).catch(() => undefined);
      }
    }
  }
}

function secondsToWait(error: unknown, attempt: number, isOnce: boolean): number | null {
  if (!(error instanceof RapportError) || error.code !== 'helpdesk_unavailable') return null;
  if (attempt >= limits.helpdeskTriesMax) return null;
  if (isOnce && !(error instanceof Throttled)) return null;
  const seconds = error.retryAfterSeconds ?? 2 ** (attempt - 1);
  return seconds > limits.helpdeskPatienceSeconds ? null : seconds;
}

/** One for each connection, so that it keeps its pace whoever asks; another where its address or its token is. */
export class Apis {
  private readonly known = new Map<string, PacedApi>();

  of({ key, helpdesk, settings }: Pick<OpenConnection, 'key' | 'helpdesk' | 'settings'>): PacedApi {
    const target = helpdesk.api(settings);
    const known = this.known.get(key);
    if (known !== undefined && isDeepStrictEqual(known.target, target)) return known;
    const api = new PacedApi(target);
    this.known.set(key, api);
    return api;
  }
}

const retryLater = (code: string, about: 'message' | 'channel', afterMilliseconds: number | null): Submitted => ({
  ...({ state: 'retry' } as const),
  ...{ code, about, afterMilliseconds },
});

/** What an answer other than 2xx says of a request that was made once. */
function submittedAs(status: number, afterMilliseconds: number | null): Submitted {
  if (status === 429 || status === 503) return retryLater('helpdesk_unavailable', 'channel', afterMilliseconds);
  // Something failed over there, perhaps after it was done: 500 also stands for what follows a commit, 502 and 504 for a proxy.
  if (status >= 500) return { state: 'unknown', code: `helpdesk_${status}` };
  const code = refusalOf(status);
  if (code === 'helpdesk_unauthorized') return retryLater(code, 'channel', null);
  return { state: 'failed', code, bounce: null };
}

/** Codes with which a connection does not come about at all. */
const unconnected: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && unconnected.has(cause.code);
}

function refusalOf(status: number): ErrorCode {
  if (status === 401 || status === 403) return 'helpdesk_unauthorized';
  return status === 404 ? 'helpdesk_missing' : 'helpdesk_refused';
}

/** The bytes are counted while they come. */
async function readJson(answer: Response): Promise<Json> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    const chunk = z.instanceof(Uint8Array).parse(part);
    size += chunk.length;
    if (size > limits.helpdeskAnswerBytesMax) throw new RapportError('helpdesk_refused', 'Its answer is too large.');
    chunks.push(chunk);
  }
  if (size === 0) return null;
  try {
    return z.json().parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch {
    throw new RapportError('helpdesk_refused', 'Its answer is no JSON: is the base URL right?');
  }
}

function retryAfter(header: string | null): number | undefined {
  const seconds = Number(header);
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : undefined;
}
