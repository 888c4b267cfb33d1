import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { projectFiles, textOf } from './tree';

const files = projectFiles().filter(
  (file) => /^(src|plugins\/[^/]+)\/admin\/.*\.tsx?$/.test(file) && !/\.(test|documents)\.tsx?$/.test(file),
);

/** One text of the catalogues: an object with `en` and `zh-Hans`, and the name under which it stands. */
type Found = { readonly file: string; readonly key: string; readonly en: string; readonly 'zh-Hans': string };

const catalogue = files.flatMap(textsIn);

function textsIn(file: string): Found[] {
  const found: Found[] = [];
  visit(file, (node) => {
    if (!ts.isObjectLiteralExpression(node)) return;
    const [en, chinese] = [propertyOf(node, 'en'), propertyOf(node, 'zh-Hans')];
    const key = ts.isPropertyAssignment(node.parent) ? node.parent.name.getText().replaceAll("'", '') : '';
    if (en !== null && chinese !== null) found.push({ file, key, en, 'zh-Hans': chinese });
  });
  return found;
}

function visit(file: string, look: (node: ts.Node) => void): void {
  const each = (node: ts.Node): void => {
    look(node);
    ts.forEachChild(node, each);
  };
  each(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true));
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): string | null {
  for (const property of object.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText().replaceAll("'", '') !== name) continue;
    return ts.isStringLiteralLike(property.initializer) ? property.initializer.text : null;
  }
  return null;
}

const pluralType = 6;

/** Names in braces, those within plurals too; `plain` are not only counted by. */
function placeholders(text: string, locale: string): { readonly all: Set<string>; readonly plain: Set<string> } {
  const all = new Set<string>();
  const plain = new Set<string>();
  const collect = (parts: readonly object[]): void => {
    for (const part of parts) {
      if ('value' in part && typeof part.value === 'string' && 'type' in part && part.type !== 0) {
        all.add(part.value);
        if (part.type !== pluralType) plain.add(part.value);
      }
      if ('options' in part && typeof part.options === 'object' && part.options !== null) {
        for (const option of Object.values(part.options)) collect(option.value);
      }
      if ('children' in part && Array.isArray(part.children)) collect(part.children);
    }
  };
  collect(new IntlMessageFormat(text, locale).getAst());
  return { all, plain };
}

/** Chinese needs no plurals: a number that English only counts by may be missing there. */
function takeTheSame(text: Found): boolean {
  const [en, chinese] = [placeholders(text.en, 'en'), placeholders(text['zh-Hans'], 'zh-Hans')];
  return [...chinese.all].every((name) => en.all.has(name)) && [...en.plain].every((name) => chinese.all.has(name));
}

test('there are texts to look at', () => {
  expect(catalogue.length).toBeGreaterThan(10);
});

test('both languages of every text are there, are valid, and take the same values', () => {
  const wrong = catalogue.filter(
    (text) => text.en.trim() === '' || text['zh-Hans'].trim() === '' || !takeTheSame(text),
  );
  expect(wrong.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
});

test('no text is left that no page shows', () => {
  const unused = files
    .filter((file) => textOf(file).includes('defineTexts('))
    .flatMap((file) => {
      const folder = file.slice(0, file.lastIndexOf('/') + 1);
      const room = files
        .filter((other) => other.startsWith(folder))
        .map(textOf)
        .join('\n');
      return textsIn(file)
        .filter(({ key }) => key !== '' && key !== 'label')
        .filter(({ key }) => (room.match(new RegExp(`(['"\`])${key}\\1|texts\\.${key}\\b`, 'g')) ?? []).length === 0)
        .map(({ key }) => `${file}: ${key}`);
    });
  expect(unused).toEqual([]);
});

test('what pages show is in the catalogues: no bare words in JSX', () => {
  const bare = files.flatMap((file) => {
    const words: string[] = [];
    visit(file, (node) => {
      if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text)) words.push(`${file}: ${node.text.trim()}`);
      const isShown =
        ts.isJsxAttribute(node) && /^(aria-label|label|title|placeholder|hint|content|alt)$/.test(node.name.getText());
      if (isShown && node.initializer !== undefined && ts.isStringLiteral(node.initializer))
        words.push(`${file}: ${node.initializer.text}`);
    });
    return words;
  });
  expect(bare).toEqual([]);
});
