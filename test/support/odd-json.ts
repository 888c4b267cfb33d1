import fc from 'fast-check';

/** What breaks parsers, stores and formats. */
const nasty = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -0,
  -1,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  2 ** 63,
  '',
  ' ',
  '0',
  'null',
  'NaN',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e',
  '💥'.repeat(50),
  'x'.repeat(513),
  '2026-02-30T25:61:61Z',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '0000-01-01',
  '1e400',
  "'; drop table event; --",
  '$1',
  '{}',
  '[object Object]',
  '4111 1111 1111 1111',
  '4111111111111111',
  '+49 151 12345678',
  'Infinity',
  '__proto__',
  8.64e15,
  [],
  {},
  [[]],
  [null],
  { length: -1 },
  { toString: 1 },
  { toJSON: 'x' },
  { then: 1 },
);
/** Any JSON at all, and more often what is odd. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 30, arbitrary: nasty },
  { weight: 20, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  // Each of these is over a limit: more of them, and nothing would ever be accepted.
  { weight: 1, arbitrary: fc.constant('x'.repeat(40_000)) },
  { weight: 1, arbitrary: fc.integer({ min: 20, max: 60 }).map(nested) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 400 }).map(wide) },
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function wide(keysCount: number): unknown {
  return Object.fromEntries(Array.from({ length: keysCount }, (_, index) => [`k${index}`, index]));
}

/** Under names that objects, filters and redaction know. */
export const oddRecord = fc.dictionary(
  fc.constantFrom(
    'a',
    '__proto__',
    'constructor',
    'toString',
    'password',
    'email',
    'phone',
    'country',
    'traits',
    'id',
    'type',
    'k\0',
    '',
  ),
  oddJson,
  { maxKeys: 4 },
);
