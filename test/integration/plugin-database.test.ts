import { setTimeout as sleep } from 'node:timers/promises';
import { createLookupPool, createPool } from '../../src/postgres/pool';
import { createPluginDatabase } from '../../src/store/plugin-database';
import { createTestDatabase, pluginPools, type TestDatabase } from '../support/database';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
  await base.pool.query('create table thing (id int primary key, commit_id bigint)');
});
beforeEach(() => base.pool.query('truncate thing, commit_log'));
afterAll(() => base.drop());

const database = () => createPluginDatabase({ pools: pluginPools(base.pool), schema: base.schema, now: () => 1_000 });

test('a plugin writes and reads its tables; what a transaction throws is undone', async () => {
  expect(await database().run({ text: 'insert into thing (id) values ($1), ($2)', values: [1, 2] })).toBe(2);
  await expect(
    database().transaction(async (sql) => {
      await sql.run({ text: 'delete from thing' });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await database().rows({ text: 'select id from thing order by id' })).toEqual([{ id: 1 }, { id: 2 }]);
});

test('rows of a transaction are stamped with its one entry of the commit log', async () => {
  await database().transaction(async (sql) => {
    expect(await sql.announce()).toBe(await sql.announce());
    await sql.run({ text: 'insert into thing (id, commit_id) values (1, $1)', values: [await sql.announce()] });
  });
  const { rows } = await base.pool.query('select c.at from thing t join commit_log c on c.id = t.commit_id');
  expect(rows).toEqual([{ at: 1_000 }]);
});

test('a statement beyond its time says so by a code, and so does a lock that nobody gives', async () => {
  const slow = database().transaction((sql) => sql.run({ text: 'select pg_sleep(20)' }), { statementMilliseconds: 20 });
  await expect(slow).rejects.toMatchObject({ code: 'statement_timeout' });
  await database().transaction(async (holder) => {
    await holder.lock('thing');
    const other = database().transaction(
      async (sql) => {
        expect(await sql.tryLock('thing', true)).toBe(false);
        expect(await sql.tryLocks(['thing', 'another'], false)).toEqual([false, true]);
        await sql.lock('thing', { shared: true });
      },
      { lockMilliseconds: 20 },
    );
    await expect(other).rejects.toMatchObject({ code: 'statement_timeout' });
  });
});

test('an attempt that fails is undone alone, and so is its time-out', async () => {
  await database().transaction(async (sql) => {
    await sql.run({ text: 'insert into thing (id) values (1)' });
    const failed = await sql.attempt(async () => {
      await sql.run({ text: 'insert into thing (id) values (2)' });
      await sql.run({ text: 'select pg_sleep(20)' });
    }, 20);
    expect(failed).toMatchObject({ code: 'statement_timeout' });
    expect(await sql.rows({ text: 'show statement_timeout' })).toEqual([{ statement_timeout: '0' }]);
  });
  expect(await database().rows({ text: 'select id from thing' })).toEqual([{ id: 1 }]);
});

test('a conflict with another transaction runs the work again', async () => {
  await database().run({ text: 'insert into thing (id) values (1), (2)' });
  let attempts = 0;
  const locking = (first: number, second: number) =>
    database().transaction(async (sql) => {
      attempts++;
      await sql.rows({ text: 'select id from thing where id = $1 for update', values: [first] });
      await sleep(100);
      await sql.rows({ text: 'select id from thing where id = $1 for update', values: [second] });
    });
  await Promise.all([locking(1, 2), locking(2, 1)]);
  expect(attempts).toBeGreaterThan(2);
});

test('a snapshot sees one moment, whatever others commit meanwhile; settings end with it', async () => {
  await database().transaction(
    async (sql) => {
      expect(await sql.rows({ text: 'select id from thing' })).toEqual([]);
      await database().run({ text: 'insert into thing (id) values (9)' });
      expect(await sql.rows({ text: 'select id from thing' })).toEqual([]);
      expect(await sql.rows({ text: 'show work_mem' })).toEqual([{ work_mem: '3MB' }]);
    },
    { snapshot: true, settings: { work_mem: '3MB' } },
  );
  expect(await database().rows({ text: 'show work_mem' })).not.toEqual([{ work_mem: '3MB' }]);
});

test('a look-up that comes again is planned once, for any values, by index, and may not take for ever', async () => {
  const how = { databaseUrl: base.url, schema: base.schema, connectionsMax: 1, applicationName: 'test lookups' };
  const lookupPool = createLookupPool(how, 200);
  const { lookups } = createPluginDatabase({
    ...{ pools: { ...pluginPools(base.pool), lookups: lookupPool }, schema: base.schema, now: () => 1_000 },
  });
  try {
    const text = 'select $1::int as n';
    for (const n of [1, 2, 3, 4]) expect(await lookups.rows({ text, values: [n], isRepeated: true })).toEqual([{ n }]);
    const plans = `select generic_plans as n, custom_plans as custom from pg_prepared_statements where statement = $1`;
    // The first time it came for the first time.
    expect(await lookups.rows({ text: plans, values: [text] })).toEqual([{ n: 3, custom: 0 }]);
    expect(await lookups.rows({ text: 'show enable_seqscan' })).toEqual([{ enable_seqscan: 'off' }]);
    await expect(lookups.rows({ text: 'select pg_sleep(5)' })).rejects.toMatchObject({ code: 'statement_timeout' });
  } finally {
    await lookupPool.end();
  }
});

test('transactions that keep plans share connections that nobody else has: what comes again is planned once', async () => {
  const plans = createPool({
    ...{ databaseUrl: base.url, schema: base.schema, connectionsMax: 1, applicationName: 'test plans' },
  });
  const { transaction } = createPluginDatabase({
    ...{ pools: { ...pluginPools(base.pool), plans }, schema: base.schema, now: () => 1_000 },
  });
  try {
    const asked = { text: 'select count(*) as n from thing where id = $1::int', values: [1], isRepeated: true };
    const keeping = { keepsPlans: true, settings: { plan_cache_mode: 'force_generic_plan' } };
    for (let time = 0; time < 4; time++) await transaction((sql) => sql.rows(asked), keeping);
    const made = `select generic_plans as n from pg_prepared_statements where statement = '${asked.text}'`;
    expect(await transaction((sql) => sql.rows({ text: made }), keeping)).toEqual([{ n: 3 }]);
    expect(await transaction((sql) => sql.rows({ text: 'select pg_backend_pid() as pid' }))).not.toEqual(
      await transaction((sql) => sql.rows({ text: 'select pg_backend_pid() as pid' }), keeping),
    );
  } finally {
    await plans.end();
  }
});
