import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorTable, isJsonObject, limits, RapportError, type EventType, type DoorReceipt } from '@rapport/sdk';
import type { DoorOptions } from './door';
import { EventReceiver, readBatch } from './door-events';
import { sendJson } from './http/answer';
import { decodeBody, parseJson } from './http/decode-body';
import { ByteBudget, readBody } from './http/read-body';
import { readPixel, sendPixel } from './http/pixel';
import { keyInBody, keyInHeaders, keyInQuery } from './http/write-key';
import { RateLimiter } from './rate-limit';
import type { Source } from './sources';

/** What a request became, for metrics. `source` is its ref, null where none was found. */
export type RequestOutcome = {
  readonly source: string | null;
  readonly status: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
};

/** POST of one event or of a batch, or an event in the address of an image: key, body, rate, parse, ingest, answer. */
export class EventEndpoint {
  private readonly receiver: EventReceiver;
  private readonly limiter = new RateLimiter(() => performance.now());
  private readonly budget: ByteBudget;
  private readonly batchEventsMax: number;

  constructor(private readonly options: DoorOptions) {
    this.receiver = new EventReceiver(options);
    this.budget = new ByteBudget(options.settings.bodyBytesInFlightMax);
    // A request is never split over two transactions.
    this.batchEventsMax = Math.min(options.settings.batchEventsMax, limits.transactionEventsMax);
  }

  /** @throws RapportError nothing was kept and nothing answered */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    type: EventType | null,
    query: string,
  ): Promise<void> {
    const seen: Seen = { source: null };
    try {
      const answer = await this.answer(request, type, query, seen);
      if (answer === null) return;
      const status = statusOf(answer);
      sendJson(request, response, status, {
        ...(status === 200 ? { success: true } : batchRejected),
        ...shown(answer),
      });
      this.observe(seen, status, answer);
    } catch (error) {
      this.observe(seen, error instanceof RapportError ? error.status : errorTable.internal_error.status, null);
      throw error;
    }
  }

  /** @throws what is no RapportError: nothing was kept and nothing answered */
  async handlePixel(request: IncomingMessage, response: ServerResponse, type: EventType, query: string): Promise<void> {
    const seen: Seen = { source: null };
    try {
      const event = readPixel(query);
      const source = await this.enabledSource(keyInHeaders(request.headers) ?? keyInBody(event) ?? keyInQuery(query));
      seen.source = source;
      const batch = readBatch(event, type, Buffer.byteLength(JSON.stringify(event)), this.batchEventsMax);
      this.limitRate(source, batch.events.length);
      const answer = await this.receiver.receive(source, batch);
      sendPixel(request, response, statusOf(answer));
      this.observe(seen, statusOf(answer), answer);
    } catch (error) {
      this.observe(seen, error instanceof RapportError ? error.status : errorTable.internal_error.status, null);
      if (!(error instanceof RapportError)) throw error;
      sendPixel(request, response, error.status);
    }
  }

  /** null: the client went away before the end of its body. */
  private async answer(
    request: IncomingMessage,
    type: EventType | null,
    query: string,
    seen: Seen,
  ): Promise<DoorReceipt | null> {
    // Before the body is read, where possible: who has no valid key makes us hold nothing.
    const early = keyInHeaders(request.headers);
    if (early !== null) seen.source = await this.enabledSource(early);
    const { requestBytesMax } = this.options.settings;
    const wire = await readBody(request, requestBytesMax, this.budget);
    if (wire === null) return null;
    try {
      const bytes = await decodeBody(wire, request.headers['content-encoding'], requestBytesMax);
      const body = parseJson(bytes);
      const source =
        seen.source ?? (await this.enabledSource((isJsonObject(body) ? keyInBody(body) : null) ?? keyInQuery(query)));
      seen.source = source;
      const batch = readBatch(body, type, bytes.length, this.batchEventsMax);
      this.limitRate(source, batch.events.length);
      return await this.receiver.receive(source, batch);
    } finally {
      this.budget.release(wire.length);
    }
  }

  private async enabledSource(writeKey: string | null): Promise<Source> {
    if (writeKey === null) throw new RapportError('write_key_missing');
    const source = await this.options.sources.byKey(writeKey);
    if (source === null) throw new RapportError('write_key_unknown');
    if (!source.enabled) throw new RapportError('source_disabled');
    this.options.keyUse?.touch(writeKey);
    return source;
  }

  private limitRate(source: Source, events: number): void {
    const perSecond = source.eventsPerSecondMax ?? this.options.settings.eventsPerSecondMax;
    const waitSeconds = this.limiter.take(source.ref, events, perSecond);
    if (waitSeconds > 0) throw new RapportError('rate_limited', undefined, { retryAfterSeconds: waitSeconds });
  }

  private observe(seen: Seen, status: number, answer: DoorReceipt | null): void {
    this.options.onRequest?.({
      source: seen.source?.ref ?? null,
      status,
      accepted: answer?.accepted ?? 0,
      duplicates: answer?.duplicates ?? 0,
      rejected: answer?.rejected.length ?? 0,
    });
  }
}

/** All bad is 400. */
function statusOf({ rejected, accepted, duplicates, erased }: DoorReceipt): number {
  return rejected.length > 0 && accepted + duplicates + erased === 0 ? errorTable.batch_rejected.status : 200;
}

/** `erased` stands in an answer only where it says something. */
function shown({ erased, ...usual }: DoorReceipt): Partial<DoorReceipt> {
  return erased > 0 ? { ...usual, erased } : usual;
}

type Seen = { source: Source | null };

const batchRejected = { success: false, code: 'batch_rejected', message: errorTable.batch_rejected.message } as const;
