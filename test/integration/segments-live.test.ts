import type { JsonObject } from '@rapport/sdk';
import { exportSection } from '../../plugins/segments/server/privacy';
import { eventually } from '../support/eventually';
import { eraseWhole } from '../support/privacy';
import { actor, SegmentWorld } from '../support/segments-live';
import { pruneTransitions } from '../../plugins/segments/server/stores/transitions';

const hour = 3_600_000;
const ordered = { event: 'Order Completed', within: '1h' };
const german = { trait: 'country', op: 'eq', value: 'DE' };

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start();
});
beforeEach(() => world.reset());
afterEach(() => world.expectSums());
afterAll(() => world.stop());

const identify = (user: string, traits: Record<string, string>) =>
  ({ ids: `user_id:${user}`, type: 'identify', name: '', traits }) as const;
const order = (user: string) => ({ ids: `user_id:${user}`, name: 'Order Completed' });

async function profileOf(user: string): Promise<string> {
  const [profile] = await world.house.read.profiles.byIdentifiers([{ kind: 'user_id', value: user }]);
  if (profile === null || profile === undefined) throw new Error(`nobody is ${user}`);
  return profile.publicId;
}

test('who fits is in it after the event, and leaves when time alone says so; the feed tells both, once', async () => {
  await world.send(order('early'));
  await world.define('buyers', ordered);
  expect(await world.members('buyers')).toEqual(['early']);
  await world.send(order('u1'), { ids: 'user_id:u2', name: 'Product Viewed' });
  await world.settle();
  expect(await world.members('buyers')).toEqual(['early', 'u1']);
  await world.pass(hour / 2);
  await world.send(order('u1'));
  await world.pass(hour / 2 + 1_000);
  expect(await world.members('buyers')).toEqual(['u1']);
  await world.pass(hour);
  expect(await world.members('buyers')).toEqual([]);
  expect(await world.transitions('buyers')).toEqual(['+ definition', '+ event', '- time', '- time']);

  const { segments } = world.house;
  await eventually(async () => (await segments?.transitions({ after: null, count: 10 }))?.length === 4);
  const feed = (await segments?.transitions({ after: null, count: 10 }, ['buyers'])) ?? [];
  expect(feed.map(({ entered, cause }) => [entered, cause])).toEqual([
    [true, 'definition'],
    [true, 'event'],
    [false, 'time'],
    [false, 'time'],
  ]);
  expect(feed[1]?.profileId).toBe(await profileOf('u1'));
  expect(await segments?.transitions({ after: feed[2] ?? null, count: 10 })).toEqual(feed.slice(3));
  expect(await segments?.transitions({ after: null, count: 10 }, ['others'])).toEqual([]);
});

test('somebody new who did nothing is in it where that is what it asks for; traits count at once', async () => {
  await world.define('quiet', { not: ordered });
  await world.define('german', german);
  await world.send(identify('u1', { country: 'DE' }));
  await world.settle();
  expect([await world.members('quiet'), await world.members('german')]).toEqual([['u1'], ['u1']]);
  await world.send(identify('u1', { country: 'AT' }), order('u1'));
  await world.settle();
  expect([await world.members('quiet'), await world.members('german')]).toEqual([[], []]);
  await world.pass(hour + 1);
  expect(await world.members('quiet')).toEqual(['u1']);
});

test('a segment of segments follows, also when one of them is defined anew', async () => {
  await world.define('german', german);
  await world.define('both', { all: [{ segment: 'german' }, ordered] });
  await world.send(identify('u1', { country: 'DE' }), order('u1'), identify('u2', { country: 'AT' }), order('u2'));
  await world.settle();
  expect(await world.members('both')).toEqual(['u1']);
  const { publicId } = await world.segment('german');
  await world.commands.change(publicId, { definition: { ...german, value: 'AT' } }, actor);
  expect(await world.members('german')).toEqual(['u1']);
  await world.commands.publish(publicId, actor);
  await world.settle();
  expect([await world.members('german'), await world.members('both')]).toEqual([['u2'], ['u2']]);
  expect(await world.transitions('german')).toEqual(expect.arrayContaining(['- definition', '+ definition']));
  await expect(world.commands.remove(publicId)).rejects.toMatchObject({ code: 'segment_in_use' });
});

