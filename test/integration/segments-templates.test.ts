import type { JsonObject } from '@rapport/sdk';
import { segmentTemplates } from '../../plugins/segments/domain/templates';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestIngest, type TestEvent } from '../support/ingest';
import { readEventNames, surroundingsOf, verdictsOf } from '../support/segments';

/** A Wednesday. */
const now = Date.parse('2026-06-17T12:00:00Z');
const lengths: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `Order Completed 5d revenue=20`: what, how long ago, with which number. `+name=2026-06-20`: a trait. */
function happening(text: string): Partial<TestEvent> {
  if (text.startsWith('+')) {
    const [key = '', value = ''] = text.slice(1).split('=');
    return { type: 'identify', name: '', traits: { [key]: value }, properties: { [key]: value }, occurredAt: now - 1 };
  }
  const [, name = '', count = '', unit = '', property, value] = /^(.+) (\d+)([mhd])(?: (\w+)=(\w+))?$/.exec(text) ?? [];
  const parsed = value === 'true' ? true : value === 'false' ? false : Number(value);
  const properties: JsonObject = property === undefined ? {} : { [property]: parsed };
  const revenue = properties['revenue'];
  return {
    ...{ name, properties, value: typeof revenue === 'number' ? revenue : null },
    occurredAt: now - Number(count) * (lengths[unit] ?? 0),
  };
}

const bought = (...days: number[]): string[] => days.map((one) => `Order Completed ${one}d revenue=10`);
const chats = (...days: number[]): string[] => days.map((one) => `Live Chat Conversation Started ${one}d`);
const big = 'Order Completed 20d revenue=600';

/** Somebody who is in it, and somebody who just is not. */
const stories: Readonly<Record<string, { readonly in: readonly string[]; readonly out: readonly string[] }>> = {
  'new-customers': { in: bought(5), out: bought(5, 100) },
  'one-time-buyers': { in: bought(40), out: bought(40, 20) },
  'about-to-lapse': { in: bought(70, 100, 200), out: bought(10, 70, 100, 200) },
  lapsed: { in: bought(200), out: bought(170) },
  'won-back': { in: bought(5, 300), out: bought(5, 100, 300) },
  'renewal-near': { in: ['+renews_at=2026-07-01'], out: ['+renews_at=2026-08-01'] },
  'birthday-next-week': { in: ['+birthday=1990-06-22'], out: ['+birthday=1990-06-29'] },
  'abandoned-cart': { in: ['Product Added 2d'], out: ['Product Added 2d', 'Order Completed 47h'] },
  'abandoned-checkout': { in: ['Checkout Started 2d'], out: ['Checkout Started 30m'] },
  'browsed-without-buying': {
    in: [1, 2, 3, 4, 5].map((one) => `Product Viewed ${one}d`),
    out: [...[1, 2, 3, 4, 5].map((one) => `Product Viewed ${one}d`), ...bought(1)],
  },
  'serial-returners': {
    in: ['Return Requested 5d', 'Return Requested 50d', 'Order Refunded 100d'],
    out: ['Return Requested 5d', 'Return Requested 50d', 'Order Refunded 200d'],
  },
  'failed-payment': { in: ['Payment Failed 5d'], out: ['Payment Failed 5d', 'Subscription Renewed 4d'] },
  'large-basket': { in: ['Order Completed 5d revenue=201'], out: ['Order Completed 20d revenue=201'] },
  'searching-without-success': {
    in: ['Help Searched 5m', 'Help Searched 10m', 'Help Searched 15m', 'Article Rated 4m helpful=false'],
    out: ['Help Searched 5m', 'Help Searched 10m', 'Help Searched 15m', 'Article Rated 4m helpful=true'],
  },
  'repeat-contact': { in: chats(1, 3, 6), out: chats(1, 3, 8) },
  'handed-over-twice': {
    in: ['Conversation Handed Over 1d', 'Conversation Handed Over 2h'],
    out: ['Conversation Handed Over 3d', 'Conversation Handed Over 2h'],
  },
  detractors: {
    in: ['Conversation Rated 80d rating=5', 'Conversation Rated 10d rating=1'],
    out: ['Conversation Rated 10d rating=1', 'Conversation Rated 5d rating=5'],
  },
  promoters: {
    in: ['Conversation Rated 80d rating=5', 'Conversation Rated 10d rating=5'],
    out: ['Conversation Rated 80d rating=5', 'Conversation Rated 10d rating=5', 'Conversation Rated 90d rating=3'],
  },
  'silent-after-complaint': {
    in: ['Conversation Rated 20d rating=1', ...bought(30)],
    out: ['Conversation Rated 20d rating=1', ...bought(10)],
  },
  'late-delivery': { in: ['Delivery Delayed 4d'], out: ['Delivery Delayed 4d', 'Order Delivered 3d'] },
  'high-value-at-risk': { in: [big, 'Conversation Rated 5d rating=2'], out: [big, 'Conversation Rated 5d rating=4'] },
  'rfm-champions': { in: bought(1, 2, 3, 4).map((one) => `${one}0`), out: bought(1) },
  'rfm-cannot-lose': { in: bought(301, 302, 303, 304).map((one) => `${one}0`), out: bought(300) },
  vip: {
    in: [5, 50, 100].map((one) => `Order Completed ${one}d revenue=400`),
    out: [5, 50, 400].map((one) => `Order Completed ${one}d revenue=400`),
  },
  'valuable-and-complex': { in: [big, ...chats(1, 5)], out: [big, ...chats(1)] },
  'valuable-and-simple': { in: [big, ...chats(1)], out: [big, ...chats(1), 'Conversation Handed Over 1d'] },
  'modest-and-complex': { in: chats(1, 5), out: [big, ...chats(1, 5)] },
  'modest-and-simple': { in: chats(1), out: chats(40) },
  'engaged-readers': { in: ['Email Link Clicked 5d'], out: ['Email Opened 5d', 'Email Opened 6d'] },
  'e-mail-fatigue': {
    in: [1, 2, 3, 4, 5].map((one) => `Email Delivered ${one}d`),
    out: [...[1, 2, 3, 4, 5].map((one) => `Email Delivered ${one}d`), 'Email Opened 50d'],
  },
  'signed-up-without-order': { in: ['Signed Up 10d'], out: ['Signed Up 10d', ...bought(1)] },
  'weekly-regulars': {
    in: [1, 8, 15, 22].map((one) => `Product Viewed ${one}d`),
    out: [1, 8, 22, 29].map((one) => `Product Viewed ${one}d`),
  },
  'trial-ending': { in: ['Trial Started 20d'], out: ['Trial Started 20d', 'Subscription Started 10d'] },
};
/** As if learned: the best fifth buys within 10, 20, 100, 200 days; 1, 2, 3, 4 times; for 10, 50, 100, 300. */
const rfm = {
  rfm: { recency: [10, 20, 100, 200], frequency: [1, 2, 3, 4], monetary: [10, 50, 100, 300] },
  ...{ event: 'Order Completed', property: 'revenue' },
};

