import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpDrain } from './drain';

let server: Server;
let drain: HttpDrain;
let release: () => void;
let arrived: Promise<void>;
let port: number;

beforeEach(async () => {
  const held = new Promise<void>((resolve) => (release = resolve));
  let onArrival: () => void;
  arrived = new Promise<void>((resolve) => (onArrival = resolve));
  server = createServer((request, response) => {
    if (request.url === '/slow') {
      onArrival();
      void held.then(() => response.end('slow'));
    } else response.end('quick');
  });
  drain = new HttpDrain(server);
  port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    }),
  );
});

type Answer = { readonly text: string; readonly connection: IncomingMessage['headers']['connection'] };

function fetchText(path: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve({ text, connection: response.headers.connection }));
    }).once('error', reject);
  });
}

test('while a request is in flight all is still answered, and each answer ends its connection', async () => {
  const kept = new Agent({ keepAlive: true });
  expect((await fetchText('/quick', kept)).connection).toBe('keep-alive');
  const slow = fetchText('/slow', new Agent({ keepAlive: true }));
  await arrived;
  const drained = drain.run({ delaySeconds: 0, secondsMax: 20 });
  expect(await fetchText('/quick', kept)).toEqual({ text: 'quick', connection: 'close' });
  expect(await fetchText('/quick', new Agent())).toEqual({ text: 'quick', connection: 'close' });
  release();
  expect(await slow).toEqual({ text: 'slow', connection: 'close' });
  await drained;
  expect(server.listening).toBe(false);
  await expect(fetchText('/quick', new Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('idle connections do not keep it', async () => {
  const agent = new Agent({ keepAlive: true });
  await fetchText('/quick', agent);
  await drain.run({ delaySeconds: 0, secondsMax: 20 });
  expect(server.listening).toBe(false);
  agent.destroy();
});

test('with a delay requests are taken although none is in flight', async () => {
  const drained = drain.run({ delaySeconds: 0.3, secondsMax: 20 });
  await sleep(20);
  expect(await fetchText('/quick', new Agent())).toEqual({ text: 'quick', connection: 'close' });
  await drained;
  expect(server.listening).toBe(false);
});

test('a request that never ends is cut when the time is over', async () => {
  const cut = fetchText('/slow', new Agent());
  const outcome = expect(cut).rejects.toMatchObject({ code: 'ECONNRESET' });
  await arrived;
  await drain.run({ delaySeconds: 0, secondsMax: 0.05 });
  await outcome;
});

test('a server that never listened has nothing to drain', async () => {
  server.close();
  await new HttpDrain(createServer()).run({ delaySeconds: 20, secondsMax: 20 });
});
