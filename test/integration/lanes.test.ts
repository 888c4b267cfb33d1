import { type LaneWork, RapportError, type Touch, traitHash } from '@rapport/sdk';
import pino from 'pino';
import { inTransaction } from '../../src/postgres/pool';
import { createSignals, type Signals } from '../../src/signals/signals';
import { insertCommit } from '../../src/store/commit-log';
import { insertWork, laneOf, type Touched } from '../../src/store/work';
import type { Follower } from '../../src/worker/lane';
import { startLanes, type Lanes } from '../../src/worker/lanes';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';

let database: TestDatabase;
let signals: Signals;
let running: Lanes[];
let logged: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  logged = [];
  running = [];
  signals = createSignals({ pool: database.pool, schema: database.schema, log: pino({ level: 'silent' }) });
});
afterEach(async () => {
  for (const lanes of running) await lanes.stop();
  await signals.close();
  await database.drop();
});

function start(...followers: Follower[]): void {
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  running.push(startLanes({ pool: database.pool, schema: database.schema, followers, signals, log }));
}

async function createProfiles(roots: readonly Pick<Touched, 'leafId' | 'rootId'>[]): Promise<void> {
  await database.pool.query(
    `insert into profile (id, public_id, root_id, created_at)
     select leaf, gen_random_uuid(), root, to_timestamp(0) from unnest($1::bigint[], $2::bigint[]) as t (leaf, root)`,
    [roots.map((each) => each.leafId), roots.map((each) => each.rootId)],
  );
}

async function touch(touched: readonly Touched[]): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    await insertWork(client, await insertCommit(client, { at: 0, changes: [] }), touched);
  });
  signals.notify('committed');
}

async function workRows(): Promise<{ lane: number; leafIds: number[] }[]> {
  const { rows } = await database.pool.query<{ lane: number; leafIds: number[] }>(
    'select lane, leaf_ids as "leafIds" from work order by id',
  );
  return rows;
}

const viewed = 7;
const under = (rootId: number, ...leafIds: readonly number[]): Touched[] =>
  leafIds.map((leafId) => ({ leafId, rootId, kind: 'event', subject: viewed }));
const themselves = (ids: readonly number[]): Touched[] => ids.flatMap((id) => under(id, id));
const rootsOf = ({ touches }: LaneWork): number[] => [...new Set(touches.map((touch) => touch.rootId))];
const told = ({ touches }: LaneWork): Omit<Touch, 'commitId'>[] =>
  touches.map(({ leafId, rootId, kind, subject }) => ({ leafId, rootId, kind, subject }));

test('a transaction leaves one row for each touched lane', async () => {
  await touch(themselves([1, 17, 2, 17, 33]));
  expect(await workRows()).toEqual([
    { lane: 1, leafIds: [1, 17, 33] },
    { lane: 2, leafIds: [2] },
  ]);
});