describe('a template', () => {
  let database: TestDatabase;
  const found = new Map<string, { in: boolean; out: boolean }>();

  beforeAll(async () => {
    database = await createTestDatabase(Date.parse('2025-06-01T00:00:00Z'));
    const ingest = createTestIngest(database);
    const said = Object.entries(stories).flatMap(([key, story]) =>
      (['in', 'out'] as const).flatMap((side) =>
        story[side].map((text) => ({ ids: `user_id:${key}.${side}`, ...happening(text) })),
      ),
    );
    await ingest.send(...said);
    const { rows } = await database.pool.query<{ root: number; value: string }>(
      'select profile_id as root, value from identifier',
    );
    const roots = new Map(rows.map((row) => [row.value, row.root]));
    const names = await readEventNames(database.pool);
    const needed = segmentTemplates.flatMap(({ needs = [] }) => needs.map((one) => [one.key, one.definition]));
    const others = { computed: { ...Object.fromEntries(needed), rfm } };
    const definitions = segmentTemplates.map((one) => one.definition);
    const scope = { roots: [...roots.values()] };
    const verdicts = await verdictsOf(database.pool, definitions, surroundingsOf(scope, now, names, others));
    segmentTemplates.forEach(({ key }, index) => {
      const isIn = (side: string) => verdicts.get(roots.get(`${key}.${side}`) ?? 0)?.[index]?.member === true;
      found.set(key, { in: isIn('in'), out: isIn('out') });
    });
  });
  afterAll(() => database.drop());

  test('has a story of who is in it and who is not', () => {
    expect(Object.keys(stories).sort()).toEqual(segmentTemplates.map((one) => one.key).sort());
    expect(segmentTemplates.length).toBeGreaterThanOrEqual(20);
  });

  test.each(segmentTemplates.map((one) => one.key))('%s means what it says', (key) => {
    expect(found.get(key)).toEqual({ in: true, out: false });
  });
});
