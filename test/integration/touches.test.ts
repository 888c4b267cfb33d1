import { traitHash, type Touch } from '@rapport/sdk';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { readTouches, type WorkRow } from '../../src/store/work';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { commandsFor } from '../support/identity-by-hand';
import { createTestIngest, type TestIngest } from '../support/ingest';

let database: TestDatabase;
let ingest: TestIngest;
beforeEach(async () => {
  database = await createTestDatabase();
  ingest = createTestIngest(database);
});
afterEach(() => database.drop());

/** What was handed over since the last look: `lane kind subject` with names for numbers, by leaf in order of creation. */
async function touches(): Promise<string[]> {
  const { pool } = database;
  const { rows } = await pool.query<WorkRow & { lane: number }>(
    'select lane, id, commit_id as "commitId", leaf_ids as "leafIds", touches from work order by id',
  );
  await pool.query('delete from work');
  const roots = await pool.query<{ id: number; root: number }>('select id, root_id as root from profile order by id');
  const names = await pool.query<{ id: number; name: string }>('select id, name from event_name');
  const order = new Map(roots.rows.map(({ id }, index) => [id, `p${index + 1}`]));
  const nameOf = ({ kind, subject }: Touch): string =>
    kind === 'event' || kind === 'imported'
      ? ` ${names.rows.find(({ id }) => id === subject)?.name}`
      : kind === 'trait'
        ? ` ${['plan', 'email'].find((key) => traitHash(key) === subject)}`
        : '';
  const rootsById = new Map(roots.rows.map(({ id, root }) => [id, root]));
  return rows
    .flatMap((row) =>
      readTouches([row], rootsById).map((touch) => {
        const addressee = touch.kind === 'absorbed' ? touch.leafId : touch.rootId;
        expect(row.lane).toBe(addressee % 16);
        return `${order.get(touch.leafId)} of ${order.get(touch.rootId)}: ${touch.kind}${nameOf(touch)}`;
      }),
    )
    .sort();
}

test('the lanes are told what happened, to whom, and which traits were written', async () => {
  await ingest.send({ ids: 'user_id:u1', name: 'Order Completed' }, { ids: 'user_id:u1', name: 'Order Completed' });
  expect(await touches()).toEqual(['p1 of p1: created', 'p1 of p1: event Order Completed']);
  await ingest.send({ ids: 'user_id:u1', type: 'identify', name: '', traits: { plan: 'pro' } });
  expect(await touches()).toEqual(['p1 of p1: event ', 'p1 of p1: trait plan']);
});

test('a merge tells the winner, and the lane in which the loser was a root; so does a merge by hand, and undoing it', async () => {
  await ingest.send({ ids: 'user_id:u1' }, { ids: 'anonymous_id:a1' }, { ids: 'user_id:u3' });
  await touches();
  await ingest.send({ ids: 'user_id:u1 anonymous_id:a1', name: 'Signed In' });
  expect(await touches()).toEqual(['p1 of p1: event Signed In', 'p2 of p1: absorbed', 'p2 of p1: merged']);

  const { rows } = await database.pool.query<{ id: string }>('select public_id as id from profile order by profile.id');
  const { rows: merges } = await database.pool.query<{ id: string }>('select public_id as id from merge');
  const commands = commandsFor(database, defaultPolicy);
  await commands.unmerge(merges[0]?.id ?? '', 'admin:1');
  expect(await touches()).toEqual(['p1 of p1: unmerged', 'p2 of p2: unmerged']);
  await commands.merge(rows[0]?.id ?? '', rows[1]?.id ?? '', 'admin:1');
  expect(await touches()).toEqual(['p2 of p1: absorbed', 'p2 of p1: merged']);
});
