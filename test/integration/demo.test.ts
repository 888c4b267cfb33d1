import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { z } from 'zod';
import { demoSeed, tellStory } from '../../src/demo/company';
import { demoSegments } from '../../src/demo/outreach/campaigns';
import type { Story } from '../../src/demo/story';
import { findEmbedded } from '../../src/postgres/embedded';
import { findPostmaster } from '../../src/postgres/postmaster';
import { appDir, build, killNow, until } from '../support/rapport';
import { makeReachableFolder } from '../support/server';
import { testAtLength } from '../support/long';

jest.setTimeout(300_000);

const customers = 12;
const moreCustomers = 40;
let folder: string;
let dataDir: string;
const running: ChildProcess[] = [];
/** A demo that is told to stop ends within this, or is killed: nothing of a failed test may go on beside the others. */
const stopMilliseconds = 20_000;

beforeAll(async () => {
  build();
  folder = await makeReachableFolder('rapport-demo-');
  dataDir = path.join(folder, 'data');
});
afterAll(async () => {
  await Promise.all(running.map(stopDemo));
  const left = await findPostmaster(path.join(dataDir, 'postgres/data'));
  if (left !== null) killNow([left.pid]);
  await rm(folder, { recursive: true, force: true });
});

async function stopDemo(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), stopMilliseconds);
  await ended;
  clearTimeout(killed);
}

type Demo = { readonly text: () => string; readonly stop: () => Promise<number | null> };

