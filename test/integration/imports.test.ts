import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Ingest } from '@rapport/sdk';
import pino from 'pino';
import { z } from 'zod';
import { createImportMount } from '../../src/import/mount';
import { createImports } from '../../src/import/jobs';
import { runImports } from '../../src/import/runner';
import { confirmationOf } from '../../src/privacy/erasure';
import { Dictionaries } from '../../src/store/dictionaries';
import { claimJob } from '../../src/store/import-jobs';
import { allScopes, Customer360 } from '../support/customer-360';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestHouse, type TestHouse } from '../support/house';
import { createTestPrivacy } from '../support/privacy';
import { describeWithShared, sharedFile } from '../support/shared';

jest.setTimeout(120_000);

let database: TestDatabase;
let api: Customer360;
let house: TestHouse;
let server: Server;
let address: string;
let clock = Date.parse('2026-11-20T12:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase(clock);
  const now = () => clock;
  house = createTestHouse(database, now);
  api = await new Customer360().start(database.pool);
  const { pool } = database;
  const mount = createImportMount({
    pool,
    now,
    log: pino({ level: 'silent' }),
    imports: createImports({ pool, now, receiver: house.receiver, dictionaries: new Dictionaries(pool) }),
    audit: { write: async () => undefined },
    auth: {
      names: async () => new Map(),
      byActor: async () => null,
      async authenticate(request) {
        const scopes = request.headers.authorization?.replace('Bearer ', '');
        return scopes === undefined ? null : { actor: 'token:test', scopes: new Set(scopes.split(',')) };
      },
    },
  });
  server = createServer((request, response) => void mount.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound: AddressInfo | string | null = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
});
afterAll(async () => {
  await api.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.drop();
});
beforeEach(() => {
  clock += 60_000;
  api.now = clock;
});

const uploaded = z.object({ importId: z.string() });

