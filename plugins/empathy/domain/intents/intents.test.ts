import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ConversationFact } from '@rapport/sdk';
import { intentLabel, intents, intentsOf } from './index';
import { intentsOfConversation, referencesIn, repeatedContacts, topicOf } from './contacts';

const cases: readonly (readonly [text: string, intent: string])[] = [
  ['Where is my order 48213?', 'order_status'],
  ['Wann kommt meine Bestellung?', 'order_status'],
  ['我的订单状态怎么查？', 'order_status'],
  ['My parcel has not arrived yet.', 'delivery'],
  ['Das Paket ist nicht angekommen.', 'delivery'],
  ['快递还没到。', 'delivery'],
  ['I want to return a jacket.', 'return'],
  ['Ich möchte die Schuhe zurückschicken.', 'return'],
  ['这件衣服我想退货。', 'return'],
  ['I need another size, can I exchange it?', 'exchange'],
  ['I want my money back.', 'refund'],
  ['Wo bleibt meine Erstattung?', 'refund'],
  ['什么时候退款？', 'refund'],
  ['My card was declined.', 'payment'],
  ['Ich möchte in Raten zahlen.', 'payment'],
  ['可以分期付款吗？', 'payment'],
  ['Please send the invoice again.', 'invoice'],
  ['请再开一次发票。', 'invoice'],
  ['I forgot my password.', 'account'],
  ['Ich kann mich nicht einloggen.', 'account'],
  ['我登不上账号。', 'account'],
  ['The app crashes on start.', 'technical'],
  ['Ich habe seit gestern kein Internet.', 'technical'],
  ['软件一打开就闪退。', 'technical'],
  ['The vase arrived broken.', 'defect'],
  ['Please cancel my subscription.', 'cancellation'],
  ['Ich möchte kündigen.', 'cancellation'],
  ['怎么退订？', 'cancellation'],
  ['We would like to upgrade to the Pro plan.', 'subscription'],
  ['How much is shipping to Norway, is there a discount?', 'pricing'],
  ['Was kostet das?', 'pricing'],
  ['How do I export my contacts?', 'how_to'],
  ['I need an appointment on Monday.', 'booking'],
  ['I would like to make a complaint.', 'complaint'],
  ['Ich bin rundum zufrieden.', 'praise'],
  ['My phone was stolen.', 'security'],
  ['Can I talk to a human?', 'human'],
  ['转人工客服', 'human'],
];

test.each(cases)('%s is about %s', (text, intent) => {
  expect(intentsOf(text).map(({ key }) => key)).toContain(intent);
});

test('two things at once, with the words that say so', () => {
  expect(intentsOf('Please cancel my subscription and give me a refund.').slice(0, 2)).toEqual([
    expect.objectContaining({ key: 'cancellation', words: ['cancel my'] }),
    expect.objectContaining({ key: 'refund', words: ['refund'] }),
  ]);
});

test('of a greeting nothing is said, nor of another language', () => {
  expect(intentsOf('Hello there')).toEqual([]);
  expect(intentsOf('注文はどこですか')).toEqual([]);
});

test('each has a name in three languages and a key of its own', () => {
  expect(new Set(intents.map(({ key }) => key)).size).toBe(intents.length);
  expect(intentLabel('order_status', 'de-DE')).toBe('Bestellstatus');
  expect(intentLabel('order_status', 'zh-Hans')).toBe('订单状态');
  expect(intentLabel('of_somebody_else', 'en')).toBe('of_somebody_else');
});

const written = (text: string, at = 0, author: 'customer' | 'agent' = 'customer'): ConversationFact => ({
  ...({ kind: 'message', by: null, isPrivate: false, attachments: 0 } as const),
  ...{ key: `message:${at}`, at, author, text },
});

test('what a conversation is about: what the customer says, all together; feelings are no topic', () => {
  const found = intentsOfConversation([
    written('I am so disappointed, this is the third time.', 0),
    written('Did you want a discount?', 1, 'agent'),
    written('I want my money back.', 2),
    written('When do I get the refund?', 3),
  ]);
  expect(found.map(({ key }) => key)).toEqual(expect.arrayContaining(['refund', 'complaint']));
  expect(found.map(({ key }) => key)).not.toContain('pricing');
  expect(topicOf(found)).toBe('refund');
  expect(topicOf([])).toBeNull();
});

test('numbers that people refer to', () => {
  expect(
    referencesIn('Order #48213, RMA-2231 and 77-1204. In 2024, on 2024-10-01 at 12:30, mail a1234@example.com'),
  ).toEqual(['48213', 'RMA-2231', '77-1204']);
  expect(referencesIn('Call (977) 625-2661 or +49 170 1234567')).not.toContain('+49');
  expect(referencesIn('订单48213还没到')).toEqual(['48213']);
});

test('the third contact about one order, and about one topic', () => {
  const contact = (conversation: string, at: number, text: string, topic: string | null) => ({
    conversation,
    at,
    texts: [text],
    topic,
  });
  const contacts = [
    contact('c', 3, 'Still nothing of 48213!', 'delivery'),
    contact('a', 1, 'Where is 48213?', 'delivery'),
    contact('b', 2, '48213 again, and 55120', 'delivery'),
    contact('d', 4, 'How do I log in?', 'account'),
  ];
  expect(repeatedContacts(contacts, 3)).toEqual([
    { about: '48213', kind: 'reference', conversations: ['a', 'b', 'c'] },
    { about: 'delivery', kind: 'topic', conversations: ['a', 'b', 'c'] },
  ]);
  expect(repeatedContacts(contacts, 4)).toEqual([]);
});

/** Public questions to a bank, by which ours are tried: it is another trade, and its 77 categories are finer. */
const banking77 = path.join(__dirname, '../../../../../shared/data/banking77/test.csv');
const ofBank: readonly (readonly [category: RegExp, intent: string])[] = [
  [/refund/i, 'refund'],
  [/passcode|pin|verify|identity|personal_details/, 'account'],
  [/lost|stolen|compromised|not_recognised/, 'security'],
  [/terminate/, 'cancellation'],
  [/fee|charge|exchange_rate/, 'pricing'],
  [/arrival|delivery|physical/, 'delivery'],
  [/declined|failed|pending|reverted|top_up|transfer|balance|payment|withdrawal|cash|receiving/, 'payment'],
  [/not_working/, 'technical'],
];
const isThere = existsSync(banking77);
const whyNot = isThere ? '' : ' (skipped: ../shared is not there)';
(isThere ? test : test.skip)(`banking77: six questions of ten are recognised${whyNot}`, () => {
  const told = readFileSync(banking77, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const [, quoted, plain, category = ''] = /^(?:"((?:[^"]|"")*)"|([^,]*)),(.*)$/.exec(line) ?? [];
      const intent = ofBank.find(([pattern]) => pattern.test(category))?.[1];
      return intent === undefined
        ? []
        : [{ intent, found: intentsOf(quoted ?? plain ?? '', 'en').map(({ key }) => key) }];
    });
  expect(told.length).toBeGreaterThan(2_000);
  const share = (test: (one: { intent: string; found: readonly string[] }) => boolean): number =>
    told.filter(test).length / told.length;
  expect(share(({ intent, found }) => found.includes(intent))).toBeGreaterThan(0.62);
  expect(share(({ intent, found }) => found[0] === intent)).toBeGreaterThan(0.48);
  expect(share(({ found }) => found.length === 0)).toBeLessThan(0.1);
});