test('touched profiles reach every plugin as roots, each once, and the rows are gone', async () => {
  await createProfiles([...themselves([1, 2, 3]), ...under(1, 4)]);
  const seen: number[][] = [[], []];
  start(
    { name: 'first', handle: async (work) => void seen[0]?.push(...rootsOf(work)) },
    { name: 'second', handle: async (work) => void seen[1]?.push(...rootsOf(work)) },
  );
  await touch([...themselves([1, 2]), ...under(1, 4)]);
  await eventually(async () => (await workRows()).length === 0);
  expect(seen.map((ids) => ids.sort())).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test('after a merge the work of the loser is done in the lane of the winner', async () => {
  await createProfiles([...under(2, 1, 2), ...themselves([17])]);
  await touch(themselves([1, 17])); // queued when 1 was its own root
  const seen: (readonly number[])[] = [];
  start({ name: 'follower', handle: async (work) => void seen.push(rootsOf(work)) });
  await eventually(async () => (await workRows()).length === 0);
  expect(seen).toEqual([[17], [2]]);
});

test('a leaf that was absorbed is told to its own lane as well, and what moved keeps what happened', async () => {
  await createProfiles(under(2, 1, 2));
  await touch([...themselves([1]), { leafId: 1, rootId: 2, kind: 'absorbed', subject: 0 }]);
  await touch([{ leafId: 1, rootId: 2, kind: 'trait', subject: traitHash('plan') }]);
  const seen: unknown[] = [];
  start({
    name: 'follower',
    handle: async (work) => void seen.push(...told(work)),
  });
  await eventually(async () => (await workRows()).length === 0);
  expect(seen).toHaveLength(3);
  expect(seen).toContainEqual({ leafId: 1, rootId: 2, kind: 'absorbed', subject: 0 });
  expect(seen).toContainEqual({ leafId: 1, rootId: 2, kind: 'event', subject: viewed });
  expect(seen).toContainEqual({ leafId: 1, rootId: 2, kind: 'trait', subject: traitHash('plan') });
});

test('rows of a version that told nothing are looked at as if the profile were new', async () => {
  await createProfiles(themselves([3]));
  await database.pool.query('insert into work (lane, commit_id, leaf_ids) values (3, 1, array[3])');
  const seen: unknown[] = [];
  start({ name: 'follower', handle: async (work) => void seen.push(...told(work)) });
  await eventually(async () => (await workRows()).length === 0);
  expect(seen).toEqual([{ leafId: 3, rootId: 3, kind: 'created', subject: 0 }]);
});

test('what becomes due by time is done alone with the lane, also where nothing was touched', async () => {
  let due = [5, 9];
  const fired: number[] = [];
  start({
    name: 'clock',
    handle: async () => undefined,
    dueLanes: async () => due,
    fire: async (lanes) => {
      fired.push(...lanes);
      due = due.filter((each) => !lanes.includes(each));
    },
  });
  await eventually(() => due.length === 0);
  expect(fired.sort()).toEqual([5, 9]);
});

test('profiles that were erased meanwhile are passed over', async () => {
  await touch(themselves([5]));
  start({ name: 'follower', handle: async () => Promise.reject(new Error('called for nobody')) });
  await eventually(async () => (await workRows()).length === 0);
});

test('lanes that have work share a transaction', async () => {
  await createProfiles(themselves([1, 2, 3]));
  await touch(themselves([1, 2, 3]));
  const seen: (readonly number[])[] = [];
  start({ name: 'follower', handle: async ({ lanes }) => void seen.push(lanes) });
  await eventually(async () => (await workRows()).length === 0);
  expect(seen).toEqual([[1, 2, 3]]);
});

test('a plugin that fails keeps its work, is retried and logged with its code, and holds up no other lane and no other plugin', async () => {
  await createProfiles(themselves([1, 2, 3]));
  let attempts = 0;
  const healthy: number[] = [];
  start(
    {
      name: 'fragile',
      handle: async (work) => {
        // Together with others, then alone.
        if (rootsOf(work).includes(1) && ++attempts < 3) throw new RapportError('concurrent_change');
      },
    },
    { name: 'healthy', handle: async (work) => void healthy.push(...rootsOf(work)) },
  );
  await touch(themselves([1, 2, 3]));
  await eventually(() => attempts === 2 && healthy.includes(2) && healthy.includes(3));
  expect(healthy).toContain(1);
  await eventually(async () => (await workRows()).length === 1);
  expect(await workRows()).toEqual([{ lane: laneOf(1), leafIds: [1] }]);
  await eventually(async () => (await workRows()).length === 0);
  expect(attempts).toBe(3);
  expect(logged.map((line): unknown => JSON.parse(line))).toMatchObject([
    { code: 'concurrent_change', handler: 'fragile', lane: 1, failed: 1 },
  ]);
});

test('several workers share the lanes: every touch is followed, and never two at a time for one profile', async () => {
  const ids = Array.from({ length: 64 }, (_, n) => n + 1);
  await createProfiles(themselves(ids));
  const active = new Set<number>();
  const counts = new Map<number, number>();
  const follower: Follower = {
    name: 'follower',
    handle: async (work) => {
      const rootIds = rootsOf(work);
      for (const id of rootIds) {
        expect(active.has(id)).toBe(false);
        active.add(id);
      }
      await new Promise((resolve) => setTimeout(resolve, 3));
      for (const id of rootIds) {
        active.delete(id);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    },
  };
  start(follower);
  start(follower);
  for (let n = 0; n < 20; n++) await touch(themselves(ids.filter((id) => (id + n) % 3 === 0)));
  await eventually(async () => (await workRows()).length === 0);
  expect(logged).toEqual([]);
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual(ids);
});

test('where no plugin follows profiles the rows are dropped', async () => {
  start();
  await touch(themselves([1, 2, 3]));
  await eventually(async () => (await workRows()).length === 0);
});
