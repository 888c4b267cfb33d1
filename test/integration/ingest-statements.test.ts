import type pg from 'pg';
import { Pipeline } from '../../src/postgres/pipeline';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestIngest } from '../support/ingest';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('stores every character of an event as it came', async () => {
  const text = 'line\nbreak\r\ntab\t back\\slash "quotes" \\n \\N {brace,comma} \u0001 ü 😀';
  const ingest = createTestIngest(database);
  await ingest.send(
    { ids: 'user_id:u1', messageId: text, properties: { [text]: text }, context: { note: text }, value: 1.5 },
    { ids: 'user_id:u1', messageId: '', properties: {}, originalAt: 1_700_000_000_123, futureFlagged: true },
    { ids: `user_id:${text}`, messageId: 'plain' },
  );
  const { rows } = await database.pool.query<Record<string, unknown>>(
    'select message_id, properties, context, value, original_at, flags, identifiers from event order by id',
  );
  expect(rows).toEqual([
    {
      message_id: text,
      properties: { [text]: text },
      context: { note: text },
      value: 1.5,
      original_at: null,
      flags: 0,
      identifiers: [['user_id', 'u1', 'verified']],
    },
    expect.objectContaining({ message_id: '', value: null, original_at: 1_700_000_000_123, flags: 1 }),
    expect.objectContaining({ message_id: 'plain' }),
  ]);
});

describe.each(['pipelined', 'ordinary'] as const)('statements sent together on a %s connection', (kind) => {
  let client: pg.PoolClient;
  beforeEach(async () => {
    client = await (kind === 'pipelined' ? database.ingestPool : database.pool).connect();
  });
  afterEach(() => client.release());

  it('are answered in their order', async () => {
    const pipeline = new Pipeline(client);
    const answers = [1, 2, 3].map((n) => pipeline.add(() => client.query<{ n: number }>('select $1::int as n', [n])));
    await pipeline.end();
    expect((await Promise.all(answers)).map(({ rows }) => rows)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  });

  it('fail by the first failure, keep nothing, and leave the connection usable', async () => {
    const pipeline = new Pipeline(client);
    void pipeline.add(() => client.query('begin'));
    void pipeline.add(() => client.query(`insert into source_ref (ref) values ('${kind}')`));
    void pipeline.add(() => client.query({ name: `divide-${kind}`, text: 'select 1 / $1::int', values: [0] }));
    void pipeline.add(() => client.query({ name: `after-${kind}`, text: 'select $1::int', values: [1] }));
    void pipeline.add(() => client.query('commit'));
    await expect(pipeline.end()).rejects.toMatchObject({ code: '22012' });
    await client.query('rollback');
    expect((await client.query('select from source_ref where ref = $1', [kind])).rowCount).toBe(0);
    const again = await client.query({ name: `divide-${kind}`, text: 'select 1 / $1::int', values: [1] });
    expect(again.rowCount).toBe(1);
  });
});
