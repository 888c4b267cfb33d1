import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RapportError, type Ingest } from '@rapport/sdk';
import { runImport, type ImportResult } from '../../src/cli/import/run';
import type { AskedFormat } from '../../src/import/file-format';
import type { AskedMapping } from '../../src/import/mapping';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestHouse } from '../support/house';

const plain: AskedMapping = {
  kind: undefined,
  map: [],
  event: undefined,
  dateFormat: 'iso',
  onlyMapped: false,
  ignore: [],
  types: [],
};
const cdnow: { format: AskedFormat; mapping: AskedMapping } = {
  format: { delimiter: 'whitespace' },
  mapping: {
    ...plain,
    map: [
      { field: 'userId', column: 'customer_id' },
      { field: 'timestamp', column: 'date' },
      { field: 'properties.revenue', column: 'dollar_value' },
    ],
    event: 'Order Completed',
    dateFormat: 'yyyymmdd',
  },
};

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'rapport-import-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

function load(
  file: string,
  how: { format?: AskedFormat; mapping?: Partial<AskedMapping>; trust?: 'verified' | 'claimed' } = {},
  wrap: (ingest: Ingest) => Ingest = (ingest) => ingest,
  signal: AbortSignal = new AbortController().signal,
): Promise<ImportResult> {
  const house = createTestHouse(database);
  return runImport(
    {
      file,
      format: how.format ?? {},
      trust: how.trust ?? 'verified',
      mapping: { ...plain, ...how.mapping },
      signal,
      onPlan: () => undefined,
      onProgress: () => undefined,
    },
    { ...house, core: { ...house.core, ingest: wrap(house.core.ingest) } },
  );
}

async function select(text: string): Promise<Record<string, unknown>[]> {
  return (await database.pool.query<Record<string, unknown>>(text)).rows;
}

/** Orders as CDNOW writes them: 1,500 customers, 4,500 orders, of which 90 are equal to another. */
function orders(): string {
  const lines = [' customer_id  date number_of_cds  dollar_value'];
  for (let n = 0; n < 4_410; n++) {
    const customer = String(((n * 7) % 1_500) + 1).padStart(5, '0');
    const line = ` ${customer} 1997${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')} ${(n % 9) + 1} ${((n % 5_000) / 100).toFixed(2).padStart(6)}`;
    lines.push(line);
    if (n % 49 === 0) lines.push(line);
  }
  return lines.join('\r\n');
}

const totals = `select count(*) as orders, count(distinct profile_id) as customers, round(sum(value)::numeric, 2) as revenue,
  sum((properties->>'number_of_cds')::int) as cds, min(occurred_at) as first from event where name_id =
  (select id from event_name where name = 'Order Completed')`;

