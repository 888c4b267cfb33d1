import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import graphqlEslint from '@graphql-eslint/eslint-plugin';
import { Linter } from 'eslint';
import type { ESLint } from 'eslint';

const folder = path.join(__dirname, '../schema');
const relayRules = ['relay-arguments', 'relay-connection-types', 'relay-edge-types', 'relay-page-info'];

/** The relay rules of @graphql-eslint with their default options. */
function lint(text: string, filename: string): string[] {
  const plugin: unknown = graphqlEslint;
  if (!isPlugin(plugin)) throw new Error('@graphql-eslint has no rules');
  const messages = new Linter({ cwd: folder }).verify(
    text,
    [
      {
        files: ['**/*.graphql'],
        languageOptions: {
          parser: graphqlEslint.parser,
          parserOptions: { graphQLConfig: { schema: path.join(folder, '*.graphql') } },
        },
        plugins: { '@graphql-eslint': plugin },
        rules: Object.fromEntries(relayRules.map((rule) => [`@graphql-eslint/${rule}`, 'error'])),
      },
    ],
    { filename: path.join(folder, filename) },
  );
  return messages.map((message) => `${message.line}: ${message.message}`);
}

/** Its types and ESLint's differ in how a rule documents itself. */
function isPlugin(value: unknown): value is ESLint.Plugin {
  return typeof value === 'object' && value !== null && 'rules' in value;
}

test.each(readdirSync(folder))('%s follows the Relay specification', (file) => {
  expect(lint(readFileSync(path.join(folder, file), 'utf8'), file)).toEqual([]);
});

test('the rules do look: a plain list breaks one', () => {
  expect(lint('type Query { a: [Int] }', 'x.graphql')).toEqual(['1: A list type should only wrap an edge type.']);
});
