import { createServer } from 'node:http';
import { limits, RapportError } from '@rapport/sdk';
import pino from 'pino';
import { createAuditLog } from '../../src/privacy/audit-log';
import { createAuditMount } from '../../src/privacy/audit-mount';
import { auditJobs, startSealer } from '../../src/worker/audit';
import { allScopes, Customer360 } from '../support/customer-360';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { createTestIngest } from '../support/ingest';
import { testKeys } from '../support/privacy';

const log = pino({ level: 'silent' });
const { seal } = testKeys;
let database: TestDatabase;
let api: Customer360;
beforeEach(async () => {
  database = await createTestDatabase();
  api = await new Customer360().start(database.pool);
});
afterEach(async () => {
  await api.stop();
  await database.drop();
});

async function rows(): Promise<{ actor: string; action: string; profile_id: string | null; details: unknown }[]> {
  const result = await database.pool.query('select actor, action, profile_id, details from audit order by id');
  return result.rows;
}

async function idOf(value: string): Promise<string> {
  const { rows: found } = await database.pool.query<{ id: string }>(
    'select p.public_id as id from identifier i join profile p on p.id = i.profile_id where i.value = $1',
    [value],
  );
  return found[0]?.id ?? '';
}

const profile = 'query ($id: ID!) { profile(id: $id) { traits } }';

test('a personal read is written within a second, and once however often it is repeated', async () => {
  await createTestIngest(database).send({ ids: 'user_id:u1' });
  const id = await idOf('u1');
  for (let time = 0; time < 5; time++) await api.query(profile, { id });
  await api.query('query { searchProfiles(text: "anna") { edges { cursor } } }');
  await eventually(async () => (await rows()).length === 2);
  expect(await rows()).toEqual([
    {
      actor: 'token:test',
      action: 'profile.read',
      profile_id: id,
      details: expect.objectContaining({ unmasked: true }),
    },
    { actor: 'token:test', action: 'profiles.list', profile_id: null, details: { unmasked: true } },
  ]);
});

test('a token that sees everything masked leaves no entry, nor does a profile that is not there', async () => {
  await createTestIngest(database).send({ ids: 'user_id:u1' });
  await api.query(profile, { id: await idOf('u1') }, ['profile.read']);
  await api.query(profile, { id: '018f0000-0000-7000-8000-000000000000' });
  await createAuditLog({ pool: database.pool, now: () => 0, seal, log }).drain();
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await rows()).toEqual([]);
});

test('every change is there when it is answered: what was done, to whom, which fields, no value', async () => {
  await createTestIngest(database).send({ ids: 'user_id:u1' });
  await createTestIngest(database).send({ ids: 'user_id:u2' });
  const [one, two] = [await idOf('u1'), await idOf('u2')];
  await api.query('mutation ($input: UpdateTraitsInput!) { updateTraits(input: $input) { messageId } }', {
    input: { profileId: one, traits: { email: 'anna@example.com', plan: 'gold' } },
  });
  await api.query('mutation ($input: MergeProfilesInput!) { mergeProfiles(input: $input) { clientMutationId } }', {
    input: { first: one, second: two, reason: 'Anna called' },
  });
  expect((await rows()).map(({ action, profile_id, details }) => ({ action, profile_id, details }))).toEqual([
    { action: 'updateTraits', profile_id: one, details: { profileId: one, fields: ['traits.email', 'traits.plan'] } },
    { action: 'mergeProfiles', profile_id: one, details: { first: one, second: two, fields: ['reason'] } },
  ]);
  expect(JSON.stringify(await rows())).not.toContain('anna@');
});

test('what was refused leaves no entry', async () => {
  const merge = 'mutation ($input: MergeProfilesInput!) { mergeProfiles(input: $input) { clientMutationId } }';
  const same = '018f0000-0000-7000-8000-000000000000';
  await api.query(merge, { input: { first: same, second: same } });
  await api.query(merge, { input: { first: same, second: same } }, ['profile.read']);
  expect(await rows()).toEqual([]);
});

