/** Jest's arguments for the tests that compare the files which are made from others: docs/error-codes.md, docs/figures.md, docs/segment-language.md, docs/scripts.md, schema.txt, *.documents.ts. */
export const generatedFiles = [
  'test/architecture/error-codes',
  'test/architecture/figures',
  'test/architecture/graphql-documents',
  'test/architecture/scripts-page',
  'test/architecture/segment-language',
  'test/integration/schema-dump',
  '--testNamePattern=npm run generate',
];
