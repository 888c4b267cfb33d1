import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findEmbedded } from '../../src/postgres/embedded';
import { findPostmaster } from '../../src/postgres/postmaster';
import { eventually } from '../support/eventually';
import { createSource } from '../support/fresh-database';
import { Node } from '../support/node';
import { long } from '../support/long';
import { build, killNow } from '../support/rapport';
import { settleSecondsMax } from './load';
import { crashes, expectNothingLostNothingTwice, loadSeconds, runRound } from './round';

jest.setTimeout((loadSeconds + crashes * 120 + settleSecondsMax + 120) * 1000);

const writeKey = 'CRASHKEY';
let folder: string;
let dataDir: string;
let node: Node;

beforeAll(async () => {
  build();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-crash-'));
  await chmod(folder, 0o755);
  dataDir = path.join(folder, 'data');
  node = await Node.start({ RAPPORT_DATA_DIR: dataDir });
  await createSource(await databaseUrl(), { writeKey });
});
afterAll(async () => {
  await node.stop();
  const left = await postmaster();
  if (left !== null) killNow([left]);
  await rm(folder, { recursive: true, force: true });
});

async function databaseUrl(): Promise<string> {
  const url = await findEmbedded(dataDir);
  if (url === null) throw new Error('the embedded server is away');
  return url;
}

async function postmaster(): Promise<number | null> {
  return (await findPostmaster(path.join(dataDir, 'postgres/data')))?.pid ?? null;
}

async function round(name: string, crash: () => Promise<void> | void): Promise<void> {
  const result = await runRound({ name, urls: [node.url], writeKey, crash });
  process.stderr.write(`${name}: ${JSON.stringify(result.report.answers)}\n`);
  await expectNothingLostNothingTwice(result, await databaseUrl(), name);
}

test('kill -9 of the web process under load: nothing acknowledged is lost, nothing is there twice', async () => {
  await round('web', () => node.killWeb());
});

test('kill -9 of Rapport whole under load: the next start goes on', async () => {
  await round('all', () => node.killAndStart());
});

test('kill -9 of PostgreSQL under load: it is brought back, nobody notices but by waiting', async () => {
  await round('server', async () => {
    // After the last kill it may still be on its way back.
    await eventually(async () => (await postmaster()) !== null);
    const pid = await postmaster();
    killNow(pid === null ? [] : [pid]);
  });
});

// `npm test` leaves it out: its parts are the rounds above.
if (long) {
  test('kill -9 of everything at once under load', async () => {
    await round('everything', async () => {
      const pid = await postmaster();
      killNow(pid === null ? [] : [pid]);
      await node.killAndStart();
    });
  });
}
