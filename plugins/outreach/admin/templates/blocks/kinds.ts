import { blockAt, blocksIn, insertAfter, insertAt } from './edit';
import type { Block, Edited, Path } from './edit';
import { readBlocks } from './tree';
import type { BlockTree } from './tree';

/** What the editor knows by name; whatever else there is stays as it is, can be moved, and is written as code. */
export const blockKinds = ['text', 'button', 'image', 'divider', 'spacer', 'section', 'columns'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** Of which attributes there is a field. */
export const attributesOf: Readonly<Record<string, readonly string[]>> = {
  'mj-text': ['align', 'font-size', 'color'],
  'mj-button': ['href', 'background-color', 'color', 'align'],
  'mj-image': ['src', 'alt', 'href', 'width'],
  'mj-divider': ['border-color', 'border-width'],
  'mj-spacer': ['height'],
  'mj-section': ['background-color', 'padding'],
  'mj-column': ['width', 'background-color'],
  'mj-wrapper': ['background-color', 'padding'],
};

const sources: Readonly<Record<BlockKind, string>> = {
  text: '<mj-text>…</mj-text>',
  button: '<mj-button href="https://">…</mj-button>',
  image: '<mj-image src="https://" alt="" />',
  divider: '<mj-divider border-width="1px" border-color="#dcdce4" />',
  spacer: '<mj-spacer height="24px" />',
  section: `<mj-section>
      <mj-column>
        <mj-text>…</mj-text>
      </mj-column>
    </mj-section>`,
  columns: `<mj-section>
      <mj-column>
        <mj-text>…</mj-text>
      </mj-column>
      <mj-column>
        <mj-text>…</mj-text>
      </mj-column>
    </mj-section>`,
};

/** A mail of which nothing is written yet. */
export const emptyMail = `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#32324d" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f6f6f9">
    <mj-section background-color="#ffffff">
      <mj-column>
        <mj-text>…</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

/** As it is when it is added. @throws where its own source is no block: a mistake in here */
export function newBlock(kind: BlockKind): Block {
  const tree = readBlocks(`<mj-body>${sources[kind]}</mj-body>`);
  const [found] = tree === null ? [] : blocksIn(tree);
  if (found === undefined) throw new Error(`${kind} is no block`);
  return found.block;
}

/**
 * Behind what is chosen, as near to it as such a block may stand: contents in columns, sections in the body. Without a column for
 * them contents bring one.
 * @param chosen null: at the end
 */
export function addBlock(tree: BlockTree, chosen: Path | null, kind: BlockKind): Edited {
  const block = newBlock(kind);
  const isSection = kind === 'section' || kind === 'columns';
  if (isSection) return chosen === null ? insertAtEnd(tree, [], block) : insertAfter(tree, chosen.slice(0, 1), block);
  const column = columnFor(tree, chosen);
  if (column !== null) {
    const isInside = chosen !== null && chosen.length > column.length;
    return isInside ? insertAfter(tree, chosen.slice(0, column.length + 1), block) : insertAtEnd(tree, column, block);
  }
  const wrapped = addBlock(tree, chosen, 'section');
  const text = blocksIn(wrapped.tree).find(
    (one) => one.block.tag === 'mj-text' && one.path.slice(0, wrapped.path.length).join() === wrapped.path.join(),
  );
  if (text === undefined) return wrapped;
  const replaced = insertAfter(wrapped.tree, text.path, block);
  return kind === 'text' ? { tree: wrapped.tree, path: text.path } : replaced;
}

/** The column that is chosen, in which it is, or the last one of a section. */
function columnFor(tree: BlockTree, chosen: Path | null): Path | null {
  const columns = blocksIn(tree).filter(({ block }) => block.tag === 'mj-column');
  if (chosen === null) return columns.at(-1)?.path ?? null;
  const isAbove = (path: Path): boolean => chosen.slice(0, path.length).join() === path.join();
  const isBelow = (path: Path): boolean => path.slice(0, chosen.length).join() === chosen.join();
  return (columns.find(({ path }) => isAbove(path)) ?? columns.findLast(({ path }) => isBelow(path)))?.path ?? null;
}

function insertAtEnd(tree: BlockTree, parent: Path, block: Block): Edited {
  const home = parent.length === 0 ? tree : blockAt(tree, parent);
  const count = home !== null && 'children' in home ? home.children.length : 0;
  return insertAt(tree, parent, count, block);
}

/** What a row says of a block beside its kind: the beginning of its words, where it leads, under which condition it is. */
export function summaryOf(block: Block): string {
  if (block.kind === 'container') return /\{\{#\s*([^{}]*)\}\}/.exec(block.open)?.[1]?.trim() ?? '';
  const words = block.inner
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.slice(0, summaryCharsMax);
}
const summaryCharsMax = 80;
