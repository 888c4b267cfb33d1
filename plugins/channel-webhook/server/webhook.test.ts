import { once } from 'node:events';
import http from 'node:http';
import type { OutgoingMessage } from '@rapport/sdk';
import { noHelpdesks } from '../../../test/support/no-helpdesks';
import { isPrivate, isPrivateLiteral } from './addresses';
import { check } from './check';
import { outcomeOf } from './outcome';
import { openSession } from './session';
import { settings as schema } from './settings';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const now = Date.parse('2026-11-30T06:00:00Z');
const message: OutgoingMessage = {
  ...{ id: '01977d3c-0000-7000-8000-00000000000c', address: 'customer-7', addressKind: 'user_id' },
  content: { body: '{"title":"Hello"}' },
  unsubscribe: null,
  ...{ locale: 'en', topic: 'orders', campaign: 'spring' },
};

async function posted(change: Partial<OutgoingMessage>, settings: object = { allowPrivateAddresses: true }) {
  const bodies: unknown[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      bodies.push(JSON.parse(text));
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const session = openSession(schema.parse({ url: `http://localhost:${port}/`, secret, ...settings }), {
    ...{ connection: 'app', now: () => now, helpdesks: noHelpdesks },
  });
  const outcome = await session.send({ ...message, ...change }, new AbortController().signal);
  await session.close();
  server.close();
  return { outcome, bodies };
}

test('the receiver gets who, what and why', async () => {
  const { outcome, bodies } = await posted({});
  expect(outcome).toEqual({ state: 'handed', providerId: null });
  expect(bodies).toEqual([
    {
      type: 'message',
      timestamp: '2026-11-30T06:00:00.000Z',
      data: {
        ...{ id: message.id, to: { kind: 'user_id', value: 'customer-7' }, content: { title: 'Hello' } },
        ...{ locale: 'en', topic: 'orders', campaign: 'spring', unsubscribe: null },
      },
    },
  ]);
});

test('a text that is no JSON object is not sent', async () => {
  const { outcome, bodies } = await posted({ content: { body: '{"title":' } });
  expect([outcome, bodies]).toEqual([{ state: 'failed', code: 'content_invalid', bounce: null }, []]);
});

test('a name that leads into the own network is refused, where nobody allowed it', async () => {
  const { outcome, bodies } = await posted({}, {});
  expect(outcome).toMatchObject({ state: 'retry', code: 'address_private', about: 'channel' });
  expect(bodies).toEqual([]);
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::ffff:10.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['64:ff9b::a00:1', true],
  ['93.184.216.34', false],
  ['2606:2800:220:1::1', false],
])('%s is inside of a network: %s', (address, isInside) => {
  expect(isPrivate(address)).toBe(isInside);
});

test.each([
  ['http://127.1/', true],
  ['http://0x7f000001/', true],
  ['http://2130706433/', true],
  ['http://[::1]:80/', true],
  ['https://example.org/', false],
])('an address that is written otherwise is the same: %s', (url, isInside) => {
  expect(isPrivateLiteral(new URL(url))).toBe(isInside);
});

test.each([
  [200, undefined, { state: 'handed', providerId: null }],
  [302, undefined, { state: 'failed', code: 'http_302', bounce: null }],
  [400, undefined, { state: 'failed', code: 'http_400', bounce: null }],
  [410, '5', { state: 'failed', code: 'http_410', bounce: null }],
  [429, '120', { state: 'retry', code: 'http_429', about: 'channel', afterMilliseconds: 120_000 }],
  [
    503,
    'Mon, 30 Nov 2026 06:01:00 GMT',
    { state: 'retry', code: 'http_503', about: 'channel', afterMilliseconds: 60_000 },
  ],
  [503, 'Mon, 30 Nov 2026 05:00:00 GMT', { state: 'retry', code: 'http_503', about: 'channel', afterMilliseconds: 0 }],
  [503, '999999999', { state: 'retry', code: 'http_503', about: 'channel', afterMilliseconds: 86_400_000 }],
  [503, 'soon', { state: 'retry', code: 'http_503', about: 'channel', afterMilliseconds: null }],
  [500, undefined, { state: 'retry', code: 'http_500', about: 'message', afterMilliseconds: null }],
  [401, undefined, { state: 'retry', code: 'http_401', about: 'channel', afterMilliseconds: null }],
])('an answer of %d, retry after %s', (status, retryAfter, outcome) => {
  expect(outcomeOf(status, retryAfter, now)).toEqual(outcome);
});

test('the check says that an address leads inside, and that it is not encrypted', async () => {
  const states = (given: object) =>
    check(schema.parse({ url: 'http://localhost/', secret, ...given })).then((all) => all.map((one) => one.state));
  expect(await states({})).toEqual(['wrong', 'warning']);
  expect(await states({ allowPrivateAddresses: true, url: 'https://localhost/' })).toEqual(['ok']);
});
