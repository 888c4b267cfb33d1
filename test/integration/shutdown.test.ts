import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFreshDatabase, createSource, type FreshDatabase } from '../support/fresh-database';
import { build, startRapport, until } from '../support/rapport';

jest.setTimeout(120_000);

let database: FreshDatabase;
let dataDir: string;
beforeAll(async () => {
  build();
  database = await createFreshDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-shutdown-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

test('after SIGTERM the load balancer hears shutting_down, while a request that was on its way is answered', async () => {
  const env = { DATABASE_URL: database.url, RAPPORT_DATA_DIR: dataDir, ROLE: 'web', SERVE_ADMIN: 'false' };
  const rapport = startRapport(env);
  const url = await rapport.ready;
  await createSource(database.url, { writeKey: 'shutdown-key' });
  const late = beginPost(`${url}/v1/track`, '{"type":"track","event":"Late","userId":"u1"}');
  await late.begun;
  rapport.kill('SIGTERM');
  await until(() => rapport.output().includes('"stopping"'));
  await until(async () => (await fetch(`${url}/readyz`)).status === 503);
  const probe = await fetch(`${url}/readyz`);
  expect(await probe.json()).toMatchObject({ code: 'shutting_down' });
  expect(probe.headers.get('connection')).toBe('close');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  const answer = await late.finish();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers.connection).toBe('close');
  expect(await rapport.exit).toEqual({ code: 0, signal: null });
});

type BegunPost = { readonly begun: Promise<unknown>; readonly finish: () => Promise<IncomingMessage> };

/** Half of the body is sent, and the server has begun to read: it said 100-continue. */
function beginPost(url: string, body: string): BegunPost {
  const headers = { 'x-write-key': 'shutdown-key', 'content-length': String(body.length), expect: '100-continue' };
  const sent: ClientRequest = request(url, { method: 'POST', headers });
  const begun = once(sent, 'continue').then(() => sent.write(body.slice(0, 5)));
  sent.flushHeaders();
  return {
    begun,
    finish: () =>
      new Promise((resolve, reject) => {
        sent.once('error', reject).once('response', (response) => resolve(response.resume()));
        sent.end(body.slice(5));
      }),
  };
}
