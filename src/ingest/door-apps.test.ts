import { gzipSync } from 'node:zlib';
import { basicAuthorization, startDoor, testSource, type TestDoor } from '../../test/support/door';
import { inOneLine, receivedAt, sendAsClient, type ClientRequest } from '../../test/support/client-request';

let door: TestDoor;
beforeEach(async () => {
  const sources = [testSource({ ref: 'source-app', kind: 'browser', writeKey: 'APPKEY' })];
  door = await startDoor({ sources, now: () => receivedAt });
});
afterEach(() => door.close());

const json = { 'content-type': 'application/json' };
const rudder = { ...json, authorization: basicAuthorization('APPKEY'), anonymousid: 'YTE=' };

const android = '{"id":"d1","manufacturer":"Google","model":"Pixel 8","name":"shiba","type":"android"}';

/** What the clients of apps and pages write on the wire, read in their source; the address names the file. */
const clients: ClientRequest[] = [
  {
    // https://github.com/segmentio/analytics-kotlin/blob/main/core/src/main/java/com/segment/analytics/kotlin/core/HTTPClient.kt
    client: "Segment's for Kotlin: gzip as text without a length, the key in the body",
    path: '/v1/b',
    headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip', 'user-agent': 'analytics-kotlin/1.19.2' },
    chunked: true,
    body: gzipSync(
      `{"batch":[{"properties":{},"event":"Application Opened","type":"track","messageId":"k1","anonymousId":"a1","context":{"device":${android},"traits":{}},"integrations":{},"userId":"","timestamp":"2026-11-22T00:19:53.734Z","_metadata":{"bundled":[],"unbundled":[],"bundledIds":[]}},{"userId":"u1","previousId":"a1","type":"alias","messageId":"k2","anonymousId":"a1","context":{},"integrations":{},"timestamp":"2026-11-22T00:19:54.734Z"}],"sentAt":"2026-11-22T00:19:55.000Z","writeKey":"APPKEY"}`,
    ),
    understood: [
      'track "Application Opened" anonymous_id=a1 android.id=d1 at 2026-11-22T00:19:53.734Z',
      'alias user_id=u1 anonymous_id=a1 previous=a1 at 2026-11-22T00:19:54.734Z',
    ],
  },
  {
    // https://github.com/segmentio/analytics-swift/blob/main/Sources/Segment/Utilities/Networking/HTTPClient.swift, Analytics.alias
    client: "Segment's for Swift: no authorization, an alias without a previous id before the login",
    path: '/v1/b',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'accept-encoding': 'gzip',
      'user-agent': 'analytics-ios/1.8.0',
    },
    body: '{ "batch": [{"type":"alias","anonymousId":"a1","messageId":"s1","timestamp":"2026-11-22T00:19:53.734Z","context":{},"integrations":{},"userId":"u1"},\n{"type":"screen","name":"Home","category":"App","anonymousId":"a1","messageId":"s2","timestamp":"2026-11-22T00:19:54.734Z","userId":"u1","properties":{}}],"sentAt":"2026-11-22T00:19:55.000Z","writeKey":"APPKEY"}',
    understood: [
      'alias user_id=u1 anonymous_id=a1 at 2026-11-22T00:19:53.734Z',
      'screen "Home" user_id=u1 anonymous_id=a1 at 2026-11-22T00:19:54.734Z',
    ],
  },
  {
    // npm @segment/analytics-react-native 2.x, src/api.ts
    client: "Segment's for React Native: a retry",
    path: '/v1/b',
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-retry-count': '2' },
    body: '{"batch":[{"type":"identify","userId":"u1","traits":{"email":"joe@example.com"},"anonymousId":"a1","messageId":"n1","timestamp":"2026-11-22T00:19:53.734Z","context":{"instanceId":"i1"},"integrations":{},"_metadata":{"bundled":[],"unbundled":[],"bundledIds":[]}}],"sentAt":"2026-11-22T00:19:55.000Z","writeKey":"APPKEY"}',
    understood: ['identify user_id=u1 anonymous_id=a1 email=joe@example.com at 2026-11-22T00:19:53.734Z'],
  },
  {
    // https://github.com/segmentio/Analytics-CSharp/blob/main/Analytics-CSharp/Segment/Analytics/Utilities/HTTPClient.cs
    client: "Segment's for C# and Unity: gzip without a content type",
    path: '/v1/b',
    headers: { accept: 'text/plain', connection: 'close', 'content-encoding': 'gzip' },
    body: gzipSync(
      '{"batch":[{"type":"track","event":"Level Finished","properties":{"level":3},"anonymousId":"a1","messageId":"c1","userId":null,"timestamp":"2026-11-22T00:19:53.7341234Z","context":{},"integrations":{}}],"sentAt":"2026-11-22T00:19:55.0000000Z","writeKey":"APPKEY"}',
    ),
    understood: ['track "Level Finished" anonymous_id=a1 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // https://github.com/rudderlabs/rudder-sdk-android/blob/master/core/src/main/java/com/rudderstack/android/sdk/core/RudderMessage.java
    client: "RudderStack's for Android, also under Flutter: traits in the context, a screen's name as its event",
    path: '/v1/batch',
    headers: rudder,
    body: '{"sentAt":"2026-11-22T00:19:55.000Z","batch":[{"messageId":"1796081872047-84b6d698-6b7d-4454-a037-7ab7fd33db57","channel":"mobile","context":{"traits":{"anonymousId":"a1","id":"u1","userId":"u1","email":"joe@example.com"},"externalId":[{"type":"braze_id","id":"b7"}]},"type":"identify","originalTimestamp":"2026-11-22T00:19:53.734Z","anonymousId":"a1","userId":"u1","event":"identify","integrations":{"All":true}},{"messageId":"1796081872048-00b6d698-6b7d-4454-a037-7ab7fd33db57","channel":"mobile","context":{"traits":{"anonymousId":"a1"}},"type":"screen","originalTimestamp":"2026-11-22T00:19:54.734Z","anonymousId":"a1","event":"MainActivity","properties":{"name":"MainActivity","automatic":true},"integrations":{"All":true}}]}',
    understood: [
      'identify user_id=u1 anonymous_id=a1 email=joe@example.com braze_id=b7 at 2026-11-22T00:19:53.734Z',
      'screen "MainActivity" anonymous_id=a1 at 2026-11-22T00:19:54.734Z',
    ],
  },
  {
    // https://github.com/rudderlabs/rudder-sdk-ios/blob/master/Sources/Classes/RSMessage.m
    client: "RudderStack's for iOS: a group, its traits beside it",
    path: '/v1/batch',
    headers: { ...rudder, 'content-encoding': 'gzip' },
    body: gzipSync(
      '{"sentAt":"2026-11-22T00:19:55.000Z","batch":[{"messageId":"i1","channel":"mobile","context":{"device":{"id":"d1","type":"iOS","manufacturer":"Apple"},"traits":{"userId":"u1"}},"type":"group","originalTimestamp":"2026-11-22T00:19:53.734Z","groupId":"g1","traits":{"name":"Acme"},"anonymousId":"a1","userId":"u1","integrations":{"All":true}}]}',
    ),
    understood: ['group user_id=u1 anonymous_id=a1 ios.id=d1 group=g1 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // npm rudder-sdk-js 2.x (v1.1): XHR to one path for each call
    client: "RudderStack's old one for pages: empty ids, the page's name twice",
    path: '/v1/page',
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      authorization: basicAuthorization('APPKEY'),
      anonymousid: 'YTE=',
      origin: 'https://shop.example',
    },
    body: '{"channel":"web","context":{"app":{"name":"RudderLabs JavaScript SDK","version":"2.48.1"},"traits":{},"sessionId":1796081872,"campaign":{}},"type":"page","messageId":"w1","originalTimestamp":"2026-11-22T00:19:53.734Z","anonymousId":"a1","userId":"","event":null,"properties":{"name":"Cart","path":"/cart"},"user_properties":null,"integrations":{"All":true},"sentAt":"2026-11-22T00:19:53.735Z"}',
    understood: ['page "Cart" anonymous_id=a1 at 2026-11-22T00:19:53.734Z'],
  },
  {
    // npm @segment/analytics-next, forked by Customer.io and Hightouch: one path for each call, or /v1/b in batches
    client: "Customer.io's and Hightouch's for pages: JSON as text",
    path: '/v1/t',
    headers: { 'content-type': 'text/plain', origin: 'https://shop.example' },
    body: '{"timestamp":"2026-11-22T00:19:53.734Z","integrations":{},"type":"track","event":"A","userId":null,"anonymousId":"a1","properties":{},"context":{"page":{"path":"/"},"library":{"name":"analytics.js","version":"npm:next-1.2"}},"messageId":"ajs-next-1796081872047-84b6d698-6b7d-4454-a037-7ab7fd33db57","writeKey":"APPKEY","sentAt":"2026-11-22T00:19:53.740Z","_metadata":{"bundled":[],"unbundled":[],"bundledIds":[]}}',
    understood: ['track "A" anonymous_id=a1 at 2026-11-22T00:19:53.734Z'],
  },
];

test.each(clients)('$client', async (call) => {
  const answer = await sendAsClient(door.url, call);
  expect(answer).toMatchObject({
    status: 200,
    body: { success: true, accepted: call.understood.length, rejected: [] },
  });
  expect(door.ingest.events.map(inOneLine)).toEqual(call.understood);
  expect(door.ingest.origins).toEqual([{ sourceRef: 'source-app', historical: false }]);
});

test("the address that settings name is one that React Native's client takes, and Kotlin's and Swift's append /b to", async () => {
  const settings: unknown = await (await fetch(`${door.url}/v1/projects/APPKEY/settings`)).json();
  const host = door.url.replace('http://', '');
  expect(settings).toMatchObject({ integrations: { 'Segment.io': { apiHost: `${host}/v1` } } });
  expect(`${host}/v1`).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9._-]*(:\d{2,5})?(\/[a-zA-Z0-9._\-/]*)?$/);
});
