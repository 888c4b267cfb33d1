import { request } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { RapportError } from '@rapport/sdk';
import {
  basicAuthorization,
  type PostJson,
  postJson,
  startDoor,
  startDoorOfThree,
  testSource,
  type TestDoor,
} from '../../test/support/door';

const track = { type: 'track', event: 'A', userId: 'u1', messageId: 'm1' };

let door: TestDoor;
beforeEach(async () => {
  door = await startDoorOfThree();
});
afterEach(() => door.close());

const post: PostJson = (path, body, headers) => postJson(door.url, path, body, headers);

describe('paths', () => {
  test.each([
    '/v1/batch',
    '/v1/b',
    '/v1/batch/',
    '/v1/import',
    '/beacon/v1/batch',
    '/beacon/v1/batch/?writeKey=SERVERKEY',
  ])('POST %s takes a batch', async (path) => {
    const answer = await post(path, { batch: [track] });
    expect(answer).toMatchObject({ status: 200, body: { success: true, accepted: 1, duplicates: 0, rejected: [] } });
  });

  test.each([
    ['identify', 'i', {}],
    ['track', 't', { event: 'A' }],
    ['page', 'p', { name: 'Home' }],
    ['screen', 's', { name: 'Home' }],
    ['group', 'g', { groupId: 'g1' }],
    ['alias', 'a', { previousId: 'u0' }],
  ])('POST /v1/%s and /v1/%s take one event of that type', async (type, letter, fields) => {
    for (const path of [`/v1/${type}`, `/v1/${letter}`, `/v1/${letter}/`]) {
      expect(await post(path, { userId: 'u1', ...fields })).toMatchObject({ status: 200, body: { accepted: 1 } });
    }
    expect(door.ingest.events.map((event) => event.type)).toEqual([type, type, type]);
  });

  test('a batch path takes a single event that names its type, and a bare list', async () => {
    expect(await post('/v1/batch', track)).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(await post('/v1/batch', [{ ...track, messageId: 'm2' }])).toMatchObject({
      status: 200,
      body: { accepted: 1 },
    });
  });

  test.each([
    '/v1',
    '/v1/nothing',
    '/v1/projects',
    '/beacon/v1/other',
    '/analytics.js/v1',
    '/analytics-next/bundles/..%2F..%2Fpackage.json',
    '/analytics-next/bundles/index.js',
  ])('%s is not found', async (path) => {
    const response = await fetch(`${door.url}${path}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ success: false, code: 'not_found' });
  });

  test('another method is refused and names the right ones', async () => {
    const response = await fetch(`${door.url}/v1/batch`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
  });
});

describe('the write key stands in one of four places', () => {
  test.each<[string, string, Record<string, string>, Record<string, string>]>([
    ['Basic user name', '/v1/t', { authorization: basicAuthorization('WEBKEY') }, {}],
    ['Basic without a colon', '/v1/t', { authorization: `Basic ${Buffer.from('WEBKEY').toString('base64')}` }, {}],
    ['X-Write-Key', '/v1/t', { 'x-write-key': 'WEBKEY' }, {}],
    ['X-Write-Key before a colon', '/v1/t', { 'x-write-key': 'WEBKEY:' }, {}],
    ['writeKey in the body', '/v1/t', {}, { writeKey: 'WEBKEY' }],
    ['api_key in the body', '/v1/t', {}, { api_key: 'WEBKEY' }],
    ['writeKey in the query', '/v1/t?writeKey=WEBKEY', {}, {}],
  ])('%s', async (_, path, headers, fields) => {
    expect(await post(path, { ...track, ...fields }, headers)).toMatchObject({ status: 200 });
    expect(door.ingest.origins).toEqual([{ sourceRef: 'source-web', historical: false }]);
    expect(door.ingest.events[0]?.trust).toBe('claimed');
  });

  test.each<[string, Record<string, string>, number, string]>([
    ['no key', {}, 401, 'write_key_missing'],
    ['an unknown key', { authorization: basicAuthorization('NOBODY') }, 401, 'write_key_unknown'],
    ['a bearer token', { authorization: 'Bearer abc' }, 401, 'write_key_missing'],
    ['a disabled source', { authorization: basicAuthorization('OFFKEY') }, 403, 'source_disabled'],
  ])('%s', async (_, headers, status, code) => {
    expect(await post('/v1/t', track, headers)).toMatchObject({ status, body: { success: false, code } });
    expect(door.ingest.events).toEqual([]);
  });
});

describe('bytes decide, not headers', () => {
  const json = JSON.stringify({ batch: [track] });
  test.each<[string, string | Uint8Array, Record<string, string>]>([
    ['JSON as text', json, { 'content-type': 'text/plain' }],
    ['gzip labelled as a form', gzipSync(json), { 'content-type': 'application/x-www-form-urlencoded' }],
    ['gzip that says so', gzipSync(json), { 'content-encoding': 'gzip' }],
    ['plain JSON that says gzip', json, { 'content-encoding': 'gzip' }],
    ['deflate', deflateSync(json), { 'content-encoding': 'deflate' }],
    ['brotli', brotliCompressSync(json), { 'content-encoding': 'br' }],
    ['plain JSON that says brotli', json, { 'content-encoding': 'br' }],
    ['a byte order mark', `\ufeff${json}`, {}],
  ])('%s', async (_, body, headers) => {
    const answer = await post('/v1/batch', body, { ...headers, authorization: basicAuthorization('SERVERKEY') });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  test.each<[string, string | Uint8Array, Record<string, string>, number, string]>([
    ['no JSON', '{"batch":', {}, 400, 'invalid_json'],
    ['nothing', '', {}, 400, 'invalid_json'],
    ['a form', 'data=abc', {}, 400, 'invalid_json'],
    ['a text', '"hello"', {}, 400, 'invalid_body'],
    ['a batch that is no list', '{"batch":{}}', {}, 400, 'invalid_body'],
    ['an object that is no event', '{}', {}, 400, 'invalid_body'],
    ['six events where five are allowed', JSON.stringify({ batch: Array(6).fill(track) }), {}, 400, 'batch_too_long'],
    ['broken gzip', gzipSync(json).subarray(0, 30), {}, 400, 'invalid_encoding'],
    ['broken brotli', Buffer.from([1, 2, 3, 4]), { 'content-encoding': 'br' }, 400, 'invalid_encoding'],
    ['a body over the limit', ' '.repeat(100_001), {}, 413, 'body_too_large'],
    ['a bomb: 50 MB in 50 KB', gzipSync(Buffer.alloc(50_000_000)), {}, 413, 'body_too_large'],
    [
      'a brotli bomb',
      brotliCompressSync(Buffer.alloc(10_000_000)),
      { 'content-encoding': 'br' },
      413,
      'body_too_large',
    ],
  ])('%s is refused', async (_, body, headers, status, code) => {
    const answer = await post('/v1/batch', body, { ...headers, authorization: basicAuthorization('SERVERKEY') });
    expect(answer).toMatchObject({ status, body: { success: false, code } });
  });

  test('an endless body without a length is cut off with 413', async () => {
    const sending = request(`${door.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: basicAuthorization('SERVERKEY') },
    });
    sending.on('error', () => undefined);
    const status = new Promise((resolve) =>
      sending.once('response', (response) => resolve(response.resume().statusCode)),
    );
    const feed = () => {
      while (!sending.destroyed && sending.write(Buffer.alloc(10_000, 32)));
    };
    sending.on('drain', feed);
    feed();
    expect(await status).toBe(413);
    await new Promise((resolve) => sending.once('close', resolve));
  });
});

