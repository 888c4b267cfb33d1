import fc from 'fast-check';
import { type JsonObject, zoneOf } from '@rapport/sdk';
import { composeScript } from './compose';
import { customerView } from './customer-view';
import { edgeProfiles, tones, wordLocales } from '@rapport/sdk/words';
import { scriptFaults } from './faults';
import { greetingOf } from './greeting';
import { readyScripts } from './ready';

const now = Date.UTC(2026, 10, 29, 20, 30);

/** Nothing that a program left, and nothing that a missing value leaves. */
const neverIn = [
  /undefined|null|\[object|NaN|Invalid Date|\[masked\]|\{\{|\}\}/,
  /  /,
  / [,.;:!?](?:\s|$)/,
  /[,;:，；：、]\s*[.!?。！？,;，；]/,
  /[.!?。！？]{2}/,
  /\(\s*\)|（\s*）|“\s*”|„\s*“/,
  /\n{3}/,
  /^\s|\s$/,
];
const greeted =
  /^(?:⁨|[^\n]*，)?(?:Good (?:morning|afternoon|evening)|Hello|Guten (?:Morgen|Tag|Abend)|Hallo|[早下晚]上好|下午好|您好)/u;

function expectWhole(text: string): void {
  for (const pattern of neverIn) expect(text).not.toMatch(pattern);
  expect(text).toMatch(greeted);
}

test.each(readyScripts.flatMap((script) => wordLocales.map((locale) => [script.key, locale, script] as const)))(
  'the ready script %s in %s has no fault and no cliché',
  (_key, locale, { words }) => {
    const { title, opening, body } = words[locale];
    expect([...scriptFaults(opening), ...scriptFaults(body)]).toEqual([]);
    expect(title).not.toBe('');
    expect(`${opening} ${body}`).not.toMatch(/inconvenience|valued customer|Unannehmlichkeiten|亲[，,]|reach out/i);
  },
);

test('keys are unique; there are thirty situations and more', () => {
  const keys = readyScripts.map((script) => script.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(readyScripts.flatMap((script) => script.situations)).size).toBeGreaterThanOrEqual(30);
});

const odd = fc.oneof(
  fc.constantFrom(
    'undefined',
    'null',
    'NaN',
    'Invalid Date',
    '[object Object]',
    '[masked]',
    '',
    ' ',
    ', ',
    '?',
    'a  b',
    'x ,',
    '{{x}}'.slice(2, 3),
  ),
  fc.constantFrom(
    'Kim',
    'undefined Lopez',
    '欧阳小明',
    'محمد',
    'O’Brien',
    'REX',
    'kim',
    'a@example.com',
    '2026-11-29',
    '2026-02-31T10:00:00Z',
  ),
  fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', ',', '\n', '\u202e', '王', '1', '-', '(', ')') }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.constantFrom('a', '', null, 3), { maxLength: 3 }),
  fc.record({ a: fc.string() }),
);
const names = ['firstName', 'lastName', 'name', 'gender', 'currency', 'timezone', 'country', 'title', 'address'];
const facts = [
  'query',
  'subjects',
  'subject',
  'comment',
  'order',
  'carrier',
  'expected',
  'product',
  'review',
  'reason',
  'at',
  'plan',
  'service',
];
const someOf = (keys: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys), odd), { maxLength: keys.length })
    .map((pairs): JsonObject => Object.fromEntries(pairs));

test('whatever is missing, empty or broken, a ready script is whole sentences with a greeting', () => {
  const request = fc.record({
    script: fc.constantFrom(...readyScripts),
    locale: fc.constantFrom(...wordLocales),
    channel: fc.constantFrom(null, 'email', 'web', 'phone', 'sms'),
    tone: fc.constantFrom(...tones),
    customer: someOf(names),
    situation: fc.option(someOf(facts)),
  });
  fc.assert(
    fc.property(request, ({ script, locale, channel, tone, customer, situation }) => {
      const view = customerView(customer, { situation });
      const options = { locale, timeZone: zoneOf(customer, 'Europe/Berlin'), now, tone, channel };
      const { text } = composeScript({ ...script, ...script.words[locale] }, view, options);
      expectWhole(text);
      // More than the greeting is left.
      expect(text.length).toBeGreaterThan(25);
    }),
    { numRuns: 2_000 },
  );
});

test('so is a greeting', () => {
  const situation = fc.option(
    fc.record({
      key: fc.constant('x'),
      name: fc.constant({ en: 'Late', 'zh-Hans': '延迟' }),
      severity: fc.integer({ min: 0, max: 100 }),
      evidence: fc.string(),
    }),
  );
  const openings = fc.constantFrom(null, '', 'You wrote about {{situation.subject}}.', 'Your order is late.');
  fc.assert(
    fc.property(
      someOf(names),
      situation,
      openings,
      fc.constantFrom(...wordLocales, 'zh-CN', 'xx', ''),
      (customer, current, opening, locale) => {
        const request = {
          view: customerView(customer),
          situation: current,
          channel: 'web',
          locale,
          timeZone: 'nowhere',
          now,
          opening,
        };
        expectWhole(greetingOf(request).text);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('every ready script reads well for every edge profile', () => {
  for (const { traits } of edgeProfiles)
    for (const script of readyScripts)
      for (const locale of wordLocales) {
        const options = { locale, timeZone: zoneOf(traits, 'Europe/Berlin'), now, channel: 'email' };
        expectWhole(composeScript({ ...script, ...script.words[locale] }, customerView(traits), options).text);
      }
});
