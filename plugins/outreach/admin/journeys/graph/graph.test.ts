import { stepKinds as kindsOfServer } from '../../../domain/journey/steps';
import { parseJourney } from '../../../domain/journey/journey';
import { readyJourneys } from '../../../domain/journey/ready';
import { definitionIn, stepsOf } from './definition';
import type { Definition } from './definition';
import { exitsOf } from './exits';
import { graphOf } from './graph';
import { layoutOf, stepSize } from './layout';
import { stepKinds } from './step-kinds';

test('every kind of step that the server knows can be drawn, and has the ways that the server sees', () => {
  expect([...stepKinds].sort()).toEqual(kindsOfServer.map(({ kind }) => kind).sort());
  for (const { bind, example } of kindsOfServer) {
    const bound = bind(example);
    if ('faults' in bound) throw new Error('an example is wrong');
    const drawn = exitsOf(definitionIn(example)).map(({ path, to }) => ({ path: pathText(path), to }));
    expect(drawn).toEqual(bound.step.ways.map(({ path, to }) => ({ path, to })));
  }
});

const pathText = (path: readonly (string | number)[]): string =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');

test.each(readyJourneys.map((ready) => [ready.key, ready] as const))(
  '%s is drawn whole: each step once, behind one that leads to it, and no way leads nowhere',
  (key, ready) => {
    const definition = definitionIn(ready.definition);
    const { steps, ways } = graphOf(definition);
    const order = steps.map(({ id }) => id);
    expect([...order].sort()).toEqual([...stepsOf(definition).keys()].sort());
    expect(ways.every(({ to }) => to !== null)).toBe(true);
    for (const id of order.slice(1)) {
      const before = order.slice(0, order.indexOf(id));
      expect(ways.some(({ from, to }) => to === id && from !== null && before.includes(from))).toBe(true);
    }
    const parsed = parseJourney(key, ready.definition);
    const onServer = 'journey' in parsed ? [...parsed.journey.steps.values()].flatMap((one) => one.ways) : [];
    expect(ways).toHaveLength(onServer.length + 1);
  },
);

const diamond: Definition = {
  entry: { event: 'A' },
  start: 'choose',
  steps: {
    end: { kind: 'exit' },
    left: { kind: 'wait', for: '1d', next: 'end' },
    right: { kind: 'wait', for: '2d', next: 'end' },
    choose: { kind: 'branch', when: [{ segment: 'vip', next: 'left' }], otherwise: 'right' },
    lost: { kind: 'goal', name: 'g', next: 'nowhere' },
  },
};

test('where ways meet stands behind all of them; the first way is read first; what nothing leads to comes last', () => {
  expect(graphOf(diamond).steps.map(({ id }) => id)).toEqual(['choose', 'left', 'right', 'end', 'lost']);
  expect(graphOf(diamond).ways.find(({ from }) => from === 'lost')?.to).toBeNull();
});

test('a journey that goes round in itself is read from its start', () => {
  const round: Definition = {
    start: 'ask',
    steps: {
      ask: { kind: 'wait_for', any: [{ event: 'A', next: 'again' }], timeout: { after: '1d', next: 'end' } },
      again: { kind: 'wait', for: '1d', next: 'ask' },
      end: { kind: 'exit' },
    },
  };
  expect(graphOf(round).steps.map(({ id }) => id)).toEqual(['ask', 'again', 'end']);
});

test('nothing lies on anything else, and what follows lies below', () => {
  const graph = graphOf(diamond);
  const { entry, steps, ends, lines } = layoutOf(graph);
  const spots = [entry, ...steps.values()];
  spots.forEach((one, index) =>
    spots.slice(index + 1).forEach((other) => {
      const isApart = Math.abs(one.x - other.x) >= stepSize.width || Math.abs(one.y - other.y) >= stepSize.height;
      expect(isApart).toBe(true);
    }),
  );
  expect(steps.get('end')?.y).toBeGreaterThan(steps.get('left')?.y ?? Infinity);
  expect([...ends.keys()]).toEqual(['lost#next']);
  expect([...lines.keys()]).toEqual(graph.ways.map(({ key }) => key));
});
