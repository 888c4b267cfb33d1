import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findEmbedded } from '../../src/postgres/embedded';
import { findPostmaster } from '../../src/postgres/postmaster';
import { type Ended, spawnCommand, type RunningCommand } from '../support/command';
import { testAtLength } from '../support/long';
import { build, killNow, startRapport, until } from '../support/rapport';
import { makeReachableFolder } from '../support/server';

jest.setTimeout(300_000);

let folder: string;
const started: RunningCommand[] = [];
beforeAll(build);
beforeEach(async () => {
  folder = await makeReachableFolder('rapport-share-');
});
afterEach(async () => {
  killNow(started.splice(0).flatMap(({ child }) => child.pid ?? []));
  const left = await findPostmaster(path.join(folder, 'data/postgres/data'));
  if (left !== null) killNow([left.pid]);
  await rm(folder, { recursive: true, force: true });
});

function list(): RunningCommand {
  const command = spawnCommand(folder, ['source', 'list']);
  started.push(command);
  return command;
}

async function serverPid(): Promise<number | undefined> {
  return (await findPostmaster(path.join(folder, 'data/postgres/data')))?.pid;
}

/** Whether this command has a hold on the server. */
async function works({ child }: RunningCommand): Promise<boolean> {
  const url = await findEmbedded(path.join(folder, 'data')).catch(() => null);
  if (url === null) return false;
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query(
      `select from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and granted and application_name = $1`,
      [`rapport command ${child.pid}`],
    );
    return rows.length > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The other one stands still meanwhile. It may hold the right to be the one that boots: then it goes on for a moment. */
async function endBefore(one: RunningCommand, other: RunningCommand): Promise<Ended> {
  for (;;) {
    other.child.kill('SIGSTOP');
    const ended = await Promise.race([one.ended, delay(1_000, null, { ref: false })]);
    if (ended !== null) return ended;
    other.child.kill('SIGCONT');
    await delay(100);
  }
}

const nothingYet = { code: 0, errors: '', output: 'There is no source yet: rapport source create NAME\n' };

test('of two commands the first, which started the server, ends first: the other goes on, and stops it', async () => {
  const first = list();
  await until(() => works(first));
  const second = list();
  await until(() => works(second));
  expect(await endBefore(first, second)).toEqual(nothingYet);
  expect(await serverPid()).toBeDefined();
  second.child.kill('SIGCONT');
  expect(await second.ended).toEqual(nothingYet);
  expect(await serverPid()).toBeUndefined();
});

testAtLength('commands that start at the same moment all work, and none leaves the server behind', async () => {
  const commands = [1, 2, 3].map(() => spawnCommand(folder, ['export', 'profiles']));
  started.push(...commands);
  for (const { ended } of commands) expect(await ended).toMatchObject({ code: 0, errors: '' });
  expect(await serverPid()).toBeUndefined();
});

testAtLength('Rapport starts beside a command and stops before it: the command stops the server', async () => {
  const command = list();
  await until(() => works(command));
  command.child.kill('SIGSTOP');
  const rapport = startRapport({ RAPPORT_DATA_DIR: path.join(folder, 'data'), ROLE: 'worker' });
  // The command may hold the right to be the one that boots: it goes on for a moment.
  command.child.kill('SIGCONT');
  await rapport.ready;
  await command.ended;
  expect(await serverPid()).toBeDefined();
  const late = list();
  await until(() => works(late));
  late.child.kill('SIGSTOP');
  rapport.kill('SIGTERM');
  expect((await rapport.exit).code).toBe(0);
  expect(await serverPid()).toBeDefined();
  late.child.kill('SIGCONT');
  expect(await late.ended).toEqual(nothingYet);
  expect(await serverPid()).toBeUndefined();
});