describe('answers', () => {
  test('bad events are rejected alone, with their index, id and code, and kept', async () => {
    const batch = [
      track,
      { type: 'track', userId: 'u1', messageId: 'm2' },
      track,
      'junk',
      { ...track, messageId: 'm3', event: 'One Name Too Many' },
    ];
    const answer = await post('/v1/batch', { batch });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        success: true,
        accepted: 1,
        duplicates: 1,
        rejected: [
          { index: 1, messageId: 'm2', code: 'event_name_missing' },
          { index: 3, messageId: null, code: 'event_not_object' },
          { index: 4, messageId: 'm3', code: 'event_names_exhausted' },
        ],
      },
    });
    expect(door.ingest.rejected.map(({ code, body }) => [code, body])).toEqual([
      ['event_name_missing', '{"type":"track","userId":"u1","messageId":"m2"}'],
      ['event_not_object', '"junk"'],
    ]);
    expect(door.outcomes).toEqual([{ source: 'source-server', status: 200, accepted: 1, duplicates: 1, rejected: 3 }]);
  });

  test('all bad is 400 with the same fields, and the events are kept', async () => {
    const answer = await post('/v1/t', { userId: 'u1', messageId: 'm2', properties: { card: '4111111111111111' } });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        success: false,
        code: 'batch_rejected',
        accepted: 0,
        duplicates: 0,
        rejected: [{ index: 0, code: 'event_name_missing' }],
      },
    });
    expect(door.ingest.rejected[0]?.body).toBe(
      '{"userId":"u1","messageId":"m2","properties":{"card":"************1111"},"type":"track"}',
    );
  });

  test('an empty batch is fine', async () => {
    expect(await post('/v1/batch', { batch: [] })).toMatchObject({
      status: 200,
      body: { success: true, accepted: 0, rejected: [] },
    });
  });

  test.each<[string, Error, number, string | null]>([
    ['a database that is away', new RapportError('database_unavailable'), 503, '1'],
    ['too many waiting requests', new RapportError('overloaded', undefined, { retryAfterSeconds: 2.5 }), 503, '3'],
    ['a server that stops', new RapportError('shutting_down'), 503, '1'],
    ['a fault of ours', new Error('secret joe@example.com'), 500, null],
  ])('%s is no success and says when to come again', async (_, failure, status, retryAfter) => {
    door.ingest.failure = failure;
    const answer = await post('/v1/t', track);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(JSON.stringify(answer.body)).not.toContain('joe');
  });

  test('a source over its rate waits whole seconds', async () => {
    await door.close();
    door = await startDoor({ sources: [testSource({ eventsPerSecondMax: 2 })] });
    const batch = Array.from({ length: 6 }, (_, index) => ({ ...track, messageId: `m${index}` }));
    expect((await post('/v1/batch', { batch })).status).toBe(200);
    const answer = await post('/v1/t', track);
    expect(answer).toMatchObject({ status: 429, body: { success: false, code: 'rate_limited' } });
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]$/);
  });
});
