import fc from 'fast-check';
import { readyTemplates } from '../../../domain/template/ready';
import { attributeOf, withAttribute } from './attributes';
import {
  blockAt,
  blocksIn,
  dropCondition,
  duplicateBlock,
  makeConditional,
  moveBlock,
  removeBlock,
  replaceBlock,
} from './edit';
import { addBlock, attributesOf, blockKinds, emptyMail, summaryOf } from './kinds';
import { condition, readBlocks, textOf, writeBlocks } from './tree';
import type { BlockTree } from './tree';

function treeOf(source: string): BlockTree {
  const tree = readBlocks(source);
  if (tree === null) throw new Error('no blocks');
  return tree;
}
const outline = (tree: BlockTree): string[] =>
  blocksIn(tree).map(({ path, block }) => `${' '.repeat(path.length - 1)}${block.tag} ${summaryOf(block)}`.trimEnd());
const find = (tree: BlockTree, summary: string) => {
  const found = blocksIn(tree).find(({ block }) => summaryOf(block) === summary);
  if (found === undefined) throw new Error(`no ${summary}`);
  return found.path;
};
const mail = (body: string): string => `<mjml><mj-body width="600px">${body}</mj-body></mjml>`;
const two = mail(`
  <mj-section>
    <mj-column><mj-text>one</mj-text><mj-text>two</mj-text></mj-column>
    <mj-column>
      <mj-text>three</mj-text>
    </mj-column>
  </mj-section>`);

