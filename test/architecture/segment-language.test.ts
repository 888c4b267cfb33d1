import type { Json, LocalizedText } from '@rapport/sdk';
import { aggregates } from '../../plugins/segments/domain/aggregates';
import { computedKinds } from '../../plugins/segments/domain/computed';
import { conditionKinds } from '../../plugins/segments/domain/conditions';
import { operators } from '../../plugins/segments/domain/operators';
import { expectCurrent } from '../support/generated';
import { textOf } from './tree';

const page = 'docs/segment-language.md';
const begin = '<!-- generated from the objects in plugins/segments/domain by npm run generate -->';
const end = '<!-- end -->';

type Described = { readonly name: string; readonly label: LocalizedText; readonly example?: Json | undefined };

function listOf(title: string, intro: string, all: readonly Described[]): string {
  const lines = all.map(({ name, label, example }) => {
    const shown = example === undefined ? '' : `: \`${JSON.stringify(example)}\``;
    return `- **${name}** (${label.en}, ${label['zh-Hans']})${shown}`;
  });
  return `## ${title}\n\n${intro}\n\n${lines.join('\n')}`;
}

test('docs/segment-language.md lists what there is (else: npm run generate)', () => {
  const [prose, rest] = textOf(page).split(begin);
  const after = rest?.split(end)[1];
  if (prose === undefined || after === undefined) throw new Error(`${page} has lost its markers`);
  const lists = [
    listOf('Conditions', 'The key says what kind it is. An example of each:', conditionKinds),
    listOf(
      'Operators',
      '`op` and, where it needs one, `value`; `"ignoreCase": true` where it compares text.',
      operators,
    ),
    listOf(
      'Aggregates',
      '`"aggregate": { "fn": ..., "property": ... }` of an event condition or a computed trait.',
      aggregates,
    ),
    listOf('Computed traits and scores', 'Named in conditions by `"computed"`:', computedKinds),
  ];
  expectCurrent(page, `${prose}${begin}\n\n${lists.join('\n\n')}\n\n${end}${after}`);
});
