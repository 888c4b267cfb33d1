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

describe('statements sent together', () => {
  let client: pg.PoolClient;
  beforeEach(async () => {
    client = await database.ingestPool.connect();
  });
  afterEach(() => client.release());

  const numbered = { name: 'numbered', text: 'select $1::int as n' };

  it('are answered in their order', async () => {
    const pipeline = new Pipeline(client);
    const answers = [1, 2, 3].map((n) =>
      pipeline.add((together) => together.query<{ n: number }>({ ...numbered, values: [n] })),
    );
    await pipeline.end();
    expect((await Promise.all(answers)).map(({ rows }) => rows)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  });

  it('fail by the first failure, keep nothing, and leave the connection usable', async () => {
    const divide = { name: 'divide', text: 'select 1 / $1::int as quotient' };
    const keep = { name: 'keep', text: `insert into source_ref (ref) values ('kept')` };
    const pipeline = new Pipeline(client);
    for (const statement of [
      { name: 'begin', text: 'begin' },
      keep,
      { ...divide, values: [0] },
      { name: 'never-prepared', text: 'select $1::int', values: [1] },
      { name: 'commit', text: 'commit' },
    ]) {
      void pipeline.add((together) => together.query(statement));
    }
    await expect(pipeline.end()).rejects.toMatchObject({ code: '22012' });
    await client.query('rollback');
    expect((await client.query(`select from source_ref where ref = 'kept'`)).rowCount).toBe(0);
    const again = new Pipeline(client);
    const quotient = again.add((together) => together.query<{ quotient: number }>({ ...divide, values: [1] }));
    const never = again.add((together) =>
      together.query({ name: 'never-prepared', text: 'select $1::int', values: [1] }),
    );
    await again.end();
    expect((await quotient).rows).toEqual([{ quotient: 1 }]);
    expect((await never).rowCount).toBe(1);
  });
});
