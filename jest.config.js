/** Two projects: `unit` needs nothing (npm run check runs it); `integration` needs PostgreSQL and starts it itself. */
const common = {
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/plugins/.*/lib'],
  moduleNameMapper: { '^@rapport/sdk$': '<rootDir>/plugins/sdk/src/index.ts' },
};

module.exports = {
  // For a busy machine with two cores; no test measures time.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      roots: ['<rootDir>/src', '<rootDir>/plugins', '<rootDir>/test/architecture'],
      testMatch: ['**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'integration',
      roots: ['<rootDir>/test/integration'],
      testMatch: ['**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/server.ts',
      globalTeardown: '<rootDir>/test/support/server-stop.ts',
    },
  ],
};
