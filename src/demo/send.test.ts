import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoDays, generateCompany } from './company';
import { day } from './diary';
import { sendCompany } from './send';

const now = Date.parse('2026-11-01T00:00:00Z');
let server: Server;
afterEach(() => server.close());

/** A door that answers every batch with this status. */
async function answering(status: number): Promise<string> {
  server = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

async function send(url: string): Promise<number> {
  return sendCompany(generateCompany(now, 2), {
    url,
    writeKeys: { web: 'w', shop: 's', helpdesk: 'h' },
    from: now - demoDays * day,
    onDay: () => undefined,
    isStopped: () => false,
  });
}

test('every call is acknowledged before the sending ends', async () => {
  expect(await send(await answering(200))).toBe(generateCompany(now, 2).length);
});

test('a refused batch fails the sending, with what the SDK says', async () => {
  await expect(send(await answering(400))).rejects.toThrow(/400/);
});
