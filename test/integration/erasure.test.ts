import { RapportError, type RapportPlugin } from '@rapport/sdk';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { confirmationOf } from '../../src/privacy/erasure';
import empathy from '../../plugins/empathy/server';
import insights from '../../plugins/insights/server';
import outreach from '../../plugins/outreach/server';
import segments from '../../plugins/segments/server';
import { tablesOfPerson, tablesWithoutPerson } from '../../src/store/person-rows';
import { failingErasures } from '../../src/store/erasures';
import { createReadModels } from '../../src/store/read-models';
import { numberCommits } from '../../src/store/commit-log';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { commandsFor } from '../support/identity-by-hand';
import { createTestIngest, type TestIngest } from '../support/ingest';
import { createTestPrivacy, rowsWith, testSecrets } from '../support/privacy';

jest.setTimeout(60_000);

const actor = 'admin:1';
const early = Date.parse('2026-11-01T12:00:00Z');
let clock = Date.parse('2026-11-20T12:00:00Z');
let database: TestDatabase;
let ingest: TestIngest;

beforeEach(async () => {
  database = await createTestDatabase();
  ingest = createTestIngest(database);
  clock = Date.parse('2026-11-20T12:00:00Z');
});
afterEach(() => database.drop());

const privacy = (plugins: readonly RapportPlugin[] = []) => createTestPrivacy(database, { now: () => clock, plugins });

