/**
 * Four projects: `unit` needs nothing (npm run check runs it); the others need PostgreSQL and start it themselves.
 * `browser` uses the admin panel in Debian's chromium, and bundles it first where it is not current.
 * `crash` kills real processes: short rounds here, long ones by `npm run prove`.
 */
const common = {
  transform: {
    '^.+\\.(tsx?|js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // The generator of typed GraphQL documents needs this one, which is an ES module.
  transformIgnorePatterns: ['/node_modules/(?!auto-bind/)'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: [
    '<rootDir>/dist',
    '<rootDir>/.data',
    '<rootDir>/plugins/.*/lib',
    '<rootDir>/examples/.*/lib',
  ],
  moduleNameMapper: {
    '^@rapport/sdk$': '<rootDir>/plugins/sdk/src/index.ts',
    '^@rapport/sdk/words$': '<rootDir>/plugins/sdk/src/words/index.ts',
    '^@rapport/sdk/admin/pure$': '<rootDir>/plugins/sdk/admin/pure.ts',
  },
};

module.exports = {
  // Two keep two cores busy: with three the longest stories took twice as long, and all together no less.
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/test/support/skips.js'],
  testSequencer: '<rootDir>/test/support/sequencer.js',
  // Bounds a hang on a busy machine with two cores; no test asserts a time.
  testTimeout: 120_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      roots: ['<rootDir>/src', '<rootDir>/plugins', '<rootDir>/test/architecture', '<rootDir>/test/contract'],
      testMatch: ['**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'integration',
      roots: ['<rootDir>/test/integration'],
      testMatch: ['**/*.test.ts'],
      // `rapport dev` compiles a checkout of its own, twice: minutes that `npm run prove` has.
      testPathIgnorePatterns: process.env.RAPPORT_PROVE === 'long' ? [] : ['integration/develop'],
      globalSetup: '<rootDir>/test/support/server.ts',
      globalTeardown: '<rootDir>/test/support/server-stop.ts',
    },
    {
      ...common,
      displayName: 'browser',
      roots: ['<rootDir>/test/browser'],
      testMatch: ['**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/panel.ts',
      globalTeardown: '<rootDir>/test/support/server-stop.ts',
    },
    {
      ...common,
      displayName: 'crash',
      roots: ['<rootDir>/test/crash'],
      testMatch: ['**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/server.ts',
      globalTeardown: '<rootDir>/test/support/server-stop.ts',
    },
  ],
};
