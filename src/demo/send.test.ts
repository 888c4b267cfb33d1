import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { describeWithShared, readShared } from '../../test/support/shared';
import type { DemoCall } from './call';
import { callsBetween, openedAt, type Company } from './company';
import { byDays, createClients } from './send';

const since = Date.parse('2026-11-01T00:00:00Z');
const company: Company = { seed: 'any', since, customers: 2 };
const opened = openedAt(company);
const hour = 3_600_000;
/** The beginning, and a chat at the end. */
const calls = [
  ...callsBetween(company, opened, opened + 20 * 24 * hour),
  ...callsBetween(company, since - 4 * hour, since),
];

type Request = {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: ReturnType<JSON['parse']>;
};
let server: Server;
let requests: Request[];
afterEach(() => server.close());

/** A door that answers everything with this, and remembers what came. */
async function answering(status: number, answer: (body: Request['body']) => object = () => ({})): Promise<string> {
  requests = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const { url = '', headers } = request;
      const bytes = Buffer.concat(parts);
      const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      const body: Request['body'] = JSON.parse(text.toString());
      requests.push({ url, headers, body });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer(body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

/** Message ids of what was done in the helpdesk, which no door sees. */
const done: string[] = [];

async function send(url: string, how: 'sendHistory' | 'sendNow'): Promise<void> {
  const play = async (played: readonly DemoCall[]): Promise<void> => {
    done.push(...played.flatMap(({ source, messageId }) => (source === 'helpdesk' ? [messageId] : [])));
  };
  const door = { url, writeKeys: { web: 'w', shop: 's', mail: 'm', helpdesk: 'h' } };
  const clients = createClients(door, { play, playLive: play });
  try {
    await clients[how](calls);
  } finally {
    await clients.close();
  }
}

test.each(['sendHistory', 'sendNow'] as const)(
  '%s: every call is sent once, and acknowledged before it ends',
  async (how) => {
    await send(await answering(200), how);
    const sent = requests.flatMap(({ body }) => (body.batch === undefined ? [body] : body.batch));
    expect(done.length).toBeGreaterThan(0);
    expect([...sent.map(({ messageId }) => messageId), ...done.splice(0)].sort()).toEqual(
      calls.map(({ messageId }) => messageId).sort(),
    );
  },
);

test('a refused batch fails the sending; what is faulty on purpose does not', async () => {
  await expect(send(await answering(400, () => ({ code: 'invalid_body' })), 'sendHistory')).rejects.toThrow();
  server.close();
  const faulty = new Set(calls.filter(({ isFaulty }) => isFaulty).map(({ messageId }) => messageId));
  expect(faulty.size).toBeGreaterThan(0);
  const refusing = (isRefused: (messageId: string) => boolean) => (body: Request['body']) => {
    const ids: string[] = body.batch.map(({ messageId }: { messageId: string }) => messageId);
    return { rejected: ids.filter(isRefused).map((messageId) => ({ messageId, code: 'any' })) };
  };
  await send(
    await answering(
      200,
      refusing((id) => faulty.has(id)),
    ),
    'sendHistory',
  );
  server.close();
  await expect(
    send(
      await answering(
        200,
        refusing((id) => !faulty.has(id)),
      ),
      'sendHistory',
    ),
  ).rejects.toThrow(/refused/);
});

test('days hold every call once, in order, and end where the span ends', () => {
  const days = byDays(calls, opened, since);
  expect(days.flatMap((stretch) => stretch.calls)).toEqual(calls);
  expect(days.at(-1)?.to).toBe(since);
  expect(days.length).toBe(90);
});

const capture = z.object({
  scenarios: z.record(
    z.string(),
    z.array(z.object({ path: z.string(), headers: z.record(z.string(), z.string()), body: z.unknown().optional() })),
  ),
});

describeWithShared("beside requests of Segment's browser SDK in chromium", () => {
  const recorded = (scenario: string, where: string): ReturnType<JSON['parse']> => {
    const { scenarios } = capture.parse(readShared('captures/segment-analytics-next-browser.json'));
    return scenarios[scenario]?.find((one) => one.path === where);
  };
  const keys = (value: object): string[] => Object.keys(value).sort();

  test('one call: address, labels and fields are the same', async () => {
    await send(await answering(200), 'sendNow');
    const real = recorded('standard', '/v1/p');
    const ours = requests.find(
      ({ url, body }) =>
        url === '/v1/p' && body.context.campaign !== undefined && body.context.userAgentData !== undefined,
    );
    expect(keys({ ...ours?.body, category: 0, userId: 0 })).toEqual(keys(real.body));
    expect(keys(ours?.body.context)).toEqual(keys(real.body.context));
    expect(keys(ours?.body.context.page)).toEqual(keys(real.body.context.page));
    expect(ours?.headers['content-type']).toContain(real.headers['content-type']);
    expect(ours?.headers.authorization).toMatch(/^Basic /);
  });

  test('a batch: the key in the body, the calls as they are alone', async () => {
    await send(await answering(200), 'sendHistory');
    const real = recorded('batching', '/v1/b');
    const ours = requests.find(({ url }) => url === '/v1/b');
    expect(keys(ours?.body)).toEqual(keys(real.body));
    const page = requests.flatMap(({ body }) => body.batch ?? []).find(({ type }) => type === 'page');
    // The recorded page has a category and a user, too.
    expect(keys({ ...page, category: 0, userId: 0 })).toEqual(keys(real.body.batch[0]));
  });
});
