import { condition } from './tree';
import type { BlockTree, Container, Piece } from './tree';

/** Where a piece stands: its place among the children of each container above it. */
export type Path = readonly number[];
export type Block = Exclude<Piece, { readonly kind: 'other' }>;
/** What came of it, and where the piece stands now. */
export type Edited = { readonly tree: BlockTree; readonly path: Path };
type Found = { readonly path: Path; readonly block: Block };

/** All blocks in their order, each before what is in it. */
export function blocksIn(tree: BlockTree): readonly Found[] {
  const below = (children: readonly Piece[], path: Path): Found[] =>
    children.flatMap((piece, index) => {
      if (piece.kind === 'other') return [];
      const own = [...path, index];
      return [{ path: own, block: piece }, ...(piece.kind === 'container' ? below(piece.children, own) : [])];
    });
  return below(tree.children, []);
}

export function blockAt(tree: BlockTree, path: Path): Block | null {
  const [index, ...deeper] = path;
  const piece = index === undefined ? undefined : tree.children[index];
  if (piece === undefined || piece.kind === 'other') return null;
  if (deeper.length === 0) return piece;
  return piece.kind === 'container' ? blockAt({ before: '', children: piece.children, after: '' }, deeper) : null;
}

const childrenAt = (tree: BlockTree, path: Path): readonly Piece[] => {
  const block = path.length === 0 ? tree : blockAt(tree, path);
  return block !== null && 'children' in block ? block.children : [];
};

function withChildren(
  tree: BlockTree,
  path: Path,
  change: (children: readonly Piece[]) => readonly Piece[],
): BlockTree {
  const within = (children: readonly Piece[], [index, ...deeper]: Path): readonly Piece[] =>
    index === undefined
      ? change(children)
      : children.map((piece, at) =>
          at === index && piece.kind === 'container' ? { ...piece, children: within(piece.children, deeper) } : piece,
        );
  return { ...tree, children: within(tree.children, path) };
}

const split = (path: Path): readonly [parent: Path, index: number] => [path.slice(0, -1), path.at(-1) ?? 0];

export function replaceBlock(tree: BlockTree, path: Path, block: Block): BlockTree {
  const [parent, index] = split(path);
  return withChildren(tree, parent, (children) => children.with(index, block));
}

/** It goes with the white space before it. */
export function removeBlock(tree: BlockTree, path: Path): BlockTree {
  const [parent, index] = split(path);
  return withChildren(tree, parent, (children) =>
    children.filter((piece, at) => at !== index && !(at === index - 1 && isBlank(piece))),
  );
}

/** Behind it once more. */
export function duplicateBlock(tree: BlockTree, path: Path): Edited {
  const block = blockAt(tree, path);
  return block === null ? { tree, path } : insertAfter(tree, path, block);
}

/**
 * Past the block before it (-1) or after it (1). At the edge of its container it goes into the one before or after, where that takes
 * such blocks. Null: there is nowhere to go.
 */
export function moveBlock(tree: BlockTree, path: Path, by: -1 | 1): Edited | null {
  const [parent, index] = split(path);
  const siblings = childrenAt(tree, parent);
  const block = siblings[index];
  if (block === undefined || block.kind === 'other') return null;
  for (let at = index + by; at >= 0 && at < siblings.length; at += by) {
    const other = siblings[at];
    if (other === undefined || other.kind === 'other') continue;
    // White space stays where it is: only the two change places.
    const moved = withChildren(tree, parent, (children) => children.with(at, block).with(index, other));
    return { tree: moved, path: [...parent, at] };
  }
  return moveAcross(tree, path, by);
}

function moveAcross(tree: BlockTree, path: Path, by: -1 | 1): Edited | null {
  const [parent] = split(path);
  const block = blockAt(tree, path);
  const home = blockAt(tree, parent);
  if (block === null || home === null) return null;
  const alike = blocksIn(tree).filter((one) => one.block.kind === 'container' && one.block.tag === home.tag);
  const own = alike.findIndex((one) => samePath(one.path, parent));
  const target = alike.filter((one) => !isWithin(one.path, parent) && !isWithin(parent, one.path));
  const next =
    by === 1 ? target.find((one) => alike.indexOf(one) > own) : target.findLast((one) => alike.indexOf(one) < own);
  if (next === undefined) return null;
  const without = removeBlock(tree, path);
  const length = childrenAt(without, next.path).length;
  return by === 1 ? insertAt(without, next.path, 0, block) : insertAt(without, next.path, length, block);
}

const samePath = (first: Path, second: Path): boolean => first.join() === second.join();
const isWithin = (inner: Path, outer: Path): boolean => samePath(inner.slice(0, outer.length), outer);

export function insertAfter(tree: BlockTree, path: Path, block: Block): Edited {
  const [parent, index] = split(path);
  return insertAt(tree, parent, index + 1, block);
}

/** @param index among the children, white space counted: with the white space that is before the others, too */
export function insertAt(tree: BlockTree, parent: Path, index: number, block: Block): Edited {
  const siblings = childrenAt(tree, parent);
  // Before the white space that ends the container.
  const at = index === siblings.length && index > 0 && isBlank(siblings[index - 1]) ? index - 1 : index;
  const gap: Piece = { kind: 'other', text: indentOf(siblings, parent) };
  const isLast = at === siblings.length;
  const tail: Piece[] = isLast ? [{ kind: 'other', text: `\n${'  '.repeat(parent.length + 1)}` }] : [];
  const made = withChildren(tree, parent, (children) => [
    ...children.slice(0, at),
    ...[gap, block, ...tail],
    ...children.slice(at),
  ]);
  return { tree: made, path: [...parent, at + 1] };
}

const isBlank = (piece: Piece | undefined): boolean => piece?.kind === 'other' && piece.text.trim() === '';

/** As the first of its siblings is indented. */
function indentOf(siblings: readonly Piece[], parent: Path): string {
  const first = siblings.find(isBlank);
  return first?.kind === 'other' && siblings[0] === first ? first.text : `\n${'  '.repeat(parent.length + 2)}`;
}

/** Only for whom the path has a value. */
export function makeConditional(tree: BlockTree, path: Path, value: string): Edited {
  const block = blockAt(tree, path);
  if (block === null) return { tree, path };
  const gap: Piece = { kind: 'other', text: `\n${'  '.repeat(path.length + 1)}` };
  const around: Container = {
    ...{ kind: 'container', tag: condition, children: [gap, block, gap] },
    ...{ open: `<mj-raw>{{#if ${value}}}</mj-raw>`, close: '<mj-raw>{{/if}}</mj-raw>' },
  };
  return { tree: replaceBlock(tree, path, around), path };
}

/** What was only for some is for everybody. */
export function dropCondition(tree: BlockTree, path: Path): BlockTree {
  const block = blockAt(tree, path);
  if (block?.kind !== 'container' || block.tag !== condition) return tree;
  const [parent, index] = split(path);
  const inside = block.children.filter((piece, at, all) => !isBlank(piece) || (at > 0 && at < all.length - 1));
  return withChildren(tree, parent, (children) => [
    ...children.slice(0, index),
    ...inside,
    ...children.slice(index + 1),
  ]);
}
