import { setTimeout as delay } from 'node:timers/promises';
import { type HelpdeskApi, type Json, limits, RapportError } from '@rapport/sdk';
import { z } from 'zod';

export type ApiTarget = { readonly baseUrl: string; readonly headers: Readonly<Record<string, string>> };

/** Requests to one helpdesk, one after the other at its pace, however many ask. */
export class PacedApi implements HelpdeskApi {
  private turn: Promise<void> = Promise.resolve();

  constructor(readonly target: ApiTarget) {}

  async get(path: string, query: Readonly<Record<string, string | number>> = {}): Promise<Json> {
    await this.nextTurn();
    const base = this.target.baseUrl.replace(/\/+$/, '');
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    const answer = await this.fetch(`${base}${path}${search === '' ? '' : `?${search}`}`);
    if (answer.status === 429 || answer.status >= 500)
      throw new RapportError('helpdesk_unavailable', `It answers ${answer.status}.`, {
        retryAfterSeconds: retryAfter(answer.headers.get('retry-after')),
      });
    if (!answer.ok) throw new RapportError('helpdesk_refused', `It answers ${answer.status}.`);
    return readJson(answer);
  }

  private async fetch(url: string): Promise<Response> {
    try {
      return await fetch(url, {
        headers: { accept: 'application/json', ...this.target.headers },
        signal: AbortSignal.timeout(limits.helpdeskRequestMilliseconds),
        redirect: 'error',
      });
    } catch (error) {
      throw new RapportError('helpdesk_unavailable', 'It does not answer.', { cause: error });
    }
  }

  private nextTurn(): Promise<void> {
    const mine = this.turn;
    this.turn = mine.then(() => delay(60_000 / limits.helpdeskRequestsPerMinute));
    return mine;
  }
}

async function readJson(answer: Response): Promise<Json> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > limits.helpdeskAnswerBytesMax)
    throw new RapportError('helpdesk_refused', 'Its answer is too large.');
  try {
    return z.json().parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new RapportError('helpdesk_refused', 'Its answer is no JSON: is the base URL right?');
  }
}

function retryAfter(header: string | null): number {
  const seconds = Number(header);
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : 5;
}