test('a change whose process dies before it is told is in the log, once that is certain; one that is under way is not', async () => {
  const audit = createAuditLog({ pool: database.pool, now: () => api.now, seal, log });
  const entry = { actor: 'admin:7', action: 'unmerge', profileId: null, details: { mergeId: 'm1' }, requestId: 'r1' };
  const dead = new Promise<never>(() => undefined);
  let hasBegun = false;
  void audit.around(entry, () => {
    hasBegun = true;
    return dead;
  });
  await eventually(async () => hasBegun);
  const adopt = async (): Promise<void> => {
    const { pool, schema } = database;
    const jobs = auditJobs({ pool, schema, now: () => api.now, auditDays: limits.auditDays });
    await jobs.find(({ name }) => name === 'adopt-audit-intents')?.run();
  };
  await adopt();
  expect(await rows()).toEqual([]);
  const began = api.now;
  api.now += (limits.auditIntentSeconds + 1) * 1_000;
  await Promise.all([adopt(), adopt()]);
  const found = await audit.page({}, { count: 5, forward: true });
  expect(found.items).toEqual([
    expect.objectContaining({ ...entry, at: began, details: { mergeId: 'm1', outcome: 'unknown' } }),
  ]);
});

test('what fails without a word of why may have been done: it is in the log as that', async () => {
  const audit = createAuditLog({ pool: database.pool, now: () => api.now, seal, log });
  const entry = { actor: 'admin:7', action: 'unmerge', profileId: null };
  await expect(audit.around(entry, () => Promise.reject(new Error('connection lost')))).rejects.toThrow();
  const refusal = new RapportError('merge_not_found');
  await expect(audit.around(entry, () => Promise.reject(refusal))).rejects.toBe(refusal);
  expect(
    await audit.around(
      entry,
      async () => 3,
      (count) => ({ details: { count } }),
    ),
  ).toBe(3);
  expect(await rows()).toMatchObject([{ action: 'unmerge', details: { count: 3 } }]);
  expect((await database.pool.query('select from audit_intent')).rowCount).toBe(1);
});

const entries = `query ($actor: String, $actions: [String!], $profile: ID, $first: Int, $after: String, $last: Int, $before: String) {
  auditEntries(actor: $actor, actions: $actions, profile: $profile, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id actor actorName action profileId details sealed } } pageInfo { hasNextPage endCursor } } }`;

test('the log is read by actor, action and person, in pages, by those who may', async () => {
  await createTestIngest(database).send({ ids: 'user_id:u1' });
  const id = await idOf('u1');
  const audit = createAuditLog({ pool: database.pool, now: () => api.now, seal, log });
  for (let n = 0; n < 3; n++) await audit.write({ actor: 'admin:7', action: 'profile.read', profileId: id });
  await audit.write({ actor: 'token:3', action: 'mergeProfiles', profileId: null });
  const names = (answer: { data: { auditEntries: { edges: { node: { action: string } }[] } } }) =>
    answer.data.auditEntries.edges.map(({ node }) => node.action);
  expect(names(await api.query(entries))).toEqual(['mergeProfiles', 'profile.read', 'profile.read', 'profile.read']);
  expect(names(await api.query(entries, { actor: 'token:3' }))).toEqual(['mergeProfiles']);
  expect(names(await api.query(entries, { actions: ['profile.read'] }))).toHaveLength(3);
  expect(names(await api.query(entries, { profile: id }))).toHaveLength(3);
  const first = await api.query(entries, { first: 2 });
  const { endCursor, hasNextPage } = first.data.auditEntries.pageInfo;
  expect(hasNextPage).toBe(true);
  expect(names(await api.query(entries, { first: 5, after: endCursor }))).toEqual(['profile.read', 'profile.read']);
  expect(names(await api.query(entries, { last: 1 }))).toEqual(['profile.read']);
  expect(first.data.auditEntries.edges[0].node.actorName).toBe('Name of token:3');
  const node = first.data.auditEntries.edges[0].node.id;
  const found = await api.query('query ($id: ID!) { node(id: $id) { id } }', { id: node });
  expect(found.data.node).toEqual({ id: node });
  const { data } = await api.query('{ auditFacets { actors actions } auditCheck { from entries brokenAt next head } }');
  expect(data.auditFacets).toEqual({
    actors: ['admin:7', 'token:3'].map((actor) => ({ actor, name: `Name of ${actor}` })),
    actions: ['mergeProfiles', 'profile.read'],
  });
  const head = `0:${'0'.repeat(64)}`;
  expect(data.auditCheck).toEqual({ from: 0, entries: 0, brokenAt: null, next: null, head });
  const bad = await api.query('{ auditCheck(after: "7:abc") { head } }');
  expect(bad.errors?.[0]?.extensions.code).toBe('bad_input');
  const refused = await api.query(
    entries,
    {},
    allScopes.filter((scope) => scope !== 'audit.read'),
  );
  expect(refused.errors?.[0]?.extensions.code).toBe('forbidden');
});

