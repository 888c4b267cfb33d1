import fc from 'fast-check';
import {
  countConditions,
  definitionOf,
  duplicate,
  faultsByNode,
  findNode,
  type Group,
  isComplete,
  isGroup,
  leafOf,
  moveBy,
  moveTo,
  type Node,
  pathsOf,
  stepsOf,
  treeOf,
  withNode,
} from './tree';

const trait = (key: string) => ({ trait: key, op: 'exists' });
const nested = { all: [trait('a'), { not: { any: [trait('b'), { not: trait('c') }] } }, trait('d')] };

/** The traits in the order of the page. */
function read(node: Node): string {
  const text = isGroup(node)
    ? `${node.group}(${node.members.map(read).join(' ')})`
    : JSON.stringify(node.condition['trait']).slice(1, -1);
  return node.not ? `!${text}` : text;
}
function at(root: Group, key: string): number {
  for (const id of pathsOf(root).keys()) {
    const node = findNode(root, id);
    if (node !== null && !isGroup(node) && node.condition['trait'] === key) return id;
  }
  throw new Error(`no ${key}`);
}

test.each([
  [nested, nested],
  [trait('a'), { all: [trait('a')] }],
  [{ not: { not: trait('a') } }, { all: [trait('a')] }],
  [{ not: { all: [trait('a')] } }, { not: { all: [trait('a')] } }],
  [null, { all: [] }],
  [{ all: 7, odd: true }, { all: [{ all: 7, odd: true }] }],
])('%j is edited and comes back as %j', (given, back) => {
  expect(definitionOf(treeOf(given))).toEqual(back);
});

test('a fault stands at the innermost thing that it belongs to', () => {
  const root = treeOf(nested);
  const faults = faultsByNode(root, [
    { path: '$.all[1].not.any[1].not.op', message: 'op' },
    { path: '$.all[1].not.any', message: 'group' },
    { path: '$', message: 'whole' },
  ]);
  expect(faults.get(at(root, 'c'))).toEqual([{ path: '.op', message: 'op' }]);
  expect(faults.get(root.members[1]?.id ?? 0)).toEqual([{ path: '.any', message: 'group' }]);
  expect(faults.get(root.id)).toEqual([{ path: '', message: 'whole' }]);
});

test('steps of a path', () => {
  expect(stepsOf('.where[0]["odd key"].op')).toEqual(['where', 0, 'odd key', 'op']);
});

test('moving goes through groups and out of them, as the eye reads', () => {
  let root = treeOf(nested);
  const steps = [
    'all(!any(a b !c) d)',
    'all(!any(b a !c) d)',
    'all(!any(b !c a) d)',
    'all(!any(b !c) a d)',
    'all(!any(b !c) d a)',
  ];
  for (const step of steps) {
    root = moveBy(root, at(root, 'a'), 1);
    expect(read(root)).toBe(step);
  }
  expect(moveBy(root, at(root, 'a'), 1)).toBe(root);
  for (const step of [...steps].reverse().slice(1)) {
    root = moveBy(root, at(root, 'a'), -1);
    expect(read(root)).toBe(step);
  }
});

test('a group cannot be moved into itself; a copy has numbers of its own', () => {
  const root = treeOf(nested);
  const group = root.members[1];
  if (group === undefined || !isGroup(group)) throw new Error('no group');
  expect(moveTo(root, group.id, group.id, 0)).toBe(root);
  const copied = duplicate(root, group.id);
  expect(read(copied)).toBe('all(a !any(b !c) !any(b !c) d)');
  expect(new Set(pathsOf(copied).keys()).size).toBe(9);
});

test('a group that lost its last member says nothing', () => {
  const root = treeOf({ any: [trait('a')] });
  expect(isComplete(root)).toBe(true);
  expect(isComplete(withNode(root, at(root, 'a'), () => null))).toBe(false);
  expect(isComplete({ ...root, members: [leafOf({})] })).toBe(false);
});

test('whatever is moved wherever, no condition is lost or doubled', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(4)), { maxLength: 12 }), (moves) => {
      let root = treeOf(nested);
      for (const [what, where, index] of moves) {
        const ids = [...pathsOf(root).keys()];
        const [id, parent] = [ids[what % ids.length] ?? 0, findNode(root, ids[where % ids.length] ?? 0)];
        if (parent !== null && isGroup(parent))
          root = moveTo(root, id, parent.id, Math.min(index, parent.members.length));
      }
      expect(countConditions(root)).toBe(4);
      expect(new Set(read(root).match(/[abcd](?=[ )]|$)/g))).toEqual(new Set(['a', 'b', 'c', 'd']));
    }),
  );
});
