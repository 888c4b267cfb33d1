import { formatText, locales } from '@rapport/sdk/admin/pure';
import { describeEvent } from './describe-event';
import type { TimelineEvent } from './event';
import { eventLines } from './event-lines';
import { Properties } from './properties';

const event = (given: Partial<TimelineEvent>): TimelineEvent => ({
  id: 'e',
  type: 'TRACK',
  name: '',
  occurredAt: '2026-11-22T08:00:00.000Z',
  value: null,
  properties: {},
  context: {},
  ...given,
});

test.each<[Partial<TimelineEvent>, string, string]>([
  [
    { name: 'Order Completed', value: 45.9, properties: { currency: 'EUR', products: [{ quantity: 2 }, {}] } },
    'Ordered 3 items for €45.90',
    '下单 3 件商品，€45.90',
  ],
  [
    { name: 'Order Completed', value: 10, properties: { products: [{}] } },
    'Ordered 1 item for 10',
    '下单 1 件商品，10',
  ],
  [{ name: 'Order Completed' }, 'Ordered', '下单'],
  [{ name: 'Order Refunded', value: 5, properties: { currency: 'usd' } }, 'Refunded $5.00', '已退款，US$5.00'],
  [{ name: 'Product Viewed', properties: { name: 'Trail shoe' } }, 'Looked at “Trail shoe”', '浏览商品“Trail shoe”'],
  [
    { name: 'Help Searched', properties: { query: 'error 651' } },
    'Searched the help centre for “error 651”',
    '搜索帮助中心“error 651”',
  ],
  [
    { name: 'Article Rated', properties: { title: 'Reset', helpful: false } },
    'Found the article “Reset” not helpful',
    '认为文章“Reset”没有帮助',
  ],
  [{ name: 'Conversation Rated', properties: { rating: 2 } }, 'Rated a conversation: 2 of 5', '评价对话：2/5'],
  [
    { name: 'Live Chat Message Sent', properties: { message_body: 'A pole broke.' } },
    'Wrote “A pole broke.”',
    '发送消息“A pole broke.”',
  ],
  [
    { name: 'Conversation Handed Over', properties: { agent_name: 'Theo' } },
    'Was handed over to Theo',
    '对话转交给 Theo',
  ],
  [{ name: 'Router Rebooted' }, 'Router Rebooted', 'Router Rebooted'],
  [{ name: '__proto__' }, '__proto__', '__proto__'],
  [{ type: 'PAGE', properties: { title: 'Home' } }, 'Visited Home', '访问 Home'],
  [{ type: 'SCREEN', name: 'Cart' }, 'Looked at the screen Cart', '查看界面 Cart'],
  [{ type: 'IDENTIFY', properties: { plan: 'pro' } }, 'Told us plan', '提供了 plan'],
  [
    { type: 'IDENTIFY', properties: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, context: { actor: 'admin:1' } },
    'a, b, c, d and 2 more written by hand',
    '手动填写：a, b, c, d等另外 2 项',
  ],
  [{ type: 'GROUP', properties: { name: 'Acme' } }, 'Belongs to Acme', '属于 Acme'],
  [{ type: 'ALIAS' }, 'Is known by another id, too', '关联了另一个标识'],
])('%j', (given, english, chinese) => {
  expect(describeEvent(event(given), 'en').text).toBe(english);
  expect(describeEvent(event(given), 'zh-Hans').text).toBe(chinese);
});

test.each(Object.keys(eventLines))('%s reads well in both languages with whatever properties come', (name) => {
  const strange = { name: 7, products: 'x', quantity: null, currency: '€€', rating: {}, query: '{x}', subject: '' };
  for (const locale of locales) {
    for (const properties of [{}, strange, null, []]) {
      const { text } = describeEvent(event({ name, properties, value: 1 }), locale);
      expect(text).not.toMatch(/none|undefined|null|NaN|\{what\}| {2}/);
      expect(text.trim()).toBe(text);
    }
  }
});

test('a very long text is shortened', () => {
  const { text } = describeEvent(event({ name: 'Products Searched', properties: { query: 'x'.repeat(500) } }), 'en');
  expect(text.length).toBeLessThan(130);
});

test('wordings name only values that they give', () => {
  for (const { text, values } of Object.values(eventLines)) {
    const given = values?.(new Properties({ properties: {}, value: null }, 'en'));
    for (const locale of locales) expect(() => formatText(text, locale, given)).not.toThrow();
  }
});
