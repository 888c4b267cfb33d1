import type { Json, Touch } from '@rapport/sdk';
import { DefinitionReader } from '../../domain/definition';
import { assign } from './assign';
import { Catalogue, type Followed } from './catalogue';

const reader = new DefinitionReader();
const follow = (segmentId: number, definition: Json): Followed => {
  const parsed = reader.parse(definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return { segmentId, key: `segment-${segmentId}`, version: 1, buildId: null, retryAt: null, node: parsed.node };
};
const names = Array.from({ length: 40 }, (_, index) => ({
  id: index + 1,
  type: 'track' as const,
  name: `Name ${index + 1}`,
}));
const catalogueOf = (followed: readonly Followed[]): Catalogue => new Catalogue(1, followed, [], names, [], 'UTC');
const event = (rootId: number, subject: number): Touch => ({
  ...{ rootId, leafId: rootId, commitId: 7, kind: 'event', subject },
});
/** Segment ids and people of each statement that has any. */
const statements = (catalogue: Catalogue, touches: readonly Touch[]): [number[], number[]][] =>
  assign(catalogue, touches)
    .segments.filter(({ reasons }) => reasons.length > 0)
    .map(({ followed, reasons }) => [followed.map((one) => one.segmentId), reasons.map((one) => one.rootId).sort()]);

const views = [follow(1, { event: 'Name 1' }), follow(2, { event: 'Name 1', within: '5d' })];
const orders = follow(3, { event: 'Name 2' });
const either = follow(4, { any: [{ event: 'Name 1' }, { event: 'Name 2' }] });

test('who did two things is in the statement of each: the same two, whatever others did', () => {
  const catalogue = catalogueOf([...views, orders, either]);
  const both = [event(10, 1), event(11, 1), event(11, 2), event(12, 2)];
  expect(statements(catalogue, both)).toEqual([
    [
      [1, 2, 4],
      [10, 11],
    ],
    [
      [3, 4],
      [11, 12],
    ],
  ]);
  expect(statements(catalogue, [event(10, 2)])).toEqual([[[3, 4], [10]]]);
});

test('names that the same segments mention share a statement', () => {
  const catalogue = catalogueOf([either]);
  expect(statements(catalogue, [event(10, 1), event(11, 2)])).toEqual([[[4], [10, 11]]]);
});

test('who is new is looked at for all segments, and for no other reason again', () => {
  const catalogue = catalogueOf([...views, orders]);
  const touches: Touch[] = [{ ...event(10, 0), kind: 'created' }, event(10, 1), event(10, 2), event(12, 9)];
  expect(statements(catalogue, touches)).toEqual([[[1, 2, 3], [10]]]);
});

test('of more than can be asked one by one, the smallest groups are asked together, and nobody is left out', () => {
  const all = names.map(({ id, name }) => follow(id, { event: name }));
  const touches = names.flatMap(({ id }) => (id === 1 ? [event(1, 1), event(100, 1)] : [event(id, id)]));
  const found = statements(catalogueOf(all), touches);
  expect(found).toHaveLength(16);
  expect(found[0]).toEqual([[1], [1, 100]]);
  for (const { id } of names)
    expect(found.some(([segments, people]) => segments.includes(id) && people.includes(id))).toBe(true);
});
