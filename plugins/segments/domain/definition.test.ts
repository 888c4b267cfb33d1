import type { Json, JsonObject } from '@rapport/sdk';
import { limits } from '@rapport/sdk';
import { computedKinds, parseComputed } from './computed';
import { conditionKinds } from './conditions';
import { DefinitionReader, type DefinitionNode, mentionsOf, sentenceOf } from './definition';
import { operators } from './operators';
import { referenceFaults } from './references';

const reader = new DefinitionReader();
const bought = { event: 'Order Completed' };

function faultsOf(definition: Json): string[] {
  const parsed = reader.parse(definition);
  return parsed.ok ? [] : parsed.faults.map((fault) => fault.path);
}

function node(definition: Json): DefinitionNode {
  const parsed = reader.parse(definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.node;
}

/** The example of the design: everything but what outreach adds. */
const example: JsonObject = {
  all: [
    { trait: 'country', op: 'in', value: ['DE', 'AT'] },
    {
      event: 'Order Completed',
      where: [{ property: 'revenue', op: 'gt', value: 20 }],
      count: { op: 'gte', value: 3 },
      within: '30d',
    },
    { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, op: 'gt', value: 150, within: '30d' },
    { not: { event: 'Email Opened', within: '14d' } },
    { sequence: [{ event: 'Checkout Started' }, { not: bought, within: '1h' }], within: '7d' },
    { any: [{ segment: 'vip' }, { computed: 'lifetime_value', op: 'gte', value: 500 }] },
    { conversation: { status: 'open', handoffs: { op: 'gte', value: 2 } } },
    { bucket: { seed: 'holdout-2026', from: 0, to: 10 } },
  ],
};

test('the example is a definition, and so are the examples of all kinds and operators', () => {
  expect(faultsOf(example)).toEqual([]);
  for (const kind of conditionKinds) expect([kind.name, ...faultsOf(kind.example)]).toEqual([kind.name]);
  for (const { name, example: value } of operators)
    expect([name, ...faultsOf({ trait: 'x', op: name, ...(value === undefined ? {} : { value }) })]).toEqual([name]);
  for (const kind of computedKinds)
    expect([kind.name, 'faults' in parseComputed(kind.example, reader)]).toEqual([kind.name, false]);
});

test.each<[string, Json, string[]]>([
  ['nothing', null, ['$']],
  ['an empty group', { all: [] }, ['$.all']],
  ['something beside a group', { all: [bought], any: [bought] }, ['$']],
  ['an unknown kind', { any: [{ horoscope: 'lion' }] }, ['$.any[0]']],
  ['an unknown operator', { not: { trait: 'x', op: 'like', value: '%' } }, ['$.not.op']],
  ['a path that is none', { all: [{ trait: 'a[..b', op: 'exists' }] }, ['$.all[0].trait']],
  [
    'a path in `where`',
    {
      ...bought,
      where: [
        { property: 'x', op: 'exists' },
        { property: 'a..b', op: 'exists' },
      ],
    },
    ['$.where[1].property'],
  ],
  ['an operand of another type', { trait: 'age', op: 'gt', value: '5' }, ['$.value']],
  ['an operand inside a list', { trait: 'x', op: 'in', value: ['a', {}] }, ['$.value[1]']],
  ['a window that ends before it begins', { ...bought, within: { from: '-1d', to: '-2d' } }, ['$.within']],
  ['a month where an exact length is needed', { trait: 'x', op: 'eq', value: 1, heldFor: '1mo' }, ['$.heldFor']],
  ['an unknown key', { ...bought, withn: '1d' }, ['$']],
  [
    'an aggregate that needs a property',
    { ...bought, aggregate: { fn: 'sum' }, op: 'gt', value: 1 },
    ['$.aggregate.property'],
  ],
  ['a pattern that could run away', { trait: 'x', op: 'matches', value: '(a+)+$' }, ['$.value']],
  ['a text that cannot be stored', { trait: 'x', op: 'eq', value: 'a\u0000' }, ['$.value']],
  ['half a character', { event: '\ud800' }, ['$.event']],
  ['a clock in a history', { trait: 'x', op: 'within_last', value: '1d', heldFor: '1d' }, ['$.op']],
  ['a sequence that begins with nothing', { sequence: [{ not: bought }, bought] }, ['$.sequence[0]']],
])('%s is refused with its path', (_, definition, paths) => {
  expect(faultsOf(definition)).toEqual(paths);
});

test('depth and number of conditions are bounded', () => {
  const deep = (levels: number): JsonObject => (levels === 0 ? bought : { not: deep(levels - 1) });
  expect(faultsOf(deep(limits.definitionDepthMax - 1))).toEqual([]);
  expect(faultsOf(deep(limits.definitionDepthMax))).toEqual([`$${'.not'.repeat(limits.definitionDepthMax)}`]);
  const many = (count: number): JsonObject => ({ any: Array.from({ length: count }, () => bought) });
  expect(faultsOf(many(limits.definitionConditionsMax))).toEqual([]);
  expect(faultsOf(many(limits.definitionConditionsMax + 1))).toEqual([`$.any[${limits.definitionConditionsMax}]`]);
});

test('unknown references and circles are refused, also through a computed trait', () => {
  const segments: Record<string, JsonObject> = {
    vip: { segment: 'rich' },
    rich: { computed: 'points', op: 'gt', value: 10 },
  };
  const points = parseComputed({ score: [{ points: 1, when: { segment: 'mine' } }] }, reader);
  if ('faults' in points) throw new Error('the score is refused');
  const references = {
    segment: (key: string) => (key === 'by-hand' ? null : segments[key] && node(segments[key])),
    computed: (key: string) => (key === 'points' ? points.computed.mentions : undefined),
  };
  const faults = (definition: Json) =>
    referenceFaults(node(definition), { kind: 'segment', key: 'mine' }, references).map((fault) => fault.path);
  expect(
    faults({ all: [{ segment: 'by-hand' }, { segment: 'unknown' }, { computed: 'unknown', op: 'exists' }] }),
  ).toEqual(['$.all[1].segment', '$.all[2].computed']);
  expect(faults({ any: [bought, { segment: 'mine' }] })).toEqual(['$.any[1].segment']);
  expect(faults({ not: { segment: 'vip' } })).toEqual(['$.not.segment']);
});

test('it says what can change it', () => {
  expect(mentionsOf(node(example))).toMatchObject({
    traits: ['country'],
    segments: ['vip'],
    computed: ['lifetime_value'],
    conversations: true,
  });
});

test('it reads as a sentence in both languages', () => {
  const definition = node({
    all: [
      { trait: 'country', op: 'eq', value: 'DE' },
      { event: 'Order Completed', count: { op: 'gte', value: 3 }, within: '30d' },
      { not: { event: 'Email Opened', within: '14d' } },
    ],
  });
  expect(sentenceOf(definition, 'en')).toBe(
    'Everybody for whom it is true that country is “DE”, and did “Order Completed” at least 3 times within 30 days, and not (did “Email Opened” within 14 days).',
  );
  expect(sentenceOf(definition, 'zh-Hans')).toBe(
    '满足以下条件的客户：country 等于 “DE”，并且最近30天内“Order Completed”的次数大于或等于 3，并且并非（最近14天内有过“Email Opened”）。',
  );
});
