import { displayFacts } from './display';
import { evidenceOf, textIn } from './evidence';

const now = Date.parse('2026-11-29T12:00:00Z');
const german = { locale: 'de', timeZone: 'Europe/Berlin', now };

test('facts are written for people: times in the zone, of today the time alone, lists bounded', () => {
  expect(
    displayFacts(
      {
        today: '2026-11-29T09:05:00.000Z',
        earlier: '2026-11-20T23:30:00.000Z',
        day: '2026-12-01',
        money: 1234.5,
        list: ['a', 'b', 'c', 'd', 'e'],
        nothing: null,
        blank: '',
        none: [],
        object: { deep: 1 },
      },
      german,
    ),
  ).toEqual({
    today: '10:05',
    earlier: '21.11.2026, 00:30',
    day: '01.12.2026',
    money: '1.234,5',
    list: 'a, b, c, d, …',
  });
});

test('a list in Chinese has its own comma', () =>
  expect(displayFacts({ agents: ['Mara', 'Theo'] }, { ...german, locale: 'zh-Hans' })).toEqual({
    agents: 'Mara、Theo',
  }));

test('a long text is cut between characters', () => {
  const { text } = displayFacts({ text: '😀'.repeat(200) }, german);
  expect(text).toBe(`${'😀'.repeat(120)}…`);
});

test.each([
  ['en-GB', 'yes'],
  ['zh-Hans-CN', '是'],
  ['de-CH', 'ja'],
  ['fr', 'yes'],
])('%s reads %s', (locale, text) => expect(textIn({ en: 'yes', 'zh-Hans': '是', de: 'ja' }, locale)).toBe(text));

/** Some versions of ICU write a narrow one before AM. */
const ordinarySpaces = (text: string): string => text.replaceAll('\u202f', ' ');
const today = '2026-11-29T02:43:00.000Z';
const days = '2026-11-20T02:43:00.000Z';
const rated = {
  en: 'Rated us{{#if situation.last}} on {{situation.last}}{{/if}}.',
  'zh-Hans': '于{{situation.last}}评价。',
  de: 'Am {{ situation.last }} bewertet, am {{situation.day}} bestellt.',
};

test.each([
  ['en', { last: today }, 'Rated us at 3:43 AM.'],
  ['en', { last: days }, 'Rated us on Nov 20, 2026, 3:43 AM.'],
  ['en', { last: '2026-11-29' }, 'Rated us on Nov 29, 2026.'],
  ['en', {}, 'Rated us.'],
  ['de', { last: today, day: '2026-11-29' }, 'Um 03:43 bewertet, am 29.11.2026 bestellt.'],
  ['de', { last: days, day: today }, 'Am 20.11.2026, 03:43 bewertet, um 03:43 bestellt.'],
  ['zh-Hans', { last: today }, '于03:43评价。'],
])('%s: what was today was at a time, what was earlier on a day: %j', (locale, facts, sentence) => {
  const shown = evidenceOf({ evidence: rated }, { facts, customer: {} }, { ...german, locale });
  expect(ordinarySpaces(shown)).toBe(sentence);
});

test('a word of the customer stays as he wrote it', () => {
  const evidence = { en: 'Said “{{situation.word}}” on {{situation.last}}.', 'zh-Hans': '', de: '' };
  const facts = { word: 'on {{situation.last}}', last: today };
  const shown = evidenceOf({ evidence }, { facts, customer: {} }, { ...german, locale: 'en' });
  expect(ordinarySpaces(shown)).toBe('Said “on {{situation.last}}” at 3:43 AM.');
});

test('nothing is escaped, and a word of the customer is no template', () => {
  const evidence = { en: 'Said “{{situation.word}}”.', 'zh-Hans': '', de: '' };
  const facts = { word: '<b>{{customer.email}}</b>' };
  expect(evidenceOf({ evidence }, { facts, customer: { email: 'x' } }, { ...german, locale: 'en' })).toBe(
    'Said “<b>{{customer.email}}</b>”.',
  );
});
