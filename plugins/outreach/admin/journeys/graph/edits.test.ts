import fc from 'fast-check';
import { readyJourneys } from '../../../domain/journey/ready';
import { definitionIn, stepsOf, valueAt, withValue } from './definition';
import type { Definition } from './definition';
import { changeStep, differenceOf, insertStep, isSame, removeStep, withTarget } from './edits';
import { placeFaults } from './faults';
import { entryPlace, graphOf, reachableFrom } from './graph';
import { blanks, stepKinds } from './step-kinds';

const journey: Definition = {
  entry: { event: 'A' },
  start: 'choose',
  steps: {
    choose: { kind: 'branch', when: [{ segment: 'vip', next: 'mail' }], otherwise: 'wait' },
    mail: { kind: 'send', channel: 'email', topic: 't', template: 'x', next: 'wait' },
    wait: { kind: 'wait', for: '1d', next: 'end' },
    end: { kind: 'exit' },
  },
};
const ids = (definition: Definition): string[] => [...stepsOf(definition).keys()].sort();

test('a step is put on a way, under a name that is free, and leads on to where the way led', () => {
  const { definition, id } = insertStep(journey, { from: 'choose', path: ['when', 0, 'next'] }, blanks.wait);
  expect(id).toBe('wait-2');
  expect(valueAt(definition, ['steps', 'choose', 'when', 0, 'next'])).toBe('wait-2');
  expect(valueAt(definition, ['steps', 'wait-2'])).toEqual({ kind: 'wait', for: '1d', next: 'mail' });
  expect(valueAt(definition, ['steps', 'choose', 'otherwise'])).toBe('wait');
  const first = insertStep(journey, entryPlace, blanks.wait_for);
  expect(first.definition['start']).toBe('wait-for');
});

test('an end in the middle takes along what only came behind it', () => {
  const { definition } = insertStep(journey, { from: 'wait', path: ['next'] }, blanks.exit);
  expect(ids(definition)).toEqual(['choose', 'exit', 'mail', 'wait']);
});

test('who would have come to a step that is taken out comes to what followed it', () => {
  const without = removeStep(journey, 'wait');
  expect(valueAt(without, ['steps', 'choose', 'otherwise'])).toBe('end');
  expect(valueAt(without, ['steps', 'mail', 'next'])).toBe('end');
  // The branch goes on with its first way, and the second keeps what the first leads to.
  expect(ids(removeStep(journey, 'choose'))).toEqual(['end', 'mail', 'wait']);
  expect(removeStep(journey, 'choose')['start']).toBe('mail');
  expect(ids(removeStep(withTarget(journey, { from: 'mail', path: ['next'] }, 'end'), 'choose'))).toEqual([
    'end',
    'mail',
  ]);
});

test('the last step that is taken out leaves a way that leads nowhere yet', () => {
  const without = removeStep(journey, 'end');
  expect(graphOf(without).ways.filter(({ to }) => to === null)).toMatchObject([{ from: 'wait', path: ['next'] }]);
});

test('a way that leads somewhere else leaves what it led to, to be led to again', () => {
  const led = withTarget(journey, { from: 'choose', path: ['when', 0, 'next'] }, 'wait');
  expect(ids(led)).toEqual(ids(journey));
  expect(reachableFrom(led, 'choose').has('mail')).toBe(false);
});

test('a branch that is taken out of a step takes along what only it led to', () => {
  const step = { kind: 'branch', when: [{ segment: 'other', next: 'wait' }], otherwise: 'wait' };
  expect(ids(changeStep(journey, 'choose', step))).toEqual(ids(journey));
  const split = { kind: 'goal', name: 'g', next: 'wait' };
  expect(ids(changeStep(journey, 'choose', split))).toEqual(['choose', 'end', 'wait']);
});

test('whatever is put anywhere and taken out again leaves the journey as it was', () => {
  const anyReady = fc.constantFrom(...readyJourneys.map(({ definition }) => definitionIn(definition)));
  const anyKind = fc.constantFrom(...stepKinds.filter((kind) => kind !== 'exit'));
  fc.assert(
    fc.property(anyReady, anyKind, fc.nat(), (definition, kind, at) => {
      const { ways } = graphOf(definition);
      const way = ways[at % ways.length] ?? entryPlace;
      const inserted = insertStep(definition, way, blanks[kind]);
      expect(stepsOf(inserted.definition).size).toBe(stepsOf(definition).size + 1);
      expect(isSame(removeStep(inserted.definition, inserted.id), definition)).toBe(true);
    }),
  );
});

test('no series of edits leaves a step to which nothing leads', () => {
  const edit = fc.record({ kind: fc.constantFrom(...stepKinds), at: fc.nat(), isRemoval: fc.boolean() });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      const edited = edits.reduce<Definition>((definition, { kind, at, isRemoval }) => {
        const { steps, ways } = graphOf(definition);
        const step = steps[at % Math.max(steps.length, 1)];
        if (isRemoval && step !== undefined) return removeStep(definition, step.id);
        return insertStep(definition, ways[at % ways.length] ?? entryPlace, blanks[kind]).definition;
      }, journey);
      const start = edited['start'];
      expect(reachableFrom(edited, typeof start === 'string' ? start : '').size).toBe(stepsOf(edited).size);
    }),
  );
});

test('versions differ by steps, whatever the order of their keys', () => {
  const turned = definitionIn(JSON.parse(JSON.stringify(journey)));
  const other = withValue(removeStep(turned, 'mail'), ['steps', 'wait', 'for'], '2d');
  expect(differenceOf(journey, { steps: turned['steps'] ?? {}, start: 'choose', entry: { event: 'A' } }).isSame).toBe(
    true,
  );
  expect(differenceOf(journey, withValue(other, ['enters'], 'once'))).toEqual({
    ...{ added: [], removed: ['mail'], changed: ['choose', 'wait'], isEntryOther: true, isSame: false },
  });
});

test('a value is put into a place, and taken out of it', () => {
  expect(withValue({}, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
  expect(withValue({ a: { b: 1, c: 2 } }, ['a', 'b'], undefined)).toEqual({ a: { c: 2 } });
  expect(withValue({ list: [{ x: 1 }, { x: 2 }] }, ['list', 1, 'x'], 3)).toEqual({ list: [{ x: 1 }, { x: 3 }] });
  expect(withValue({ list: ['a', 'b'] }, ['list', 0], undefined)).toEqual({ list: ['b'] });
});

test('faults stand at their steps, and what is of no step at the entry', () => {
  const at = (path: string) => placeFaults([{ path, message: '' }])[0];
  expect(at('$.steps.hello.any[0].event')).toMatchObject({ step: 'hello', rest: '.any[0].event' });
  expect(at('$.steps["cart-again"].topic')).toMatchObject({ step: 'cart-again', rest: '.topic' });
  expect(at('$.steps.hello')).toMatchObject({ step: 'hello', rest: '' });
  expect(at('$.entry.event')).toMatchObject({ step: null, rest: '.entry.event' });
});
