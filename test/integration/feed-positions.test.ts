import pino from 'pino';
import type pg from 'pg';
import { createSignals, type Signals } from '../../src/signals/signals';
import { insertCommit, numberCommits, pruneCommits } from '../../src/store/commit-log';
import { startSequencer } from '../../src/worker/sequencer';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';

const log = pino({ level: 'silent' });
let database: TestDatabase;
let signals: Signals;

beforeEach(async () => {
  database = await createTestDatabase();
  signals = createSignals({ pool: database.pool, schema: database.schema, log });
});
afterEach(async () => {
  await signals.close();
  await database.drop();
});

function start() {
  return startSequencer({ pool: database.pool, schema: database.schema, signals, log });
}

async function beginCommit(): Promise<{ client: pg.PoolClient; id: number }> {
  const client = await database.pool.connect();
  await client.query('begin');
  const id = await insertCommit(client, {
    at: 1_700_000_000_000,
    changes: [{ kind: 'profile', profileId: 1, mergeId: null }],
  });
  return { client, id };
}

async function commit(open: { client: pg.PoolClient }): Promise<void> {
  await open.client.query('commit');
  open.client.release();
  signals.notify('committed');
}

async function readAfter(position: number): Promise<{ id: number; position: number }[]> {
  const { rows } = await database.pool.query<{ id: number; position: number }>(
    'select id, position from commit_log where position > $1 order by position',
    [position],
  );
  return rows;
}

test('a transaction that took its id early and committed late comes later in the feed, and is not missed', async () => {
  const sequencer = start();
  const early = await beginCommit();
  const late = await beginCommit();
  await commit(late);
  await eventually(async () => (await readAfter(0)).length === 1);
  const cursor = (await readAfter(0))[0]?.position ?? 0;
  await commit(early);
  await eventually(async () => (await readAfter(cursor)).length === 1);
  expect(await readAfter(cursor)).toEqual([{ id: early.id, position: 2 }]);
  expect(early.id).toBeLessThan(late.id);
  await sequencer.stop();
});

test('a reader who follows the feed while many write sees every commit once, in order', async () => {
  const sequencers = [start(), start(), start()];
  const seen: number[] = [];
  const written: number[] = [];
  let cursor = 0;
  const read = async () => {
    for (const row of await readAfter(cursor)) {
      expect(row.position).toBe(cursor + 1);
      cursor = row.position;
      seen.push(row.id);
    }
  };
  const writer = async (seed: number) => {
    for (let n = 0; n < 40; n++) {
      const open = await beginCommit();
      written.push(open.id);
      await new Promise((resolve) => setTimeout(resolve, (seed * 7 + n * 13) % 9));
      await commit(open);
    }
  };
  const writing = Promise.all([1, 2, 3].map(writer));
  await eventually(async () => {
    await read();
    return seen.length === 120;
  });
  await writing;
  expect(new Set(seen)).toEqual(new Set(written));
  expect([...seen].sort((a, b) => a - b)).not.toEqual(seen); // ids were overtaken, or this proves nothing
  for (const sequencer of sequencers) await sequencer.stop();
});

test('when the connection of the sequencer is cut, numbering goes on', async () => {
  const sequencer = start();
  await commit(await beginCommit());
  await eventually(async () => (await readAfter(0)).length === 1);
  // Its connection alone: one of the readers' that had been cut as well could be the next that this test is given.
  const { rowCount } = await database.pool.query(
    `select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and application_name = $1 and pid <> pg_backend_pid()`,
    [`test ${database.schema}`],
  );
  expect(rowCount).toBe(1);
  await commit(await beginCommit());
  await eventually(async () => (await readAfter(1)).length === 1);
  await sequencer.stop();
});

test('numbering goes on from the last position after old commits were pruned', async () => {
  const client = await database.pool.connect();
  for (const at of [1_000, 2_000, 3_000]) await insertCommit(client, { at, changes: [] });
  await numberCommits(client, 10, 5_000);
  expect(await pruneCommits(client, 10_000, 10)).toBe(2);
  await insertCommit(client, { at: 4_000, changes: [] });
  expect(await numberCommits(client, 10, 5_000)).toBe(1);
  client.release();
  expect((await readAfter(0)).map((row) => row.position)).toEqual([3, 4]);
});
