import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { z } from 'zod';
import { findEmbedded } from '../../src/postgres/embedded';
import { findPostmaster } from '../../src/postgres/postmaster';
import { appDir, build, killNow, until } from '../support/rapport';
import { makeReachableFolder } from '../support/server';

jest.setTimeout(300_000);

const customers = 30;
let folder: string;
let dataDir: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  build();
  folder = await makeReachableFolder('rapport-demo-');
  dataDir = path.join(folder, 'data');
});
afterAll(async () => {
  running?.kill('SIGKILL');
  const left = await findPostmaster(path.join(dataDir, 'postgres/data'));
  if (left !== null) killNow([left.pid]);
  await rm(folder, { recursive: true, force: true });
});

type Demo = { readonly text: () => string; readonly stop: () => Promise<number | null> };

/** What `npm run demo` runs once all is built, without the admin panel. */
function spawnDemo(): ChildProcessByStdio<null, Readable, Readable> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['bin/rapport', 'demo', '--customers', String(customers)], {
    cwd: appDir,
    env: { PATH, HOME: '/nonexistent', RAPPORT_DATA_DIR: dataDir, SERVE_ADMIN: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  return child;
}

/** Until it has printed everything. */
async function runDemo(): Promise<Demo> {
  const child = spawnDemo();
  let text = '';
  let ended = false;
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  void exit.then(() => (ended = true));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  await until(() => text.includes('Ctrl-C stops it') || ended);
  if (ended) throw new Error(`the demo ended:\n${text}`);
  return {
    text: () => text,
    stop() {
      child.kill('SIGINT');
      return exit;
    },
  };
}

function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`there is no ${pattern.source} in\n${text}`);
  return found;
}

const counts = z.object({
  events: z.string(),
  profiles: z.string(),
  merges: z.string(),
  conflicts: z.string(),
  accounts: z.string(),
});

async function countAll(): Promise<z.infer<typeof counts>> {
  const client = new pg.Client({ connectionString: (await findEmbedded(dataDir)) ?? undefined });
  await client.connect();
  const { rows } = await client.query(
    `select (select count(*) from rapport.event) as events, (select count(*) from rapport.profile where id = root_id) as profiles,
            (select count(*) from rapport.merge) as merges, (select count(*) from rapport.account) as accounts,
            (select count(*) from rapport.review where type = 'conflict') as conflicts`,
  );
  await client.end();
  return counts.parse(rows[0]);
}

const login = z.object({ data: z.object({ token: z.string() }) });
const answer = z.object({
  data: z.object({
    profile: z.object({
      traits: z.object({ email: z.string(), name: z.string() }),
      identifiers: z.object({ edges: z.array(z.object({ node: z.object({ kind: z.string() }) })) }),
      timeline: z.object({ edges: z.array(z.unknown()).length(5) }),
    }),
  }),
});

test('the demo: a ready login, a first query that answers, a company with all its stories; a second run doubles nothing', async () => {
  const first = await runDemo();
  const url = find(first.text(), /Admin panel {2}(\S+)\/admin/);
  const email = find(first.text(), /e-mail +(\S+)/);
  const password = find(first.text(), /password +(\S+)\n/);
  const json = { 'content-type': 'application/json' };
  const loggedIn = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password }),
  });
  expect(login.parse(await loggedIn.json()).data.token).not.toBe('');

  const token = find(first.text(), /token +(\S+)/);
  const body = find(first.text(), /-d '(.*)'/);
  const headers = z.record(z.string(), z.string()).parse(JSON.parse(find(first.text(), /^(\{"authorization".*\})$/m)));
  expect(headers).toEqual({ authorization: `Bearer ${token}` });
  const asked = await fetch(`${url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body });
  const { profile } = answer.parse(await asked.json()).data;
  // The same query stands there as it is, for the page that the browser shows.
  expect(find(first.text(), /^(\{ profile\(.*)$/m)).toBe(z.object({ query: z.string() }).parse(JSON.parse(body)).query);
  const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('graphiql');
  expect(profile.traits.email).toMatch(/@mailbox\.example$/);
  expect(profile.identifiers.edges.map(({ node }) => node.kind)).toContain('user_id');

  const once = await countAll();
  expect(Number(once.events)).toBe(Number(find(first.text(), /with ([\d,]+) events/).replace(',', '')));
  expect(Number(once.merges)).toBeGreaterThan(0);
  // Two people at one tablet: it stays with the first, and they stay two.
  expect(Number(once.conflicts)).toBeGreaterThan(0);
  expect(await first.stop()).toBe(0);

  const second = await runDemo();
  expect(second.text()).toContain('as the first run showed it');
  expect(find(second.text(), /token +(\S+)/)).toBe(token);
  expect(await countAll()).toEqual(once);
  expect(await second.stop()).toBe(0);
  expect(second.text()).toMatch(/Stopped\.\n$/);
});

test('a demo that crashes, here because nobody reads what it prints, leaves no Rapport behind', async () => {
  const child = spawnDemo();
  await until(async () => (await findPostmaster(path.join(dataDir, 'postgres/data'))) !== null);
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdout.destroy();
  child.stderr.resume();
  expect(await exit).not.toBe(0);
  await until(async () => (await findPostmaster(path.join(dataDir, 'postgres/data'))) === null);
});
