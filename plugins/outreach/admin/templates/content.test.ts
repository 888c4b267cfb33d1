import { canonicalLocale, contentIn, localesOf, placesOf, withLocale, withoutLocale, withText } from './content';

test('content is read whatever came, and only texts of it', () => {
  expect(contentIn({ en: { subject: 'Hi', n: 3 }, de: 'x' })).toEqual({ en: { subject: 'Hi' }, de: {} });
  expect(contentIn(null)).toEqual({});
});

test('a language begins as a copy of another, and is changed alone', () => {
  const content = withLocale({ en: { subject: 'Hi' } }, 'de', 'en');
  expect(withText(content, 'de', 'subject', 'Hallo')).toEqual({ en: { subject: 'Hi' }, de: { subject: 'Hallo' } });
  expect(withoutLocale(content, 'en')).toEqual({ de: { subject: 'Hi' } });
});

test('the language that others fall back to stands first', () => {
  expect(localesOf({ content: { de: {}, en: {}, 'zh-Hans': {} }, defaultLocale: 'en' })).toEqual([
    ...['en', 'de', 'zh-Hans'],
  ]);
});

test.each([
  ['zh-hans', 'zh-Hans'],
  ['de_at', 'de-AT'],
  ['', null],
  ['not a language', null],
])('“%s” is the language %s', (written, locale) => {
  expect(canonicalLocale(written)).toBe(locale);
});

test('what is missing stands where it is asked for, and not where something else is', () => {
  const texts = {
    subject: 'For {{customer.plan}}',
    text: 'Plan\ncustomer.plan in words\n{{#if customer.plan}}x{{/if}}\n{{customer.planned}} {{money customer.plan "EUR"}}',
  };
  expect(placesOf(texts, 'customer.plan')).toEqual([
    { part: 'subject', line: 1 },
    { part: 'text', line: 3 },
    { part: 'text', line: 4 },
  ]);
});
