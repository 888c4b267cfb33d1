import { type IncomingEvent, type Ingest, type IngestReceipt, type JsonObject, limits } from '@rapport/sdk';
import { pino } from 'pino';
import { type BoundReader, withMessageReaders } from './messages';

const event = (name: string, properties: JsonObject): IncomingEvent => ({
  ...({ type: 'track', keyScope: 'permanent', trust: 'verified', futureFlagged: false } as const),
  ...{ originalAt: null, previousId: null, traits: null, traitsOnce: null, group: null, value: null },
  ...{ name, properties, context: {}, identifiers: [], messageId: name, key: name, occurredAt: 5, receivedAt: 9 },
});
const sent = (text: string): IncomingEvent => event('Live Chat Message Sent', { message_body: text });
const receipt: IngestReceipt = { accepted: 0, duplicates: 0, erased: 0, outcomes: [] };

/** What goes on to the timeline, and what is written to the log. */
async function told(events: readonly IncomingEvent[], readers: readonly BoundReader[]) {
  const kept: IncomingEvent[] = [];
  const log: string[] = [];
  const ingest: Ingest = {
    async accept(_origin, accepted) {
      kept.push(...accepted);
      return receipt;
    },
  };
  const listening = withMessageReaders(ingest, {
    readers,
    log: pino({}, { write: (line: string) => void log.push(line) }),
  });
  await listening.accept({ sourceRef: 'helpdesk:support', historical: false }, events, []);
  return { kept: kept.map(({ properties }) => properties), log };
}

const reader = (read: (texts: readonly string[]) => Promise<readonly JsonObject[]>): BoundReader => ({
  name: 'sentiment',
  read: (messages) => read(messages.map(({ text }) => text)),
});

test('without readers nothing is in between', () => {
  const ingest: Ingest = { accept: async () => receipt };
  expect(withMessageReaders(ingest, { readers: [], log: pino({ level: 'silent' }) })).toBe(ingest);
});

test('messages of customers get what readers find, and keep what the helpdesk told', async () => {
  const length = reader(async (texts) => texts.map((text) => ({ chars: text.length, message_body: 'another' })));
  const first = reader(async (texts) => texts.map((text) => ({ first: text.slice(0, 1) })));
  const answered = event('Live Chat Message Received', { message_body: 'by an agent' });
  const { kept, log } = await told([sent('abc'), answered, sent('hello')], [length, first]);
  expect(kept).toEqual([
    { message_body: 'abc', chars: 3, first: 'a' },
    { message_body: 'by an agent' },
    { message_body: 'hello', chars: 5, first: 'h' },
  ]);
  expect(log).toEqual([]);
});

test('a reader that dawdles is not waited for', async () => {
  jest.useFakeTimers();
  const never = reader(() => new Promise(() => undefined));
  const waiting = told([sent('hello')], [never]);
  await jest.advanceTimersByTimeAsync(limits.messageReaderMilliseconds);
  jest.useRealTimers();
  expect(await waiting).toMatchObject({ kept: [{ message_body: 'hello' }] });
});

test.each([
  ['throws', async () => Promise.reject(new Error('it said: my secret'))],
  ['answers too little', async () => []],
])('a reader that %s loses no message, and the log holds nothing of it', async (_what, read) => {
  const { kept, log } = await told([sent('my secret'), event('Page Viewed', {})], [reader(read)]);
  expect(kept).toEqual([{ message_body: 'my secret' }, {}]);
  expect(log).toHaveLength(1);
  expect(log.join()).not.toContain('secret');
});
