import { blocks, helpers } from '@rapport/sdk/words';
import { expectCurrent } from '../support/generated';
import { textOf } from './tree';

const page = 'docs/scripts.md';
const begin = '<!-- generated from the objects in plugins/sdk/src/words by npm run generate -->';
const end = '<!-- end -->';

type Described = (typeof helpers)[number] | (typeof blocks)[number];

function listOf(title: string, all: readonly Described[]): string {
  const code = (text: string) => `\`${text.replaceAll('\n', '⏎')}\``;
  const lines = all.map(
    ({ name, label, example, gives }) =>
      `- **${name}** (${label.en}; ${label['zh-Hans']}): ${code(example)} says ${code(gives)}`,
  );
  return `### ${title}\n\n${lines.join('\n')}`;
}

test('docs/scripts.md lists the helpers that there are (else: npm run generate)', () => {
  const [prose, rest] = textOf(page).split(begin);
  const after = rest?.split(end)[1];
  if (prose === undefined || after === undefined) throw new Error(`${page} has lost its markers`);
  const lists = [listOf('Blocks', blocks), listOf('Helpers', helpers)];
  expectCurrent(page, `${prose}${begin}\n\n${lists.join('\n\n')}\n\n${end}${after}`);
});