test('a range of time holds its beginning and not its end, in the order of time, with any filter and to both sides', async () => {
  const pages = `query ($actor: String, $actions: [String!], $profile: ID, $from: DateTime, $to: DateTime, $first: Int, $after: String, $last: Int, $before: String) {
    auditEntries(actor: $actor, actions: $actions, profile: $profile, from: $from, to: $to, first: $first, after: $after, last: $last, before: $before) {
      edges { node { requestId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  await createTestIngest(database).send({ ids: 'user_id:u1' });
  const profileId = await idOf('u1');
  const moment = (n: number): number => 1_700_000_000_000 + n * 1_000;
  // Not in the order in which they were written, three of each time.
  const written = Array.from({ length: 36 }, (_, n) => ({
    ...{ at: moment((n * 7) % 12), requestId: `r${n}`, actor: n % 2 === 0 ? 'admin:7' : 'token:3' },
    ...{ action: `step-${n % 3}`, profileId: n % 5 === 0 ? profileId : null },
  }));
  for (const { at, ...entry } of written)
    await createAuditLog({ pool: database.pool, now: () => at, seal, log }).write(entry);
  const newestFirst = written.map((entry, id) => ({ ...entry, id })).sort((a, b) => b.at - a.at || b.id - a.id);

  const walk = async (filter: object, size: 'first' | 'last'): Promise<string[]> => {
    const found: string[] = [];
    for (let place: object = {}; ;) {
      const answer = await api.query(pages, { ...filter, ...place, [size]: 2 });
      const { edges, pageInfo } = answer.data.auditEntries;
      const ids: string[] = edges.map(({ node }: { node: { requestId: string } }) => node.requestId);
      if (size === 'first') found.push(...ids);
      else found.unshift(...ids);
      if (!pageInfo[size === 'first' ? 'hasNextPage' : 'hasPreviousPage']) return found;
      place = size === 'first' ? { after: pageInfo.endCursor } : { before: pageInfo.startCursor };
    }
  };
  const ranges = [[], [0, 12], [0, 1], [3, 4], [11, 12], [11, 90], [-9, 0], [5, 5], [2], [undefined, 9]];
  const filters = [
    {},
    { actor: 'token:3' },
    { actor: 'nobody' },
    { actions: ['step-1'] },
    { actions: ['step-2', 'step-0', 'step-2', 'nothing'] },
    { actor: 'admin:7', actions: ['step-2', 'step-0'] },
    { profileId },
    { profileId, actor: 'admin:7', actions: ['step-0', 'step-1'] },
  ];
  for (const [from = -Infinity, to = Infinity] of ranges)
    for (const { profileId: profile, ...filter } of filters) {
      const expected = newestFirst
        .filter((one) => one.at >= moment(from) && one.at < moment(to))
        .filter((one) => filter.actor === undefined || one.actor === filter.actor)
        .filter((one) => filter.actions === undefined || filter.actions.includes(one.action))
        .filter((one) => profile === undefined || one.profileId === profile)
        .map(({ requestId }) => requestId);
      const time = (n: number): string | null => (Number.isFinite(n) ? new Date(moment(n)).toISOString() : null);
      const asked = { ...filter, profile, from: time(from), to: time(to) };
      expect({ asked, found: await walk(asked, 'first') }).toEqual({ asked, found: expected });
      expect({ asked, found: await walk(asked, 'last') }).toEqual({ asked, found: expected });
    }
  const many = await api.query(pages, {
    first: 2,
    actions: Array.from({ length: limits.auditFacetsMax + 1 }, (_, n) => `step-${n}`),
  });
  expect(many.errors?.[0]?.extensions.code).toBe('bad_input');
  for (const parts of [[1], [-1, 1], ['2026', 1], [1, 1.5]]) {
    const after = Buffer.from(JSON.stringify(parts)).toString('base64url');
    const answer = await api.query(pages, { first: 2, after });
    expect(answer.errors?.[0]?.extensions.code).toBe('cursor_invalid');
  }
});

test('all of it comes as a file, in pages, to those who may; that is an entry, too', async () => {
  const audit = createAuditLog({ pool: database.pool, now: () => api.now, seal, log });
  const entriesMany = limits.auditExportPage * 2 + 1;
  await database.pool.query(
    `insert into audit (at, actor, action, details) select to_timestamp($1::float8 / 1000), 'admin:7', 'unmerge', '{}' from generate_series(1, $2)`,
    [api.now, entriesMany],
  );
  const auth = (scope: string) => ({
    authenticate: async () => ({ actor: 'admin:9', scopes: new Set([scope]) }),
    byActor: async () => null,
    names: async (actors: readonly string[]) => new Map(actors.map((actor) => [actor, `Name of ${actor}`])),
  });
  const ask = async (query: string, scope = 'audit.read') => {
    const mount = createAuditMount({ audit, auth: auth(scope), log });
    const server = createServer((request, response) => void mount.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const response = await fetch(`http://127.0.0.1:${port}/audit/entries.ndjson${query}`);
    const text = await response.text();
    await new Promise((resolve) => server.close(resolve));
    return { status: response.status, lines: text.trim().split('\n') };
  };
  const whole = await ask('?actor=admin:7');
  expect(whole).toMatchObject({ status: 200, lines: { length: entriesMany } });
  expect(JSON.parse(whole.lines[0] ?? '')).toEqual({
    ...{ id: expect.any(Number), at: new Date(api.now).toISOString(), actor: 'admin:7', actorName: 'Name of admin:7' },
    ...{ action: 'unmerge', profileId: null, details: {}, requestId: null, sealed: false },
  });
  expect(new Set(whole.lines.map((line) => JSON.parse(line).id)).size).toBe(entriesMany);
  const filtered = await ask(`?action=audit.export&from=${new Date(api.now).toISOString()}`);
  expect(filtered.lines.map((line) => JSON.parse(line).actor)).toEqual(['admin:9', 'admin:9']);
  expect((await ask('', 'profile.read')).status).toBe(403);
  expect((await ask('?profile=anna')).status).toBe(400);
  expect((await ask('?from=yesterday')).status).toBe(400);
});

