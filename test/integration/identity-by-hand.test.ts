import type { HandIdentityCommands } from '../../src/identity/commands';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { createReadModels } from '../../src/store/read-models';
import { newestWins } from '../support/customers';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { commandsFor } from '../support/identity-by-hand';
import { createTestIngest, type TestIngest } from '../support/ingest';

const actor = 'admin:1';

describe('people merge, separate and decide by hand', () => {
  let database: TestDatabase;
  let ingest: TestIngest;
  let commands: HandIdentityCommands;

  beforeEach(async () => {
    database = await createTestDatabase();
    ingest = createTestIngest(database);
    commands = commandsFor(database, defaultPolicy);
  });
  afterEach(() => database.drop());

  it('undoes an automatic merge, and the same evidence does not join them again', async () => {
    await ingest.send({ ids: 'user_id:u1', type: 'identify', name: '', traits: { plan: 'gold' } });
    await ingest.send({ ids: 'anonymous_id:a1', type: 'identify', name: '', traits: { plan: 'free', city: 'Rome' } });
    const before = await people(database);
    await ingest.send({ ids: 'user_id:u1 anonymous_id:a1' });
    expect(await people(database)).toEqual(['anonymous_id:a1 user_id:u1']);

    await commands.unmerge(await onlyMerge(database), actor);
    expect(await people(database)).toEqual(before);
    await ingest.send({ ids: 'user_id:u1 anonymous_id:a1' });
    expect(await people(database)).toEqual(before);
    const { rows } = await database.pool.query('select reason from review');
    expect(rows).toEqual([{ reason: 'never_merge' }]);
    const { rows: merged } = await database.pool.query('select * from merged_profile');
    expect(merged).toEqual([]);
  });

  it('takes along what was merged through the separated side', async () => {
    await ingest.send({ ids: 'user_id:u1' });
    await ingest.send({ ids: 'anonymous_id:a1', type: 'identify', name: '', traits: { city: 'Rome' } });
    await ingest.send({ ids: 'anonymous_id:a2' });
    await ingest.send({ ids: 'user_id:u1 anonymous_id:a1' });
    const first = await onlyMerge(database);
    await ingest.send({ ids: 'anonymous_id:a1 anonymous_id:a2' });
    const sides = await commands.unmergePreview(first);
    expect([sides.first.leafIds.length, sides.second.leafIds.length].sort()).toEqual([1, 2]);
    const readers = createReadModels(database.pool, newestWins);
    const before = await readers.profiles.asIf([sides.first, sides.second]);
    await commands.unmerge(first, actor);
    expect(await people(database)).toEqual(['anonymous_id:a1 anonymous_id:a2', 'user_id:u1']);
    // What was shown before is what came.
    const after = await readers.profiles.byLeafIds([sides.first.rootId, sides.second.rootId]);
    const shown = (records: typeof after) =>
      records.map((record) => [record?.publicId, record?.leafIds, record?.traits]);
    expect(shown(after)).toEqual(shown(before));
    await expect(commands.unmergePreview(first)).rejects.toMatchObject({ code: 'merge_already_undone' });
  });

  it('merges two accounts by hand, retires the second user id, and gives it back on undo', async () => {
    await ingest.send({ ids: 'user_id:u1', type: 'identify', name: '', traits: { plan: 'gold' } });
    await ingest.send({ ids: 'user_id:u2', type: 'identify', name: '', traits: { plan: 'free', city: 'Rome' } });
    const [one = '', two = ''] = await publicIds(database);
    const preview = await commands.mergePreview(one, two);
    expect(preview).toMatchObject({
      winnerId: one,
      loserId: two,
      traits: { plan: 'free', city: 'Rome' },
      obstacles: [],
    });
    expect(preview.changes.map((change) => change.key)).toEqual(['city', 'plan']);

    const { mergeId, winnerId } = await commands.merge(one, two, actor, 'same person, called us');
    expect(winnerId).toBe(one);
    expect(await people(database)).toEqual(['user_id:u1 user_id:u2']);
    expect(await retired(database)).toEqual(['u2']);
    await ingest.send({ ids: 'user_id:u2 anonymous_id:a2' });
    expect(await people(database)).toEqual(['anonymous_id:a2 user_id:u1 user_id:u2']);

    await commands.unmerge(mergeId, actor);
    expect(await people(database)).toEqual(['anonymous_id:a2 user_id:u2', 'user_id:u1']);
    expect(await retired(database)).toEqual([]);
    await expect(commands.unmerge(mergeId, actor)).rejects.toMatchObject({ code: 'merge_already_undone' });
  });

  it('wakes those who follow after a merge, not after a preview, which writes nothing', async () => {
    let woken = 0;
    const watched = commandsFor(database, defaultPolicy, { onCommit: () => woken++ });
    await ingest.send({ ids: 'user_id:u1' });
    await ingest.send({ ids: 'anonymous_id:a1' });
    const [one = '', two = ''] = await publicIds(database);
    await watched.mergePreview(one, two);
    expect(woken).toBe(0);
    await watched.merge(one, two, actor);
    expect(woken).toBe(1);
  });

  it('merges by hand what was separated before', async () => {
    await ingest.send({ ids: 'user_id:u1' });
    await ingest.send({ ids: 'anonymous_id:a1' });
    const [one = '', two = ''] = await publicIds(database);
    await commands.unmerge((await commands.merge(one, two, actor)).mergeId, actor);
    await commands.merge(two, one, actor);
    expect(await people(database)).toEqual(['anonymous_id:a1 user_id:u1']);
    const { rows } = await database.pool.query('select * from never_merge');
    expect(rows).toEqual([]);
  });

  it('lets the caller choose the survivor where the workspace says so', async () => {
    const listed = commandsFor(database, { ...defaultPolicy, survivor: 'listed' });
    await ingest.send({ ids: 'user_id:u1' });
    await ingest.send({ ids: 'anonymous_id:a1' });
    const [one = '', two = ''] = await publicIds(database);
    expect((await listed.merge(two, one, actor)).winnerId).toBe(two);
  });

  it('decides a suggestion once: merge', async () => {
    await ingest.send({ ids: 'user_id:u1 email:anna@x.com' });
    await ingest.send({ ids: 'anonymous_id:a9? email:anna@x.com?' });
    const { rows } = await database.pool.query<{ id: string }>('select public_id as id from review');
    const id = rows[0]?.id ?? '';
    expect((await commands.decide(id, 'merge', actor)).mergeId).not.toBeNull();
    expect(await people(database)).toEqual(['anonymous_id:a9 email:anna@x.com user_id:u1']);
    await expect(commands.decide(id, 'dismiss', actor)).rejects.toMatchObject({ code: 'review_already_decided' });
  });

  it('gives one identifier a profile of its own, and it stays there', async () => {
    await ingest.send({ ids: 'user_id:u1 anonymous_id:kiosk' });
    await commands.separate({ kind: 'anonymous_id', value: 'kiosk' }, actor);
    expect(await people(database)).toEqual(['anonymous_id:kiosk', 'user_id:u1']);
    await ingest.send({ ids: 'user_id:u1 anonymous_id:kiosk' });
    expect(await people(database)).toEqual(['anonymous_id:kiosk', 'user_id:u1']);
    await expect(commands.separate({ kind: 'user_id', value: 'u1' }, actor)).rejects.toMatchObject({
      code: 'identifier_is_last',
    });
  });
});

async function people(database: TestDatabase): Promise<string[]> {
  const { rows } = await database.pool.query<{ ids: string }>(
    `select string_agg(k.name || ':' || i.value, ' ' order by k.name, i.value) as ids
     from identifier i join identifier_kind k on k.id = i.kind_id join profile p on p.id = i.profile_id
     group by p.root_id order by 1`,
  );
  return rows.map((row) => row.ids);
}

async function publicIds(database: TestDatabase): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>('select public_id as id from profile order by profile.id');
  return rows.map((row) => row.id);
}

async function retired(database: TestDatabase): Promise<string[]> {
  const { rows } = await database.pool.query<{ value: string }>('select value from identifier where retired');
  return rows.map((row) => row.value);
}

async function onlyMerge(database: TestDatabase): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>('select public_id as id from merge');
  expect(rows).toHaveLength(1);
  return rows[0]?.id ?? '';
}
