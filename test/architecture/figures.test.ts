import { figures } from '../../plugins/insights/domain/figures';
import { expectCurrent } from '../support/generated';
import { textOf } from './tree';

const page = 'docs/figures.md';
const begin = '<!-- generated from the objects in plugins/insights/domain/figures by npm run generate -->';
const end = '<!-- end -->';
const units = { share: 'a share', duration: 'a time: median and ninth decile', mean: 'a mean' };

test('docs/figures.md has the formulas of the objects (else: npm run generate)', () => {
  const [prose, rest] = textOf(page).split(begin);
  const after = rest?.split(end)[1];
  if (prose === undefined || after === undefined) throw new Error(`${page} has lost its markers`);
  const lines = figures.map(
    ({ name, label, formula, kind, good }) =>
      `- **${label.en}** (\`${name}\`; ${units[kind]}; ${good === 'high' ? 'higher' : 'lower'} is better): ${formula.en}`,
  );
  expectCurrent(page, `${prose}${begin}\n\n${lines.join('\n')}\n\n${end}${after}`);
});
