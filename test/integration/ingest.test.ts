import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestIngest, type TestIngest } from '../support/ingest';

describe('events become one customer', () => {
  let database: TestDatabase;
  let ingest: TestIngest;

  beforeEach(async () => {
    database = await createTestDatabase();
    ingest = createTestIngest(database);
  });
  afterEach(() => database.drop());

  async function people(): Promise<string[]> {
    const { rows } = await database.pool.query<{ ids: string }>(
      `select string_agg(k.name || ':' || i.value, ' ' order by k.name, i.value) as ids
       from identifier i join identifier_kind k on k.id = i.kind_id join profile p on p.id = i.profile_id
       group by p.root_id order by 1`,
    );
    return rows.map((row) => row.ids);
  }

  async function count(table: string): Promise<number> {
    const { rows } = await database.pool.query<{ n: number }>(`select count(*) as n from ${table}`);
    return rows[0]?.n ?? -1;
  }

  it('makes one profile for a new visitor and counts every event once', async () => {
    const receipt = await ingest.send(
      { ids: 'anonymous_id:a1', messageId: 'one' },
      { ids: 'anonymous_id:a1', messageId: 'two' },
      { ids: 'anonymous_id:a1', messageId: 'one' },
    );
    expect(receipt).toMatchObject({ accepted: 2, duplicates: 1, outcomes: ['accepted', 'accepted', 'duplicate'] });
    expect(await ingest.send({ ids: 'anonymous_id:a1', messageId: 'two' })).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    expect(await people()).toEqual(['anonymous_id:a1']);
    expect(await count('event')).toBe(2);
  });

  it('joins what a visitor did before the log-in with the customer', async () => {
    await ingest.send({ ids: 'anonymous_id:a1' });
    await ingest.send({ ids: 'user_id:u1', type: 'identify', name: '', traits: { plan: 'gold', name: 'Anna Smith' } });
    await ingest.send({ ids: 'user_id:u1 anonymous_id:a1' });
    expect(await people()).toEqual(['anonymous_id:a1 user_id:u1']);
    expect(await count('merge')).toBe(1);
    expect(await count('merged_profile')).toBe(1);
  });

  it('keeps two customers of one device apart and shows the conflict', async () => {
    await ingest.send({ ids: 'user_id:u1 anonymous_id:a1' });
    await ingest.send({ ids: 'user_id:u2 anonymous_id:a1' });
    expect(await people()).toEqual(['anonymous_id:a1 user_id:u1', 'user_id:u2']);
    expect(await count('review')).toBe(1);
  });

  it('suggests, but does not merge, where somebody only typed the e-mail of a known customer', async () => {
    await ingest.send({ ids: 'user_id:u1 email:anna@x.com', type: 'identify', name: '' });
    await ingest.send({ ids: 'anonymous_id:a9? email:anna@x.com?', type: 'identify', name: '' });
    expect(await people()).toEqual(['anonymous_id:a9', 'email:anna@x.com user_id:u1']);
    const { rows } = await database.pool.query('select type, reason from review');
    expect(rows).toEqual([{ type: 'suggestion', reason: 'claimed' }]);
  });

  it('loses no update of one profile when 20 transactions write it at once', async () => {
    await ingest.send({ ids: 'user_id:u1' });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ingest.send({
          ids: `user_id:u1 anonymous_id:d${index}`,
          type: 'identify',
          name: '',
          traits: { [`t${index}`]: index },
        }),
      ),
    );
    const { rows } = await database.pool.query<{ traits: Record<string, number> }>('select traits from profile');
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0]?.traits ?? {})).toHaveLength(20);
    expect((await people())[0]?.split(' ')).toHaveLength(21);
  });

  it('counts a messageId once when two nodes get the same retry at the same time', async () => {
    const other = createTestIngest(database);
    const receipts = await Promise.all([
      ingest.send({ ids: 'user_id:u1', messageId: 'same' }),
      other.send({ ids: 'user_id:u1', messageId: 'same' }),
    ]);
    expect(receipts.map((one) => one.accepted).sort()).toEqual([0, 1]);
    expect(await count('event')).toBe(1);
  });

  it('holds the limit of a kind that only another node has seen so far', async () => {
    const other = createTestIngest(database);
    await other.send({ ids: 'anonymous_id:a0' });
    await ingest.send({ ids: 'user_id:u1 anonymous_id:a1' }, { ids: 'user_id:u2 anonymous_id:a2' });
    await other.send({ ids: 'anonymous_id:a1 anonymous_id:a2' });
    expect(await people()).toEqual(['anonymous_id:a0', 'anonymous_id:a1 user_id:u1', 'anonymous_id:a2 user_id:u2']);
    expect(await count('review')).toBe(1);
  });
});
