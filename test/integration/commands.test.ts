import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { addDoctorCommand } from '../../src/cli/doctor';
import { commandDeps } from '../../src/process/command-line';
import { parseSettings } from '../../src/settings';
import { type Ended, startCommand } from '../support/command';
import { appDir, build } from '../support/rapport';
import { testAtLength } from '../support/long';
import { createTestDatabase, type TestDatabase } from '../support/database';

jest.setTimeout(120_000);

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  build();
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'rapport-commands-'));
});
afterAll(async () => {
  await database.pool.query(`drop schema if exists ${database.schema}_strapi cascade`);
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A real `bin/rapport`, on the test's database. */
function rapport(...args: readonly string[]): Promise<Ended> {
  return startCommand(database, folder, args).ended;
}

async function write(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

async function count(text: string): Promise<number> {
  return (await database.pool.query<{ n: number }>(`select count(*) as n from ${text}`)).rows[0]?.n ?? -1;
}

test('import says what it makes of the columns and what became of the lines; again it adds nothing', async () => {
  const file = await write('orders.txt', ' customer  day  total\n 1  20260101  5\n 1  20260101  5\n 2  20260230  7\n');
  const args = ['import', file, '--delimiter', 'whitespace', '--map', 'userId=customer', '--map', 'timestamp=day'];
  const options = [...args, '--date-format', 'yyyymmdd', '--event', 'Order Completed'];
  const first = await rapport(...options);
  expect(first.errors).toMatch(/customer +-> +userId \(text\)/);
  expect(first.errors).toMatch(/total +-> +properties.total \(number\)/);
  expect(first.output).toMatch(
    /3 lines[^]*2 imported[^]*0 there before[^]*1 rejected: see .*orders\.txt\.rejected\.ndjson/,
  );
  expect(first.code).toBe(0);
  expect(await readFile(`${file}.rejected.ndjson`, 'utf8')).toContain('"line":4');
  expect((await rapport(...options)).output).toMatch(/0 imported[^]*2 there before/);
  expect(await count('event')).toBe(2);
});

testAtLength('what export writes, import takes', async () => {
  const people = await write('people.csv', 'userId,email,plan\nu1,anna@x.com,gold\nu2,bob@x.com,silver\n');
  expect((await rapport('import', people)).code).toBe(0);
  const exported = path.join(folder, 'exported.ndjson');
  expect((await rapport('export', 'profiles', '--out', exported)).code).toBe(0);
  const lines = (await readFile(exported, 'utf8')).trim().split('\n');
  const profiles = lines.map((line): unknown => JSON.parse(line));
  expect(profiles).toContainEqual(
    expect.objectContaining({
      type: 'identify',
      userId: 'u1',
      traits: { email: 'anna@x.com', plan: 'gold' },
      identifiers: [
        { kind: 'email', value: 'anna@x.com', verified: true },
        { kind: 'user_id', value: 'u1', verified: true },
      ],
    }),
  );
  const before = await count('profile');
  expect((await rapport('import', exported)).output).toMatch(/\b3 imported/);
  expect(await count('profile')).toBe(before);
  const events = await rapport('export', 'events');
  expect(events.output.trim().split('\n')).toHaveLength(await count('event'));
  expect(events.output).toContain('"event":"Order Completed"');
});

test('source create prints a write key, which source list shows', async () => {
  const created = await rapport('source', 'create', 'Web shop', '--kind', 'browser');
  expect(created.output).toMatch(/^[0-9A-Za-z]{32}\n$/);
  const { output } = await rapport('source', 'list');
  expect(output).toMatch(new RegExp(`^Web shop\tbrowser\tenabled\t${created.output.trim()}\t\\w+\n$`));
});

testAtLength(
  'rejected list shows what was refused; rejected replay sends again what is acceptable by now, once',
  async () => {
    await rapport('source', 'create', 'Till');
    const listed = (await rapport('source', 'list')).output.split('\n').find((line) => line.startsWith('Till\t'));
    const ref = listed?.split('\t').at(-1) ?? '';
    // As the door keeps them: the limit of the first has been raised since, the second is wrong for ever, the third has no source.
    const call = (messageId: string, event: string) =>
      JSON.stringify({ type: 'track', event, userId: 'u-till', messageId });
    await database.pool.query(
      `with source as (insert into source_ref (ref) values ($1), ('gone') returning id, ref)
     insert into rejected_event (source_id, received_at, message_id, code, message, body)
     select source.id, '2026-11-01T10:00:00Z', r.message_id, r.code, 'Too much.', r.body
     from (values ($1, 'm1', 'event_too_large', $2), ($1, 'm2', 'event_name_missing', $3), ('gone', 'm3', 'event_too_large', $2))
       as r (ref, message_id, code, body) join source using (ref) order by message_id`,
      [ref, call('m1', 'Paid'), call('m2', '')],
    );
    const before = await rapport('rejected', 'list', '--source', 'Till');
    expect(before.output).toMatch(
      new RegExp(`^\\d+\t2026-11-01T10:00:00.000Z\t${ref}\tevent_too_large\tToo much\\.\n`),
    );
    expect(before.output.trim().split('\n')).toHaveLength(2);

    const replayed = await rapport('rejected', 'replay');
    expect(replayed).toMatchObject({
      code: 0,
      output: '1 accepted, 0 there before, 1 refused again, 1 of sources that are gone\n',
    });
    expect(await count(`event where message_id = 'm1' and occurred_at = '2026-11-01T10:00:00Z'`)).toBe(1);
    const again = await rapport('rejected', 'replay', '--source', 'Till', '--code', 'event_too_large');
    expect(again).toMatchObject({ code: 0, output: '0 accepted, 0 there before, 0 refused again\n' });
    const left = await rapport('rejected', 'list', '--source', 'Till');
    expect(left.output).toContain('event_name_missing');
    expect(left.output).not.toContain('event_too_large');
  },
);

test('doctor examines the database and ends with 1 only where something is serious', async () => {
  const { output, code } = await rapport('doctor');
  expect(output).toContain('ok       All migrations have run');
  // The test server runs without fsync.
  const [durable] = (await database.pool.query<{ fsync: string }>('show fsync')).rows;
  expect(output).toMatch(durable?.fsync === 'on' ? /ok +fsync is on/ : /serious +fsync is off/);
  expect(code).toBe(durable?.fsync === 'on' ? 0 : 1);
});

test('doctor names a plugin that cannot be loaded, and goes on to examine the rest', async () => {
  const app = path.join(folder, 'app');
  const broken = path.join(app, 'node_modules/badges');
  await mkdir(broken, { recursive: true });
  await symlink(path.join(appDir, 'database'), path.join(app, 'database'));
  await writeFile(
    path.join(app, 'package.json'),
    '{ "version": "1.0.0", "dependencies": { "badges": "1.0.0", "gone": "1.0.0" } }',
  );
  const exported = '{ "./package.json": "./package.json", "./rapport": "./rapport.js" }';
  await writeFile(
    path.join(broken, 'package.json'),
    `{ "name": "badges", "exports": ${exported}, "rapport": { "kind": "plugin" } }`,
  );
  await writeFile(path.join(broken, 'rapport.js'), 'throw new Error("no licence");');
  const { url, schema } = database;
  const env = {
    DATABASE_URL: url,
    RAPPORT_SCHEMA: schema,
    STRAPI_SCHEMA: `${schema}_strapi`,
    RAPPORT_DATA_DIR: path.join(folder, 'data'),
  };
  const output = new PassThrough();
  const codes: number[] = [];
  const program = new Command();
  const deps = { ...commandDeps(parseSettings(env, {}, app), app), stdout: output };
  addDoctorCommand(program, deps, (code) => codes.push(code));
  await program.parseAsync(['doctor'], { from: 'user' });
  const said = String(output.read());
  expect(said).toMatch(/^serious +A plugin cannot be loaded: badges: no licence\n +-> Rapport does not start with it/m);
  expect(said).toMatch(/^advice +gone is among the dependencies and is not installed\n +-> If it is a plugin/m);
  expect(said).toContain('ok       All migrations have run');
  expect(codes).toEqual([1]);
});

test.each([
  [['import', '/nowhere/file.csv'], 'rapport: The file cannot be read. /nowhere/file.csv\n'],
  [['nonsense'], "error: unknown command 'nonsense'\n"],
  [
    ['rejected', 'replay', '--source', 'Nobody'],
    'rapport: The command was not understood. There is no source "Nobody"',
  ],
  [['export', 'secrets'], "error: command-argument value 'secrets' is invalid"],
])('%j fails with one clear line', async (args, line) => {
  const { code, errors, output } = await rapport(...args);
  expect(errors).toContain(line);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect({ code, output }).toEqual({ code: 1, output: '' });
});

testAtLength('segments and computed traits are configuration as code: validate, apply, again, export', async () => {
  const files = path.join(folder, 'definitions');
  await mkdir(files);
  const rich = { key: 'rich', name: 'Rich', definition: { computed: 'spent', op: 'gt', value: 100 } };
  const spent = { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' } };
  await write('definitions/a.json', JSON.stringify(rich));
  await write(
    'definitions/b.json',
    JSON.stringify([{ kind: 'computed', key: 'spent', name: 'Spent', definition: spent }]),
  );
  const wrong = await write('wrong.json', JSON.stringify({ ...rich, definition: { trait: 'x', op: 'like' } }));
  const refused = await rapport('segment', 'validate', wrong);
  expect(refused).toMatchObject({ code: 1, output: 'rich $.op: There is no such operator.\n' });
  expect(await rapport('segment', 'apply', files)).toMatchObject({
    code: 0,
    output: 'spent: created\nrich: created\n',
  });
  expect((await rapport('segment', 'apply', files)).output).toBe('spent: unchanged\nrich: unchanged\n');
  const exported = await rapport('segment', 'export');
  expect(JSON.parse(exported.output)).toMatchObject([
    { key: 'spent', published: true },
    { ...rich, published: true },
  ]);
});
