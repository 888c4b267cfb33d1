import { type Core, type Json, type JsonObject, limits, type OutgoingMessage, type SendOutcome } from '@rapport/sdk';
import outreachPlugin from '../../plugins/outreach/server';
import { Topics } from '../../plugins/outreach/server/consent/topics';
import { BroadcastCommands } from '../../plugins/outreach/server/campaigns/commands';
import { planBroadcasts } from '../../plugins/outreach/server/campaigns/planner';
import { paceSlackMilliseconds } from '../../plugins/outreach/server/channels/pace';
import { ChannelCommands } from '../../plugins/outreach/server/channels/commands';
import { keptConnections, Sessions } from '../../plugins/outreach/server/channels/sessions';
import { Sending } from '../../plugins/outreach/server/sending';
import type { Renderer } from '../../plugins/outreach/server/sending/renderer';
import { askHeldAgain } from '../../plugins/outreach/server/stores/ledger';
import { MessageCommands } from '../../plugins/outreach/server/messages';
import { countWaiting } from '../../plugins/outreach/server/stores/topics';
import { SettingCommands } from '../../plugins/outreach/server/settings';
import { eventually } from '../support/eventually';
import { memoryChannel } from '../support/memory-channel';
import { SegmentWorld } from '../support/segments-live';

const actor = 'admin:1';
const day = 24 * 60 * 60 * 1_000;
const noon = (): number => Math.floor(Date.now() / day) * day + day + day / 2;

/** What the provider does with a message; what it took. */
let provider: (message: OutgoingMessage) => SendOutcome | Promise<SendOutcome> = () => handed;
let taken: OutgoingMessage[] = [];
const handed: SendOutcome = { state: 'handed', providerId: null };

const memory = memoryChannel(async (message) => {
  const outcome = await provider(message);
  if (outcome.state === 'handed') taken.push(message);
  return outcome;
});

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : 'customer');
const plain: Renderer = (jobs) =>
  Promise.resolve(
    jobs.map(({ profile }) => ({
      content: { text: `Dear ${textOf(profile.traits['name'])}` },
      ...{ locale: 'en', templateVersion: 1, unsubscribe: null },
    })),
  );

let world: SegmentWorld;
beforeAll(async () => {
  const still = { ...outreachPlugin, loops: [] };
  world = await SegmentWorld.start(1, [still, memory]);
  await world.pass(noon() - world.now());
  const settings = new SettingCommands(world.house);
  await settings.change({ sandbox: false, policy: { caps: [{ count: 2, within: '1d' }] } }, actor);
  await new ChannelCommands(world.house, keptConnections(world.house)).create(
    { key: 'main', channel: 'memory', name: 'Main', settings: { token: 'x' } },
    actor,
  );
  await world.database.pool.query(
    `insert into topic (key, name, kind, basis, updated_at, updated_by) values
       ('news', '{"en":"News"}', 'marketing', 'opt_out', now(), 'test'),
       ('orders', '{"en":"Orders"}', 'transactional', 'opt_in', now(), 'test')`,
  );
  await world.database.pool.query(
    `insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
     values (gen_random_uuid(), 'hello', 'Hello', 'email', 'en', '{}', 1, now(), now(), 'test')`,
  );
}, 120_000);
afterAll(() => world.stop());

beforeEach(() => {
  taken = [];
  provider = () => handed;
});

const never = (): Promise<void> => new Promise(() => undefined);
async function send(
  sending = new Sending(world.house, plain, keptConnections(world.house)),
  signal = new AbortController().signal,
): Promise<void> {
  while ((await planBroadcasts(world.house, signal)) === 'more');
  await sending.sweep();
  for (const urgency of ['urgent', 'bulk'] as const) await sending.round(urgency, signal, never);
  await planBroadcasts(world.house, signal);
}

const people = async (...names: readonly string[]): Promise<void> => {
  await world.send(
    ...names.map((name) => ({
      ...{ type: 'identify' as const, ids: `user_id:${name} email:${name}@example.org` },
      traits: { name, email: `${name}@example.org` },
    })),
  );
  await world.settle();
};
const definition = { audience: { everyone: true }, channel: 'email', topic: 'news', template: 'hello' };
const commands = (): BroadcastCommands => new BroadcastCommands(world.house);