describe('nothing is lost', () => {
  const pieces = fc.constantFrom(
    ...['<mj-section>', '</mj-section>', '<mj-column a="x>y">', '</mj-column>', '<mj-text>', '</mj-text>', '<mj-raw>'],
    ...['</mj-raw>', '{{#if customer.a}}', '{{/if}}', '{{else}}', '{{"</mj-body>"}}', '{{!-- <mj-text> --}}', ' \n'],
    ...[
      '<!-- </mj-column> -->',
      '<mj-spacer height="1px"/>',
      '<br>',
      'a < b',
      "{{fallback customer.x 'it\"s'}}",
      '&amp;',
    ],
  );
  const bodies = fc.array(pieces, { maxLength: 14 }).map((all) => mail(all.join('')));

  test('whatever is written, its blocks joined are it, to the letter', () => {
    let read = 0;
    fc.assert(
      fc.property(bodies, (source) => {
        const tree = readBlocks(source);
        if (tree === null) return;
        read += 1;
        expect(writeBlocks(tree)).toBe(source);
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test.each(
    readyTemplates
      .flatMap(({ key, content }) =>
        Object.entries(content).map(([locale, texts]) => [key, locale, texts['html'] ?? ''] as const),
      )
      .filter(([, , html]) => html !== ''),
  )('the ready template %s in %s is in blocks, with its conditions', (_key, _locale, html) => {
    const tree = treeOf(html);
    expect(writeBlocks(tree)).toBe(html);
    expect(blocksIn(tree).some(({ block }) => block.tag === condition)).toBe(true);
  });

  test('blocks that move take all that is in them along, and leave all others as they are', () => {
    const newsletter = readyTemplates.find(({ key }) => key === 'newsletter')?.content['en']?.['html'] ?? '';
    const leaves = (tree: BlockTree) =>
      blocksIn(tree)
        .filter(({ block }) => block.kind === 'leaf')
        .map(({ block }) => textOf(block))
        .sort();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(40), fc.constantFrom(-1 as const, 1 as const)), { maxLength: 8 }),
        (moves) => {
          let tree = treeOf(newsletter);
          const before = leaves(tree);
          for (const [number, by] of moves) {
            const all = blocksIn(tree);
            const moved = moveBlock(tree, all[number % all.length]?.path ?? [], by);
            if (moved === null) continue;
            expect(blockAt(moved.tree, moved.path)).toEqual(all[number % all.length]?.block);
            ({ tree } = moved);
          }
          expect(leaves(tree)).toEqual(before);
          // What was written is read again as the same blocks: a condition still opens and closes where it did.
          expect(outline(treeOf(writeBlocks(tree)))).toEqual(outline(tree));
        },
      ),
    );
  });

  test.each([
    ['no body', '<mjml></mjml>'],
    ['two bodies', '<mj-body></mj-body><mj-body></mj-body>'],
    ['a section that is not closed', mail('<mj-section>')],
    ['a column that closes nothing', mail('</mj-column>')],
  ])('%s stays code', (_what, source) => {
    expect(readBlocks(source)).toBeNull();
  });
});

describe('conditions', () => {
  const conditional = mail(
    '<mj-raw>{{#if customer.vip}}</mj-raw><mj-section>a</mj-section><mj-raw>{{#unless customer.x}}</mj-raw>' +
      '<mj-raw>{{/unless}}</mj-raw><mj-raw>{{else}}</mj-raw><mj-raw>{{/if}}</mj-raw>',
  );

  test('what is between the two ends is in it, also another one', () => {
    expect(outline(treeOf(conditional))).toEqual(
      [...['condition if customer.vip', 'mj-section', 'condition unless customer.x', 'mj-raw {{else}}']].map(
        (line, index) => (index === 0 ? line : ` ${line}`),
      ),
    );
  });

  test('ends that do not belong together stay code', () => {
    const tree = treeOf(mail('<mj-raw>{{#if a}}</mj-raw><mj-raw>{{/unless}}</mj-raw>'));
    expect(outline(tree)).toEqual(['mj-raw {{#if a}}', 'mj-raw {{/unless}}']);
  });

  test('a block becomes one for some, and one for everybody again', () => {
    const tree = treeOf(two);
    const made = makeConditional(tree, find(tree, 'three'), 'customer.city');
    const written = writeBlocks(made.tree);
    expect(written).toContain('<mj-raw>{{#if customer.city}}</mj-raw>');
    expect(outline(treeOf(written))).toEqual(outline(made.tree));
    expect(outline(dropCondition(made.tree, made.path))).toEqual(outline(tree));
  });
});

describe('moving', () => {
  const order = (tree: BlockTree) =>
    outline(tree).filter((line) => line.includes('mj-text') || line.includes('column'));

  test('past its neighbour, then into the next column, then no further', () => {
    const tree = treeOf(two);
    const first = moveBlock(tree, find(tree, 'one'), 1);
    expect(order(first?.tree ?? tree)).toEqual([
      ' mj-column',
      '  mj-text two',
      '  mj-text one',
      ' mj-column',
      '  mj-text three',
    ]);
    const second = moveBlock(first?.tree ?? tree, first?.path ?? [], 1);
    expect(order(second?.tree ?? tree)).toEqual([
      ' mj-column',
      '  mj-text two',
      ' mj-column',
      '  mj-text one',
      '  mj-text three',
    ]);
    const third = moveBlock(second?.tree ?? tree, second?.path ?? [], 1);
    expect(moveBlock(third?.tree ?? tree, third?.path ?? [], 1)).toBeNull();
  });

  test('a section has nowhere to go but among sections', () => {
    expect(moveBlock(treeOf(two), [1], -1)).toBeNull();
  });
});

describe('adding and removing', () => {
  test.each(blockKinds)('%s is added where it may stand, and read again', (kind) => {
    for (const chosen of [null, ...blocksIn(treeOf(two)).map(({ path }) => path)]) {
      const { tree, path } = addBlock(treeOf(two), chosen, kind);
      const again = treeOf(writeBlocks(tree));
      expect(outline(again)).toEqual(outline(tree));
      const { block } = { block: blockAt(tree, path) };
      expect(block?.tag).toBe(kind === 'section' || kind === 'columns' ? 'mj-section' : `mj-${kind}`);
      expect(blockAt(again, path)?.tag).toBe(block?.tag);
    }
  });

  test('where there is no column, contents bring one', () => {
    const { tree, path } = addBlock(treeOf(mail('')), null, 'text');
    expect(outline(tree)).toEqual(['mj-section', ' mj-column', '  mj-text …']);
    expect(blockAt(tree, path)?.tag).toBe('mj-text');
    expect(outline(addBlock(treeOf(mail('')), null, 'divider').tree)).toContain('  mj-divider');
  });

  test('a block is doubled behind itself, and removed with the line on which it is', () => {
    const tree = treeOf(two);
    const doubled = duplicateBlock(tree, find(tree, 'three'));
    expect(outline(doubled.tree).filter((line) => line.endsWith('three'))).toHaveLength(2);
    expect(writeBlocks(removeBlock(doubled.tree, doubled.path))).toBe(two);
  });

  test('a new mail is in blocks', () => {
    expect(outline(treeOf(emptyMail))).toEqual(['mj-section', ' mj-column', '  mj-text …']);
  });

  test('a text is replaced alone', () => {
    const tree = treeOf(two);
    const path = find(tree, 'two');
    const block = blockAt(tree, path);
    if (block?.kind !== 'leaf') throw new Error('no leaf');
    expect(writeBlocks(replaceBlock(tree, path, { ...block, inner: '{{customer.x}} & co' }))).toBe(
      two.replace('>two<', '>{{customer.x}} & co<'),
    );
  });
});

describe('attributes', () => {
  const open = `<mj-button  href="{{fallback event.url "https://a.example"}}" align='left'>`;

  test('are read with their expressions, and changed alone', () => {
    expect(attributeOf(open, 'href')).toBe('{{fallback event.url "https://a.example"}}');
    expect(attributeOf(open, 'color')).toBe('');
    expect(withAttribute(open, 'align', 'right')).toBe(open.replace("'left'", '"right"'));
    expect(withAttribute(open, 'align', '')).toBe(open.replace(" align='left'", ''));
  });

  test('a new one stands before the end, also of an element without an inside', () => {
    expect(withAttribute('<mj-image src="a" />', 'alt', 'A "b" & c')).toBe(
      '<mj-image src="a" alt="A &quot;b&quot; &amp; c" />',
    );
    expect(withAttribute('<mj-text>', 'color', '#fff')).toBe('<mj-text color="#fff">');
  });

  test('whatever is written into one is read from it, and stays in its tag', () => {
    const tags = Object.keys(attributesOf);
    const values = fc.array(
      fc.constantFrom(
        'a',
        ' ',
        '"',
        "'",
        '<',
        '>',
        '&',
        '&amp;',
        '{{customer.x}}',
        '{{money event.a "EUR"}}',
        '/',
        '=',
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...tags), values, (tag, parts) => {
        const value = parts.join('');
        const changed = withAttribute(`<${tag} padding="0">`, 'css-class', value);
        expect(withAttribute(changed, 'css-class', attributeOf(changed, 'css-class'))).toBe(changed);
        expect(readBlocks(mail(`${changed}</${tag}>`))?.children).toHaveLength(1);
        expect(attributeOf(changed, 'padding')).toBe('0');
      }),
    );
  });
});
