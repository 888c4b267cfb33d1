import type { Json } from '@rapport/sdk/admin/pure';
import fc from 'fast-check';
import { addressOfView, defaultView, definitionOfView, isSameView, viewOfAddress, viewOfDefinition } from './view';
import type { Column, ListView } from './view';

const column: fc.Arbitrary<Column> = fc.oneof(
  fc.constantFrom('lastSeen', 'firstSeen', 'value', 'orders'),
  fc.string({ minLength: 1, maxLength: 100 }).map((key): Column => `trait:${key}`),
);
const view: fc.Arbitrary<ListView> = fc.record({
  search: fc.string(),
  searchIn: fc.option(fc.string({ minLength: 1 })),
  columns: fc.uniqueArray(column, { minLength: 1, maxLength: 10 }),
});

test('a view survives its address and its saved definition', () => {
  fc.assert(
    fc.property(view, (given) => {
      expect(viewOfAddress(new URLSearchParams(addressOfView(given).toString()))).toEqual(given);
      expect(viewOfDefinition(JSON.parse(JSON.stringify(definitionOfView(given))))).toEqual(given);
    }),
  );
});

test('the default view has the plain address', () => {
  expect(addressOfView(defaultView).toString()).toBe('');
  expect(isSameView(viewOfAddress(new URLSearchParams()), defaultView)).toBe(true);
});

test('what others wrote into an address or a definition does no harm', () => {
  expect(viewOfAddress(new URLSearchParams('column=nonsense&column=trait:'))).toEqual(defaultView);
  const definitions: Json[] = [null, 'x', [], { columns: 'x', search: 7 }, { columns: [7, null] }];
  for (const definition of definitions) {
    expect(viewOfDefinition(definition)).toEqual(defaultView);
  }
});
