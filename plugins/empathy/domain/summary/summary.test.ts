import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ConversationFact, Party } from '@rapport/sdk';
import { z } from 'zod';
import { handOverSummary } from './index';

/** Conversations, and what of each somebody has to know who takes it over: parts of the lines, in order; nothing else is there. */
const examples = z
  .array(
    z.object({
      about: z.string(),
      locale: z.string(),
      /** c: the customer; a: an agent. */
      said: z.array(z.tuple([z.enum(['c', 'a']), z.string()])),
      asked: z.array(z.string()),
      tried: z.array(z.string()),
      promised: z.array(z.string()),
      when: z.array(z.string().nullable()).optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(path.join(__dirname, 'labelled.json'), 'utf8')));

const priya: Party = { id: '7', name: 'Priya' };
const tom: Party = { id: '8', name: 'Tom' };
const minute = 60_000;
const message = (index: number, author: 'customer' | 'agent', text: string, isPrivate = false): ConversationFact => ({
  ...({ kind: 'message', attachments: 0 } as const),
  ...{ key: `message:${index}`, at: index * minute, author, text, isPrivate, by: author === 'agent' ? priya : null },
});
const textsOf = (lines: readonly { readonly text: string }[]): string[] => lines.map(({ text }) => text);

test.each(examples)('$about', ({ said, locale, asked, tried, promised, when }) => {
  const facts = said.map(([who, text], index) => message(index, who === 'c' ? 'customer' : 'agent', text));
  const summary = handOverSummary(facts, locale);
  for (const [found, expected] of [
    [summary.asked, asked],
    [summary.tried, tried],
    [summary.promised, promised],
  ] as const) {
    expect(textsOf(found)).toEqual(expected.map((text) => expect.stringContaining(text)));
  }
  if (when !== undefined) expect(summary.promised.map((one) => one.when)).toEqual(when);
});

test.each([
  ['en', 'I will hand you over to our billing team right now.', false],
  ['en', "I'll quickly transfer you to a colleague who knows routers.", false],
  ['en', 'Let me put you through to the billing department.', false],
  ['en', 'I will transfer you the 20 euros by Friday.', true],
  ['en', 'I will hand you over to billing, and they will call you back tomorrow.', true],
  ['de', 'Ich übergebe Sie jetzt an meine Kollegin aus der Buchhaltung.', false],
  ['de', 'Ich werde Sie gleich mit der Technik verbinden.', false],
  ['de', 'Ich verbinde Sie mit der Technik, und wir melden uns bis Freitag bei Ihnen.', true],
  ['zh-Hans', '我会为您转接到技术部门的同事。', false],
  ['zh-Hans', '我马上为您转接人工客服，请稍候。', false],
  ['zh-Hans', '我会把您转给技术同事，他们会在明天给您回电。', true],
])('%s: %s (a promise: %s)', (locale, text, isPromise) => {
  const facts = [message(1, 'customer', 'My router does not work.'), message(2, 'agent', text)];
  const { promised, tried } = handOverSummary(facts, locale);
  expect(textsOf(promised)).toEqual(isPromise ? [text] : []);
  expect(textsOf(tried)).toEqual([]);
});

test('there are thirty conversations at least, in three languages', () => {
  expect(examples.length).toBeGreaterThanOrEqual(30);
  expect(new Set(examples.map(({ locale }) => locale))).toEqual(new Set(['en', 'de', 'zh-Hans']));
});

test('who and when; notes among agents stay out; hand-overs are told in the language of the reader', () => {
  const facts: ConversationFact[] = [
    message(1, 'customer', 'My router does not work.'),
    message(2, 'agent', 'We will never tell him that.', true),
    message(3, 'agent', 'Please restart the router.'),
    { kind: 'assigned', key: 'agent:4', at: 4 * minute, role: 'agent', from: priya, to: tom },
    { kind: 'status', key: 'status:5', at: 5 * minute, from: 'resolved', to: 'open' },
  ];
  expect(handOverSummary(facts, 'en')).toEqual({
    asked: [{ text: 'My router does not work.', at: minute, by: null }],
    tried: [
      { text: 'Please restart the router.', at: 3 * minute, by: 'Priya' },
      { text: 'Handed over from Priya to Tom', at: 4 * minute, by: 'Priya' },
      { text: 'Was resolved, and was opened again', at: 5 * minute, by: null },
    ],
    promised: [],
  });
  expect(textsOf(handOverSummary(facts, 'de').tried)).toContain('Von Priya an Tom übergeben');
  expect(textsOf(handOverSummary(facts, 'zh-Hans').tried)).toContain('由 Priya 转交给 Tom');
});

test('who is only a number is named as he was named before; of whom nobody told a name, no number is shown', () => {
  const handOver = (from: string, to: string, minutes: number, role: 'agent' | 'team' = 'agent'): ConversationFact => ({
    ...{ kind: 'assigned', key: `${role}:${minutes}`, at: minutes * minute, role },
    ...{ from: { id: from, name: null }, to: { id: to, name: null } },
  });
  const facts = [
    { ...message(1, 'agent', 'Please restart the router.'), by: { id: '9', name: null } },
    handOver('4', '9', 2),
    handOver('1', '2', 3, 'team'),
  ];
  const elsewhere: ConversationFact[] = [
    { kind: 'assigned', key: 'agent:0', at: 0, role: 'agent', from: null, to: { id: '9', name: 'Wei' } },
    { kind: 'assigned', key: 'team:0', at: 0, role: 'team', from: null, to: { id: '1', name: 'Parcels' } },
  ];
  const told = handOverSummary(facts, 'en', elsewhere).tried;
  expect(told.map(({ text, by }) => [text, by])).toEqual([
    ['Please restart the router.', 'Wei'],
    ['Handed over to Wei', null],
    ['Handed over from Parcels to another team', 'Parcels'],
  ]);
  expect(handOverSummary(facts, 'zh-Hans').tried.map(({ text, by }) => [text, by])).toEqual([
    ['Please restart the router.', '客服'],
    ['已转交给 另一位客服', null],
    ['已转交给 另一个团队', null],
  ]);
});

test('of a long conversation the beginning and the end are shown, and never more than fits', () => {
  const facts = Array.from({ length: 300 }, (_, index) =>
    message(
      index,
      index % 2 === 0 ? 'customer' : 'agent',
      index % 2 === 0 ? `Can you check item ${index}?` : `I have checked item ${index} and we will send it on Monday.`,
    ),
  );
  const { asked, tried, promised } = handOverSummary(facts, 'en');
  expect(textsOf(asked)).toEqual([0, 2, 296, 298].map((index) => `Can you check item ${index}?`));
  expect(tried.length).toBeLessThanOrEqual(8);
  expect(promised).toHaveLength(5);
  expect(promised.at(-1)).toMatchObject({ text: expect.stringContaining('item 299'), when: 'on Monday' });
});

test('nothing was said', () => {
  expect(handOverSummary([], 'en')).toEqual({ asked: [], tried: [], promised: [] });
});

/** Real dialogues of a shop with its customers. */
const abcd = path.join(__dirname, '../../../../../shared/data/abcd/abcd_sample.json');
const dialogues = z.array(
  z.object({ scenario: z.object({ subflow: z.string() }), original: z.array(z.tuple([z.string(), z.string()])) }),
);
const isThere = existsSync(abcd);
const whyNot = isThere ? '' : ' (skipped: ../shared is not there)';
(isThere ? test : test.skip)(`real dialogues: what they are about comes first${whyNot}`, () => {
  const summaries = new Map(
    dialogues.parse(JSON.parse(readFileSync(abcd, 'utf8'))).map(({ scenario, original }) => {
      const facts = original.flatMap(([who, text], index) =>
        who === 'agent' || who === 'customer' ? [message(index, who, text)] : [],
      );
      return [scenario.subflow, { facts, summary: handOverSummary(facts, 'en') }];
    }),
  );
  const of = (subflow: string) => summaries.get(subflow)?.summary;
  expect(of('return_size')?.asked[0]?.text).toMatch(/return an item/);
  expect(textsOf(of('return_size')?.tried ?? []).join()).toMatch(/more than 90 days/);
  expect(textsOf(of('return_size')?.promised ?? []).join()).toMatch(/they will give you a call/);
  expect(of('refund_status')?.asked[0]?.text).toMatch(/status of a refund/);
  expect(textsOf(of('refund_status')?.tried ?? []).join()).toMatch(/less than a week/);
  expect(of('timing_4')?.asked[0]?.text).toMatch(/when they expire/);
  expect(textsOf(of('timing_4')?.tried ?? []).join()).toMatch(/expire after 7 days/);
  for (const { facts, summary } of summaries.values()) {
    const lines = summary.asked.length + summary.tried.length + summary.promised.length;
    expect(lines).toBeLessThan(facts.length / 2);
  }
});
