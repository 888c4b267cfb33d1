import { isJsonObject, type JsonObject } from '@rapport/sdk';
import { startDoor, testSource, type TestDoor } from '../../test/support/door';
import { describeWithShared, readShared } from '../../test/support/shared';

let door: TestDoor;
beforeEach(async () => {
  door = await startDoor({
    sources: [testSource({ writeKey: 'WRITEKEY123' }), testSource({ ref: 'web', kind: 'browser', writeKey: 'WKEY' })],
  });
});
afterEach(() => door.close());

type Captured = { method: string; path: string; headers: Record<string, string>; body: unknown };

/** Every request with headers and a whole body, wherever it stands in a capture file. */
function requestsIn(value: unknown): Captured[] {
  if (Array.isArray(value)) return value.flatMap(requestsIn);
  if (!isJsonObject(value)) return [];
  const { method, path, headers, body } = value;
  if (typeof method !== 'string' || typeof path !== 'string' || !isJsonObject(headers)) {
    return Object.values(value).flatMap(requestsIn);
  }
  const texts = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return [{ method, path, headers: Object.fromEntries(texts), body }];
}

const ours = [
  'authorization',
  'content-type',
  'origin',
  'access-control-request-method',
  'access-control-request-headers',
  'x-retry-count',
];

async function replay(captured: Captured): Promise<Response> {
  const headers = Object.fromEntries(Object.entries(captured.headers).filter(([name]) => ours.includes(name)));
  const path = captured.path.replace('/ingest/', '/');
  const body = captured.method === 'POST' ? JSON.stringify(captured.body) : undefined;
  return fetch(`${door.url}${path}`, { method: captured.method, headers, body });
}

describeWithShared('requests that real clients sent', () => {
  test.each(['segment-analytics-node.json', 'rudder-sdk-node.json', 'segment-analytics-next-browser.json'])(
    'every request of %s is answered, every event of it accepted',
    async (file) => {
      const requests = requestsIn(readShared(`captures/${file}`)).filter(({ path }) => !path.startsWith('/page'));
      expect(requests.length).toBeGreaterThan(0);
      let posts = 0;
      for (const captured of requests) {
        if (captured.method === 'POST' && !isJsonObject(captured.body)) continue;
        const response = await replay(captured);
        expect([captured.path, response.status]).toEqual([captured.path, captured.method === 'OPTIONS' ? 204 : 200]);
        if (captured.method !== 'POST') continue;
        posts++;
        expect(await response.json()).toMatchObject({ success: true, rejected: [] });
      }
      expect(posts).toBeGreaterThan(0);
      expect(door.ingest.events.length).toBeGreaterThanOrEqual(posts - 4);
    },
  );

  test("a client's retry of the same event is a duplicate", async () => {
    const all = requestsIn(readShared('captures/segment-analytics-next-browser.json'));
    const retried = all.filter(({ headers }) => headers['x-retry-count'] !== undefined);
    const ids = retried.map(({ body }) => (isJsonObject(body) ? body['messageId'] : undefined));
    for (const captured of all.filter(({ body }) => isJsonObject(body) && ids.includes(body['messageId'])))
      await replay(captured);
    const keys = door.ingest.events.map((event) => event.messageId);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describeWithShared('examples of the Segment spec', () => {
  test('each is accepted, or refused for what it lacks', async () => {
    const file = readShared('vectors/segment-spec-examples.json');
    const examples = isJsonObject(file) && Array.isArray(file['events']) ? file['events'] : [];
    const payloads = examples
      .flatMap((example) => (isJsonObject(example) ? [example['payload']] : []))
      .filter(isJsonObject);
    expect(payloads.length).toBeGreaterThan(60);
    for (const payload of payloads) {
      const answer = await send(payload);
      const codes = Array.isArray(answer['rejected'])
        ? answer['rejected'].map((item) => (isJsonObject(item) ? item['code'] : null))
        : [];
      expect({ payload, codes }).toEqual({ payload, codes: expectedCodes(payload) });
    }
  });
});

async function send(payload: JsonObject): Promise<JsonObject> {
  const headers = { 'x-write-key': 'WRITEKEY123' };
  const response = await fetch(`${door.url}/v1/batch`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ batch: [payload] }),
  });
  const answer: unknown = await response.json();
  return isJsonObject(answer) ? answer : {};
}

/** The spec's examples leave out what their page does not speak of: the type, or who it was. */
function expectedCodes(payload: JsonObject): string[] {
  if (payload['type'] === undefined) return ['event_type_invalid'];
  return payload['userId'] === undefined && payload['anonymousId'] === undefined ? ['identity_missing'] : [];
}
