const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * The files that take longest, the longest first: started last, one of them would run alone while the other core has nothing to
 * do. `npm test` prints what each takes. Their places matter, not their seconds, so that this list need not be exact.
 */
const longest = [
  'browser/system',
  'browser/people',
  'browser/segments',
  'crash/embedded',
  'integration/embedded-rapport',
  'integration/demo',
  'integration/embedded-commands',
  'integration/commands',
  'crash/two-nodes',
  'crash/broadcast',
  'integration/embedded-server',
  'crash/segments',
  'integration/fuzz-graphql',
  'integration/fuzz-door',
  'integration/identity-cases',
  'integration/import-cdnow',
  'integration/guarded-nodes',
  'integration/segments-cases',
].map((name) => path.join(__dirname, '..', `${name}.test.ts`));

/** jest's own order (what failed, what was slow, what is big) behind the files that are known to be long. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path: file }) => (longest.includes(file) ? longest.indexOf(file) : longest.length);
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
};
