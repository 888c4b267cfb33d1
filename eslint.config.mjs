import { readFileSync } from 'node:fs';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Who may import whom. test/architecture/imports.test.ts proves the same table over relative paths, which ESLint cannot resolve.
const directions = JSON.parse(readFileSync(new URL('test/architecture/directions.json', import.meta.url), 'utf8'));

const sources = ['src/**/*.ts', 'src/**/*.tsx', 'plugins/**/*.ts', 'plugins/**/*.tsx', 'config/**/*.ts'];
const tests = ['test/**/*.ts', '**/*.test.ts', '**/*.test.tsx'];

const files = (room) => (room.endsWith('.ts') ? [room] : [`${room}/**/*.ts`, `${room}/**/*.tsx`]);
const escaped = (text) => text.replaceAll('.', '\\.');
const nothingBut = (packages, why) => ({
  regex: `^(?!\\.{1,2}(/|$)|(${packages.map(escaped).join('|')})(/|$))`,
  message: why,
});

const sqlText = String.raw`/^\s*(select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+table\s|alter\s+table\s|with\s+\w+\s+as\s)/i`;
const noSql = [`Literal[value=${sqlText}]`, `TemplateElement[value.raw=${sqlText}]`].map((selector) => ({
  selector,
  message: `SQL lives in ${directions.sql.rooms.join(', ')} only: ${directions.sql.why}.`,
}));
const noServerClock = {
  selector: String.raw`:matches(Literal[value=/\bnow\(\)|current_timestamp/i], TemplateElement[value.raw=/\bnow\(\)|current_timestamp/i])`,
  message: 'Time is an argument: facts are written with the clock of Core, not with that of the server.',
};
const noClock = [
  'CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name="now"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
  'ImportSpecifier[imported.name=/^random/]',
].map((selector) => ({ selector, message: 'domain/ is pure: time and chance are arguments.' }));

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/lib/',
    '**/build/',
    '.data/',
    '.strapi/',
    '.cache/',
    'types/generated/',
    '**/*.documents.ts',
  ]),
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], extends: [tseslint.configs.recommended] },
  { files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.test.json', './tsconfig.admin.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/require-await': 'off', // an interface may promise where one of its makers need not wait
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }],
    },
  },
  {
    files: sources,
    ignores: tests,
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...noSql],
    },
  },
  {
    files: ['src/store/**/*.ts', 'plugins/*/server/stores/**/*.ts', 'plugins/*/server/compile/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', noServerClock] },
  },
  { files: ['src/postgres/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/domain/**/*.ts', 'plugins/*/domain/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', ...noSql, ...noClock],
      'no-restricted-globals': [
        'error',
        'process',
        'performance',
        'fetch',
        'setTimeout',
        'setInterval',
        'setImmediate',
      ],
    },
  },
  {
    // The libraries that know the outside world.
    files: sources,
    ignores: [...tests, ...directions.packagesOnlyIn.flatMap((rule) => rule.rooms.flatMap(files))],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: directions.packagesOnlyIn.map((rule) => ({
            regex: `^${escaped(rule.package)}(/|$)`,
            message: rule.why,
          })),
        },
      ],
    },
  },
  {
    files: ['plugins/**/*.ts', 'plugins/**/*.tsx'],
    ignores: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@rapport/(?!sdk(/words|/admin(/pure)?)?$)|^(\\.\\./){3,}(src|config)/',
              message: directions.plugins.why,
            },
          ],
        },
      ],
    },
  },
  ...directions.rooms
    .filter((room) => room.packages !== undefined)
    .map((room) => ({
      files: files(room.room),
      ignores: tests,
      rules: { 'no-restricted-imports': ['error', { patterns: [nothingBut(room.packages, room.why)] }] },
    })),
  {
    // Matchers of jest, parsed JSON and rows are `any`; an assertion looks at them anyway. Writing `any` or a cast stays forbidden.
    files: tests,
    rules: {
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