test('a file of orders arrives whole; equal lines all count, and a second run adds nothing', async () => {
  const text = orders();
  const file = await write('orders.txt', text);
  const first = await load(file, cdnow);
  const rows = text
    .split('\r\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/).map(Number));
  const sum = (column: number) => rows.reduce((total, row) => total + (row[column] ?? 0), 0);
  const expected = [
    {
      orders: 4_500,
      customers: 1_500,
      revenue: sum(3).toFixed(2),
      cds: sum(2),
      first: Date.parse('1997-01-01T00:00:00Z'),
    },
  ];
  expect(await select(totals)).toEqual(expected);
  expect(first).toMatchObject({ lines: 4_500, accepted: 4_500, present: 0, rejected: 0, stopped: false });
  expect(await load(file, cdnow)).toMatchObject({ lines: 4_500, accepted: 0, present: 4_500, rejected: 0 });
  expect(await select(totals)).toEqual(expected);
  expect(await select(`select distinct flags from event`)).toEqual([{ flags: 2 }]);
});

test('after a crash in the middle the next run brings in the rest and doubles nothing', async () => {
  const file = await write('orders.txt', orders());
  let calls = 0;
  const crashing = (ingest: Ingest): Ingest => ({
    async accept(...request) {
      const receipt = await ingest.accept(...request);
      calls += 1;
      if (calls === 2) throw new Error('killed after a commit, before anybody knew');
      return receipt;
    },
  });
  await expect(load(file, cdnow, crashing)).rejects.toThrow('killed');
  const second = await load(file, cdnow);
  expect(second.present).toBeGreaterThanOrEqual(2_000);
  expect(second.accepted + second.present).toBe(4_500);
  expect(await select(totals)).toMatchObject([{ orders: 4_500, customers: 1_500 }]);
});

test('Ctrl-C stops between two chunks; the next run goes on', async () => {
  const file = await write('orders.txt', orders());
  const interrupt = new AbortController();
  const interrupting = (ingest: Ingest): Ingest => ({
    async accept(...request) {
      interrupt.abort();
      return ingest.accept(...request);
    },
  });
  const stopped = await load(file, cdnow, interrupting, interrupt.signal);
  expect(stopped.stopped).toBe(true);
  expect(stopped.accepted).toBeLessThan(4_500);
  await load(file, cdnow);
  expect(await select(totals)).toMatchObject([{ orders: 4_500 }]);
});

test('an outage of the database delays the import and loses nothing', async () => {
  const file = await write('orders.txt', orders());
  let outages = 3;
  const flaky = (ingest: Ingest): Ingest => ({
    async accept(...request) {
      if (outages-- > 0) throw new RapportError('database_unavailable');
      return ingest.accept(...request);
    },
  });
  expect(await load(file, cdnow, flaky)).toMatchObject({ accepted: 4_500, rejected: 0 });
});

test('profiles come in by their header: identifiers as text, numbers as numbers, empty cells as nothing', async () => {
  const file = await write(
    'people.csv',
    '\uFEFFuser_id,email,firstName,plan,visits,zip,__proto__\n' +
      '007,Anna@X.com,Anna,gold,12,01234,a\n' +
      '8,,"Bob ""the"" Builder, Jr.",,3,99999,b\n',
  );
  expect(await load(file)).toMatchObject({ lines: 2, accepted: 2, rejected: 0 });
  expect(await select('select traits from profile order by id')).toEqual([
    { traits: { email: 'Anna@X.com', firstName: 'Anna', plan: 'gold', visits: 12, zip: '01234', ['__proto__']: 'a' } },
    { traits: { firstName: 'Bob "the" Builder, Jr.', visits: 3, zip: '99999', ['__proto__']: 'b' } },
  ]);
  expect(
    await select(
      `select k.name, i.value, i.verified from identifier i join identifier_kind k on k.id = i.kind_id order by 1, 2`,
    ),
  ).toEqual([
    { name: 'email', value: 'anna@x.com', verified: true },
    { name: 'user_id', value: '007', verified: true },
    { name: 'user_id', value: '8', verified: true },
  ]);
});

test('of two lines about the same person the later one wins', async () => {
  await load(await write('people.csv', 'userId,plan\nu1,silver\nu1,gold\n'));
  expect(await select('select traits from profile')).toEqual([{ traits: { plan: 'gold' } }]);
});

test('what was only claimed is imported as claimed', async () => {
  await load(await write('people.csv', 'userId,email\nu1,a@x.com\n'), { trust: 'claimed' });
  expect(await select('select distinct verified from identifier')).toEqual([{ verified: false }]);
});

test('bad lines go to a file with their line, reason and content; the good ones are imported', async () => {
  const file = await write(
    'people.csv',
    'userId,plan,timestamp\nu1,gold,2026-01-01\n,silver,2026-01-01\nu3,gold\nu4,gold,yesterday\nu5,gold,2026-01-02\n',
  );
  const result = await load(file);
  expect(result).toMatchObject({ lines: 5, accepted: 2, rejected: 3 });
  const rejected = (await readFile(result.rejectedFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(rejected).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        line: 3,
        code: 'identity_missing',
        record: { plan: 'silver', timestamp: '2026-01-01' },
      }),
      expect.objectContaining({ line: 4, code: 'import_line_invalid', record: 'u3,gold' }),
      expect.objectContaining({ line: 5, code: 'timestamp_invalid' }),
    ]),
  );
});

test('NDJSON: calls of the Segment spec go in as they are, other objects by their keys, broken lines are rejected', async () => {
  const calls = await write(
    'calls.ndjson',
    '{"type":"track","event":"Signed Up","userId":"u1","properties":{"plan":"gold"},"timestamp":"2026-01-01T00:00:00Z"}\n' +
      '{"type":"identify","identifiers":[{"kind":"crm_id","value":"c1"}],"userId":"u1","traits":{"age":7}}\n',
  );
  expect(await load(calls, { format: { kind: 'ndjson' } })).toMatchObject({ accepted: 2 });
  const objects = await write(
    'objects.ndjson',
    '{"userId":"u2","event":"Paid","timestamp":1767225600000,"total":5}\n{oops\n',
  );
  expect(await load(objects, { format: { kind: 'ndjson' } })).toMatchObject({ accepted: 1, rejected: 1 });
  expect(
    await select(
      `select n.name, e.properties, e.value from event e join event_name n on n.id = e.name_id order by e.id`,
    ),
  ).toEqual([
    { name: 'Signed Up', properties: { plan: 'gold' }, value: null },
    { name: '', properties: { age: 7 }, value: null },
    { name: 'Paid', properties: { total: 5 }, value: 5 },
  ]);
  expect(await select(`select value from identifier where value = 'c1'`)).toHaveLength(1);
});

test.each([
  ['no column says who it is', 'name,plan\na,b\n', {}, 'No column says who it is'],
  [
    'an unknown column',
    'userId\nu1\n',
    { map: [{ field: 'traits.plan', column: 'tier' }] },
    'There is no column "tier"; there are: userId',
  ],
  ['an unknown field', 'userId,tier\nu1,a\n', { map: [{ field: 'plan', column: 'tier' }] }, '"plan" is no field'],
  ['an event without a name', 'userId\nu1\n', { kind: 'events' as const }, 'The events have no name'],
  ['two columns for one field', 'userId,user_id\nu1,u2\n', {}, 'Two columns go to userId'],
  ['an unknown date format', 'userId\nu1\n', { dateFormat: 'dd/mon/yy' }, 'The date format "dd/mon/yy"'],
])('%s is said before anything is imported', async (_, text, mapping, message) => {
  await expect(load(await write('file.csv', text), { mapping })).rejects.toThrow(message);
  expect(await select('select from profile')).toEqual([]);
});

test('a file that is not there is one clear error', async () => {
  await expect(load(path.join(folder, 'nothing.csv'))).rejects.toMatchObject({ code: 'file_unreadable' });
});