describe('the chain', () => {
  let audit: ReturnType<typeof createAuditLog>;
  beforeEach(() => {
    audit = createAuditLog({ pool: database.pool, now: () => api.now, seal, log });
  });

  async function write(times: number): Promise<void> {
    for (let n = 0; n < times; n++) await audit.write({ actor: 'cli', action: `step-${n}`, profileId: null });
  }

  /** @param nodes how many sealers are at it at once */
  async function sealed(nodes = 1): Promise<void> {
    const { pool, schema } = database;
    const sealers = Array.from({ length: nodes }, () => startSealer({ pool, schema, seal, log }));
    const open = 'select from audit where position is null';
    await eventually(async () => (await pool.query(open)).rowCount === 0);
    await Promise.all(sealers.map((one) => one.stop()));
  }

  async function prune(): Promise<void> {
    const { pool, schema } = database;
    const jobs = auditJobs({ pool, schema, now: () => api.now, auditDays: limits.auditDays });
    await jobs.find(({ name }) => name === 'prune-audit')?.run();
  }

  test('shows a changed, a missing and a slipped-in entry; what is pruned by age does not break it', async () => {
    const { pool } = database;
    await write(5);
    await sealed();
    api.now += (limits.auditDays + 1) * 86_400_000;
    await write(3);
    await sealed();
    expect(await audit.check(null)).toMatchObject({ from: 0, rows: 8, brokenAt: null, next: null });
    await prune();
    expect(await audit.check(null)).toMatchObject({ from: 5, rows: 3, brokenAt: null });
    await write(1);
    await sealed();
    expect(await audit.check(null)).toMatchObject({ rows: 4, brokenAt: null, head: { position: 9 } });

    await pool.query(`update audit set actor = 'admin:1' where position = 7`);
    expect(await audit.check(null)).toMatchObject({ brokenAt: 7 });
    await pool.query(`update audit set actor = 'cli' where position = 7`);
    await pool.query('delete from audit where position = 8');
    expect(await audit.check(null)).toMatchObject({ brokenAt: 8 });
  });

  test('shows that the newest entries were taken away, also after others came behind them', async () => {
    await write(4);
    await sealed();
    const noted = (await audit.check(null)).head;
    await database.pool.query('delete from audit where position > 2');
    expect(await audit.check(null)).toMatchObject({ rows: 2, brokenAt: 3 });
    await write(2);
    await sealed();
    expect(await audit.check(null)).toMatchObject({ rows: 2, brokenAt: 3 });
    // Who can write the table can make a new chain of what he left; a head that was noted elsewhere still tells.
    await database.pool.query('update audit set position = null, seal = null');
    await database.pool.query(`update audit_head set position = 0, seal = decode(repeat('00', 32), 'hex')`);
    await sealed();
    expect(await audit.check(null)).toMatchObject({ rows: 4, brokenAt: null });
    expect((await audit.check(noted)).brokenAt).not.toBeNull();
  });

  test('is one, however many nodes seal it while entries come from all sides', async () => {
    const writing = Promise.all(Array.from({ length: 6 }, () => write(40)));
    const sealing = sealed(4);
    await writing;
    await sealing;
    await sealed(3);
    const { rows, brokenAt, head } = await audit.check(null);
    expect({ rows, brokenAt, position: head.position }).toEqual({ rows: 240, brokenAt: null, position: 240 });
    // A head that was noted is still part of it when more has come.
    await write(3);
    await sealed(2);
    expect(await audit.check(head)).toMatchObject({ from: 240, rows: 3, brokenAt: null });
  });

  test('is whole to whoever checks it while its oldest entries go by age', async () => {
    await write(60);
    await sealed();
    api.now += (limits.auditDays + 1) * 86_400_000;
    const checks = Array.from({ length: 12 }, () => audit.check(null));
    await prune();
    for (const { brokenAt } of await Promise.all(checks)) expect(brokenAt).toBeNull();
    const { head } = await audit.check(null);
    expect(await audit.check({ position: 3, seal: head.seal })).toMatchObject({ from: 60, rows: 0, brokenAt: null });
  });
});

test('a database that is away for a while loses no read; more readers than may wait are counted together', async () => {
  let isAway = true;
  const pool = new Proxy(database.pool, {
    get(target, property) {
      if (property !== 'query') return Reflect.get(target, property, target);
      return (...parameters: unknown[]) =>
        isAway ? Promise.reject(new Error('away')) : Reflect.apply(target.query, target, parameters);
    },
  });
  const audit = createAuditLog({ pool, now: () => api.now, seal, log });
  const id = (n: number): string => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  for (let n = 0; n < limits.auditPendingMax + 10; n++)
    audit.note({ actor: 'admin:7', action: 'profile.read', profileId: id(n) });
  await audit.drain();
  expect(await rows()).toEqual([]);
  isAway = false;
  await audit.drain();
  const written = await rows();
  expect(written).toHaveLength(limits.auditPendingMax + 1);
  expect(written.at(-1)).toMatchObject({
    action: 'profile.read',
    profile_id: null,
    details: { many: true, count: 10 },
  });
});
