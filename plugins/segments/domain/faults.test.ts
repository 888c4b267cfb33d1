import { describeFault, faultTable, type Json } from '@rapport/sdk';
import { parseComputed } from './computed';
import { DefinitionReader } from './definition';
import { computedFaults } from './references';

const reader = new DefinitionReader();

function told(definition: Json): string[] {
  const parsed = reader.parse(definition);
  return parsed.ok ? [] : parsed.faults.map(({ path, code, parameters }) => line(path, code, parameters));
}

function toldOfComputed(definition: Json): string[] {
  const parsed = parseComputed(definition, reader);
  return 'computed' in parsed ? [] : parsed.faults.map(({ path, code, parameters }) => line(path, code, parameters));
}

const line = (path: string, code: string, parameters: object): string =>
  [path, code, ...Object.values(parameters).map(String)].join(' ');

/** What a person leaves behind who is still writing, and what a program gets wrong. */
test.each<[string, Json, string[]]>([
  ['no operand yet', { trait: 'country', op: 'in' }, ['$.value missing']],
  ['no event yet', { event: '', within: '30d' }, ['$.event missing']],
  ['no event at all', { count: { op: 'gte', value: 1 }, within: '1d', type: [] }, ['$.type missing']],
  ['a text for a number', { trait: 'age', op: 'gt', value: '5' }, ['$.value needs_number']],
  ['a number for a text', { event: 5 }, ['$.event no_form']],
  ['an operand where none is', { trait: 'x', op: 'exists', value: 1 }, ['$.value needs_nothing']],
  ['an unknown key', { event: 'A', withn: '1d' }, ['$ unknown_keys withn']],
  ['an unknown operator', { trait: 'x', op: 'like', value: '%' }, ['$.op operator_unknown']],
  ['a length that is none', { event: 'A', within: 'soon' }, ['$.within duration_invalid']],
  ['a window of other keys', { event: 'A', within: { calendar: 'day', back: -1 } }, ['$.within.back too_small 0']],
  ['a pattern with a choice too many', { trait: 'x', op: 'matches', value: 'a+b+c' }, ['$.value pattern_choices 2']],
  ['a share that ends before it begins', { bucket: { seed: 'a', from: 9, to: 1 } }, ['$.bucket.to bucket_order']],
  ['a share of more than all', { bucket: { seed: 'a', from: 0, to: 101 } }, ['$.bucket.to too_large 100']],
  ['a sequence of one step', { sequence: [{ event: 'A' }] }, ['$.sequence too_few 2']],
  ['a group of none', { any: [{ event: 'A' }, { all: [] }] }, ['$.any[1].all group_empty']],
])('%s is told by a code, with what it takes to say it', (_, definition, faults) => {
  expect(told(definition)).toEqual(faults);
});

test.each<[string, Json, string[]]>([
  ['a line without an event', { score: [{ points: 1, event: '' }] }, ['$.score[0].event missing']],
  ['a line without points', { score: [{ points: 'x', when: { event: 'A' } }] }, ['$.score[0].points needs_number']],
  [
    'a condition inside of a line',
    { score: [{ points: 1, when: { all: [{ trait: 'x', op: 'like' }] } }] },
    ['$.score[0].when.all[0].op operator_unknown'],
  ],
  [
    'an aggregate of no property',
    { event: 'A', aggregate: { fn: 'sum' } },
    ['$.aggregate.property aggregate_needs_property'],
  ],
])('of a computed trait: %s', (_, definition, faults) => {
  expect(toldOfComputed(definition)).toEqual(faults);
});

test('what a score refers to is told where it stands', () => {
  const definition: Json = {
    score: [
      { points: 1, event: 'A' },
      { points: 2, when: { any: [{ segment: 'gone' }] } },
    ],
  };
  const parsed = parseComputed(definition, reader);
  if (!('computed' in parsed)) throw new Error('the score is refused');
  const references = { segment: () => undefined, computed: () => undefined };
  expect(computedFaults(definition, parsed.computed.mentions, null, references)).toEqual([
    {
      path: '$.score[1].when.any[0].segment',
      ...{ code: 'segment_unknown', parameters: { key: 'gone' }, message: 'There is no segment “gone”.' },
    },
  ]);
});

test('both languages have the same places to fill', () => {
  const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort();
  for (const words of Object.values(faultTable)) expect(places(words['zh-Hans'])).toEqual(places(words.en));
  expect(describeFault({ code: 'groups_too_deep', parameters: { max: 3 } }, 'zh-Hans')).toBe('条件组嵌套超过 3 层。');
});
