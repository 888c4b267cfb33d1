import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { drainHttp } from './drain';

let server: Server;
let release: () => void;
let port: number;

beforeEach(async () => {
  const held = new Promise<void>((resolve) => (release = resolve));
  server = createServer((request, response) => {
    if (request.url === '/slow') void held.then(() => response.end('slow'));
    else response.end('quick');
  });
  port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    }),
  );
});

function fetchText(path: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve(text));
    }).once('error', reject);
  });
}

test('a request in flight gets its answer, idle connections are closed, new ones are refused', async () => {
  const agent = new Agent({ keepAlive: true });
  await fetchText('/quick', agent);
  const slow = fetchText('/slow', new Agent({ keepAlive: true }));
  await sleep(20);
  const drained = drainHttp(server, 20);
  await sleep(20);
  await expect(fetchText('/quick', new Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  release();
  expect(await slow).toBe('slow');
  await drained;
  expect(server.listening).toBe(false);
  agent.destroy();
});

test('a request that never ends is cut when the time is over', async () => {
  const cut = fetchText('/slow', new Agent());
  const outcome = expect(cut).rejects.toMatchObject({ code: 'ECONNRESET' });
  await sleep(20);
  await drainHttp(server, 0.05);
  await outcome;
});

test('a server that never listened has nothing to drain', async () => {
  server.close();
  await drainHttp(createServer(), 20);
});
