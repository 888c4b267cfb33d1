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

test('nothing is escaped, and a word of the customer is no template', () => {
  const evidence = { en: 'Said “{{situation.word}}”.', 'zh-Hans': '', de: '' };
  const facts = { word: '<b>{{customer.email}}</b>' };
  expect(evidenceOf({ evidence }, { facts, customer: { email: 'x' } }, { ...german, locale: 'en' })).toBe(
    'Said “<b>{{customer.email}}</b>”.',
  );
});
