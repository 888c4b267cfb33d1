import { isJsonList, isJsonObject } from '@rapport/sdk/admin/pure';
import type { Fault, Json, JsonObject } from '@rapport/sdk/admin/pure';

/** A definition as it is edited: every group and condition has a number of its own, by which React and the keyboard find it again. */
export type Node = Group | Leaf;
export type Group = {
  readonly id: number;
  readonly not: boolean;
  readonly group: 'all' | 'any';
  readonly members: readonly Node[];
};
export type Leaf = { readonly id: number; readonly not: boolean; readonly condition: JsonObject };

export function isGroup(node: Node): node is Group {
  return 'members' in node;
}

let lastId = 0;
export function nextId(): number {
  lastId += 1;
  return lastId;
}

export function emptyGroup(group: Group['group'] = 'all'): Group {
  return { id: nextId(), not: false, group, members: [] };
}

export function leafOf(condition: JsonObject): Leaf {
  return { id: nextId(), not: false, condition };
}

/** What a definition says, as a tree; the outermost is always a group. "Not not" says nothing and is left out. */
export function treeOf(definition: Json): Group {
  const node = nodeOf(definition);
  if (isGroup(node)) return node;
  return isEmptyLeaf(node) ? emptyGroup() : { ...emptyGroup(), members: [node] };
}

function isEmptyLeaf(node: Leaf): boolean {
  return Object.keys(node.condition).length === 0;
}

export function nodeOf(json: Json): Node {
  if (!isJsonObject(json)) return leafOf({});
  if (json['not'] !== undefined && Object.keys(json).length === 1) {
    const inner = nodeOf(json['not']);
    return { ...inner, not: !inner.not };
  }
  for (const group of ['all', 'any'] as const) {
    const members = json[group];
    if (isJsonList(members)) return { id: nextId(), not: false, group, members: members.map(nodeOf) };
  }
  return leafOf(json);
}

export function definitionOf(node: Node): JsonObject {
  const inner = isGroup(node) ? { [node.group]: node.members.map(definitionOf) } : node.condition;
  return node.not ? { not: inner } : inner;
}

/** Whether there is anything to ask the server about: a group without members says nothing yet. */
export function isComplete(node: Node): boolean {
  return isGroup(node) ? node.members.length > 0 && node.members.every(isComplete) : !isEmptyLeaf(node);
}

export function countConditions(node: Node): number {
  return isGroup(node) ? node.members.reduce((sum, member) => sum + countConditions(member), 0) : 1;
}

/** The JSON path of every group and condition in the definition that definitionOf makes. */
export function pathsOf(node: Node, path = '$'): ReadonlyMap<number, string> {
  const own = node.not ? `${path}.not` : path;
  const paths = new Map([[node.id, own]]);
  if (!isGroup(node)) return paths;
  node.members.forEach((member, index) => {
    for (const [id, below] of pathsOf(member, `${own}.${node.group}[${index}]`)) paths.set(id, below);
  });
  return paths;
}

export type { Fault };

/** Faults by the group or condition they belong to; `path` is then what follows its own path: `.where[0].op`. */
export function faultsByNode(root: Node, faults: readonly Fault[]): ReadonlyMap<number, readonly Fault[]> {
  const paths = [...pathsOf(root)];
  const found = new Map<number, Fault[]>();
  for (const fault of faults) {
    const holders = paths.filter(([, path]) => isBelow(fault.path, path));
    const [id, path] = holders.reduce((best, one) => (one[1].length > best[1].length ? one : best), [root.id, '$']);
    found.set(id, [...(found.get(id) ?? []), { path: fault.path.slice(path.length), message: fault.message }]);
  }
  return found;
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(above) && /^(?:$|[.[])/.test(path.slice(above.length));
}

/** What follows a node's own path, as keys: `.where[0].op` is `['where', 0, 'op']`. */
export function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\.([A-Za-z_]\w*)|\[(\d+)\]|\["([^"]*)"\]/g)].map(([, name, index, odd]) =>
    index === undefined ? (name ?? odd ?? '') : Number(index),
  );
}

/** The tree with one node replaced; null takes it out. The outermost group stays. */
export function withNode(root: Group, id: number, change: (node: Node) => Node | null): Group {
  const visit = (node: Node): Node | null => {
    if (node.id === id) return change(node);
    if (!isGroup(node)) return node;
    const members = node.members.flatMap((member) => visit(member) ?? []);
    return members.every((member, index) => member === node.members[index]) && members.length === node.members.length
      ? node
      : { ...node, members };
  };
  const changed = visit(root);
  return changed !== null && isGroup(changed) ? changed : root;
}

export function findNode(root: Node, id: number): Node | null {
  if (root.id === id) return root;
  if (!isGroup(root)) return null;
  for (const member of root.members) {
    const found = findNode(member, id);
    if (found !== null) return found;
  }
  return null;
}

export function parentOf(root: Group, id: number): Group | null {
  for (const member of root.members) {
    if (member.id === id) return root;
    const found = isGroup(member) ? parentOf(member, id) : null;
    if (found !== null) return found;
  }
  return null;
}

export function insert(root: Group, parentId: number, index: number, node: Node): Group {
  return withNode(root, parentId, (parent) =>
    isGroup(parent)
      ? { ...parent, members: [...parent.members.slice(0, index), node, ...parent.members.slice(index)] }
      : parent,
  );
}

/** A copy right below, with numbers of its own. */
export function duplicate(root: Group, id: number): Group {
  const [node, parent] = [findNode(root, id), parentOf(root, id)];
  if (node === null || parent === null) return root;
  return insert(root, parent.id, indexIn(parent, id) + 1, renumbered(node));
}

function renumbered(node: Node): Node {
  return isGroup(node) ? { ...node, id: nextId(), members: node.members.map(renumbered) } : { ...node, id: nextId() };
}

/** To a place in a group; nothing where the group is itself inside of what is moved. */
export function moveTo(root: Group, id: number, parentId: number, index: number): Group {
  const [node, parent] = [findNode(root, id), parentOf(root, id)];
  if (node === null || parent === null || findNode(node, parentId) !== null) return root;
  const from = indexIn(parent, id);
  const to = parent.id === parentId && from < index ? index - 1 : index;
  return insert(
    withNode(root, id, () => null),
    parentId,
    to,
    node,
  );
}

/** One place up or down, as the eye reads: into the group that stands there, out of its own at the end of it. */
export function moveBy(root: Group, id: number, direction: -1 | 1): Group {
  const parent = parentOf(root, id);
  if (parent === null) return root;
  const index = indexIn(parent, id);
  const neighbour = parent.members[index + direction];
  if (neighbour === undefined) {
    const grandparent = parentOf(root, parent.id);
    if (grandparent === null) return root;
    return moveTo(root, id, grandparent.id, indexIn(grandparent, parent.id) + (direction === 1 ? 1 : 0));
  }
  if (isGroup(neighbour)) return moveTo(root, id, neighbour.id, direction === 1 ? 0 : neighbour.members.length);
  return moveTo(root, id, parent.id, direction === 1 ? index + 2 : index - 1);
}

export function indexIn(parent: Group, id: number): number {
  return parent.members.findIndex((member) => member.id === id);
}
