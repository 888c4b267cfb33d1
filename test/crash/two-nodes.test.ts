import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createFreshDatabase, createSource, type FreshDatabase } from '../support/fresh-database';
import { Node } from '../support/node';
import { build } from '../support/rapport';
import { testAtLength } from '../support/long';
import { settleSecondsMax } from './load';
import { crashes, expectNothingLostNothingTwice, loadSeconds, runRound } from './round';

jest.setTimeout((loadSeconds + crashes * 120 + settleSecondsMax + 120) * 1000);

const writeKey = 'CRASHKEY';
let database: FreshDatabase;
let folder: string;
let nodes: Node[];

beforeAll(async () => {
  build();
  database = await createFreshDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-crash-'));
  const env = { DATABASE_URL: database.url, RAPPORT_DATA_DIR: folder };
  nodes = await Promise.all([Node.start(env), Node.start(env)]);
  await createSource(database.url, { writeKey });
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function round(name: string, count: number, crash: (index: number) => Promise<void> | void): Promise<void> {
  const result = await runRound({ name, urls: nodes.map((node) => node.url), writeKey, crash, count });
  process.stderr.write(`${name}: ${JSON.stringify(result.report.answers)}\n`);
  await expectNothingLostNothingTwice(result, database.url, name);
}

testAtLength('two nodes on one database share the load: the same customers as one alone would make', async () => {
  await round('both', 1, () => undefined);
});

test('kill -9 of one of two nodes under load: its retries go to the other, nothing is there twice', async () => {
  await round('one', crashes, (index) => nodes[index % nodes.length]?.killAndStart());
});
