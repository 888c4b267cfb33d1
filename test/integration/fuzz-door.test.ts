import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { long } from '../support/long';
import { expectDocumented } from '../support/door-answers';
import { doorRequests, keys } from '../support/door-requests';
import { createFreshDatabase, createSource, type FreshDatabase } from '../support/fresh-database';
import { Node } from '../support/node';
import { build } from '../support/rapport';
import { sendRaw } from '../support/raw-request';
import { expectSteady } from '../support/steady';

/** `npm run prove` sends a hundred times as many. */
const requests = long ? 10_000 : 300;

jest.setTimeout((300 + requests / 10) * 1000);

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let dataDir: string;
let database: FreshDatabase;
let node: Node;

beforeAll(async () => {
  build();
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'rapport-fuzz-'));
  database = await createFreshDatabase();
  node = await Node.start({ DATABASE_URL: database.url, ROLE: 'web', RAPPORT_DATA_DIR: dataDir });
  await createSource(database.url, { writeKey: keys.server });
  await createSource(database.url, { writeKey: keys.browser, kind: 'browser' });
  await createSource(database.url, { writeKey: keys.disabled, enabled: false });
});
afterAll(async () => {
  agent.destroy();
  await node.stop();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

async function run(count: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(doorRequests, { minLength: 1, maxLength: 6 }), async (several) => {
      // Together: they share transactions, and one's poison must not be the other's.
      const answers = await Promise.all(several.map((one) => sendRaw(node.url, agent, one)));
      answers.forEach((answer, index) => {
        const request = several[index];
        if (answer !== null && request !== undefined) expectDocumented(request, answer);
      });
    }),
    // What failed is printed whole; to make it smaller would send it hundreds of times more.
    { numRuns: Math.ceil(count / 3.5), endOnFailure: true },
  );
}

test('whatever is sent to the door: no 5xx, no hang, a documented answer; good events still pass; memory does not grow', async () => {
  await expectSteady(node, requests, run);

  const good = { type: 'track', event: 'Order Completed', userId: 'good', messageId: 'good-1' };
  const answer = await fetch(`${node.url}/v1/batch`, {
    method: 'POST',
    headers: { 'x-write-key': keys.server },
    body: JSON.stringify({ batch: [good] }),
  });
  expect(await answer.json()).toEqual({ success: true, accepted: 1, duplicates: 0, rejected: [] });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('select message_id from rapport.event where message_id = $1', ['good-1']);
  await client.end();
  expect(rows).toEqual([{ message_id: 'good-1' }]);
});
