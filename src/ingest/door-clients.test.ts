import { gzipSync } from 'node:zlib';
import { basicAuthorization, startDoor, type TestDoor } from '../../test/support/door';
import { inOneLine, receivedAt, sendAsClient, type ClientRequest } from '../../test/support/client-request';

let door: TestDoor;
beforeEach(async () => {
  door = await startDoor({ now: () => receivedAt });
});
afterEach(() => door.close());

const json = { 'content-type': 'application/json' };
const keyed = { ...json, authorization: basicAuthorization('SERVERKEY') };

/** What a client writes on the wire, read in its source; the address names the file. */
const clients: ClientRequest[] = [
  {
    // https://github.com/segmentio/analytics-python/blob/master/segment/analytics/request.py
    client: "Segment's for Python: microseconds, +00:00, the key twice, gzip",
    path: '/v1/batch',
    headers: { ...keyed, 'user-agent': 'analytics-python/2.3.3', 'content-encoding': 'gzip', 'x-retry-count': '1' },
    body: gzipSync(
      JSON.stringify({
        batch: [
          {
            integrations: {},
            anonymousId: null,
            timestamp: '2026-11-22T00:19:53.734123+00:00',
            type: 'identify',
            userId: '42',
            traits: { email: 'Joe@Example.com', born: '1980-02-01' },
            messageId: 'c2d7d6c1-2c4b-4a85-8f0e-5d6ee0d3cbd7',
            context: { library: { name: 'analytics-python', version: '2.3.3' } },
          },
          {
            integrations: {},
            anonymousId: null,
            timestamp: '2026-11-22T00:19:54+00:00',
            type: 'alias',
            previousId: 'a-1',
            userId: '42',
            messageId: '0b8a6a4f-5a54-4a5c-9d0e-2f6b8f0b0c11',
            context: { library: { name: 'analytics-python', version: '2.3.3' } },
          },
        ],
        sentAt: '2026-11-22T00:19:55.001000+00:00',
        writeKey: 'SERVERKEY',
      }),
    ),
    understood: [
      'identify user_id=42 email=joe@example.com at 2026-11-22T00:19:53.734Z',
      'alias user_id=42 previous=a-1 at 2026-11-22T00:19:54.000Z',
    ],
  },
  {
    // The same file: with OAuth a token stands where the key did.
    client: "Segment's for Python with OAuth: a bearer token, the key in the body",
    path: '/v1/batch',
    headers: { ...json, authorization: 'Bearer eyJhbGciOi.J9.x', 'user-agent': 'analytics-python/2.3.3' },
    body: '{"batch":[{"type":"track","event":"A","userId":"u1","timestamp":"2026-11-22T00:19:53+00:00","messageId":"p1"}],"sentAt":"2026-11-22T00:19:55+00:00","writeKey":"SERVERKEY"}',
    understood: ['track "A" user_id=u1 at 2026-11-22T00:19:53.000Z'],
  },
  {
    // https://github.com/segmentio/analytics-go/blob/v3.0/analytics.go
    client: "Segment's for Go: nanoseconds, a messageId of the batch, times that nobody set",
    path: '/v1/batch',
    headers: { ...keyed, 'user-agent': 'analytics-go (version: 3.3.0)', 'accept-encoding': 'gzip' },
    body: '{"messageId":"batch-1","sentAt":"2026-11-22T00:19:55.000000001Z","batch":[{"type":"track","messageId":"g1","userId":"u1","event":"A","timestamp":"2026-11-22T01:19:53.734123456+01:00","properties":{"revenue":27.5}},{"type":"page","messageId":"g2","anonymousId":"a1","name":"Home","timestamp":"0001-01-01T00:00:00Z"},{"type":"group","messageId":"g3","userId":"u1","groupId":"acme","timestamp":"2026-11-22T00:19:53Z","traits":{"name":"Acme"}}],"context":{"library":{"name":"analytics-go","version":"3.3.0"}}}',
    understood: [
      'track "A" user_id=u1 at 2026-11-22T00:19:53.734Z',
      'page "Home" anonymous_id=a1 at 2026-11-22T00:20:00.000Z',
      'group user_id=u1 group=acme at 2026-11-22T00:19:53.000Z',
    ],
  },
  {
    // https://github.com/segmentio/analytics-ruby/blob/master/lib/segment/analytics/transport.rb
    client: "Segment's for Ruby: /v1/import, numbers as ids",
    path: '/v1/import',
    headers: { ...keyed, accept: 'application/json', 'user-agent': 'analytics-ruby/2.5.0' },
    body: '{"sentAt":"2026-11-22T00:19:55.123Z","batch":[{"context":{"library":{"name":"analytics-ruby","version":"2.5.0"}},"messageId":"3b41b9b6-6e5a-4d1e-8e0a-0d3a3f6a2a10","timestamp":"2026-11-22T00:19:53.734Z","userId":42,"type":"track","event":"Signed Up","properties":{}}]}',
    understood: ['track "Signed Up" user_id=42 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // https://github.com/segmentio/analytics-php/blob/master/lib/Consumer/LibCurl.php, and date('c') in lib/Client.php
    client: "Segment's for PHP by curl: waits for 100 Continue, whole seconds, [] for {}",
    path: '/v1/batch',
    headers: { ...keyed, accept: '*/*', 'user-agent': 'analytics-php/3.8.0', expect: '100-continue' },
    body: '{"batch":[{"userId":"u1","event":"A","properties":{},"context":{"library":{"name":"analytics-php","version":"3.8.0","consumer":"LibCurl"}},"timestamp":"2026-11-22T01:19:53+01:00","messageId":"0a1b2c3d-0001-4000-8000-000000000001","type":"track"},{"userId":"u1","traits":[],"integrations":[],"context":[],"timestamp":"2026-11-22T01:19:53.734+01:00","messageId":"0a1b2c3d-0001-4000-8000-000000000002","type":"identify"}],"sentAt":"2026-11-22T01:19:55+01:00"}',
    understood: ['track "A" user_id=u1 at 2026-11-22T00:19:53.000Z', 'identify user_id=u1 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // https://github.com/segmentio/analytics-java/blob/master/analytics/src/main/java/com/segment/analytics/Platform.java
    client: "Segment's for Java: /v1/import/, numbered batches, gzip without a length",
    path: '/v1/import/',
    headers: {
      ...json,
      authorization: basicAuthorization('SERVERKEY'),
      'user-agent': 'analytics-java/3.5.3',
      'content-encoding': 'gzip',
    },
    chunked: true,
    body: gzipSync(
      '{"batch":[{"type":"screen","messageId":"7b2c8f0e-52b4-4b0d-9a55-9f0a6c0d2f01","timestamp":"2026-11-22T00:19:53.734Z","context":{"library":{"name":"analytics-java","version":"3.5.3"}},"anonymousId":"a1","integrations":{"All":true},"name":"Home","properties":{"n":1}}],"sentAt":"2026-11-22T00:19:55.000Z","context":{"library":{"name":"analytics-java","version":"3.5.3"}},"sequence":1,"writeKey":"SERVERKEY"}',
    ),
    understood: ['screen "Home" anonymous_id=a1 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // https://github.com/segmentio/Analytics.NET/blob/master/Analytics/Request/BlockingRequestHandler.cs: DateTime.ToString("o")
    client: "Segment's for .NET: seven digits, a local zone, nulls",
    path: '/v1/import',
    headers: { ...keyed, 'user-agent': 'Analytics.NET/3.8.1', 'content-encoding': 'gzip', expect: '100-continue' },
    body: gzipSync(
      '{"batch":[{"type":"page","name":"Pricing","category":"Shop","properties":{},"messageId":"5e1c8c5a-2b36-4f3a-8a57-3f4b1f3c0001","timestamp":"2026-11-22T08:19:53.7341234+08:00","integrations":{"all":true},"context":{"library":{"name":"Analytics.NET","version":"3.8.1"}},"anonymousId":null,"userId":"u1"},{"type":"track","event":"A","properties":null,"messageId":"5e1c8c5a-2b36-4f3a-8a57-3f4b1f3c0002","timestamp":"0001-01-01T00:00:00","integrations":{},"context":null,"anonymousId":"","userId":"u1"}],"messageId":"5e1c8c5a-2b36-4f3a-8a57-3f4b1f3c0000","sentAt":"2026-11-22T08:19:55.0010000+08:00","writeKey":"SERVERKEY"}',
    ),
    understood: [
      'page "Pricing" user_id=u1 at 2026-11-22T00:19:53.734Z',
      'track "A" user_id=u1 at 2026-11-22T00:20:00.000Z',
    ],
  },
  {
    // npm analytics-node 6.2.0, recorded
    client: "Segment's old one for Node.js: the batch has a timestamp, and no sentAt of its own before version 5",
    path: '/v1/batch',
    headers: { ...keyed, accept: 'application/json, text/plain, */*', 'user-agent': 'analytics-node/6.2.0' },
    body: '{"batch":[{"anonymousId":"x","event":"A","type":"track","context":{"library":{"name":"analytics-node","version":"6.2.0"}},"_metadata":{"nodeVersion":"20.20.2"},"timestamp":"2026-11-22T00:19:53.996Z","messageId":"node-19c0cff56256d4c355a946b80af04dd6-cee2a80a-8ddd-4cd9-a3cb-bb3392091749"}],"timestamp":"2026-11-22T00:19:54.997Z","sentAt":null}',
    understood: ['track "A" anonymous_id=x at 2026-11-22T00:19:53.996Z'],
  },
  {
    // npm @customerio/cdp-analytics-node 1.0.0-beta.22, recorded
    client: "Customer.io's for Node.js: no sentAt",
    path: '/v1/batch',
    headers: { ...keyed, 'user-agent': 'cdp-analytics-node/latest' },
    body: '{"batch":[{"timestamp":"2026-11-22T00:19:52.047Z","integrations":{},"type":"screen","properties":{},"name":"Home","context":{"library":{"name":"@customerio/cdp-analytics-node","version":"1.0.0-beta.22"}},"userId":"u","messageId":"node-next-1796081872047-84b6d698-6b7d-4454-a037-7ab7fd33db57","_metadata":{"nodeVersion":"20.20.2","jsRuntime":"node"}}]}',
    understood: ['screen "Home" user_id=u at 2026-11-22T00:19:52.047Z'],
  },
  {
    // https://github.com/segmentio/analytics-rust/blob/master/src/http.rs
    client: "Segment's for Rust: Basic authorization without a password, one call for each path",
    path: '/v1/track',
    headers: {
      ...json,
      authorization: `Basic ${Buffer.from('SERVERKEY:').toString('base64')}`,
      'user-agent': 'SegmentRust/0.2',
    },
    body: '{"userId":"u1","event":"A","properties":{},"timestamp":"2026-11-22T00:19:53.734123456Z","integrations":{}}',
    understood: ['track "A" user_id=u1 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // https://github.com/rudderlabs/rudder-sdk-python/blob/master/rudderstack/analytics/request.py
    client: "RudderStack's for Python, which takes 200 alone for success",
    path: '/v1/batch',
    headers: { ...keyed, 'user-agent': 'analytics-python/2.1.4', 'content-encoding': 'gzip' },
    body: gzipSync(
      '{"batch":[{"integrations":{},"anonymousId":"a1","originalTimestamp":"2026-11-22T00:19:53.734123+00:00","sentAt":"2026-11-22T00:19:53.734123+00:00","timestamp":"2026-11-22T00:19:53.734123+00:00","properties":{"price":3},"type":"track","channel":"server","event":"A","messageId":"r1","context":{"library":{"name":"rudder-analytics-python","version":"2.1.4"}},"userId":"u1"}],"sentAt":"2026-11-22T00:19:55.000001+00:00"}',
    ),
    understood: ['track "A" user_id=u1 anonymous_id=a1 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/: what people write by hand
    client: 'curl with -d: a form by its label, empty texts where nothing is known',
    path: '/v1/identify',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: basicAuthorization('SERVERKEY'),
      'user-agent': 'curl/8.5.0',
    },
    body: '{ "userId": "u1", "anonymousId": "", "timestamp": "", "sentAt": "", "messageId": "", "traits": { "plan": "gold" } }',
    understood: ['identify user_id=u1 at 2026-11-22T00:20:00.000Z'],
  },
];

test.each(clients)('$client', async (call) => {
  const answer = await sendAsClient(door.url, call);
  // Some take 2xx for success and some 200 alone; Java's must be able to read the body; Ruby's looks for `error` in it.
  expect(answer).toMatchObject({
    status: 200,
    body: { success: true, accepted: call.understood.length, rejected: [] },
  });
  expect(answer.body).not.toHaveProperty('error');
  expect(Number(answer.headers['content-length'])).toBeGreaterThan(0);
  expect(door.ingest.events.map(inOneLine)).toEqual(call.understood);
});

test("an error has what Python's clients read of it: code and message", async () => {
  const [python] = clients;
  if (python === undefined) throw new Error('no client');
  const call = { ...python, headers: { ...json, authorization: basicAuthorization('NOBODY') } };
  const { status, body } = await sendAsClient(door.url, call);
  expect([status, typeof body['code'], typeof body['message']]).toEqual([401, 'string', 'string']);
});
