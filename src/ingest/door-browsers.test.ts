import { basicAuthorization, type PostJson, postJson, startDoorOfThree, type TestDoor } from '../../test/support/door';

const track = { type: 'track', event: 'A', userId: 'u1', messageId: 'm1' };

let door: TestDoor;
beforeEach(async () => {
  door = await startDoorOfThree();
});
afterEach(() => door.close());

const post: PostJson = (path, body, headers) => postJson(door.url, path, body, headers);

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
      const answer = await post('/v1/t', track, {
        authorization: basicAuthorization(key),
        origin: 'https://shop.example',
      });
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
    const response = await fetch(`${door.url}/sourceConfig/`, {
      headers: { authorization: basicAuthorization('WEBKEY') },
    });
    expect(await response.json()).toMatchObject({ source: { writeKey: 'WEBKEY' } });
  });
});
