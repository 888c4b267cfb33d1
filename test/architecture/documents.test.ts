import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildASTSchema, concatAST, parse, validate } from 'graphql';
import { z } from 'zod';
import { projectFiles, root, textOf } from './tree';

const documents = projectFiles().filter((file) => file.endsWith('.md'));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(textOf('package.json')));

test('every npm command that a document names exists', () => {
  const unknown = documents.flatMap((file) => {
    const named = [...textOf(file).matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    return named.filter((name) => !(name in scripts)).map((name) => `${file}: npm run ${name}`);
  });
  expect(unknown).toEqual([]);
});

test('every link between documents leads somewhere', () => {
  const dead = documents.flatMap((file) =>
    [...textOf(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => path.join(path.dirname(file), match[1] ?? ''))
      .filter((target) => !existsSync(path.join(root, target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(dead).toEqual([]);
});

test('every GraphQL example in docs/ fits the schema', () => {
  const parts = projectFiles().filter((file) => /^plugins\/[^/]+\/schema\/.*\.graphql$/.test(file));
  const schema = buildASTSchema(concatAST(parts.map((file) => parse(textOf(file)))));
  const wrong = documents.flatMap((file) =>
    examplesIn(textOf(file)).flatMap((example) =>
      validate(schema, parse(example)).map((error) => `${file}: ${error.message} in ${example}`),
    ),
  );
  expect(wrong).toEqual([]);
});

/** Blocks of GraphQL, and the queries inside of JSON bodies. */
function examplesIn(text: string): string[] {
  const blocks = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const bodies = [...text.matchAll(/"query": ("(?:[^"\\]|\\.)*")/g)].map((match) =>
    z.string().parse(JSON.parse(match[1] ?? '')),
  );
  return [...blocks, ...bodies];
}

test('no file names a place that only one machine has', () => {
  const registry = /https?:\/\/(?!registry\.npmjs\.org)[^\s/"']*(registry|artifactory|nexus|verdaccio)[^\s/"']*/;
  const machine = new RegExp(['', 'work', '(main|wt|shared|\\.library)', ''].join('/'));
  const wrong = projectFiles().filter((file) => registry.test(textOf(file)) || machine.test(textOf(file)));
  expect(wrong).toEqual([]);
});