async function start(key: string, more: JsonObject = {}): Promise<string> {
  const { publicId } = await commands().create({ key, name: key, definition: { ...definition, ...more } }, actor);
  await commands().start(publicId, null, actor);
  return publicId;
}

/** `state` or `state reason`, of each person. */
async function ledger(key: string): Promise<Record<string, string>> {
  const { rows } = await world.database.pool.query<{ name: string; line: string }>(
    `select p.traits->>'name' as name, concat_ws(' ', m.state, m.reasons[1], m.code) as line
     from message m join campaign c on c.id = m.campaign_id join profile p on p.id = m.profile_id where c.key = $1`,
    [key],
  );
  return Object.fromEntries(rows.map(({ name, line }) => [name, line]));
}
const query = (text: string, values: readonly unknown[] = []) => world.database.pool.query(text, [...values]);
const addresses = (): string[] => taken.map(({ address }) => address.replace('@example.org', '')).sort();

test('a broadcast reaches everybody in its audience once, and ends', async () => {
  await people('ada', 'bob', 'cy');
  expect(await commands().foresee(definition, 'spring')).toEqual({
    ...{ audience: 3, looked: 3, isSample: false, sent: 3, sentBetween: { low: 3, high: 3 } },
    ...{ deferred: {}, withheld: {} },
  });
  await start('spring');
  await Promise.all([send(), send()]);
  await send();
  expect(addresses()).toEqual(['ada', 'bob', 'cy']);
  expect(taken.find(({ address }) => address === 'ada@example.org')?.content).toEqual({ text: 'Dear ada' });
  expect(await ledger('spring')).toEqual({ ada: 'handed', bob: 'handed', cy: 'handed' });
  expect((await query('select state from campaign')).rows).toEqual([{ state: 'done' }]);
});

test('each is told why he does not get it', async () => {
  await people('dot', 'eve');
  await world.send({ type: 'identify', ids: 'user_id:fred', traits: { name: 'fred' } });
  const hash = (
    await query(
      "select address_hash from message m join profile p on p.id = m.profile_id where p.traits->>'name' = 'bob'",
    )
  ).rows[0]?.address_hash;
  await query(
    `insert into consent_entry (medium, address_hash, topic, decision, proof, at, evidence, key, recorded_at)
     values ('email', $1, null, 'denied', 'claimed', to_timestamp($2::float8 / 1000), '{}', 'bob', now())`,
    [hash, world.now()],
  );
  await start('summer');
  await send();
  // Of two in a day ada has one left; the second of a person who said no waits for nothing.
  expect(await ledger('summer')).toEqual({
    ...{ ada: 'handed', bob: 'withheld no_consent', cy: 'handed', dot: 'handed', eve: 'handed' },
    fred: 'withheld no_address',
  });
  await start('autumn');
  await send();
  expect(await ledger('autumn')).toMatchObject({ ada: 'withheld frequency_cap', dot: 'handed', eve: 'handed' });
});

test('whoever waits for an answer gets it a day after, one message a day; a rating and quiet hours put it off', async () => {
  await query(
    `insert into conversation (public_id, connection, external_id, profile_id, status, opened_at, updated_at)
     select gen_random_uuid(), 'support', '7', id, 'open', to_timestamp($1::float8 / 1000), now() from profile where traits->>'name' = 'dot'`,
    [world.now()],
  );
  await query(
    `insert into conversation_fact (connection, external_id, key, at, fact) values ('support', '7', 'message:1',
      to_timestamp($1::float8 / 1000), '{"kind":"message","author":"customer"}')`,
    [world.now()],
  );
  await world.pass(2 * day);
  for (const key of ['late-1', 'late-2']) await start(key, { expires: '30d' });
  await send();
  expect(await ledger('late-1')).toMatchObject({ dot: 'deferred open_conversation', eve: 'handed' });
  await query("update conversation set status = 'resolved'");
  await world.house.database.transaction(async (sql) => {
    const rows = await sql.rows<{ id: number }>({ text: "select id from profile where traits->>'name' = 'dot'" });
    await askHeldAgain(
      sql,
      rows.map(({ id }) => id),
      world.now(),
    );
  });
  await send();
  expect(addresses()).not.toContain('dot');
  await world.pass(day + 60_000);
  await send();
  expect(addresses().filter((one) => one === 'dot')).toHaveLength(1);
  await world.pass(day + 60_000);
  await send();
  expect(addresses().filter((one) => one === 'dot')).toHaveLength(2);

  await world.pass(12 * 60 * 60 * 1_000);
  await start('night');
  await send();
  expect(await ledger('night')).toMatchObject({ eve: 'deferred quiet_hours' });
  await world.pass(12 * 60 * 60 * 1_000);
  await send();
  expect(await ledger('night')).toMatchObject({ eve: 'handed' });
});

