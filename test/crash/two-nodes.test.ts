import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { build } from '../support/rapport';
import { settleSecondsMax } from './load';
import { createSource, Node } from './node';
import { crashes, expectNothingLostNothingTwice, loadSeconds, runRound } from './round';

jest.setTimeout((loadSeconds + crashes * 120 + settleSecondsMax + 120) * 1000);

const writeKey = 'CRASHKEY';
const databaseName = `crash_${randomBytes(4).toString('hex')}`;
const server = process.env['RAPPORT_TEST_DATABASE_URL'] ?? '';
const databaseUrl = new URL(`/${databaseName}`, server).href;
let folder: string;
let nodes: Node[];

beforeAll(async () => {
  build();
  await onServer(`create database ${databaseName}`);
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-crash-'));
  const env = { DATABASE_URL: databaseUrl, RAPPORT_DATA_DIR: folder };
  nodes = await Promise.all([Node.start(env), Node.start(env)]);
  await createSource(databaseUrl, writeKey);
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await onServer(`drop database ${databaseName} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function round(name: string, count: number, crash: (index: number) => Promise<void> | void): Promise<void> {
  const result = await runRound({ name, urls: nodes.map((node) => node.url), writeKey, crash, count });
  process.stderr.write(`${name}: ${JSON.stringify(result.report.answers)}\n`);
  await expectNothingLostNothingTwice(result, databaseUrl, name);
}

test('two nodes on one database share the load: the same customers as one alone would make', async () => {
  await round('both', 1, () => undefined);
});

test('kill -9 of one of two nodes under load: its retries go to the other, nothing is there twice', async () => {
  await round('one', crashes, (index) => nodes[index % nodes.length]?.killAndStart());
});
