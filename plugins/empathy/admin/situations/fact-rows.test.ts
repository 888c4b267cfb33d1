import fc from 'fast-check';
import type { JsonObject } from '@rapport/sdk/admin/pure';
import { readySituations } from '../../domain/situations/ready';
import { asksEvent, asksProperty, emptyFact, factKinds, type FactRow, factsOf, isComplete, rowsOf } from './fact-rows';

test('the facts of every ready situation come back from the form as they were', () => {
  for (const { facts } of readySituations) {
    const rows = rowsOf(facts);
    expect(rows.filter((row) => !isComplete(row))).toEqual([]);
    expect(factsOf(rows)).toEqual(facts);
  }
  const shown = readySituations.flatMap(({ facts }) => rowsOf(facts)).filter(({ other }) => other === null);
  expect(new Set(shown.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
});

test('what is written in the form is read as it was written', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const row = fc
    .record({
      name: word,
      kind: fc.constantFrom(...factKinds),
      event: word,
      property: word,
      days: fc.constantFrom('', '7'),
    })
    .map(({ kind, event, property, days, name }): FactRow => ({
      ...{ ...emptyFact, name, kind, property: asksProperty(kind) ? property : '' },
      ...(asksEvent(kind) ? { event, days } : {}),
    }));
  fc.assert(fc.property(row, (one) => expect(rowsOf(factsOf([one]))).toEqual([one])));
});

test.each([
  ['no name', {}],
  ['a name that is none in a template', { name: 'last city' }],
  ['no event', { name: 'times' }],
  ['no property', { name: 'city', kind: 'last', event: 'Moved' }],
  ['days that are none', { name: 'times', event: 'Moved', days: '0' }],
] as const)('%s: it is not complete', (_what, row) => expect(isComplete({ ...emptyFact, ...row })).toBe(false));

test.each<JsonObject>([
  { event: 'Moved', where: [{ property: 'far', op: 'eq', value: true }], aggregate: { fn: 'count' } },
  { first_of: ['city', { event: 'Moved', aggregate: { fn: 'last', property: 'city' } }] },
])('what has more in it than the form shows stays as it is: %j', (fact) => {
  const rows = rowsOf({ far: fact });
  expect(rows).toEqual([{ ...emptyFact, name: 'far', other: fact }]);
  expect(factsOf(rows)).toEqual({ far: fact });
});