async function idOf(value: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select r.public_id as id from identifier i join profile p on p.id = i.profile_id join profile r on r.id = p.root_id
     where i.value = $1`,
    [value],
  );
  return rows[0]?.id ?? 'nobody';
}

async function erase(value: string, plugins: readonly RapportPlugin[] = []) {
  const profileId = await idOf(value);
  return privacy(plugins).erase(profileId, confirmationOf({ profileId }), actor);
}

async function count(table: string): Promise<number> {
  return (await database.pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n ?? -1;
}

const anna = 'user_id:user-anna email:anna@example.com anonymous_id:device-anna';

test('a person with a merged past is gone from every table, and her neighbour is not', async () => {
  await ingest.send({ ids: 'anonymous_id:device-anna', occurredAt: early, properties: { page: 'anna-secret-1' } });
  await ingest.send({ ids: 'user_id:user-bob', type: 'identify', name: '', traits: { name: 'Bob Bold' } });
  await ingest.send({
    ids: anna,
    type: 'identify',
    name: '',
    traits: { name: 'Anna Ashen', email: 'anna@example.com' },
    group: { externalId: 'acme', traits: {} },
  });
  const record = await erase('user-anna');
  expect(record.finishedAt).not.toBeNull();
  for (const text of ['user-anna', 'anna@example.com', 'device-anna', 'Ashen', 'ashen', 'anna-secret'])
    expect(await rowsWith(database, text)).toEqual([]);
  expect(await idOf('user-bob')).not.toBe('nobody');
  expect(await rowsWith(database, 'Bob Bold')).not.toEqual([]);
  expect(Object.fromEntries(record.counts.map(({ name, rows }) => [name, rows]))).toMatchObject({
    identifier: 3,
    event: 2,
    account_member: 1,
  });
});

test('a late retry and a re-import are dropped; what she does later makes a new person', async () => {
  const late = { ids: anna, occurredAt: early, messageId: 'late' };
  await ingest.send({ ...late, messageId: 'first' });
  await erase('user-anna');
  expect(await ingest.send(late)).toMatchObject({ accepted: 0, erased: 1, outcomes: ['erased'] });
  expect(
    await ingest.send({ ids: 'email:anna@example.com user_id:other', occurredAt: early, messageId: 'm2' }),
  ).toMatchObject({ erased: 1 });
  expect(await ingest.send({ ids: 'user_id:somebody-else', occurredAt: early, messageId: 'm3' })).toMatchObject({
    accepted: 1,
    erased: 0,
  });
  const alias = { ids: 'user_id:new-name', type: 'alias' as const, name: '', previousId: 'user-anna', messageId: 'm4' };
  expect(await ingest.send({ ...alias, occurredAt: early })).toMatchObject({ erased: 1 });
  expect(await idOf('user-anna')).toBe('nobody');
  expect(await ingest.send({ ...late, messageId: 'later', occurredAt: clock + 1 })).toMatchObject({ accepted: 1 });
  expect(await idOf('user-anna')).not.toBe('nobody');
  expect(await count('event')).toBe(2);
});

test('dead letters and answers that name her go; those of others stay', async () => {
  await ingest.send({ ids: 'user_id:7 email:anna@example.com phone:+4917012345678', occurredAt: early });
  await ingest.send({ ids: 'user_id:source', occurredAt: early });
  const bodies = [
    '{"type":"trak","userId":"7"}',
    '{"type":"trak","traits":{"mail":"ANNA@Example.com "}}',
    '{"type":"trak","traits":{"tel":"+49 170 12345678"}}',
    '{"type":"trak","userId":"77","properties":{"quantity":7}}',
    '"anna@example.com"',
    '{"type":"trak","userId":"8"}',
  ];
  await database.pool.query(
    `insert into rejected_event (source_id, received_at, code, message, body)
     select 1, '2026-11-02', 'event_type_invalid', '', body from unnest($1::text[]) body`,
    [bodies],
  );
  const profileId = await idOf('7');
  await database.pool.query(
    `insert into idempotency (principal, key, request_hash, response, at) values
     ('token:1', 'k1', 'h', $1, '2026-11-02'), ('token:1', 'k2', 'h', '{"winnerId":"x"}', '2026-11-02')`,
    [{ winnerId: profileId }],
  );
  await erase('7');
  const { rows } = await database.pool.query<{ body: string }>('select body from rejected_event order by id');
  expect(rows.map((row) => row.body)).toEqual([bodies[3], bodies[5]]);
  expect(await count('idempotency')).toBe(1);
});

test('what another said of her address is taken out of his rows; the rest of them stays', async () => {
  await ingest.send({ ids: anna, occurredAt: early });
  await ingest.send({
    ids: 'user_id:user-bob email:anna@example.com?',
    occurredAt: early,
    properties: { invited: 'Anna@Example.com', note: 'kept' },
    context: { campaign: 'spring' },
  });
  expect(await count('review')).toBe(1);
  await erase('user-anna');
  expect(await rowsWith(database, 'nna@')).toEqual([]);
  const { rows } = await database.pool.query('select properties, context, identifiers from event');
  expect(rows).toEqual([
    {
      properties: { invited: '[erased]', note: 'kept' },
      context: { campaign: 'spring' },
      identifiers: [['user_id', 'user-bob', 'verified']],
    },
  ]);
});

test('a wrong confirmation erases nobody; the same erasure twice is one', async () => {
  await ingest.send({ ids: anna, occurredAt: early });
  const profileId = await idOf('user-anna');
  await expect(privacy().erase(profileId, 'yes', actor)).rejects.toMatchObject({ code: 'confirmation_wrong' });
  expect(await count('event')).toBe(1);
  const { confirmation, counts } = await privacy().erasurePreview(profileId);
  expect(counts).toContainEqual({ name: 'event', rows: 1 });
  const [first, second] = await Promise.all([
    privacy().erase(profileId, confirmation, actor),
    privacy().erase(profileId, confirmation, actor),
  ]);
  const again = await privacy().erase(profileId, confirmation, actor);
  expect([second.erasureId, again.erasureId]).toEqual([first.erasureId, first.erasureId]);
  expect(await count('erasure')).toBe(1);
  await expect(privacy().erase('018f0000-0000-7000-8000-000000000000', 'x', actor)).rejects.toMatchObject({
    code: 'profile_not_found',
  });
});

test('an erasure that a crash has left is finished by whoever finds it', async () => {
  await ingest.send({ ids: anna, occurredAt: early });
  let failures = 2;
  const plugin: RapportPlugin = {
    name: 'loyalty',
    async erase(_core, person) {
      expect(person.identifiers).toContainEqual({ kind: 'email', value: 'anna@example.com' });
      if (failures-- > 0) throw new Error('the process died here');
      return { loyalty_points: 3 };
    },
  };
  const house = createTestPrivacy(database, { now: () => clock, plugins: [plugin], core: () => Object.create(null) });
  const profileId = await idOf('user-anna');
  const record = await house.erase(profileId, confirmationOf({ profileId }), actor);
  expect(record).toMatchObject({ finishedAt: null, receipt: null });
  expect(await idOf('user-anna')).toBe('nobody');
  // Until then what is still needed is sealed.
  expect(await rowsWith(database, 'anna@example.com')).toEqual([]);
  const [{ failing } = { failing: null }] = (await house.erasures({ count: 1, forward: true })).items;
  expect(failing).toEqual({ code: 'unexpected', times: 1, retryAt: clock + 5_000 });
  // It is not its turn yet; then it fails once more, and waits twice as long.
  await house.finishErasures(() => true);
  expect(failures).toBe(1);
  clock += 5_000;
  await house.finishErasures(() => true);
  await house.finishErasures(() => true);
  expect(failures).toBe(0);
  clock += 10_000;
  await house.finishErasures(() => true);
  const [done] = await house.erasuresByPublicIds([record.erasureId]);
  expect(done?.finishedAt).not.toBeNull();
  expect(done?.counts).toContainEqual({ name: 'loyalty_points', rows: 3 });
  expect((await database.pool.query('select scope from erasure')).rows).toEqual([{ scope: null }]);
});

test('an erasure that fails for ever holds up no other one, and says that it fails', async () => {
  for (const name of ['anna', 'bob', 'cleo']) await ingest.send({ ids: `user_id:user-${name}`, occurredAt: early });
  const stuck: RapportPlugin = {
    name: 'loyalty',
    async erase(_core, person) {
      if (person.identifiers.some(({ value }) => value === 'user-anna')) throw new RapportError('database_unavailable');
      return {};
    },
  };
  const house = createTestPrivacy(database, { now: () => clock, plugins: [stuck], core: () => Object.create(null) });
  const records = [];
  for (const name of ['anna', 'bob', 'cleo']) {
    const profileId = await idOf(`user-${name}`);
    records.push(await house.erase(profileId, confirmationOf({ profileId }), actor));
  }
  expect(records.map(({ finishedAt }) => finishedAt === null)).toEqual([true, false, false]);
  // A scope whose key is gone does not open: that one fails, too, and the next goes on.
  await database.pool.query(
    `update erasure set finished_at = null, step = 'rows', scope = 'sealed:1:9:AAAA' where id = $1`,
    [records[1]?.id],
  );
  await database.pool.query(
    `update erasure set finished_at = null, step = 'receipt', scope = (select scope from erasure where id = $2) where id = $1`,
    [records[2]?.id, records[0]?.id],
  );
  clock += 60_000;
  await house.finishErasures(() => true);
  const after = (await house.erasures({ count: 9, forward: true })).items;
  expect(after.map(({ step, failing }) => [step, failing?.code ?? null, failing?.times ?? 0])).toEqual([
    ['done', null, 0],
    ['rows', 'secret_unreadable', 1],
    ['plugins', 'database_unavailable', 2],
  ]);
  expect(await failingErasures(database.pool)).toMatchObject({ count: 2 });
});

test('a step that a newer Rapport brought is left to it: no receipt is signed for work that was not done', async () => {
  await ingest.send({ ids: anna, occurredAt: early });
  await database.pool.query(`alter table erasure alter step set default 'x'`);
  const record = await erase('user-anna', [{ name: 'loyalty', erase: () => Promise.reject(new Error('not now')) }]);
  await database.pool.query(`update erasure set step = 'mailboxes'`);
  clock += 60_000;
  await privacy().finishErasures(() => true);
  const [after] = await privacy().erasuresByPublicIds([record.erasureId]);
  expect(after).toMatchObject({ finishedAt: null, receipt: null, failing: { code: 'erasure_step_unknown' } });
});

test('she who comes back before the erasure has ended keeps what she brings', async () => {
  await ingest.send({ ids: anna, occurredAt: early });
  let isAway = true;
  const away: RapportPlugin = {
    name: 'loyalty',
    erase: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve({})),
  };
  const house = createTestPrivacy(database, { now: () => clock, plugins: [away], core: () => Object.create(null) });
  const profileId = await idOf('user-anna');
  await house.erase(profileId, confirmationOf({ profileId }), actor);
  // As if it had stood at the second step when she came back, with the same address, and met Bob.
  await database.pool.query(`update erasure set step = 'others'`);
  const later = { occurredAt: clock + 1_000, receivedAt: clock + 1_000 };
  await ingest.send({
    ids: 'user_id:user-anna email:anna@example.com',
    ...later,
    properties: { mail: 'anna@example.com' },
  });
  await ingest.send({ ids: 'user_id:user-bob email:anna@example.com?', ...later });
  expect(await count('review')).toBe(1);
  isAway = false;
  clock += 60_000;
  await house.finishErasures(() => true);
  expect(
    (
      await house.erasuresByPublicIds([(await house.erasures({ count: 1, forward: true })).items[0]?.erasureId ?? ''])
    )[0]?.finishedAt,
  ).not.toBeNull();
  expect(await count('review')).toBe(1);
  expect(await rowsWith(database, '[erased]')).toEqual([]);
  expect((await rowsWith(database, '"mail": "anna@example.com"')).length).toBe(1);
});

test('a file without times that is imported again does not bring her back', async () => {
  await ingest.send({ ids: anna, occurredAt: early });
  await erase('user-anna');
  const later = { ids: anna, occurredAt: clock + 5_000, receivedAt: clock + 5_000 };
  expect(await ingest.import({ ...later, messageId: 'line 1' })).toMatchObject({ accepted: 0, erased: 1 });
  expect(await ingest.import({ ...later, messageId: 'line 2', occurredAt: clock + 4_000 })).toMatchObject({
    accepted: 1,
  });
  expect(await ingest.send({ ...later, messageId: 'live' })).toMatchObject({ accepted: 1 });
});

test('the receipt is checked by its signature and knows whom it covers', async () => {
  await ingest.send({ ids: anna, occurredAt: early });
  const { receipt } = await erase('user-anna');
  const house = privacy();
  expect(house.verifyReceipt(receipt, { kind: 'email', value: 'anna@example.com' })).toEqual({
    valid: true,
    covers: true,
  });
  expect(house.verifyReceipt(receipt, { kind: 'email', value: 'bob@example.com' })).toEqual({
    valid: true,
    covers: false,
  });
  const copied: unknown = JSON.parse(JSON.stringify(receipt));
  expect(house.verifyReceipt(copied)).toEqual({ valid: true, covers: null });
  expect(house.verifyReceipt({ ...receipt, erasedAt: '2020-01-01T00:00:00.000Z' }).valid).toBe(false);
  expect(house.verifyReceipt({ ...receipt, signature: 'AAAA' }).valid).toBe(false);
  expect(house.verifyReceipt('nothing').valid).toBe(false);
  expect(JSON.stringify(receipt)).not.toContain('anna@');
});

test('the feed of changes says who is gone; no id of hers answers', async () => {
  await ingest.send({ ids: 'anonymous_id:device-anna', occurredAt: early });
  const oldId = await idOf('device-anna');
  await ingest.send({ ids: 'user_id:user-anna', occurredAt: early - 1 });
  await ingest.send({ ids: anna, occurredAt: early });
  const profileId = await idOf('user-anna');
  await erase('user-anna');
  const client = await database.pool.connect();
  await numberCommits(client, 100, 5_000);
  client.release();
  const read = createReadModels(database.pool, () => ({ traits: {}, origins: [] }));
  const { items } = await read.changes.page({ count: 100, forward: true });
  const erased = items.filter(({ kind }) => kind === 'erasure');
  expect(erased.map((change) => change.erasedProfileId).sort()).toEqual([oldId, profileId].sort());
  expect(erased.map((change) => change.profileId)).toEqual([null, null]);
  expect(await read.profiles.byPublicIds([oldId, profileId])).toEqual([null, null]);
});

test('events of her that arrive while she is being erased leave nothing behind', async () => {
  const commands = commandsFor(database, defaultPolicy, { now: () => clock });
  for (let round = 0; round < 8; round++) {
    clock += 60_000;
    const at = clock - 30_000;
    const ids = `user_id:user-${round} email:e${round}@example.com`;
    await ingest.send({ ids, occurredAt: at - 1, type: 'identify', name: '', traits: { nick: `nick-${round}` } });
    await ingest.send({ ids: `anonymous_id:device-${round}`, occurredAt: at - 2 });
    const nodes = [ingest, createTestIngest(database)];
    const sending = Array.from({ length: 24 }, (_, index) =>
      nodes[index % 2]?.send({
        ids: index % 3 === 0 ? `${ids} anonymous_id:device-${round}` : `${ids} anonymous_id:new-${round}-${index}`,
        occurredAt: at,
        type: 'identify',
        name: '',
        messageId: `m${round}-${index}`,
        traits: { nick: `nick-${round}-${index}` },
      }),
    );
    const [device, user] = await Promise.all([idOf(`device-${round}`), idOf(`user-${round}`)]);
    const merging = commands.merge(device, user, actor).catch(() => null);
    // A person who became part of another one since he was looked at is looked at again.
    const record = await erase(`user-${round}`).catch(() => erase(`user-${round}`));
    await Promise.all([...sending, merging]);
    expect(record.finishedAt).not.toBeNull();
    for (const text of [`user-${round}"`, `e${round}@`, `nick-${round}`])
      expect(await rowsWith(database, text)).toEqual([]);
  }
});

test('every table of the schema is either erased from or has a reason to stay', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition`,
    [database.schema],
  );
  const ofPlugins = [segments, empathy, insights, outreach].flatMap(({ tables }) =>
    tables === undefined ? [] : [...tables.ofPerson, ...Object.keys(tables.withoutPerson)],
  );
  const decided = new Set<string>([...tablesOfPerson, ...Object.keys(tablesWithoutPerson), ...ofPlugins]);
  expect(rows.map((row) => row.name).filter((name) => !decided.has(name))).toEqual([]);
});

test('what waits for the erasure is sealed with a key, for this purpose alone', () => {
  const sealed = testSecrets.seal('erasure.scope', 'anna@example.com');
  expect(testSecrets.open('erasure.scope', sealed)).toBe('anna@example.com');
  expect(() => testSecrets.open('source.identitySecret', sealed)).toThrow();
});