test('a segment may name one that is still being built for the first time, in all orders of the two builds', async () => {
  await world.send(identify('u1', { country: 'DE' }), order('u1'), identify('u2', { country: 'DE' }));
  await world.settle();
  const rule = { description: '', kind: 'rule' } as const;
  const first = await world.commands.create({ key: 'german', name: 'German', ...rule, definition: german }, actor);
  const definition = { all: [{ segment: 'german' }, ordered] };
  const second = await world.commands.create({ key: 'both', name: 'Both', ...rule, definition }, actor);
  await expect(world.commands.publish(second.publicId, actor)).rejects.toMatchObject({ code: 'segment_invalid' });
  await world.commands.publish(first.publicId, actor);
  await world.commands.publish(second.publicId, actor);
  await world.settle();
  expect([await world.members('german'), await world.members('both')]).toEqual([['u1', 'u2'], ['u1']]);
});

test('a merge: the loser leaves, the winner gets his net flips; undoing it looks at both again', async () => {
  await world.define('buyers', ordered);
  await world.define('quiet', { not: ordered });
  await world.send({ ids: 'user_id:u1', name: 'Seen' }, { ids: 'user_id:u2 anonymous_id:a2', name: 'Order Completed' });
  await world.settle();
  expect([await world.members('buyers'), await world.members('quiet')]).toEqual([['u2'], ['u1']]);
  const { mergeId } = await world.house.identity.merge(await profileOf('u1'), await profileOf('u2'), actor);
  await world.settle();
  expect([await world.members('buyers'), await world.members('quiet')]).toEqual([['u1+u2'], []]);
  expect(await world.transitions('buyers')).toEqual(expect.arrayContaining(['- merge', '+ merge']));
  await world.house.identity.unmerge(mergeId, actor);
  await world.settle();
  expect([await world.members('buyers'), await world.members('quiet')]).toEqual([['u2'], ['u1']]);
  expect((await world.transitions('buyers')).slice(-2).sort()).toEqual(['+ unmerge', '- unmerge']);
});

test('a list holds whom people put in, through merges and back', async () => {
  const list = { key: 'vip', name: 'VIP', description: '', kind: 'list', definition: null } as const;
  const { publicId } = await world.commands.create(list, actor);
  await world.define('vip_buyers', { all: [{ segment: 'vip' }, ordered] });
  await world.send(order('u1'), order('u2'));
  await world.settle();
  await world.commands.addMembers(publicId, [await profileOf('u1')], actor);
  await world.settle();
  expect([await world.members('vip'), await world.members('vip_buyers')]).toEqual([['u1'], ['u1']]);
  const { mergeId } = await world.house.identity.merge(await profileOf('u1'), await profileOf('u2'), actor);
  await world.settle();
  expect(await world.members('vip')).toEqual(['u1+u2']);
  await world.house.identity.unmerge(mergeId, actor);
  await world.settle();
  expect(await world.members('vip')).toEqual(['u1']);
  await world.commands.removeMembers(publicId, [await profileOf('u1')], actor);
  await world.settle();
  expect([await world.members('vip'), await world.members('vip_buyers')]).toEqual([[], []]);
  expect((await world.transitions('vip')).at(-1)).toBe('- manual');
});

test('a build finds whom only an event of his own calendar day lets in, beside a sequence that he never began', async () => {
  await world.send({ ids: 'user_id:u1', name: 'Order Refunded' }, { ids: 'user_id:u2', name: 'Seen' });
  await world.define('refunded_today', {
    any: [
      { sequence: [{ event: 'Order Completed' }, { not: { event: 'Order Completed' } }] },
      { event: 'Order Refunded', within: { calendar: 'day', back: 0 }, zone: 'profile' },
    ],
  });
  expect(await world.members('refunded_today')).toEqual(['u1']);
});

test('an erased person vanishes: the feed tells that she left, and nothing else of her stays', async () => {
  await world.define('buyers', ordered);
  await world.send(order('u1'), order('u2'));
  await world.settle();
  const profileId = await profileOf('u1');
  const [profile] = await world.house.read.profiles.byPublicIds([profileId]);
  const person = { rootId: profile?.rootId ?? 0, leafIds: [], profileId, profileIds: [], identifiers: [] };
  const told: JsonObject[] = [];
  for await (const row of exportSection.rows(world.house, person)) told.push(row);
  expect(told).toEqual([{ key: 'buyers', name: 'buyers', since: expect.any(String) }]);
  await eraseWhole(world.house.privacy, profileId);
  await world.settle();
  expect(await world.members('buyers')).toEqual(['u2']);
  const { rows } = await world.database.pool.query(
    `select cause, evidence from transition t where not exists (select from profile p where p.id = t.profile_id) order by id`,
  );
  expect(rows).toEqual([
    { cause: 'event', evidence: {} },
    { cause: 'erase', evidence: {} },
  ]);
});

