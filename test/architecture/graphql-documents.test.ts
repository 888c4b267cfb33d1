import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { concatAST, Kind, parse, print, validate, buildASTSchema } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { expectCurrent } from '../support/generated';
import { projectFiles, textOf } from './tree';

const schema = concatAST(
  projectFiles()
    .filter((file) => /^plugins\/[^/]+\/schema\/.*\.graphql$/.test(file))
    .map((file) => parse(textOf(file))),
);
const documents = projectFiles().filter((file) => /^(src|plugins\/[^/]+)\/admin\/.*\.graphql$/.test(file));

test.each(documents)('%s fits the schema', (file) => {
  expect(validate(buildASTSchema(schema), parse(textOf(file))).map((error) => error.message)).toEqual([]);
});

test.each(documents)('%s has its current .documents.ts beside it (else: npm run generate)', async (file) => {
  const document = parse(textOf(file));
  const types = await codegen({
    filename: file,
    schema,
    documents: [{ location: file, document }],
    config: {
      scalars: { ID: 'string', DateTime: 'string', Date: 'string', JSON: 'Json' },
      strictScalars: true,
      skipTypename: true,
      immutableTypes: true,
      enumsAsTypes: true,
    },
    plugins: [{ operations: {} }],
    pluginMap: { operations },
  });
  expectCurrent(file.replace(/\.graphql$/, '.documents.ts'), `${header(file, types)}${types}\n${constants(document)}`);
});

function header(file: string, types: string): string {
  const from = file.startsWith('plugins/sdk/') ? './graphql-document' : '@rapport/sdk/admin';
  const json = /\bJson\b/.test(types) ? `import type { Json } from '${from}';\n` : '';
  return `// Generated from ${file} by npm run generate.\nimport { graphqlDocument } from '${from}';\n${json}\n`;
}

/** One typed constant for each operation, with the fragments that it uses. */
function constants(document: DocumentNode): string {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => constant(operation, fragments))
    .join('\n');
}

function constant(operation: OperationDefinitionNode, fragments: Map<string, FragmentDefinitionNode>): string {
  const name = operation.name?.value;
  if (name === undefined) throw new Error('an operation has no name');
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (text: string): void => {
    for (const [, spread = ''] of text.matchAll(/\.\.\.\s*(?!on\b)(\w+)/g)) {
      const fragment = fragments.get(spread);
      if (fragment === undefined) throw new Error(`${name} uses the fragment ${spread}, which is not in its file`);
      if (used.has(spread)) continue;
      used.set(spread, fragment);
      collect(print(fragment));
    }
  };
  collect(print(operation));
  const text = [operation, ...used.values()].map(print).join('\n');
  const kind = operation.operation.replace(/^./, (letter) => letter.toUpperCase());
  const types = `${name}${kind}, ${name}${kind}Variables`;
  return `export const ${name}Document = graphqlDocument<${types}>('${name}', \`${text.replaceAll('`', '\\`')}\`);\n`;
}
