import type { EventOrigin, IncomingEvent, Ingest, IngestReceipt, RejectedEvent } from '@rapport/sdk';
import type pg from 'pg';
import { identityPolicy } from '../../src/domain/identity/policy';
import { EventReceiver } from '../../src/ingest/door-events';
import { replayRejected } from '../../src/ingest/replay';
import { insertRejected, listRejected } from '../../src/store/rejected-events';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { fixedSources, MemoryIngest, startDoor, testSource } from '../support/door';

/** Keeps events in memory and rejected ones in the database, as the ingest transaction does. */
class RejectedInDatabase implements Ingest {
  readonly memory = new MemoryIngest();

  constructor(private readonly pool: pg.Pool) {}

  async accept(
    origin: EventOrigin,
    events: readonly IncomingEvent[],
    rejected: readonly RejectedEvent[],
  ): Promise<IngestReceipt> {
    const { rows } = await this.pool.query<{ id: number }>(
      'insert into source_ref (ref) values ($1) on conflict (ref) do update set ref = excluded.ref returning id',
      [origin.sourceRef],
    );
    const client = await this.pool.connect();
    try {
      await insertRejected(
        client,
        rejected.map((event) => ({ ...event, sourceId: rows[0]?.id ?? 0 })),
      );
    } finally {
      client.release();
    }
    return this.memory.accept(origin, events, []);
  }
}

const received = Date.parse('2026-11-22T12:00:00.000Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(received);
});
afterAll(() => database.drop());

test('rejected events are kept masked, listed by source and cursor, and sent again once the limit allows them', async () => {
  const ingest = new RejectedInDatabase(database.pool);
  const door = await startDoor({
    sources: [testSource(), testSource({ ref: 'other', writeKey: 'OTHERKEY' })],
    ingest,
    settings: { eventBytesMax: 1_000 },
    now: () => received,
  });
  const big = 'x'.repeat(2_000);
  const send = (key: string, body: unknown) =>
    fetch(`${door.url}/v1/batch`, { method: 'POST', headers: { 'x-write-key': key }, body: JSON.stringify(body) });
  const batch = [
    {
      type: 'track',
      event: 'A',
      userId: 'u1',
      messageId: 'm1',
      properties: { big, card: '4111111111111111' },
      timestamp: received - 3_600_000,
    },
    { type: 'track', event: 'A', userId: 'u1', properties: { big } },
    { type: 'track', userId: 'u\0', messageId: 'm3' },
    'junk',
  ];
  // A client whose clock is an hour slow.
  expect((await send('SERVERKEY', { batch, sentAt: new Date(received - 3_600_000).toISOString() })).status).toBe(400);
  expect((await send('OTHERKEY', { batch: [{ type: 'track' }] })).status).toBe(400);
  await door.close();

  const first = await listRejected(database.pool, { sourceRef: 'source-server', afterId: 0, limit: 2 });
  const rest = await listRejected(database.pool, {
    sourceRef: 'source-server',
    afterId: first.at(-1)?.id ?? 0,
    limit: 9,
  });
  expect([...first, ...rest].map(({ code, messageId, receivedAt }) => [code, messageId, receivedAt])).toEqual([
    ['event_too_large', 'm1', received],
    ['event_too_large', null, received],
    ['event_name_missing', 'm3', received],
    ['event_not_object', null, received],
  ]);
  expect(first[0]?.body).toContain('************1111');

  const later = received + 86_400_000;
  const options = {
    pool: database.pool,
    ingest,
    sources: fixedSources([testSource()]),
    receiver: new EventReceiver({
      ingest,
      settings: { eventBytesMax: 32_768 },
      policy: identityPolicy.parse({}),
      now: () => later,
    }),
    now: () => later,
  };
  expect(await replayRejected(options, {})).toEqual({ accepted: 2, duplicates: 0, rejected: 2, orphaned: 1 });
  expect(
    ingest.memory.events.map(({ messageId, occurredAt, receivedAt }) => [messageId, occurredAt, receivedAt]),
  ).toEqual([
    ['m1', received, later],
    [`rejected-${first[1]?.id}`, received, later],
  ]);
  expect(ingest.memory.origins.at(-1)).toEqual({ sourceRef: 'source-server', historical: true });

  expect(await replayRejected(options, {})).toEqual({ accepted: 0, duplicates: 0, rejected: 2, orphaned: 1 });
  const open = await listRejected(database.pool, { openOnly: true, code: 'event_too_large', afterId: 0, limit: 9 });
  expect(open).toEqual([]);
});
