import { limits, type JsonObject } from '@rapport/sdk';
import fc from 'fast-check';
import { suggestSchema } from '../catalogue/suggest-schema';
import { patternProblem, safePattern } from '@rapport/sdk';
import { compilePlan } from './validator';

function validatorOf(schema: JsonObject) {
  const compiled = compilePlan(schema);
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.validate;
}
function problemsOf(schema: JsonObject): string[] {
  const compiled = compilePlan(schema);
  return 'problems' in compiled ? compiled.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

test('an event is told everything that it breaks, with places in lists made one', () => {
  const validate = validatorOf({
    required: ['order_id'],
    additionalProperties: false,
    properties: {
      order_id: { type: 'string' },
      products: { type: 'array', items: { properties: { price: { type: 'number', minimum: 0 } } } },
    },
  });
  expect(validate({ order_id: '1', products: [{ price: 1 }] })).toEqual([]);
  expect(validate({ products: [{ price: -1 }, { price: -2 }, { price: 'x' }], extra: 1 })).toEqual([
    { path: '/order_id', reason: 'required', message: "must have required property 'order_id'" },
    { path: '', reason: 'additionalProperties', message: '"extra" is not in the plan' },
    { path: '/products/*/price', reason: 'minimum', message: 'must be >= 0' },
    { path: '/products/*/price', reason: 'type', message: 'must be number' },
  ]);
});

test('no message quotes a value of the event', () => {
  const secret = 'anna@example.com';
  const validate = validatorOf({
    properties: {
      a: { enum: ['x'] },
      b: { const: 1 },
      c: { type: 'string', format: 'uuid' },
      d: { type: 'string', maxLength: 2 },
      e: { type: 'string', pattern: '^[a-z]+$' },
      f: { not: {} },
    },
  });
  const found = validate({ a: secret, b: secret, c: secret, d: secret, e: secret, f: secret });
  expect(found).toHaveLength(6);
  expect(JSON.stringify(found)).not.toContain(secret);
});

test('each pattern is its own, also beside others', () => {
  const validate = validatorOf({ properties: { a: { pattern: '^[a-z]+$' }, b: { pattern: '^[0-9]+$' } } });
  expect(validate({ a: 'x', b: '1' })).toEqual([]);
  expect(validate({ a: '1', b: 'x' }).map(({ path }) => path)).toEqual(['/a', '/b']);
});

test('an event with ten thousand wrong values is told the first, in little time', () => {
  const validate = validatorOf({ properties: { list: { items: { type: 'number' } } } });
  expect(validate({ list: Array.from({ length: 10_000 }, () => 'x') })).toHaveLength(1);
  expect(validate({ list: ['x', 'x', 1] })).toEqual([{ path: '/list/*', reason: 'type', message: 'must be number' }]);
});

test.each([
  ['a misspelt keyword', { typ: 'object' }, '/typ: "typ" is not a keyword that a plan may use.'],
  [
    'a reference',
    { properties: { a: { $ref: '#' } } },
    '/properties/a/$ref: "$ref" is not a keyword that a plan may use.',
  ],
  [
    'patternProperties',
    { patternProperties: {} },
    '/patternProperties: "patternProperties" is not a keyword that a plan may use.',
  ],
  ['uniqueItems', { uniqueItems: true }, '/uniqueItems: "uniqueItems" is not a keyword that a plan may use.'],
  [
    'a schema that is a text',
    { properties: { a: 'string' } },
    '/properties/a: A schema is an object, or true or false.',
  ],
  ['a type that is none', { properties: { a: { minLength: -1 } } }, '/properties/a/minLength: must be >= 0'],
  ['an unknown format', { format: 'e-mail' }, '/format: A format is one of date-time, date, email, uri, uuid.'],
])('%s is refused with its place', (_, schema, problem) => {
  expect(problemsOf(schema)).toEqual([problem]);
});

test('size, number and depth of a plan are bounded', () => {
  const wide = Object.fromEntries(Array.from({ length: limits.trackingPlanNodesMax }, (_, at) => [`p${at}`, true]));
  expect(problemsOf({ properties: wide })).toEqual([]);
  const full = Object.fromEntries(Array.from({ length: limits.trackingPlanNodesMax }, (_, at) => [`p${at}`, {}]));
  expect(problemsOf({ properties: full })[0]).toContain(`at most ${limits.trackingPlanNodesMax} schemas`);
  let deep: JsonObject = {};
  for (let level = 0; level < limits.trackingPlanDepthMax; level++) deep = { not: deep };
  expect(problemsOf(deep)[0]).toContain(`at most ${limits.trackingPlanDepthMax} levels`);
  expect(problemsOf({ description: 'x'.repeat(limits.trackingPlanBytesMax) })[0]).toContain('bytes');
});

test.each(['^[A-Z]{3}-\\d+$', '^\\w+@\\w+$', '^a.b?$', '^[^ ]{2,5}$', 'abc', '^\\$\\d+$'])(
  'the pattern %s is taken',
  (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  },
);

test.each(['^(a+)+$', '^(a|a)*$', '^a*a*a*$', 'a+b+', '^\\1$', '^a{1,1000}$', '^[z-a]$', '(?=a)', '^a**$', '\\p{L}'])(
  'the pattern %s is refused',
  (pattern) => {
    expect(patternProblem(pattern)).not.toBeNull();
  },
);

test('whatever pattern is taken, a hostile text costs it no more than its bound', () => {
  const part = fc.constantFrom('a', '[ab]', '\\w', '.', 'a*', '[ab]+', '\\w*', '.+', 'a{1,9}', '.{3}', '$', '^');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const pattern = `^${parts.join('')}$`;
      if (patternProblem(pattern) !== null) return;
      const expression = safePattern(pattern);
      const began = process.cpuUsage();
      for (const text of ['a'.repeat(512) + '!', 'ab'.repeat(255), 'a'.repeat(10_000)]) expression.test(text);
      const { user } = process.cpuUsage(began);
      // Back-tracking without a bound would take minutes; three quadratic runs take milliseconds.
      expect(user).toBeLessThan(1_000_000);
    }),
    { numRuns: 300 },
  );
});

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 1, 2.5, 'x', '', '2026-11-22', '2026-11-22T10:00:00Z', '2026-11-22 10:00', 'a@b.c'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'x/y~z'), tie('any'), { maxKeys: 4 }),
  ),
})).any;
const event = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor', 'x/y~z'), value, { maxKeys: 5 });

test('a suggested plan is one that may be kept, and every event that it was made from fits it', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), (given) => {
      const events: JsonObject[] = JSON.parse(JSON.stringify(given));
      const schema = suggestSchema(events);
      if (schema === null) throw new Error('there were events');
      const validate = validatorOf(schema);
      for (const one of events) expect(validate(one)).toEqual([]);
    }),
  );
});
