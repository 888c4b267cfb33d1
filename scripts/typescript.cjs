/** Lets `require` load TypeScript, as jest does: compiled by swc, unchecked, the sdk from its sources. */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const sdk = path.join(__dirname, '../plugins/sdk/src/index.ts');
const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => (name === '@rapport/sdk' ? sdk : resolve(name, ...rest));

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};
