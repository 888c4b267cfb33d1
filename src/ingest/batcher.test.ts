import { RapportError, type IncomingEvent, type IngestReceipt } from '@rapport/sdk';
import { parsed } from '../../test/support/parse';
import { createBatcher, type Batcher, type BatcherOptions } from './batcher';
import type { IngestRequest } from './request';

const origin = { sourceRef: 'shop', historical: false };

function event(messageId: string): IncomingEvent {
  return parsed({ type: 'track', event: 'A', userId: 'u1', messageId });
}

/** A transaction that records its batches, and waits for `commit()` where `held`. */
class RecordingTransaction {
  readonly batches: string[][] = [];
  inFlight = 0;
  inFlightMost = 0;
  held = false;
  private waiting: (() => void)[] = [];
  failure: (ids: string[]) => Error | null = () => null;

  async run(batch: readonly IngestRequest[]): Promise<IngestReceipt[]> {
    const ids = batch.flatMap((request) => request.events.map(({ messageId }) => messageId));
    this.batches.push(ids);
    this.inFlightMost = Math.max(this.inFlightMost, ++this.inFlight);
    if (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else await new Promise((resolve) => setImmediate(resolve));
    this.inFlight--;
    const failure = this.failure(ids);
    if (failure !== null) throw failure;
    return batch.map(({ events }) => ({
      accepted: events.length,
      duplicates: 0,
      erased: 0,
      outcomes: events.map(() => 'accepted' as const),
    }));
  }

  commit(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

function start(changes: Partial<BatcherOptions> = {}): { transaction: RecordingTransaction; batcher: Batcher } {
  const transaction = new RecordingTransaction();
  const options = {
    gatherMilliseconds: 1,
    transactionsInFlightMax: 2,
    waitingEventsMax: 10_000,
    commitTimeoutSeconds: 5,
  };
  return { transaction, batcher: createBatcher({ transaction, ...options, ...changes }) };
}

const send = (batcher: Batcher, id: string) => batcher.accept(origin, [event(id)], []);
const turn = () => new Promise((resolve) => setTimeout(resolve, 10));
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof RapportError ? error.code : error),
  );

test('requests that arrive together share a transaction, each gets its own receipt', async () => {
  const { transaction, batcher } = start();
  const receipts = await Promise.all([
    send(batcher, 'a'),
    batcher.accept(origin, [event('b'), event('c')], []),
    send(batcher, 'd'),
  ]);
  expect(transaction.batches).toEqual([['a', 'b', 'c', 'd']]);
  expect(receipts.map(({ accepted }) => accepted)).toEqual([1, 2, 1]);
});

test('few events wait for the transaction in flight; many start a second one, but never a third', async () => {
  const { transaction, batcher } = start({ gatherMilliseconds: 0 });
  const many = (prefix: string) => Array.from({ length: 1_500 }, (_, index) => event(`${prefix}${index}`));
  const sizes = () => transaction.batches.map(({ length }) => length);
  transaction.held = true;
  const sent = [send(batcher, 'a')];
  await turn();
  sent.push(send(batcher, 'b'));
  await turn();
  expect([sizes(), batcher.waitingEvents]).toEqual([[1], 1]);
  sent.push(batcher.accept(origin, many('c'), []));
  await turn();
  expect([sizes(), batcher.waitingEvents]).toEqual([[1, 1_501], 0]);
  sent.push(batcher.accept(origin, many('d'), []), send(batcher, 'e'));
  await turn();
  expect([sizes(), batcher.waitingEvents]).toEqual([[1, 1_501], 1_501]);
  transaction.held = false;
  transaction.commit();
  await Promise.all(sent);
  expect(sizes()).toEqual([1, 1_501, 1_501]);
  expect(transaction.inFlightMost).toBe(2);
});

test('a transaction holds at most 4,096 events, a request is never split', async () => {
  const { transaction, batcher } = start({ transactionsInFlightMax: 1 });
  const many = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => event(`${prefix}${index}`));
  await Promise.all(['a', 'b', 'c', 'd'].map((prefix) => batcher.accept(origin, many(1_500, prefix), [])));
  expect(transaction.batches.map(({ length }) => length)).toEqual([1_500, 3_000, 1_500]);
  expect(await outcome(batcher.accept(origin, many(4_097, 'd'), []))).toBe('batch_too_long');
});

test('beyond the bound of waiting events a request is refused at once', async () => {
  const { transaction, batcher } = start({ waitingEventsMax: 2 });
  transaction.held = true;
  const waiting = [send(batcher, 'a'), send(batcher, 'b')];
  expect(await outcome(send(batcher, 'c'))).toBe('overloaded');
  transaction.held = false;
  await Promise.all(waiting);
  expect(await outcome(send(batcher, 'd'))).toBe('accepted');
});

test('a poisoned request fails alone, its neighbours are kept', async () => {
  const { transaction, batcher } = start();
  transaction.failure = (ids) => (ids.includes('poison') ? new Error('invalid input') : null);
  const answers = await Promise.all(['a', 'b', 'poison', 'c', 'd'].map((id) => outcome(send(batcher, id))));
  expect(answers).toEqual(['accepted', 'accepted', 'internal_error', 'accepted', 'accepted']);
});

test('a database that is away answers all with 503 at once: nobody is blamed', async () => {
  const { transaction, batcher } = start();
  transaction.failure = () => new RapportError('database_unavailable');
  expect(await Promise.all(['a', 'b', 'c'].map((id) => outcome(send(batcher, id))))).toEqual(
    Array(3).fill('database_unavailable'),
  );
  expect(transaction.batches).toHaveLength(1);
  transaction.failure = () => null;
  expect(await outcome(send(batcher, 'a'))).toBe('accepted');
});

test('a commit that takes too long is answered, and so is who waits behind it; its slot stays taken', async () => {
  const { transaction, batcher } = start({ commitTimeoutSeconds: 0.05, transactionsInFlightMax: 1 });
  transaction.held = true;
  const first = outcome(send(batcher, 'a'));
  await new Promise((resolve) => setTimeout(resolve, 10));
  const second = outcome(send(batcher, 'b'));
  expect(await Promise.all([first, second])).toEqual(['database_unavailable', 'database_unavailable']);
  expect(transaction.batches).toEqual([['a']]);
  transaction.held = false;
  transaction.commit();
  expect(await outcome(send(batcher, 'c'))).toBe('accepted');
  expect(transaction.batches.flat()).not.toContain('b');
});

test('draining commits what waits and refuses what comes', async () => {
  const { transaction, batcher } = start({ gatherMilliseconds: 1_000 });
  const waiting = [send(batcher, 'a'), send(batcher, 'b')];
  const drained = batcher.drain();
  expect(await outcome(send(batcher, 'c'))).toBe('shutting_down');
  await drained;
  expect(await Promise.all(waiting.map(outcome))).toEqual(['accepted', 'accepted']);
  expect(transaction.batches).toEqual([['a', 'b']]);
  await batcher.drain();
});
