import type { JsonObject } from '@rapport/sdk';
import { observe } from './observe';

const open = (...events: JsonObject[]) => events.map((properties) => ({ properties, shown: properties }));

test('properties come with share, types and examples, the most common first', () => {
  const found = observe(
    open({ revenue: 12, coupon: null }, { revenue: 13.5, at: '2026-11-22' }, { revenue: '14' }, { revenue: 12 }),
  );
  expect(found).toEqual([
    {
      path: 'revenue',
      share: 1,
      types: [
        { type: 'number', share: 0.75 },
        { type: 'string', share: 0.25 },
      ],
      conflicting: true,
      examples: [12, 13.5, '14'],
    },
    { path: 'at', share: 0.25, types: [{ type: 'date', share: 1 }], conflicting: false, examples: ['2026-11-22'] },
    { path: 'coupon', share: 0.25, types: [{ type: 'null', share: 1 }], conflicting: false, examples: [] },
  ]);
});

test('inside lists and objects the share is of the objects there', () => {
  const found = observe(
    open({ products: [{ sku: 'a' }, { sku: 'b', price: 1 }] }, { products: [] }, { address: { city: 'Bonn' } }),
  );
  expect(found.map(({ path, share }) => [path, share])).toEqual([
    ['address.city', 1],
    ['products[].sku', 1],
    ['products', 2 / 3],
    ['products[].price', 0.5],
    ['address', 1 / 3],
  ]);
});

test('types are the true ones where examples are masked', () => {
  const [city, email] = observe([
    { properties: { email: 'a@b.c', address: { zip: 123 } }, shown: { email: '[masked]', address: '[masked]' } },
  ]).filter(({ path }) => path !== 'address');
  expect(city).toMatchObject({ path: 'address.zip', types: [{ type: 'number' }], examples: ['[masked]'] });
  expect(email).toMatchObject({ path: 'email', examples: ['[masked]'] });
});

test('an event that carries data in its keys does not flood the page', () => {
  const keys = (from: number) => Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`k${from + at}`, at]));
  expect(observe(open(keys(0), keys(150), keys(300)))).toHaveLength(200);
});

test('long texts and free texts that look like dates', () => {
  const [note] = observe(open({ note: 'x'.repeat(100) }, { note: '2026-11-22' }));
  expect(note).toMatchObject({ conflicting: false, examples: [`${'x'.repeat(80)}…`, '2026-11-22'] });
});
