import { Kind, parse } from 'graphql';
import ts from 'typescript';
import { projectFiles, textOf } from './tree';

const files = projectFiles();

/** An action as code names it; `…` stands for what is known only when it runs. */
type Action = { readonly file: string; readonly name: string };

/** Written by the event or the erasure itself, under another name (customer-360/server/audited.ts). */
const recordedElsewhere = new Set(['track', 'identify', 'eraseProfile']);
/** They name nothing themselves: one writes each mutation, whose names stand in the schemas, the others what they are given. */
const namesOfOthers = new Set([
  'plugins/customer-360/server/audited.ts',
  'src/privacy/audit-log.ts',
  'src/store/audit.ts',
]);

const mutations = files
  .filter((file) => /^(plugins|examples)\/[^/]+\/schema\/.*\.graphql$/.test(file))
  .flatMap((file) =>
    parse(textOf(file)).definitions.flatMap((definition) =>
      (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      definition.name.value === 'Mutation'
        ? (definition.fields ?? []).map((field) => ({ file, name: field.name.value }))
        : [],
    ),
  )
  .filter(({ name }) => !recordedElsewhere.has(name));

const written = files
  .filter((file) => /^(src|(plugins|examples)\/[^/]+\/(server|src))\/.*\.ts$/.test(file))
  .filter((file) => !/\.test\.ts$/.test(file) && !file.startsWith('src/admin/') && !namesOfOthers.has(file))
  .flatMap(entriesIn);

const wordFiles = files
  .filter((file) => /^(src|(plugins|examples)\/[^/]+)\/admin\/audit-words\.ts$/.test(file))
  .filter((file) => !file.startsWith('plugins/sdk/'));
const words = wordFiles.flatMap(wordsIn);

function nodesIn<T extends ts.Node>(file: string, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const each = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    ts.forEachChild(node, each);
  };
  each(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true));
  return found;
}

function wordsIn(file: string): string[] {
  return nodesIn(file, ts.isCallExpression)
    .filter((call) => call.expression.getText() === 'defineAuditWords')
    .flatMap(({ arguments: [table] }) =>
      table !== undefined && ts.isObjectLiteralExpression(table)
        ? table.properties.map((property) => (property.name?.getText() ?? '').replaceAll("'", ''))
        : [],
    );
}

/** Every object that has an action and whom it is about, as an AuditEntry has. */
function entriesIn(file: string): Action[] {
  const text = textOf(file);
  // Parsing all of the project would take seconds.
  if (!/\baction\b/.test(text) || !/\bprofileId\b/.test(text)) return [];
  return nodesIn(file, ts.isObjectLiteralExpression).flatMap((object) => {
    const action = memberOf(object, 'action');
    return action === undefined || memberOf(object, 'profileId') === undefined ? [] : actionsOf(file, action);
  });
}

function memberOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === name) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name;
  }
  return undefined;
}

function actionsOf(file: string, value: ts.Expression): Action[] {
  // Copied from an entry or a row: it was named elsewhere. A schema or a text: no name.
  const namesNothing = [ts.isPropertyAccessExpression, ts.isCallExpression, ts.isObjectLiteralExpression];
  if (namesNothing.some((is) => is(value))) return [];
  if (ts.isConditionalExpression(value))
    return [value.whenTrue, value.whenFalse].flatMap((one) => actionsOf(file, one));
  const names = namesOf(value);
  if (names !== null) return names.map((name) => ({ file, name }));
  if (ts.isTemplateExpression(value)) return templatesOf(file, value);
  throw new Error(
    `${file}: the action ${value.getText()} cannot be read: give it a literal, or a type that lists them`,
  );
}

/** Each way in which a template can be read. */
function templatesOf(file: string, template: ts.TemplateExpression): Action[] {
  return template.templateSpans
    .reduce(
      (heads, { expression, literal }) =>
        heads.flatMap((head) => (namesOf(expression) ?? ['…']).map((name) => head + name + literal.text)),
      [template.head.text],
    )
    .map((name) => ({ file, name }));
}

/** A literal, or the literals of the type that the parameter of this name has. */
function namesOf(value: ts.Expression): readonly string[] | null {
  if (ts.isStringLiteralLike(value)) return [value.text];
  if (!ts.isIdentifier(value)) return null;
  for (let node: ts.Node | undefined = value.parent; node !== undefined; node = node.parent) {
    if (!ts.isFunctionLike(node)) continue;
    const parameter = node.parameters.find((one) => one.name.getText() === value.text);
    if (parameter?.type === undefined) continue;
    const types = ts.isUnionTypeNode(parameter.type) ? parameter.type.types : [parameter.type];
    const literals = types.flatMap((type) =>
      ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
    );
    return literals.length === types.length ? literals : null;
  }
  return null;
}

function isNamed(action: string, word: string): boolean {
  const pattern = action.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.+');
  return new RegExp(`^${pattern}$`).test(word);
}

test('every action of the audit log has words', () => {
  expect(mutations.length).toBeGreaterThan(80);
  expect(written.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'profile.read',
      'profiles.list',
      'import.upload',
      'segment.export',
      '….delete',
      'panel.read',
    ]),
  );
  const nameless = [...mutations, ...written].filter(({ name }) => !words.some((word) => isNamed(name, word)));
  expect(nameless.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

test('no words are left for what nobody does any more, or stand twice', () => {
  const idle = words.filter((word) => ![...mutations, ...written].some(({ name }) => isNamed(name, word)));
  expect(idle).toEqual([]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

test.each(wordFiles)('%s is registered: else the page does not know it', (file) => {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const entry = [`${folder}index.ts`, `${folder}app.tsx`].find((candidate) => files.includes(candidate)) ?? file;
  expect(textOf(entry)).toContain('registerAuditWords(auditWords);');
});
