import { formatText, locales } from '@rapport/sdk/admin/pure';
import type { Locale } from '@rapport/sdk/admin/pure';
import { parseJourney } from '../../domain/journey/journey';
import { readyJourneys } from '../../domain/journey/ready';
import { entryTexts } from './entry-texts';
import { entryWords } from './entry-words';
import { operatorTexts } from './form/operators';
import { definitionIn } from './graph/definition';
import type { Definition } from './graph/definition';

const told = (definition: Definition, locale: Locale): string =>
  entryWords(definition, {
    t: (key, values) => formatText(entryTexts[key], locale, values),
    comparison: (key) => formatText(operatorTexts[key], locale),
    lengthOf: (text) => `<${text}>`,
  });

test.each<readonly [Definition, string, string]>([
  [{ entry: { event: 'Signed Up' } }, 'Who does “Signed Up”', '触发“Signed Up”的客户'],
  [
    {
      entry: {
        event: ['Cart Left', 'Checkout Left'],
        where: [
          { property: 'total', op: 'gte', value: 50 },
          { context: 'locale', op: 'in', value: ['de', 'fr'] },
          { property: 'coupon', op: 'not_exists' },
        ],
        key: 'cart_id',
        window: '2h',
      },
    },
    'Who does “Cart Left, Checkout Left” of which total is at least 50 and locale is one of de, fr and coupon is not there, one run for each cart_id, no older than <2h>',
    '触发“Cart Left, Checkout Left”且 total 不小于 50 且 locale 属于 de, fr 且 coupon 不存在 的客户，按 cart_id 分别进入，不早于 <2h> 前',
  ],
  [
    { entry: { segment: 'vip', again: '30d' }, whileMember: true },
    'Who comes into “vip”, only while they are in it, again after <30d>',
    '进入分群“vip”的客户，仅在属于该分群期间，<30d> 后可再次进入',
  ],
  [
    { entry: { date: { trait: 'birthday', yearly: true, daysBefore: 3, at: '09:00' } } },
    '3 days before “birthday”, each year, at 09:00',
    '“birthday”前 3 天，每年，09:00',
  ],
  // As it is while it is drawn: not whole yet.
  [{ entry: { event: '', where: [{}] } }, 'Who does “…” of which … …', '触发“…”且 … … 的客户'],
  [{ entry: { date: { trait: '' } } }, 'On the date “…”', '日期属性“…”到来时'],
  [{}, 'Who does “…”', '触发“…”的客户'],
])('%j reads in both languages', (definition, english, chinese) => {
  expect(told(definition, 'en')).toBe(english);
  expect(told(definition, 'zh-Hans')).toBe(chinese);
});

test('every filter of the ready journeys is told', () => {
  let filters = 0;
  for (const { key, definition } of readyJourneys) {
    const parsed = parseJourney(key, definition);
    const entry = 'journey' in parsed ? parsed.journey.definition.entry : null;
    for (const locale of locales)
      for (const { property, context } of entry !== null && 'event' in entry ? (entry.where ?? []) : []) {
        expect(told(definitionIn(definition), locale)).toContain(property ?? context);
        filters += 1;
      }
  }
  expect(filters).toBeGreaterThan(0);
});
