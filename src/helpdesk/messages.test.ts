import { type ConversationFact, type HelpdeskReport, type JsonObject, limits } from '@rapport/sdk';
import { pino } from 'pino';
import { type BoundReader, readMessages } from './messages';

type Message = Extract<ConversationFact, { kind: 'message' }>;
const said = (author: Message['author'], text: string | null): Message => ({
  ...{ kind: 'message', key: `message:${text}`, at: 5, by: null, isPrivate: false, attachments: 0 },
  ...{ author, text },
});
const sent = (text: string): Message => said('customer', text);
const ended: ConversationFact = { kind: 'status', key: 'status', at: 6, from: 'open', to: 'resolved' };

/** What was found in each fact, and what is written to the log. */
async function told(facts: readonly ConversationFact[], readers: readonly BoundReader[]) {
  const log: string[] = [];
  const contact = { id: '1', identifiers: [], traits: {}, at: 0 };
  const report: HelpdeskReport = { contact, conversation: '88', facts };
  const read = await readMessages([report], false, {
    readers,
    log: pino({}, { write: (line: string) => void log.push(line) }),
  });
  const kept = read.flatMap((one) => one.facts);
  expect(kept.map(({ key }) => key)).toEqual(facts.map(({ key }) => key));
  return { found: kept.map((fact) => (fact.kind === 'message' ? fact.found : undefined)), log };
}

const reader = (read: (texts: readonly string[]) => Promise<readonly JsonObject[]>): BoundReader => ({
  name: 'sentiment',
  read: (messages) => read(messages.map(({ text }) => text)),
});

test('messages of customers get what readers find', async () => {
  const length = reader(async (texts) => texts.map((text) => ({ chars: text.length })));
  const first = reader(async (texts) => texts.map((text) => ({ first: text.slice(0, 1) })));
  const note: ConversationFact = { ...sent('a note'), isPrivate: true };
  const { found, log } = await told(
    [sent('abc'), said('agent', 'by an agent'), note, said('customer', null), ended, sent('hello')],
    [length, first],
  );
  const nothing = undefined;
  expect(found).toEqual([{ chars: 3, first: 'a' }, nothing, nothing, nothing, nothing, { chars: 5, first: 'h' }]);
  expect(log).toEqual([]);
});

test('a reader that dawdles is not waited for', async () => {
  jest.useFakeTimers();
  const never = reader(() => new Promise(() => undefined));
  const waiting = told([sent('hello')], [never]);
  await jest.advanceTimersByTimeAsync(limits.messageReaderMilliseconds);
  jest.useRealTimers();
  expect(await waiting).toMatchObject({ found: [undefined] });
});

test.each([
  ['throws', async () => Promise.reject(new Error('it said: my secret'))],
  ['answers too little', async () => []],
])('a reader that %s loses no message, and the log holds nothing of it', async (_what, read) => {
  const { found, log } = await told([sent('my secret'), ended], [reader(read)]);
  expect(found).toEqual([undefined, undefined]);
  expect(log).toHaveLength(1);
  expect(log.join()).not.toContain('secret');
});