test('what the provider says decides: again later, never, unknown; a channel that does not answer rests', async () => {
  await world.pass(2 * day);
  const answers: Record<string, SendOutcome> = {
    ada: { state: 'failed', code: 'mailbox_unknown', bounce: 'hard' },
    cy: { state: 'unknown', code: 'connection_lost' },
    dot: { state: 'retry', code: 'greylisted', about: 'message', afterMilliseconds: 60_000 },
  };
  provider = ({ address }) => answers[address.replace('@example.org', '')] ?? handed;
  await start('winter');
  await send();
  expect(await ledger('winter')).toMatchObject({
    ...{ ada: 'bounced mailbox_unknown', cy: 'unknown connection_lost', dot: 'deferred greylisted', eve: 'handed' },
  });
  provider = () => handed;
  await world.pass(61_000);
  await send();
  expect(await ledger('winter')).toMatchObject({ cy: 'unknown connection_lost', dot: 'handed' });

  await world.pass(2 * day);
  let asked = 0;
  provider = () => {
    asked += 1;
    return { state: 'retry', code: 'refused', about: 'channel', afterMilliseconds: null };
  };
  await start('rest');
  await send();
  const first = asked;
  await send();
  expect(asked).toBe(first);
  provider = () => handed;
  await world.pass(61_000);
  await send();
  expect(await ledger('rest')).toMatchObject({
    eve: expect.stringMatching(/^handed/),
    dot: expect.stringMatching(/^handed/),
  });
  // Who bounced for good is written to no more.
  expect((await ledger('rest'))['ada']).toBe('withheld suppressed');
});

test('a worker that dies in the middle leaves unknown what was on its way, and nothing twice', async () => {
  await world.pass(2 * day);
  await start('crash');
  const hanging: string[] = [];
  provider = (message) => {
    hanging.push(message.address.replace('@example.org', ''));
    return new Promise(() => undefined);
  };
  while ((await planBroadcasts(world.house, new AbortController().signal)) === 'more');
  const dead = new AbortController();
  void new Sending(world.house, plain, keptConnections(world.house)).round('bulk', dead.signal, never);
  await eventually(() => Promise.resolve(hanging.length > 0));
  provider = () => handed;
  await world.pass(limits.outreachLeaseSeconds * 1_000 + 1_000);
  await send();
  const states = await ledger('crash');
  for (const name of hanging) expect(states[name]).toBe('unknown hand_over_lost');
  expect(addresses().filter((one) => hanging.includes(one))).toEqual([]);
  expect(new Set(addresses()).size).toBe(taken.length);
  dead.abort();
});

