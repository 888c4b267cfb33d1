import { gzipSync } from 'node:zlib';
import { errorTable, isJsonObject } from '@rapport/sdk';
import fc from 'fast-check';
import { startDoor, testSource, type TestDoor } from '../../test/support/door';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor({ sources: [testSource({ secretProperties: ['password'] })] });
});
afterAll(() => door.close());

/** Values that parsers trip over, beside any JSON at all. */
const odd = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -0,
  -1,
  1e308,
  5e-324,
  12345678901234567000,
  '',
  ' ',
  'null',
  '\0',
  '\ud800',
  '4111111111111111',
  'x'.repeat(600),
  [],
  {},
  [[]],
  '2026-11-22T12:00:00Z',
  '0000-01-01',
  8.64e15,
  'Infinity',
  '__proto__',
  '+49 151 12345678',
);
const key = fc.constantFrom(
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
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    odd,
    fc.string(),
    fc.double({ noNaN: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const maybe = <T>(good: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: json });

const event = fc.record(
  {
    type: maybe(fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias')),
    event: maybe(fc.string()),
    name: maybe(fc.string()),
    messageId: maybe(fc.uuid()),
    userId: maybe(fc.string()),
    anonymousId: maybe(fc.string()),
    groupId: maybe(fc.string()),
    previousId: maybe(fc.string()),
    timestamp: maybe(fc.constantFrom('2026-11-22T12:00:00Z', 1795306793734)),
    sentAt: maybe(fc.constant('2026-11-22T12:00:00Z')),
    properties: maybe(fc.dictionary(key, json)),
    traits: maybe(fc.dictionary(key, json)),
    traitsOnce: maybe(fc.dictionary(key, json)),
    context: maybe(
      fc.record({ traits: json, externalIds: json, device: json, userIdHmac: json }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      { batch: fc.array(maybe(event), { maxLength: 5 }), sentAt: json, context: json },
      { requiredKeys: ['batch'] },
    ),
  },
  { weight: 2, arbitrary: event },
  { weight: 1, arbitrary: json },
);
const path = fc.constantFrom(
  '/v1/batch',
  '/v1/b',
  '/v1/t',
  '/v1/identify',
  '/v1/g',
  '/v1/a/',
  '/beacon/v1/batch',
  '/v1/p?writeKey=',
  '/v1/x',
);
const keyHeader = fc.oneof(
  { weight: 8, arbitrary: fc.constant('SERVERKEY') },
  { weight: 1, arbitrary: fc.constantFrom('', 'nobody', ':', '%00') },
);
const wire = fc.oneof(
  { weight: 8, arbitrary: body.map((value) => Buffer.from(JSON.stringify(value) ?? '')) },
  { weight: 1, arbitrary: body.map((value) => gzipSync(JSON.stringify(value) ?? '')) },
  // A valid body with one byte broken.
  {
    weight: 2,
    arbitrary: fc
      .tuple(body, fc.nat(), fc.nat(255))
      .map(([value, at, byte]) => broken(JSON.stringify(value) ?? '', at, byte)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

function broken(text: string, at: number, byte: number): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 0) bytes[at % bytes.length] = byte;
  return bytes;
}

test('whatever is sent, the answer is a documented code and never a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(
      path,
      keyHeader,
      wire,
      fc.constantFrom('', 'gzip', 'br', 'deflate', 'x'),
      async (to, writeKey, bytes, encoding) => {
        const headers = { 'x-write-key': writeKey, ...(encoding === '' ? {} : { 'content-encoding': encoding }) };
        const response = await fetch(`${door.url}${to}`, { method: 'POST', headers, body: new Uint8Array(bytes) });
        const answer: unknown = await response.json();
        expect(response.status).toBeLessThan(500);
        if (!isJsonObject(answer)) throw new Error('no object');
        if (response.status === 200) expect(answer['success']).toBe(true);
        else expect(Object.keys(errorTable)).toContain(answer['code']);
        const rejected = Array.isArray(answer['rejected']) ? answer['rejected'] : [];
        for (const item of rejected)
          expect(Object.keys(errorTable)).toContain(isJsonObject(item) ? item['code'] : null);
      },
    ),
    { numRuns: 500 },
  );
  for (const stored of door.ingest.events) expectStorable(JSON.stringify(stored));
  for (const { body: kept } of door.ingest.rejected) expectStorable(kept);
});

/** What PostgreSQL takes: no U+0000, no lone surrogate. */
function expectStorable(text: string): void {
  expect(text).not.toMatch(/\\u0000|\\ud[89a-f]|\0/i);
}
