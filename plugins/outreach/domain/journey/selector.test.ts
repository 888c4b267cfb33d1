import fc from 'fast-check';
import type { Json, JsonObject } from '@rapport/sdk';
import { isMember } from '../../../../test/support/segments-reference';
import { keyIn, type SeenEvent, selects } from './selector';
import { parseJourney, entrySelector } from './journey';

const at = Date.parse('2026-11-30T00:00:00Z');
const values: Json[] = [0, 1, 10, 20.5, '', 'a', 'ab', 'A', '10', true, false, null, ['a'], { deep: 'a' }];
const scalars: Json[] = [0, 10, 'a', 'ab', '10', true];
const place = fc.oneof(
  fc.constantFrom('revenue', 'status', 'nested.deep', 'missing').map((property) => ({ property })),
  fc.constantFrom('page.path', 'ip').map((context) => ({ context })),
);
const operator: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ op: fc.constantFrom('eq', 'ne'), value: fc.constantFrom(...scalars) }),
  fc.record({
    op: fc.constantFrom('in', 'not_in'),
    value: fc.array(fc.constantFrom(...scalars), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ op: fc.constantFrom('gt', 'gte', 'lt', 'lte'), value: fc.constantFrom(0, 10, 20.5) }),
  fc.record({
    op: fc.constantFrom('contains', 'not_contains', 'starts_with', 'ends_with'),
    value: fc.constantFrom('a', 'b'),
  }),
  fc.record({ op: fc.constantFrom('exists', 'not_exists') }),
);
const where = fc.array(
  fc.tuple(place, operator).map(([one, test]): JsonObject => ({ ...one, ...test })),
  { minLength: 1, maxLength: 3 },
);
const some = fc.constantFrom(...values);
const properties: fc.Arbitrary<JsonObject> = fc.record(
  { revenue: some, status: some, nested: fc.oneof(fc.record({ deep: some }), some) },
  { requiredKeys: [] },
);
const context: fc.Arbitrary<JsonObject> = fc.record(
  { ip: some, page: fc.record({ path: some }) },
  { requiredKeys: [] },
);

function selectorOf(entry: Json): Parameters<typeof selects>[0] {
  const parsed = parseJourney('c', { entry, start: 'end', steps: { end: { kind: 'exit' } } });
  const found = 'journey' in parsed ? entrySelector(parsed.journey) : null;
  if (found === null) throw new Error(JSON.stringify(parsed));
  return found;
}

const event = (of: Partial<SeenEvent>): SeenEvent => ({
  name: 'A',
  at,
  properties: {},
  context: {},
  value: null,
  ...of,
});

test('a comparison says the same as in a segment', () => {
  fc.assert(
    fc.property(where, properties, context, (comparisons, ofEvent, around) => {
      const definition = { event: 'A', where: comparisons };
      const { revenue } = ofEvent;
      const seen = event({ properties: ofEvent, context: around, value: typeof revenue === 'number' ? revenue : null });
      const person = {
        ...{ publicId: 'p', createdAt: at, traits: {}, conversations: [] },
        events: [{ type: 'track', name: 'A', at, id: 1, properties: ofEvent, context: around }],
      };
      const world = { zone: 'UTC', segments: {}, computed: {} };
      expect(selects(selectorOf(definition), seen)).toBe(isMember(definition, person, at + 1, world));
    }),
    { numRuns: 1_000 },
  );
});

test('the key of a run is a text, or a number as one', () => {
  const key = (value: Json): string | null => keyIn(event({ properties: { id: value } }), 'id');
  expect([100, '100', 1.5, '', null, true, {}, 'x'.repeat(201)].map(key)).toEqual([
    '100',
    '100',
    '1.5',
    ...Array.from({ length: 5 }, () => null),
  ]);
  expect(keyIn(event({}), 'id')).toBeNull();
});