async function send(body: string | Buffer, name = 'people.csv', scopes: readonly string[] | null = ['import.write']) {
  return fetch(`${address}/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: scopes === null ? {} : { authorization: `Bearer ${scopes.join(',')}` },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
}

async function upload(body: string | Buffer, name?: string): Promise<string> {
  const response = await send(body, name);
  expect(response.status).toBe(201);
  return uploaded.parse(await response.json()).importId;
}

async function preview(id: string, options: object | null = null) {
  const { data, errors } = await api.query(
    `query ($id: ID!, $options: JSON) { importPreview(id: $id, options: $options) { options columns rows problems fault trial } }`,
    { id, options },
  );
  expect(errors).toBeUndefined();
  return data.importPreview;
}

const fields = 'importId state stopping rows accepted duplicates erased rejected errorCode fileKept';

async function command(name: string, id: string, input: object = {}) {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  return api.query(`mutation ($input: ${type}!) { ${name}(input: $input) { import { ${fields} } } }`, {
    input: { importId: id, ...input },
  });
}

async function record(id: string) {
  return (await api.query(`query ($id: ID!) { import(id: $id) { ${fields} } }`, { id })).data.import;
}

let partRecordsMax = 100;
type Wrap = (ingest: Ingest) => Ingest;
const worker = () => ({ receiver: house.receiver, now: () => clock, log: house.log, partRecordsMax });

/** What one worker process does. */
function work(wrap: Wrap = (ingest) => ingest, signal = new AbortController().signal): Promise<void> {
  return runImports({ ...worker(), pool: database.pool, ingest: wrap(house.core.ingest) }, signal);
}

/**
 * One that is killed when it hands over its nth part: the part is committed, and of this worker nothing comes any more. Resolves
 * when it is dead.
 */
function workUntilKilled(part: number): Promise<void> {
  const never = new Promise<never>(() => undefined);
  let dead = false;
  let calls = 0;
  return new Promise((resolve) => {
    const ingest: Ingest = {
      async accept(...request) {
        calls += 1;
        const dying = calls === part;
        const receipt = await house.core.ingest.accept(...request);
        if (!dying && !dead) return receipt;
        dead = true;
        resolve();
        return never;
      },
    };
    const pool = new Proxy(database.pool, {
      get: (target, property) => (dead ? () => never : Reflect.get(target, property, target)),
    });
    void runImports({ ...worker(), pool, ingest }, new AbortController().signal);
  });
}

async function run(body: string | Buffer, options: (suggested: Record<string, unknown>) => object = (same) => same) {
  const id = await upload(body);
  const { options: suggested } = await preview(id);
  const { errors } = await command('startImport', id, { options: options(suggested) });
  expect(errors).toBeUndefined();
  await work();
  return { id, ...(await record(id)) };
}

async function select(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.pool.query<Record<string, unknown>>(text, [...values])).rows;
}

const traitsOf = async (userId: string) =>
  (
    await select(
      `select p.traits from identifier i join identifier_kind k on k.id = i.kind_id join profile p on p.id = i.profile_id
       where k.name = 'user_id' and i.value = $1`,
      [userId],
    )
  )[0]?.['traits'];

test('an Excel export in German: found out what it is, tried, imported, and its bad rows told', async () => {
  const text =
    'Kundennummer;E-Mail-Adresse;Vorname;Geburtsdatum;Umsatz;Newsletter\r\n' +
    'K-1;m\xfcller@x.de;J\xfcrgen;29.02.1984;"1.234,50";true\r\n' +
    'K-2;anna@x.de;Anna;1.3.1990;19,90;false\r\n' +
    ';;Nobody;1.3.1990;1,00;false\r\n' +
    'K-4;too;few\r\n';
  const id = await upload(Buffer.from(text, 'latin1'), 'Kunden.csv');
  const { options, columns, rows, problems, fault, trial } = await preview(id);
  expect(options).toMatchObject({ kind: 'profiles', encoding: 'windows-1252', delimiter: ';', trust: 'verified' });
  expect(options.columns).toEqual([
    { name: 'Kundennummer', field: 'userId', type: 'text', dateFormat: null },
    { name: 'E-Mail-Adresse', field: 'email', type: 'text', dateFormat: null },
    { name: 'Vorname', field: 'traits.firstName', type: 'text', dateFormat: null },
    { name: 'Geburtsdatum', field: 'traits.birthday', type: 'date', dateFormat: 'd.m.yyyy' },
    { name: 'Umsatz', field: 'traits.Umsatz', type: 'comma', dateFormat: null },
    { name: 'Newsletter', field: 'traits.Newsletter', type: 'boolean', dateFormat: null },
  ]);
  expect(columns[1]).toMatchObject({ examples: ['müller@x.de', 'anna@x.de'], suggestion: { reason: 'synonym' } });
  expect(rows[0]).toEqual(['K-1', 'müller@x.de', 'Jürgen', '29.02.1984', '1.234,50', 'true']);
  expect([problems, fault]).toEqual([[], null]);
  expect(trial).toMatchObject({ rows: 4, complete: true, good: 2, newPeople: 2, knownPeople: 0, present: 0 });
  expect(trial.rejected).toEqual([
    expect.objectContaining({ code: 'identity_missing', count: 1, line: 4 }),
    expect.objectContaining({ code: 'import_line_invalid', count: 1, line: 5 }),
  ]);

  expect((await command('startImport', id, { options })).data.startImport.import).toMatchObject({ state: 'WAITING' });
  await work();
  expect(await record(id)).toMatchObject({ state: 'DONE', rows: 4, accepted: 2, rejected: 2, duplicates: 0 });
  expect(await traitsOf('K-1')).toEqual({
    ...{ email: 'müller@x.de', firstName: 'Jürgen', birthday: '1984-02-29', Umsatz: 1234.5, Newsletter: true },
  });

  const { data } = await api.query(
    `query ($id: ID!) { import(id: $id) { rejectedRows(first: 1) { edges { node { line code record } } pageInfo { hasNextPage } } } }`,
    { id },
  );
  expect(data.import.rejectedRows).toMatchObject({
    edges: [{ node: { line: 4, code: 'identity_missing', record: { Vorname: 'Nobody' } } }],
    pageInfo: { hasNextPage: true },
  });
  const csv = await fetch(`${address}/imports/${id}/rejected.csv`, {
    headers: { authorization: 'Bearer import.write' },
  });
  expect((await csv.text()).split('\r\n')).toEqual([
    'line,reason,Kundennummer,E-Mail-Adresse,Vorname,Geburtsdatum,Umsatz,Newsletter,text',
    expect.stringMatching(/^4,.*,,,Nobody,1\.3\.1990,"1,00",false,$/),
    '5,"It has 3 fields; the header has 6.",,,,,,,"K-4;too;few"',
    '',
  ]);
});

test('the same file again: said before, counted as duplicates, nothing doubled; with a better mapping it is read anew', async () => {
  const body = 'userId,plan,city\nagain-1,gold,Rome\nagain-2,silver,Oslo\n';
  const withoutCity = (options: Record<string, unknown>) => ({
    ...options,
    columns: z
      .array(z.object({ name: z.string() }).loose())
      .parse(options['columns'])
      .map((column) => (column.name === 'city' ? { ...column, field: null } : column)),
  });
  const first = await run(body, withoutCity);
  expect(first).toMatchObject({ accepted: 2, duplicates: 0 });
  expect(await traitsOf('again-1')).toEqual({ plan: 'gold' });

  const second = await run(body, withoutCity);
  expect(second).toMatchObject({ state: 'DONE', accepted: 0, duplicates: 2, rejected: 0 });
  const { data } = await command('importAgain', second.id);
  const third: string = data.importAgain.import.importId;
  const { problems, options, trial } = await preview(third);
  expect(problems).toEqual([{ code: 'imported_before', columns: [], at: expect.any(Number) }]);
  expect(trial).toMatchObject({ knownPeople: 2, newPeople: 0, present: 0 });
  await command('startImport', third, { options });
  await work();
  expect(await record(third)).toMatchObject({ accepted: 2, duplicates: 0 });
  expect(await traitsOf('again-1')).toEqual({ plan: 'gold', city: 'Rome' });
});

test('a mapping that fits nothing rejects everything, is easy to see, and the file is used again', async () => {
  const { id, ...wrong } = await run('who,when\na,2026-01-01\nb,2026-01-02\n', (options) => ({
    ...options,
    kind: 'events',
    event: 'Seen',
    columns: [
      { name: 'who', field: 'timestamp', type: 'text', dateFormat: 'iso' },
      { name: 'when', field: 'userId', type: 'text' },
    ],
  }));
  expect(wrong).toMatchObject({ state: 'DONE', rows: 2, accepted: 0, rejected: 2, fileKept: true });
  const { data } = await command('importAgain', id);
  expect(data.importAgain.import).toMatchObject({ state: 'DRAFT' });
  const again: string = data.importAgain.import.importId;
  await command('startImport', again, {
    options: {
      ...{ kind: 'events', event: 'Seen' },
      columns: [
        { name: 'who', field: 'userId' },
        { name: 'when', field: 'timestamp' },
      ],
    },
  });
  await work();
  expect(await record(again)).toMatchObject({ state: 'DONE', accepted: 2, rejected: 0 });
});

const people = (prefix: string, rows: number): string =>
  `userId,plan\n${Array.from({ length: rows }, (_, n) => `${prefix}-${n},p${n % 7}\n`).join('')}`;

const countOf = async (prefix: string) =>
  select(
    `select count(*) as people, (select count(*) from event e where e.profile_id in (
       select profile_id from identifier where value like $1 || '-%')) as events
     from identifier where value like $1 || '-%'`,
    [prefix],
  );

test('a worker that dies in the middle: the next one goes on, counts are exact, nothing is doubled', async () => {
  const id = await upload(people('crash', 900));
  await command('startImport', id, { options: (await preview(id)).options });
  await workUntilKilled(5);
  const left = await record(id);
  expect(left).toMatchObject({ state: 'RUNNING', duplicates: 0 });
  expect(left.rows).toBeGreaterThanOrEqual(300);
  expect(left.rows).toBeLessThanOrEqual(400);
  // Its lease holds: nobody takes what another may be at.
  await work();
  expect(await record(id)).toMatchObject({ state: 'RUNNING', rows: left.rows });

  clock += 31_000;
  await Promise.all([work(), work()]);
  expect(await record(id)).toMatchObject({ state: 'DONE', rows: 900, accepted: 900, duplicates: 0, rejected: 0 });
  expect(await countOf('crash')).toEqual([{ people: 900, events: 900 }]);
});

test('a worker that stops gives its import back at once; two workers share two imports', async () => {
  const ids = [await upload(people('two', 500)), await upload(people('three', 300))];
  for (const id of ids) await command('startImport', id, { options: (await preview(id)).options });
  const stop = new AbortController();
  const stopping: Wrap = (ingest) => ({
    accept(...request) {
      stop.abort();
      return ingest.accept(...request);
    },
  });
  await work(stopping, stop.signal);
  const left = await record(ids[0] ?? '');
  expect(left).toMatchObject({ state: 'RUNNING' });
  expect(left.rows).toBeLessThan(500);
  await Promise.all([work(), work(), work()]);
  expect(await Promise.all(ids.map(record))).toMatchObject([
    { state: 'DONE', accepted: 500, duplicates: 0 },
    { state: 'DONE', accepted: 300, duplicates: 0 },
  ]);
  expect(await countOf('two')).toEqual([{ people: 500, events: 500 }]);
});

test('one import is given to one worker', async () => {
  const id = await upload(people('claim', 1));
  await command('startImport', id, { options: (await preview(id)).options });
  const lease = (token: string) => ({
    token: `00000000-0000-0000-0000-00000000000${token}`,
    now: clock,
    until: clock + 1,
  });
  const claims = await Promise.all(['1', '2', '3', '4'].map((token) => claimJob(database.pool, lease(token))));
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  clock += 10;
  await work();
  expect(await record(id)).toMatchObject({ state: 'DONE', accepted: 1 });
});

test('a running import is stopped between two parts and goes on later from there', async () => {
  const id = await upload(people('stop', 900));
  await command('startImport', id, { options: (await preview(id)).options });
  await work((ingest) => ({
    async accept(...request) {
      await command('cancelImport', id);
      return ingest.accept(...request);
    },
  }));
  const stopped = await record(id);
  expect(stopped).toMatchObject({ state: 'CANCELLED', stopping: false, duplicates: 0 });
  expect(stopped.accepted).toBe(stopped.rows);
  expect(stopped.rows).toBeLessThan(900);
  expect((await command('cancelImport', id)).errors?.[0]?.extensions.code).toBe('import_state_wrong');
  await command('startImport', id);
  await work();
  expect(await record(id)).toMatchObject({ state: 'DONE', accepted: 900, duplicates: 0 });
  expect(await countOf('stop')).toEqual([{ people: 900, events: 900 }]);
});

test('a draft is removed with its file', async () => {
  const id = await upload('userId\nx\n');
  await command('cancelImport', id);
  expect(await record(id)).toBeNull();
  expect(
    await select('select from import_chunk c where not exists (select from import_job j where j.file_id = c.file_id)'),
  ).toEqual([]);
});

test.each([
  ['nothing', '', 400, 'import_file_empty'],
  ['a workbook', Buffer.from('504b030414000600', 'hex'), 415, 'import_file_unsupported'],
])('%s is refused at once', async (_, body, status, code) => {
  const response = await send(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
});

test.each([
  ['a header alone', 'userId,plan\n', ['no_rows']],
  ['columns that are called the same', 'userId,plan,plan,\nu,a,b,c\n', ['names_changed']],
  ['no header', 'ada@x.com,+49 151 123456\nbob@x.com,+49 151 123457\n', ['header_is_data']],
  ['day and month that could be exchanged', 'userId,since\nu1,3/4/2024\nu2,5/6/2024\n', ['date_ambiguous']],
])('%s: the preview says so', async (_, body, codes) => {
  const { problems } = await preview(await upload(body));
  expect(problems.map(({ code }: { code: string }) => code)).toEqual(codes);
});

test('who may: import.write; what others have uploaded takes pii.read; a broken order is one clear error', async () => {
  expect((await send('userId\nx\n', 'x.csv', null)).status).toBe(401);
  expect((await send('userId\nx\n', 'x.csv', ['profile.read', 'pii.read'])).status).toBe(403);
  const id = await upload('userId\nx\n');
  const asked = `query ($id: ID!) { import(id: $id) { state } }`;
  const others = allScopes.filter((scope) => scope !== 'import.write');
  expect((await api.query(asked, { id }, others)).errors?.[0]?.extensions.code).toBe('forbidden');
  expect((await api.query(asked, { id }, ['import.write'])).data.import.state).toBe('DRAFT');
  await select(`update import_job set created_by = 'admin:7' where public_id = $1`, [id]);
  const look = `query ($id: ID!) { importPreview(id: $id) { rows } }`;
  expect((await api.query(look, { id }, ['import.write'])).errors?.[0]?.extensions.code).toBe('forbidden');
  expect((await api.query(look, { id }, ['import.write', 'pii.read'])).errors).toBeUndefined();
  const csv = await fetch(`${address}/imports/${id}/rejected.csv`, {
    headers: { authorization: 'Bearer import.write' },
  });
  expect(csv.status).toBe(403);

  const start = async (options: unknown) =>
    (await command('startImport', id, { options })).errors?.[0]?.extensions.code;
  expect(await start({ kind: 'profiles', columns: [{ name: 'userId', field: 'plan' }] })).toBe(
    'import_mapping_invalid',
  );
  expect(await start({ kind: 'people' })).toBe('bad_input');
  const unknown = '00000000-0000-7000-8000-000000000000';
  expect((await command('startImport', unknown, { options: null })).errors?.[0]?.extensions.code).toBe(
    'import_not_found',
  );
});

test('somebody who was erased stays dropped, leaves no copy of the file, and no rejected row', async () => {
  const body =
    'userId,email,timestamp,event\ngone-1,gone@example.com,2026-01-01,Seen\nstays-1,stays@example.com,2026-01-01,Seen\n' +
    'gone-1,gone@example.com,someday,Seen\n';
  const { id } = await run(body);
  const waiting = await upload(`${body}stays-2,,2026-01-01,Seen\n`);
  await command('startImport', waiting, { options: (await preview(waiting)).options });
  clock += 1_000;
  const [person] = await select(
    `select p.public_id as id from identifier i join profile p on p.id = i.profile_id where i.value = 'gone-1'`,
  );
  const profileId = z.string().parse(person?.['id']);
  await createTestPrivacy(database, { now: () => clock }).erase(profileId, confirmationOf({ profileId }), 'admin:1');
  expect(await record(id)).toMatchObject({ fileKept: false, rejected: 1 });
  expect(await select(`select from import_rejected where record like '%gone%'`)).toEqual([]);
  expect((await command('importAgain', id)).errors?.[0]?.extensions.code).toBe('import_file_gone');

  clock += 1_000;
  await work();
  expect(await record(waiting)).toMatchObject({ state: 'DONE', accepted: 2, erased: 1, rejected: 1, fileKept: false });
  expect(await select(`select from identifier where value like 'gone%'`)).toEqual([]);
  expect(await select(`select from import_rejected where record like '%gone%'`)).toEqual([]);
});

test('a preview of many rows takes as many statements as one of few, and says that it saw the first ones only', async () => {
  const rows = (name: string, count: number) =>
    `userId,plan\n${Array.from({ length: count }, (_, n) => `${name}-${n},gold`).join('\n')}\n`;
  await run(rows('many', 3));
  const counted = async (body: string) => {
    const id = await upload(body);
    const statements = jest.spyOn(database.pool, 'query');
    const { trial } = await preview(id);
    const count = statements.mock.calls.length;
    statements.mockRestore();
    return { trial, count };
  };
  const few = await counted(rows('few', 3));
  const many = await counted(rows('many', 2_500));
  expect(few.trial).toMatchObject({ rows: 3, complete: true, newPeople: 3, knownPeople: 0 });
  expect(many.trial).toMatchObject({ rows: 1_000, complete: false, good: 1_000, newPeople: 997, knownPeople: 3 });
  // The short file is read to its end, which is two more.
  expect(many.count).toBeLessThanOrEqual(few.count);
});

test('rows that name more identifiers than one look-up takes are all looked up', async () => {
  const names = Array.from({ length: 24 }, (_, n) => `identifiers.device_${n}`);
  const lines = Array.from({ length: 1_000 }, (_, n) => [`w-${n}`, ...names.map((name) => `${name}-${n}`)].join(','));
  const id = await upload(`userId,${names.join(',')}\n${lines.join('\n')}\n`);
  const { trial } = await preview(id);
  expect(trial).toMatchObject({ rows: 1_000, good: 1_000, newPeople: 1_000, knownPeople: 0 });
});

describeWithShared('the orders of CDNOW, by upload', () => {
  test('what it is is found out, and all are there once although a worker dies', async () => {
    const response = await fetch(`${address}/imports?name=CDNOW_master.txt`, {
      method: 'POST',
      headers: { authorization: 'Bearer import.write' },
      body: Readable.toWeb(createReadStream(sharedFile('data/cdnow/CDNOW_master.txt'))),
      ...{ duplex: 'half' },
    });
    const { importId } = uploaded.parse(await response.json());
    const { options } = await preview(importId);
    expect(options).toMatchObject({ delimiter: 'whitespace', columns: expect.any(Array) });
    const columns = [
      { name: 'customer_id', field: 'userId' },
      { name: 'date', field: 'timestamp', dateFormat: 'yyyymmdd' },
      { name: 'number_of_cds', field: 'properties.number_of_cds', type: 'number' },
      { name: 'dollar_value', field: 'properties.revenue', type: 'number' },
    ];
    const chosen = { ...options, kind: 'events', event: 'CDNOW Order', columns };
    expect((await preview(importId, chosen)).trial).toMatchObject({ rows: 1_000, complete: false, good: 1_000 });
    await command('startImport', importId, { options: chosen });
    partRecordsMax = 2_000;
    await workUntilKilled(8);
    expect((await record(importId)).rows).toBeGreaterThanOrEqual(12_000);
    clock += 31_000;
    await work();
    expect(await record(importId)).toMatchObject({ state: 'DONE', accepted: 69_659, duplicates: 0, rejected: 0 });
    expect(
      await select(
        `select count(*) as orders, count(distinct profile_id) as customers, round(sum(value)::numeric, 2)::float8 as revenue
         from event where name_id = (select id from event_name where name = 'CDNOW Order')`,
      ),
    ).toEqual([{ orders: 69_659, customers: 23_570, revenue: 2_500_315.63 }]);
  });
});
