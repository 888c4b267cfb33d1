import { request } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { RapportError } from '@rapport/sdk';
import { startDoor, testSource, type TestDoor } from '../../test/support/door';

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
const track = { type: 'track', event: 'A', userId: 'u1', messageId: 'm1' };

let door: TestDoor;
beforeEach(async () => {
  door = await startDoor({
    sources: [
      testSource(),
      testSource({ ref: 'source-web', kind: 'browser', writeKey: 'WEBKEY' }),
      testSource({ ref: 'source-off', writeKey: 'OFFKEY', enabled: false }),
    ],
    settings: { requestBytesMax: 100_000, batchEventsMax: 5 },
  });
});
afterEach(() => door.close());

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: basic('SERVERKEY') },
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(`${door.url}${path}`, { method: 'POST', body: raw, headers, redirect: 'manual' });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

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
    ['Basic user name', '/v1/t', { authorization: basic('WEBKEY') }, {}],
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
    ['an unknown key', { authorization: basic('NOBODY') }, 401, 'write_key_unknown'],
    ['a bearer token', { authorization: 'Bearer abc' }, 401, 'write_key_missing'],
    ['a disabled source', { authorization: basic('OFFKEY') }, 403, 'source_disabled'],
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
    const answer = await post('/v1/batch', body, { ...headers, authorization: basic('SERVERKEY') });
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
    const answer = await post('/v1/batch', body, { ...headers, authorization: basic('SERVERKEY') });
    expect(answer).toMatchObject({ status, body: { success: false, code } });
  });

  test('an endless body without a length is cut off with 413', async () => {
    const sending = request(`${door.url}/v1/batch`, { method: 'POST', headers: { authorization: basic('SERVERKEY') } });
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

describe('browsers', () => {
  test('preflights of any origin are answered', async () => {
    const response = await fetch(`${door.url}/v1/p`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-new',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,x-new');
    expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  });

  test('answers and errors are readable from another origin, Retry-After too', async () => {
    for (const key of ['SERVERKEY', 'NOBODY']) {
      const answer = await post('/v1/t', track, { authorization: basic(key), origin: 'https://shop.example' });
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
      expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After');
    }
  });

  test("Segment's settings point to this very host", async () => {
    const response = await fetch(`${door.url}/v1/projects/WEBKEY/settings`);
    expect(await response.json()).toMatchObject({
      integrations: {
        'Segment.io': { apiKey: 'WEBKEY', apiHost: `${door.url.replace('http://', '')}/v1`, protocol: 'http' },
      },
    });
    const proxied = await fetch(`${door.url}/v1/projects/WEBKEY/settings`, {
      headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'cdp.example' },
    });
    expect(await proxied.json()).toMatchObject({
      integrations: { 'Segment.io': { apiHost: 'cdp.example/v1', protocol: 'https' } },
    });
    expect((await fetch(`${door.url}/v1/projects/NOBODY/settings`)).status).toBe(401);
  });

  test("Segment's script and the chunks that it names are served", async () => {
    const script = await fetch(`${door.url}/analytics.js/v1/WEBKEY/analytics.min.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('content-encoding')).toBe('gzip');
    const code = await script.text();
    const hash = /521:"([0-9a-f]{20})"/.exec(code)?.[1];
    const chunk = await fetch(`${door.url}/analytics-next/bundles/remoteMiddleware.bundle.${hash}.js`);
    expect(chunk.status).toBe(200);
    expect((await chunk.text()).length).toBeGreaterThan(100);
  });

  test.each(['/sourceConfig/?p=npm&v=3.0.0&writeKey=WEBKEY', '/sourceConfig?writeKey=WEBKEY'])(
    "RudderStack's settings at %s",
    async (path) => {
      const answer = await (await fetch(`${door.url}${path}`)).json();
      expect(answer).toMatchObject({ source: { id: 'source-web', enabled: true, config: {}, destinations: [] } });
    },
  );

  test("RudderStack's settings with the key as Basic user name", async () => {
    const response = await fetch(`${door.url}/sourceConfig/`, { headers: { authorization: basic('WEBKEY') } });
    expect(await response.json()).toMatchObject({ source: { writeKey: 'WEBKEY' } });
  });
});
