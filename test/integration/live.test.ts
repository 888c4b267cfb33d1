import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Authenticator } from '@rapport/sdk';
import pino from 'pino';
import { createHub, type Hub } from '../../src/live/hub';
import { createLive, type Live } from '../../src/live/mount';
import { createSignals, type Signals } from '../../src/signals/signals';
import { Customers } from '../support/customers';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestIngest } from '../support/ingest';
import { until } from '../support/rapport';

const log = pino({ level: 'silent' });

/** Whoever is named in the header is in, unless she was thrown out. */
class Doorman implements Authenticator {
  names = async () => new Map<string, string>();
  byActor = async () => null;
  readonly out = new Set<string>();

  async authenticate(request: IncomingMessage) {
    const name = request.headers.authorization;
    if (name === undefined || this.out.has(name)) return null;
    return { actor: name, scopes: new Set(name === 'stranger' ? [] : ['profile.read']) };
  }
}

let database: TestDatabase;
let customers: Customers;
let signals: Signals;
let hub: Hub;
let live: Live;
let server: Server;
let port: number;
const doorman = new Doorman();
let ids: Map<number, string>;

beforeEach(async () => {
  database = await createTestDatabase();
  customers = new Customers(database.pool);
  ids = await customers.add({ id: 1 }, { id: 2, rootId: 1 }, { id: 3 });
  await customers.commit(1, [['profile', 3]]);
  signals = createSignals({ pool: database.pool, schema: database.schema, log });
  hub = createHub({ pool: database.pool, signals, log });
  live = createLive({ hub, auth: doorman, connectionsMax: 2, log });
  server = createServer((request, response) => void live.mount.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(async () => {
  live.end();
  server.closeAllConnections();
  server.close();
  await hub.close();
  await signals.close();
  await database.drop();
});

type Listening = { readonly status: number; readonly text: () => string; readonly ended: () => boolean; close(): void };

function listen(query = '', name = 'anna'): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const request = get({ port, path: `/live${query}`, headers: { authorization: name } }, (response) => {
      let text = '';
      let ended = false;
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('close', () => (ended = true));
      resolve({
        status: response.statusCode ?? 0,
        text: () => text,
        ended: () => ended,
        close: () => request.destroy(),
      });
    });
    request.on('error', reject);
  });
}

/** Commits, as the sequencer of some node would number them, until the listener hears of it (it follows from its start on). */
async function commitUntil(heard: () => boolean, entries: Parameters<Customers['commit']>[1], from = 2): Promise<void> {
  for (let position = from; !heard(); position++) {
    await customers.commit(position, entries);
    signals.notify('numbered');
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

test('a page hears of the customer that it shows, also by the id of a merged profile, and of nobody else', async () => {
  const page = await listen(`?profiles=${ids.get(1)}`);
  const other = await listen(`?profiles=${ids.get(3)}`);
  await commitUntil(() => page.text().includes('data:'), [['profile', 2]]);
  expect(page.text()).toContain(`data: {"profiles":["${ids.get(1)}"],"more":false}`);
  expect(other.text()).not.toContain('data:');
});

test('an event that changes nothing of the customer is told, too', async () => {
  await database.pool.query(`select setval('profile_id_seq', 100)`);
  const ingest = createTestIngest(database);
  const send = (n: number) => ingest.send({ ids: 'user_id:ana', messageId: `m${n}`, occurredAt: Date.now() });
  await send(0);
  const { rows } = await database.pool.query<{ id: string }>('select public_id as id from profile where id > 100');
  const page = await listen(`?profiles=${rows[0]?.id}`);
  for (let n = 1; !page.text().includes('data:'); n++) {
    await send(n);
    // As the sequencer numbers them.
    await database.pool.query('update commit_log set position = 1 + id where position is null');
    signals.notify('numbered');
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  const { rows: changes } = await database.pool.query(
    'select change_profile_ids as ids from commit_log order by id desc limit 1',
  );
  expect(changes).toEqual([{ ids: [] }]);
  expect(page.text()).toContain(`data: {"profiles":["${rows[0]?.id}"],"more":false}`);
});

test('whoever listens to all hears of leaf and customer', async () => {
  const page = await listen();
  await commitUntil(() => page.text().includes('data:'), [['merge', 2, 1]]);
  expect(page.text()).toContain(ids.get(1));
  expect(page.text()).toContain(ids.get(2));
});

test('of a flood it hears that there is more, in one message', async () => {
  const page = await listen(`?profiles=${ids.get(1)}`);
  await commitUntil(() => page.text().includes('data:'), [['profile', 1]]);
  const before = page.text();
  await database.pool.query(
    `insert into commit_log (position, at, change_kinds, change_profile_ids, change_merge_ids)
     select 1000 + n, '2026-01-01', '{1}', '{3}', '{0}' from generate_series(1, 1000) n`,
  );
  signals.notify('numbered');
  await until(() => page.text().length > before.length);
  expect(page.text().slice(before.length)).toMatch(/^event: changed\ndata: \{"profiles":\[\],"more":true\}\n\n$/);
});

test('without a session, a right, or room it says no, with our codes', async () => {
  expect(await listen('', 'stranger')).toMatchObject({ status: 403 });
  doorman.out.add('bert');
  expect(await listen('', 'bert')).toMatchObject({ status: 401 });
  expect(await listen('?profiles=x')).toMatchObject({ status: 400 });
  await listen();
  const second = await listen();
  const third = await listen();
  await until(() => third.text() !== '');
  expect(third).toMatchObject({ status: 503 });
  expect(third.text()).toContain('"overloaded"');
  second.close();
  await until(async () => (await listen()).status === 200);
});

test('a drain ends the streams, and no new one begins', async () => {
  const page = await listen();
  live.end();
  await until(() => page.ended());
  expect(await listen()).toMatchObject({ status: 503 });
});
