import { isJsonObject, RapportError } from '@rapport/sdk';
import fc from 'fast-check';
import { basicAuthorization, startDoorOfThree, type TestDoor } from '../../test/support/door';
import { inOneLine } from '../../test/support/client-request';
import { readPixel } from './http/pixel';

let door: TestDoor;
beforeEach(async () => {
  door = await startDoorOfThree();
});
afterEach(() => door.close());

/** The example of Segment's "Pixel Tracking API", and of RudderStack's. */
const event = {
  writeKey: 'WEBKEY',
  userId: 'user_123',
  event: 'Email Opened',
  timestamp: '2026-11-22T00:19:53.734Z',
  properties: { subject: 'The Electric Daily → today', email: 'jane.kim@example.com' },
};
const encoded = Buffer.from(JSON.stringify(event));
const flat =
  'userId=user_123&event=Email Opened&timestamp=2026-11-22T00:19:53.734Z&properties.subject=The+Electric+Daily+%E2%86%92+today' +
  '&properties.email=jane.kim@example.com&writeKey=WEBKEY';

const see = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${door.url}${path}`, init);

test.each([
  ['base64', `/v1/pixel/track?data=${encodeURIComponent(encoded.toString('base64'))}`],
  ['base64 that nobody escaped', `/v1/pixel/track?data=${encoded.toString('base64')}`],
  ['base64 for addresses', `/v1/pixel/track?data=${encoded.toString('base64url')}`],
  ['JSON as it is', `/v1/pixel/track?data=${encodeURIComponent(JSON.stringify(event))}`],
  ['a parameter for each field', `/v1/pixel/track?${flat}`],
  ["RudderStack's address", `/pixel/v1/track/?${flat}`],
])('an event in the address of an image: %s', async (_, path) => {
  const answer = await see(path);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'image/gif',
    'no-store',
  ]);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 6)
      .toString(),
  ).toBe('GIF89a');
  expect(door.ingest.events.map(inOneLine)).toEqual([
    'track "Email Opened" user_id=user_123 at 2026-11-22T00:19:53.734Z',
  ]);
  expect(door.ingest.events[0]?.properties).toEqual(event.properties);
  expect(door.outcomes).toMatchObject([{ source: 'source-web', status: 200, accepted: 1 }]);
});

test('each view is one, and what looks like a part of the language is a field', async () => {
  const path =
    '/v1/pixel/page?writeKey=WEBKEY&anonymousId=a1&name=Home&properties.__proto__.x=1&properties.constructor=2';
  await see(path);
  await see(path);
  expect(door.ingest.events.map(({ type, name }) => `${type} ${name}`)).toEqual(['page Home', 'page Home']);
  expect(Object.keys(door.ingest.events[0]?.properties ?? {})).toEqual(['__proto__', 'constructor']);
});

test.each([
  ['no key', '/v1/pixel/track?event=A&userId=u1', 401],
  ['a key of nobody', '/v1/pixel/track?event=A&userId=u1&writeKey=NOBODY', 401],
  ['a source that is off', '/v1/pixel/track?event=A&userId=u1&writeKey=OFFKEY', 403],
  ['an event without a name', '/v1/pixel/track?userId=u1&writeKey=WEBKEY', 400],
  ['data that is no JSON', '/v1/pixel/track?data=aGFsbG8', 400],
  ['data that is a list', `/v1/pixel/track?data=${Buffer.from('[1]').toString('base64')}`, 400],
  ['a path without an end', `/v1/pixel/track?writeKey=WEBKEY&userId=u1&event=A&${'a.'.repeat(40)}b=1`, 400],
])('%s: the image comes, and its status tells', async (_, path, status) => {
  const answer = await see(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'image/gif']);
  expect(door.ingest.events).toEqual([]);
  expect(door.outcomes).toMatchObject([{ status, accepted: 0 }]);
});

test('only a GET shows an image', async () => {
  const headers = { authorization: basicAuthorization('SERVERKEY') };
  const answers = [
    await see('/v1/pixel/track', { method: 'POST', headers, body: '{}' }),
    await see(`/v1/pixel/track?${flat}`, { method: 'HEAD' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([405, 405]);
  expect((await see('/v1/pixel/batch?writeKey=WEBKEY')).status).toBe(404);
  expect(door.ingest.events).toEqual([]);
});

const parts = fc.array(
  fc.constantFrom('a', 'b', '.', '..', '=', '&', '%', '%00', '+', '{', '"', '__proto__', 'data', 'é'),
  {
    maxLength: 60,
  },
);

test('whatever stands in the address, it is an object or refused by its code', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        parts.map((all) => all.join('')),
        fc.string(),
      ),
      (query) => {
        try {
          expect(isJsonObject(readPixel(query))).toBe(true);
        } catch (error) {
          expect(error instanceof RapportError ? error.code : error).toMatch(/^invalid_(json|body)$/);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