test('where another worker has taken the pace, messages wait for their turn, and go', async () => {
  await people('jo');
  await world.pass(day);
  const turn = world.now() + 400;
  await query('update channel_connection set next_at = to_timestamp($1::float8 / 1000)', [turn]);
  await start('turns');
  await send();
  const { rows } = await query(
    `select m.state, m.handing_at >= to_timestamp($1::float8 / 1000) as "inTurn" from message m
     join campaign c on c.id = m.campaign_id where c.key = 'turns' and m.state <> 'withheld'`,
    [turn - paceSlackMilliseconds.bulk],
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(rows.map(() => ({ state: 'handed', inTurn: true })));
});

test('a paused broadcast sends nothing until it is resumed; a cancelled one never; the one button stops all', async () => {
  await world.pass(2 * day);
  const publicId = await start('pause');
  await commands().pause(publicId, actor);
  await send();
  expect(taken).toEqual([]);
  await commands().resume(publicId, actor);
  const settings = new SettingCommands(world.house);
  await settings.stop(true, actor);
  await send();
  expect(taken).toEqual([]);
  await settings.stop(false, actor);
  await settings.change({ sandbox: true, sandboxAddresses: ['eve@example.org'] }, actor);
  await send();
  expect(addresses()).toEqual(['eve']);
  expect((await ledger('pause'))['dot']).toBe('withheld sandbox');
  await settings.change({ sandbox: false }, actor);

  await world.pass(2 * day);
  taken = [];
  const other = await start('cancel');
  while ((await planBroadcasts(world.house, new AbortController().signal)) === 'more');
  await commands().cancel(other, actor);
  await send();
  expect(taken).toEqual([]);
  expect(new Set(Object.values(await ledger('cancel')))).toEqual(new Set(['cancelled']));
});

test('of a topic that is archived nothing goes any more, also what waits; once it is offered again the next one does', async () => {
  await people('zoe');
  const topics = new Topics(world.house);
  await start('waiting', { topic: 'orders' });
  await planBroadcasts(world.house, new AbortController().signal);
  const waiting = Object.keys(await ledger('waiting')).length;
  expect(await countWaiting(world.house.database, ['orders', 'news', 'none'])).toEqual([
    waiting,
    expect.any(Number),
    0,
  ]);
  await topics.change('orders', { isArchived: true }, actor);
  await send();
  expect(await ledger('waiting')).toMatchObject({ zoe: 'withheld topic_archived' });
  expect(taken).toEqual([]);
  await topics.change('orders', { isArchived: false }, actor);
  await start('after', { topic: 'orders' });
  await send();
  expect(await ledger('after')).toMatchObject({ zoe: 'handed' });
});

test('where a second person has to approve it, nothing leaves until somebody else does; changing it takes the request back', async () => {
  await people('kim');
  const settings = new SettingCommands(world.house);
  const [author, asker, other] = ['admin:1', 'token:promotions', 'admin:2'] as const;
  await settings.change({ needsApproval: true }, other);
  const { publicId } = await commands().create({ key: 'four-eyes', name: 'Four eyes', definition }, author);
  const decisions = async () =>
    (
      await query(
        `select a.asked_by, a.decision, a.decided_by, a.note from campaign_approval a join campaign c on c.id = a.campaign_id
         where c.key = 'four-eyes' order by a.id`,
      )
    ).rows.map(({ asked_by: by, decision, decided_by: decider, note }) => [by, decision, decider, note]);
  const nothing = async (): Promise<void> => {
    await send();
    expect(await ledger('four-eyes')).toEqual({});
  };

  await expect(commands().approve(publicId, null, other)).rejects.toMatchObject({ code: 'campaign_approval_none' });
  expect((await commands().start(publicId, null, asker)).state).toBe('draft');
  for (const actor of [author, asker])
    await expect(commands().approve(publicId, null, actor)).rejects.toMatchObject({ code: 'campaign_approval_own' });
  await nothing();
  await commands().decline(publicId, ' Not before Monday ', other);
  await expect(commands().approve(publicId, null, other)).rejects.toMatchObject({ code: 'campaign_approval_none' });
  await commands().start(publicId, null, author);
  await commands().change(publicId, { name: 'Four eyes', definition }, other);
  await commands().change(publicId, { definition: { ...definition, expires: '1d' } }, author);
  await expect(commands().approve(publicId, null, other)).rejects.toMatchObject({ code: 'campaign_approval_none' });
  await nothing();

  const monday = world.now() + 2 * day;
  await commands().start(publicId, monday, author);
  expect(await commands().approve(publicId, null, other)).toMatchObject({ state: 'scheduled', startsAt: monday });
  await nothing();
  await world.pass(2 * day);
  await send();
  expect(await ledger('four-eyes')).toMatchObject({ kim: 'handed' });
  expect(await decisions()).toEqual([
    [asker, 'declined', other, 'Not before Monday'],
    [author, 'withdrawn', author, null],
    [author, 'approved', other, null],
  ]);
  await settings.change({ needsApproval: false }, other);
});

const waitsQuery = `query ($id: ID!) {
  broadcast(broadcastId: $id) { state waitsFor { key name stage failure members since } }
}`;

test('a broadcast waits until its segment is built, rather than to go to nobody', async () => {
  await world.pass(2 * day);
  const { id } = await world.define('dots', { trait: 'name', op: 'eq', value: 'dot' });
  const waits = async (publicId: string, scopes: readonly string[] = ['outreach.read']) => {
    const { data, codes } = await world.product.graphql(
      'query ($id: ID!) { broadcast(broadcastId: $id) { state waitsFor { key name stage members } } }',
      { id: publicId },
      scopes,
    );
    return codes.length > 0 ? codes : data.broadcast;
  };
  const stage = (to: string, members: number | null = null) =>
    query('update segment_build set stage = $2, members = $3 where segment_id = $1 and ended_at is null', [
      ...[id, to, members],
    ]);
  await query(
    `insert into segment_build (segment_id, version, stage, created_at, retry_at) values ($1, 1, 'waiting', now(), 'infinity')`,
    [id],
  );
  const built = await start('built', { audience: { segment: 'dots' } });
  const everyone = await start('everyone');
  await send();
  expect(await ledger('built')).toEqual({});
  const segment = { key: 'dots', name: 'dots' };
  expect(await waits(built)).toEqual({ state: 'RUNNING', waitsFor: { ...segment, stage: 'waiting', members: null } });
  await stage('swapping', 7);
  expect(await waits(built)).toMatchObject({ waitsFor: { ...segment, stage: 'swapping', members: 7 } });
  // Who waits for something else, or for nothing, does not wait for a segment.
  await commands().pause(built, actor);
  expect(await waits(built)).toEqual({ state: 'PAUSED', waitsFor: null });
  await commands().resume(built, actor);
  expect(await waits(everyone)).toMatchObject({ waitsFor: null });
  expect(await waits(built, ['segment.read'])).toEqual(['forbidden']);
  await query(
    `update segment_build set stage = 'cancelled', ended_at = now() where segment_id = $1 and ended_at is null`,
    [id],
  );
  await send();
  expect(await ledger('built')).toEqual({ dot: 'handed' });
  expect(await waits(built)).toEqual({ state: 'DONE', waitsFor: null });
});

test('a broadcast to a segment whose first build failed goes to nobody, and says so until it is published again', async () => {
  await world.pass(2 * day);
  const { id } = await world.define('stuck', { trait: 'name', op: 'eq', value: 'dot' });
  const failed = `insert into segment_build (segment_id, version, stage, failure, attempts, created_at, ended_at)
    values ($1, 1, 'failed', 'statement_timeout', 6, now(), now())`;
  await query(failed, [id]);
  // An older version still counts: its members are those of the segment.
  const older = await start('older', { audience: { segment: 'stuck' } });
  await send();
  expect(await ledger('older')).toEqual({ dot: 'handed' });
  await query('update segment set version = 0 where id = $1', [id]);
  const first = await start('first', { audience: { segment: 'stuck' } });
  await world.pass(day);
  await send();
  expect(await ledger('first')).toEqual({});
  const ask = 'query ($id: ID!) { broadcast(broadcastId: $id) { state waitsFor { key stage failure } } }';
  const told = async (publicId: string) =>
    (await world.product.graphql(ask, { id: publicId }, ['outreach.read'])).data.broadcast;
  expect(await told(first)).toEqual({
    ...{ state: 'RUNNING', waitsFor: { key: 'stuck', stage: 'failed', failure: 'statement_timeout' } },
  });
  expect(await told(older)).toMatchObject({ waitsFor: null });
  await query('update segment set version = 1 where id = $1', [id]);
  await send();
  expect(await ledger('first')).toEqual({ dot: 'handed' });
});

test('whom a broadcast leaves out is known before anybody gets it; such a segment has to be there, and is not removed', async () => {
  await world.pass(2 * day);
  const made = await world.commands.create(
    {
      ...{ key: 'opponents', name: 'Opponents', description: '', kind: 'rule' },
      definition: { trait: 'name', op: 'eq', value: 'dot' },
    },
    actor,
  );
  const without = await start('without', { except: ['opponents'] });
  await send();
  expect(await ledger('without')).toEqual({});
  const told = async () =>
    (await world.product.graphql(waitsQuery, { id: without }, ['outreach.read'])).data.broadcast.waitsFor;
  expect(await told()).toMatchObject({ key: 'opponents', name: 'Opponents', stage: 'draft', since: null });
  await expect(world.commands.remove(made.publicId)).rejects.toMatchObject({
    ...{ code: 'segment_in_use', message: expect.stringContaining('without') },
  });
  const usedBy = `query ($id: ID!) { segment(segmentId: $id) { usedBy } }`;
  const { data } = await world.product.graphql(usedBy, { id: made.publicId }, ['segment.read']);
  expect(data.segment.usedBy.others).toEqual([
    { kind: { en: 'Broadcast', 'zh-Hans': '群发' }, name: 'without', path: `/broadcasts/${without}` },
  ]);
  // Where it goes all the same, nobody is sent what was not meant for him.
  await query(`update segment set key = 'renamed' where key = 'opponents'`);
  await send();
  expect(await ledger('without')).toEqual({});
  expect(await told()).toMatchObject({ key: 'opponents', stage: 'gone' });
  await query(`update segment set key = 'opponents' where key = 'renamed'`);
  await world.commands.publish(made.publicId, actor);
  await world.settle();
  await send();
  expect(await told()).toBeNull();
  expect(await ledger('without')).toMatchObject({ kim: 'handed', dot: 'withheld exit_met' });
  await world.commands.remove(made.publicId);
  await expect(start('unknown', { except: ['opponents'] })).rejects.toMatchObject({
    ...{ code: 'campaign_invalid', message: expect.stringContaining('$.except: there is no segment opponents.') },
  });
  await expect(start('nobody', { audience: { segment: 'opponents' } })).rejects.toMatchObject({
    ...{ code: 'campaign_invalid', message: expect.stringContaining('$.audience.segment') },
  });
});

test('a broadcast leaves room for what somebody waits for, also where it is about orders', async () => {
  await world.pass(2 * day);
  await query(`update channel_connection set settings = settings || '{"concurrency": 2}', updated_at = now()`);
  const sending = new Sending(world.house, plain, keptConnections(world.house));
  const held: (() => void)[] = [];
  provider = () => new Promise((resolve) => held.push(() => resolve(handed)));
  await start('full', { topic: 'orders' });
  while ((await planBroadcasts(world.house, new AbortController().signal)) === 'more');
  const broadcast = sending.round('bulk', new AbortController().signal, never);
  await eventually(() => Promise.resolve(held.length > 0));
  provider = () => handed;
  const { rows } = await query(`select public_id from profile where traits->>'name' = 'eve'`);
  const { publicId } = await new MessageCommands(world.house).send({
    ...{ profileId: String(rows[0]?.public_id), channel: 'email', topic: 'orders', template: 'hello', data: {} },
    ...{ expiresInSeconds: null, idempotencyKey: 'order-1' },
  });
  await sending.round('urgent', new AbortController().signal, never);
  expect(taken.map(({ id }) => id)).toEqual([publicId]);
  expect(held).toHaveLength(1);
  for (const release of held) release();
  await broadcast;
  expect(taken.length).toBeGreaterThan(2);
  expect(Object.values(await ledger('full')).filter((one) => !/^(handed|withheld)/.test(one))).toEqual([]);
});

test('connections are listed once a second, whoever asks; what this process changes is seen at once, what another one does within it', async () => {
  const { database } = world.house;
  let listed = 0;
  const counting: Pick<Core, 'database'> = {
    database: {
      ...database,
      rows: (statement) => {
        listed += 1;
        return database.rows(statement);
      },
    },
  };
  const connections = keptConnections(counting);
  const sessions = new Sessions(world.house, connections);
  const names = async (): Promise<string[]> => (await sessions.current()).map(({ row }) => row.name);
  const [before] = await Promise.all([names(), names(), names()]);
  expect(before).not.toEqual([]);
  expect(listed).toBe(1);
  const commands = new ChannelCommands(world.house, connections);
  const [{ key } = { key: '' }] = await commands.list();
  await commands.change(key, { name: 'By this process' }, 'admin:1');
  expect(await names()).toContain('By this process');
  expect(listed).toBe(2);
  await world.database.pool.query('update channel_connection set name = $2, updated_at = now() where key = $1', [
    key,
    'By another',
  ]);
  await eventually(async () => (await names()).includes('By another'), 150);
  expect(listed).toBe(3);
  await sessions.close();
});