test('a segment that breaks keeps its members, is shown as such, holds up no other, and comes back', async () => {
  await world.define('buyers', ordered);
  await world.define('german', german);
  await world.send(identify('u1', { country: 'DE' }), order('u1'));
  await world.settle();
  const { id } = await world.segment('buyers');
  // Its statement fails as a time-out would: nobody may write its rows.
  await world.database.pool.query(
    `alter table membership add constraint broken check (segment_id <> ${id} or since < to_timestamp(${world.now() / 1000})) not valid`,
  );
  await world.send(order('u2'), identify('u2', { country: 'DE' }));
  await eventually(async () => (await world.members('german')).length === 2);
  await eventually(async () => (await world.segment('buyers')).failure !== null);
  expect(await world.members('buyers')).toEqual(['u1']);
  // However often somebody is touched meanwhile, one entry waits for her.
  for (let touch = 0; touch < 3; touch++) await world.send(order('u2'));
  await eventually(async () => {
    const { rows } = await world.database.pool.query<{ entries: number; people: number; work: number }>(
      `select count(p)::int as entries, count(distinct p)::int as people, (select count(*)::int from work) as work
       from evaluation_due, unnest(profile_ids) p where segment_id = $1`,
      [id],
    );
    return rows[0]?.work === 0 && rows[0].people === 1 && rows[0].entries === 1;
  });
  await world.database.pool.query('alter table membership drop constraint broken');
  await world.commands.retry((await world.segment('buyers')).publicId);
  await world.settle();
  expect(await world.members('buyers')).toEqual(['u1', 'u2']);
  expect(await world.segment('buyers')).toMatchObject({ failure: null, failingSince: null, retryAt: null });
});

test('a paused segment stays as it is, and is right again once it is published', async () => {
  const { publicId } = await world.define('buyers', ordered);
  await world.send(order('u1'));
  await world.settle();
  await world.commands.pause(publicId, actor);
  await world.send(order('u2'));
  await world.pass(2 * hour);
  await world.send(order('u3'));
  await world.settle();
  expect(await world.members('buyers')).toEqual(['u1']);
  await world.commands.publish(publicId, actor);
  await world.settle();
  expect(await world.members('buyers')).toEqual(['u3']);
});

test('what is not acceptable is refused with the place of the fault, and changes nothing', async () => {
  const definition: JsonObject = { all: [{ trait: 'a', op: 'nope' }] };
  const draft = { key: 'x', name: 'X', description: '', kind: 'rule', definition } as const;
  await expect(world.commands.create(draft, actor)).rejects.toMatchObject({
    code: 'segment_invalid',
    detail: expect.stringContaining('$.all[0]'),
  });
  const { publicId } = await world.commands.create({ ...draft, definition: { segment: 'y' } }, actor);
  await expect(world.commands.publish(publicId, actor)).rejects.toMatchObject({ code: 'segment_invalid' });
  await expect(world.commands.create({ ...draft, definition: german }, actor)).rejects.toMatchObject({
    code: 'segment_key_taken',
  });
  await expect(world.commands.publish('00000000-0000-7000-8000-000000000000', actor)).rejects.toMatchObject({
    code: 'segment_not_found',
  });
  expect((await world.segment('x')).state).toBe('draft');
});

test('old entries and exits go after a time; what is left still adds up to the size', async () => {
  await world.reset();
  await world.define('buyers', { event: 'Order Completed', within: '5d' });
  await world.send({ ids: 'user_id:old', name: 'Order Completed' }, { ids: 'user_id:loyal', name: 'Order Completed' });
  await world.settle();
  await world.pass(6 * 86_400_000);
  expect(await world.transitions('buyers')).toHaveLength(4);
  await world.send({ ids: 'user_id:loyal', name: 'Order Completed' });
  await world.settle();
  const before = world.now() + 1;
  const { database } = world.house;
  expect(await pruneTransitions(database, { before, after: { commitId: 0, id: 0 }, rowsMax: 2 })).not.toBeNull();
  expect(await pruneTransitions(database, { before, after: { commitId: 0, id: 0 }, rowsMax: 100 })).toBeNull();
  expect(await world.transitions('buyers')).toEqual(['+ event']);
  await world.expectSums();
});
