import type { JsonObject } from '@rapport/sdk';
import { createIdempotency } from '../../src/store/idempotency';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

let database: TestDatabase;
let now = Date.UTC(2026, 10, 20);
beforeAll(async () => {
  database = await createTestDatabase(now);
});
afterAll(() => database.drop());

const once = (key: string, request: JsonObject, work: () => Promise<JsonObject>, principal = 'token:1') =>
  createIdempotency(database.pool, () => now).once(principal, key, request, work);

test('a repeated command is answered and not done again, whatever the order of its fields', async () => {
  let done = 0;
  const work = async () => ({ done: ++done });
  expect(await once('a', { x: 1, y: [{ p: 1, q: null }] }, work)).toEqual({ done: 1 });
  expect(await once('a', { y: [{ q: null, p: 1 }], x: 1 }, work)).toEqual({ done: 1 });
  expect(await once('a', { x: 1, y: [{ p: 1, q: null }] }, work, 'token:2')).toEqual({ done: 2 });
});

test('the same key with another command is refused', async () => {
  await once('b', { x: 1 }, async () => ({}));
  await expect(once('b', { x: 2 }, async () => ({}))).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('of two at the same time one works, the other is told to come again', async () => {
  let finish: () => void = () => undefined;
  const first = once('c', {}, () => new Promise((resolve) => (finish = () => resolve({ ok: true }))));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(once('c', {}, async () => ({ ok: false }))).rejects.toMatchObject({
    code: 'concurrent_change',
    retryable: true,
  });
  finish();
  expect(await first).toEqual({ ok: true });
  expect(await once('c', {}, async () => ({ ok: false }))).toEqual({ ok: true });
});

test('a failed command may be tried again', async () => {
  await expect(once('d', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await once('d', {}, async () => ({ ok: true }))).toEqual({ ok: true });
});

test('a key that a dead process held is free after a minute', async () => {
  void once('e', {}, () => new Promise(() => undefined));
  await new Promise((resolve) => setTimeout(resolve, 50));
  now += 61_000;
  expect(await once('e', {}, async () => ({ second: true }))).toEqual({ second: true });
});