/** What `npm run demo` runs once all is built, without the admin panel. */
function spawnDemo(count: number): ChildProcessByStdio<null, Readable, Readable> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['bin/rapport', 'demo', '--customers', String(count)], {
    cwd: appDir,
    env: { PATH, HOME: '/nonexistent', RAPPORT_DATA_DIR: dataDir, SERVE_ADMIN: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

/** Until it has printed everything. */
async function runDemo(count: number): Promise<Demo> {
  const child = spawnDemo(count);
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

async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: (await findEmbedded(dataDir)) ?? undefined });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const counts = z.object({ events: z.coerce.number(), different: z.coerce.number(), conflicts: z.coerce.number() });

function countAll(): Promise<z.infer<typeof counts>> {
  return withDatabase(async (client) => {
    const { rows } = await client.query(
      `select count(*) as events, count(distinct (source_id, message_id)) as different,
              (select count(*) from rapport.review where type = 'conflict') as conflicts from rapport.event`,
    );
    return counts.parse(rows[0]);
  });
}

/** Groups from the templates that are live, and those of the broadcasts; the ready situations come by themselves. */
function segmentsBuilt(): Promise<number> {
  return withDatabase(async (client) => {
    const { rowCount } = await client.query(
      `select from rapport.segment where state = 'published' and updated_by <> 'system:empathy'`,
    );
    return rowCount ?? 0;
  });
}

/** How many customers are in a situation. */
function peopleInSituations(): Promise<number> {
  return withDatabase(async (client) => {
    const { rowCount } = await client.query(
      `select from rapport.membership m join rapport.segment s on s.id = m.segment_id
       where s.key like 'situation-%' and m.member`,
    );
    return rowCount ?? 0;
  });
}

function countConversations(): Promise<number> {
  return withDatabase(async (client) => (await client.query('select from rapport.conversation')).rowCount ?? 0);
}

const opening = z.object({ does: z.string(), conversation: z.string().optional() });
/** There is no conversation in it until Rapport knows the contact: the helpdesk's webhook may still be on its way. */
const view = z.object({ state: z.string(), conversation: z.object({ status: z.string() }).nullish() });

/** What it prints of the helpdesk is true: all of it is in Rapport, and both addresses show a conversation that is open. */
async function expectHelpdesk(text: string, url: string): Promise<void> {
  const journal = (await readFile(path.join(dataDir, 'demo-helpdesk.jsonl'), 'utf8')).trimEnd().split('\n');
  const opened = journal.map((line) => opening.parse(JSON.parse(line))).filter(({ does }) => does === 'open');
  // By the API and by webhooks: nobody is left out, and nobody is told twice.
  await until(async () => (await countConversations()) >= opened.length);
  await withDatabase(async (client) => {
    const { rows } = await client.query(
      `select max(handoffs) as handoffs, min(rating) as rating, count(distinct channel) as channels,
         (select count(*) from rapport.conversation_fact f where f.fact->>'kind' = 'opened') as opened,
         (select state from rapport.helpdesk_sync where kind = 'backfill') as backfill
       from rapport.conversation where connection = 'nordlicht'`,
    );
    expect(rows).toEqual([
      { handoffs: 2, rating: 1, channels: '2', opened: String(await countConversations()), backfill: 'done' },
    ]);
  });

  const desk = new URL(find(text, /The helpdesk: (\S+)/));
  expect(desk.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?conversation=\d+#code=[\w-]{43}$/);
  const page = await (await fetch(desk)).text();
  expect(page).toContain(`data-src="${url}/panel/?connection=nordlicht"`);
  expect((await fetch(`${url}/panel/`)).headers.get('content-security-policy')).toContain(desk.origin);
  expect((await fetch(`${desk.origin}/api/v1/accounts/1/conversations`)).status).toBe(401);

  const panel = new URL(find(text, /^ {2}(\S+\/panel\/\S+)$/m));
  const signedIn = await fetch(`${url}/panel/api/session`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ code: new URLSearchParams(panel.hash.slice(1)).get('code') }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  await until(async () => {
    const answer = await fetch(`${url}/panel/api/view${panel.search}`, { headers });
    return view.parse(await answer.json()).conversation?.status === 'open';
  });
}

const edges = <T extends z.ZodType>(node: T) => z.object({ edges: z.array(z.object({ node })) });
const campaign = z.object({ key: z.string(), state: z.string() });
const outreach = z.object({
  data: z.object({
    journeys: edges(campaign),
    broadcasts: edges(campaign),
    channels: edges(z.object({ key: z.string(), failures: z.number() })),
    profile: z.object({
      messages: edges(z.object({ campaign: z.string(), state: z.string(), reasons: z.array(z.string()) })),
    }),
  }),
});

async function outreachOf(url: string, token: string) {
  const query = `{ journeys(first: 20) { edges { node { key state } } } broadcasts(first: 20) { edges { node { key state } } }
    channels(first: 5) { edges { node { key failures } } }
    profile(identifier: { kind: "user_id", value: "c-1001" }) {
      messages(first: 20) { edges { node { campaign state reasons } } } } }`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const asked = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return outreach.parse(await asked.json()).data;
}

/**
 * Journeys run, broadcasts are through, and Joe, whom nobody has helped today, got no news but what he is owed: in each run once, as in
 * the first.
 */
async function expectOutreach(url: string, token: string): Promise<void> {
  const states = async (field: 'journeys' | 'broadcasts'): Promise<string[]> =>
    (await outreachOf(url, token))[field].edges.map(({ node }) => `${node.key} ${node.state}`).sort();
  await until(async () => (await states('broadcasts')).every((one) => one.endsWith(' DONE')));
  expect(await states('broadcasts')).toEqual(['nps DONE', 'season DONE']);
  expect(await states('journeys')).toEqual(
    ['abandoned-cart', 'order-shipped', 'recovery', 'welcome'].map((key) => `${key} RUNNING`),
  );
  const ofJoe = async (key: string) =>
    (await outreachOf(url, token)).profile.messages.edges.filter(({ node }) => node.campaign === key);
  await until(async () => (await ofJoe('recovery')).some(({ node }) => node.state === 'HANDED'));
  expect(await ofJoe('recovery')).toHaveLength(1);
  // He may be in the control group, too.
  const news = (await ofJoe('season')).map(({ node }) => [node.state, node.reasons[0]]);
  expect(news).toEqual([['WITHHELD', 'bad_rating']]);
  expect((await outreachOf(url, token)).channels.edges).toEqual([{ node: { key: 'nordlicht-mail', failures: 0 } }]);
}

async function mailPage(text: string): Promise<string> {
  return (await fetch(find(text, /The customers' mailboxes: (\S+)/))).text();
}

const people = z.array(z.object({ value: z.string(), root: z.string() }));

/** Who has these identifiers: the profile of each. */
function profilesOf(values: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return withDatabase(async (client) => {
    const { rows } = await client.query(
      `select i.value, p.root_id::text as root from rapport.identifier i join rapport.profile p on p.id = i.profile_id
       where i.value = any($1)`,
      [values],
    );
    return new Map(people.parse(rows).map(({ value, root }) => [value, root]));
  });
}

const ledger = z.object({ since: z.number() });
const anyLedger = z.looseObject({ helpdesk: z.boolean() });
const login = z.object({ data: z.object({ token: z.string() }) });
const answer = z.object({
  data: z.object({
    profile: z.object({
      traits: z.object({ email: z.string(), name: z.string() }),
      identifiers: z.object({ edges: z.array(z.object({ node: z.object({ kind: z.string() }) })) }),
      timeline: z.object({ edges: z.array(z.unknown()).length(5) }),
      messages: z.object({ edges: z.array(z.unknown()) }),
    }),
  }),
});

test('the demo: a ready login, a first query that answers, a company with its people; it stays alive; a second run adds customers and doubles nothing', async () => {
  const first = await runDemo(customers);
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

  // It has told of all these events, and of some that the door refused on purpose.
  const told = Number(find(first.text(), /with ([\d,]+) new events/).replace(',', ''));
  const once = await countAll();
  expect(once.events).toBeGreaterThan(told * 0.95);
  // Who came by several devices is one person; two people at one tablet are two.
  const { since } = ledger.parse(JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')));
  const company = { seed: demoSeed, since, customers };
  const stories = Array.from({ length: customers }, (_, index) => tellStory(company, index, since));
  const known = stories.filter(({ accountSince }) => accountSince !== null);
  const devicesOf = ({ loggedIn, customer }: Story): string[] =>
    [...loggedIn].filter((device) => device !== customer.sharedTablet?.anonymousId);
  const roots = await profilesOf(known.flatMap((story) => [story.customer.userId, ...devicesOf(story)]));
  let secondDevices = 0;
  for (const story of known) {
    const ofDevices = devicesOf(story).map((device) => roots.get(device));
    expect(new Set([roots.get(story.customer.userId), ...ofDevices]).size).toBe(1);
    secondDevices += Math.max(ofDevices.length - 1, 0);
  }
  expect(secondDevices).toBeGreaterThan(2);
  expect(new Set(known.map(({ customer }) => roots.get(customer.userId))).size).toBe(known.length);
  expect(once.conflicts).toBeGreaterThan(0);
  expect(await segmentsBuilt()).toBe(9 + demoSegments.length);
  await until(async () => (await peopleInSituations()) > 0);
  await expectHelpdesk(first.text(), url);
  await expectOutreach(url, token);
  const mails = await mailPage(first.text());
  expect(mails).toContain('That should have gone better');
  expect(mails).toContain('joe.miller@mailbox.example');
  const conversations = await countConversations();

  // It stays alive.
  await until(async () => (await countAll()).events > once.events + 3);
  expect(await first.stop()).toBe(0);

  const second = await runDemo(moreCustomers);
  expect(second.text()).toContain('as the first run showed it');
  expect(second.text()).toContain('Sending what happened since');
  expect(find(second.text(), /token +(\S+)/)).toBe(token);
  // The helpdesk forgets all when it ends, and is again what it was.
  const again = find(second.text(), /Admin panel {2}(\S+)\/admin/);
  await expectHelpdesk(second.text(), again);
  await expectOutreach(again, token);
  expect(await countConversations()).toBeGreaterThanOrEqual(conversations);
  // The many come by batches: those that were not there.
  await until(() => second.text().includes('They are there.'));
  const { events, different } = await countAll();
  expect(events).toBe(different);
  expect(events).toBeGreaterThan(once.events + 200);
  const more = Array.from({ length: moreCustomers }, (_, index) => `c-${10_000 + index}`);
  expect((await profilesOf(more)).size).toBeGreaterThan(roots.size > 0 ? known.length + 5 : 0);
  expect(await second.stop()).toBe(0);
  expect(second.text()).toMatch(/Stopped\.\n$/);
});

testAtLength(
  'data of a demo that had no helpdesk yet are refused: its conversations would be there twice',
  async () => {
    const running = await runDemo(customers);
    await withDatabase((client) => client.query('delete from rapport.helpdesk_connection'));
    expect(await running.stop()).toBe(0);
    const file = path.join(dataDir, 'demo.json');
    const { helpdesk, ...older } = anyLedger.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(helpdesk).toBe(true);
    await writeFile(file, JSON.stringify(older));
    await rm(path.join(dataDir, 'demo-helpdesk.jsonl'));
    await expect(runDemo(customers)).rejects.toThrow('before it had a helpdesk');
    await writeFile(file, JSON.stringify({ ...older, helpdesk }));
  },
);

testAtLength('a demo that crashes, here because nobody reads what it prints, leaves no Rapport behind', async () => {
  const child = spawnDemo(customers);
  await until(async () => (await findPostmaster(path.join(dataDir, 'postgres/data'))) !== null);
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdout.destroy();
  child.stderr.resume();
  expect(await exit).not.toBe(0);
  await until(async () => (await findPostmaster(path.join(dataDir, 'postgres/data'))) === null);
});
