import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '@rapport/sdk';
import { journeys } from '../../plugins/outreach/server/journeys';
import outreach from '../../plugins/outreach/server';
import { eventually } from '../support/eventually';
import { actor, SegmentWorld } from '../support/segments-live';

const hour = 3_600_000;
const day = 24 * hour;
const mail = (template: string, next: string): JsonObject => ({
  ...{ kind: 'send', channel: 'email', template, topic: 'news', next },
});
const end = { kind: 'exit' };

let world: SegmentWorld;
beforeAll(async () => {
  // Two workers over one database: what one does the other never does again.
  world = await SegmentWorld.start(2, [outreach]);
  // What journeys below name. No default connection: what becomes of messages is told by hand.
  await world.database.pool.query(
    `insert into channel_connection (key, channel, medium, name, settings, address_secret, enabled, is_default, created_at,
       updated_at, updated_by)
     values ('mail', 'smtp', 'email', 'Mail', '{}', 'x', true, false, now(), now(), 'test');
     insert into topic (key, name, kind, basis, updated_at, updated_by) values ('news', '{}', 'marketing', 'opt_in', now(), 'test');
     insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
     select gen_random_uuid(), key, key, 'email', 'en', '{}', 1, now(), now(), 'test'
     from unnest(array['hello', 'tips', 'remind']) as t(key)`,
  );
});
afterAll(() => world.stop());

async function publish(key: string, definition: Json): Promise<string> {
  const { commands } = journeys(world.house);
  const { publicId } = await commands.create({ key, name: key, definition }, actor);
  await commands.publish(publicId, actor);
  return publicId;
}

test('what a journey names has to be there before it is published; each place is told', async () => {
  const { commands } = journeys(world.house);
  const definition = {
    ...{ entry: { segment: 'nobody' }, exit: [{ segment: 'gone', is: 'out' }], start: 'ask' },
    steps: {
      ask: { kind: 'branch', when: [{ segment: 'strangers', next: 'sms' }], otherwise: 'mail' },
      sms: { kind: 'send', channel: 'sms', template: 'hello', topic: 'news', next: 'wait' },
      wait: { kind: 'wait_for', any: [{ segment: 'late', next: 'end' }], timeout: { after: '1d', next: 'mail' } },
      mail: { kind: 'send', channel: 'email', connection: 'gone', template: 'hello', topic: 'weather', next: 'end' },
      end,
    },
  };
  const faults = await commands.faults('lost', definition);
  expect(Object.fromEntries(faults.map(({ path, code }) => [path, code]))).toEqual({
    '$.entry.segment': 'segment_unknown',
    '$.exit[0].segment': 'segment_unknown',
    '$.steps.ask.when[0].segment': 'segment_unknown',
    '$.steps.sms.channel': 'channel_unconnected',
    '$.steps.sms.template': 'template_unpublished',
    '$.steps.wait.any[0].segment': 'segment_unknown',
    '$.steps.mail.connection': 'connection_unknown',
    '$.steps.mail.topic': 'topic_unknown',
  });
  await expect(publish('lost', definition)).rejects.toMatchObject({
    code: 'journey_invalid',
    detail: '$.entry.segment: There is no segment “nobody”.',
  });
});

type Row = { readonly journey: string; readonly step: string; readonly reason: string | null; readonly user: string };

/** Runs of a journey, oldest first: `u1 wait`, `u1 ended: exit`. */
async function runs(key: string): Promise<string[]> {
  const { rows } = await world.database.pool.query<Row>(
    `select e.step, e.end_reason as reason, i.value as user from enrolment e join campaign c on c.id = e.campaign_id
     join identifier i on i.profile_id = e.profile_id join identifier_kind k on k.id = i.kind_id and k.name = 'user_id'
     where c.key = $1 order by e.id`,
    [key],
  );
  return rows.map(({ user, step, reason }) => `${user} ${reason === null ? step : `ended: ${reason}`}`);
}

/** Messages of a journey: `welcome planned`. */
async function messages(key: string): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ line: string }>(
    `select m.template || ' ' || m.state as line from message m join campaign c on c.id = m.campaign_id
     where c.key = $1 order by m.id`,
    [key],
  );
  return rows.map((row) => row.line);
}

/** As the sending worker does: all that wait become this. */
async function become(state: string, reasons: readonly string[] = []): Promise<void> {
  await world.database.pool.query(
    `update message set state = $1, reasons = $2, due_at = null, ended_at = to_timestamp($3::float8 / 1000),
       handed_at = case when $1 = 'handed' then to_timestamp($3::float8 / 1000) end
     where state = 'planned'`,
    [state, reasons, world.now()],
  );
  world.house.wake();
}

/** Workers get there soon; what is there then is shown where it is something else. */
async function soon<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  await eventually(async () => isDeepStrictEqual(await ask(), expected), 300).catch(() => undefined);
  expect(await ask()).toEqual(expected);
}

test('an event lets him in, a message goes, what became of it moves him on, time does the rest', async () => {
  await publish('welcome', {
    ...{ entry: { event: 'Signed Up' }, enters: 'once', start: 'hello' },
    steps: {
      hello: mail('hello', 'pause'),
      pause: { kind: 'wait', for: '1d', next: 'tips' },
      tips: mail('tips', 'end'),
      end,
    },
  });
  await world.send({ ids: 'user_id:w1', name: 'Signed Up' });
  await soon(() => messages('welcome'), ['hello planned']);
  expect(await runs('welcome')).toEqual(['w1 hello']);
  await become('handed');
  await soon(() => runs('welcome'), ['w1 pause']);
  await world.pass(day + 1_000);
  await soon(() => messages('welcome'), ['hello handed', 'tips planned']);
  await become('withheld', ['no_consent']);
  await soon(() => runs('welcome'), ['w1 ended: finished']);
  await world.send({ ids: 'user_id:w1', name: 'Signed Up' });
  await world.settle();
  expect(await runs('welcome')).toHaveLength(1);
});

test('touches that are told again, after a crash behind the transaction, move nobody twice', async () => {
  await publish('every', {
    ...{ entry: { event: 'Viewed Twice' }, enters: 'every_time', start: 'pause' },
    steps: {
      pause: { kind: 'wait_for', any: [{ event: 'Clicked', next: 'second' }], timeout: { after: '9d', next: 'end' } },
      second: { kind: 'wait_for', any: [{ event: 'Clicked', next: 'end' }], timeout: { after: '9d', next: 'end' } },
      end,
    },
  });
  await world.send({ ids: 'user_id:e1', name: 'Viewed Twice' });
  await soon(() => runs('every'), ['e1 pause']);
  await world.send({ ids: 'user_id:e1', name: 'Clicked' });
  await soon(() => runs('every'), ['e1 second']);
  const { rows } = await world.database.pool.query<{ leaf: number; commit: number; name: number; root: number }>(
    `select e.profile_id as leaf, p.root_id as root, e.id / 4096 as commit, e.name_id as name from event e
     join profile p on p.id = e.profile_id join event_name n on n.id = e.name_id where n.name in ('Viewed Twice', 'Clicked')`,
  );
  const touches = rows.map(({ leaf, root, commit, name }) => ({
    ...{ leafId: leaf, rootId: root, commitId: commit, kind: 'event' as const, subject: name },
  }));
  expect(touches).toHaveLength(2);
  for (let again = 0; again < 2; again += 1)
    await journeys(world.house).lanes.handle({ lanes: touches.map((one) => one.rootId % 16), touches });
  expect(await runs('every')).toEqual(['e1 second']);
});

test('imports and events that come late start nothing', async () => {
  await publish('late', {
    ...{ entry: { event: 'Ordered', window: '24h' }, start: 'pause' },
    steps: { pause: { kind: 'wait', for: '1d', next: 'end' }, end },
  });
  await world.send(
    { ids: 'user_id:l1', name: 'Ordered', occurredAt: world.now() - 2 * day, receivedAt: world.now() },
    { ids: 'user_id:l2', name: 'Ordered' },
  );
  await soon(() => runs('late'), ['l2 pause']);
});

test('an exit condition ends the run and cancels what has not gone', async () => {
  await publish('cart', {
    ...{ entry: { event: 'Cart Filled', key: 'cart' }, exit: [{ event: 'Cart Bought' }], start: 'remind' },
    steps: { remind: mail('remind', 'end'), end },
  });
  const cart = (name: string, id: string) => world.send({ ids: 'user_id:c1', name, properties: { cart: id } });
  await cart('Cart Filled', 'a');
  await cart('Cart Filled', 'b');
  await soon(() => messages('cart'), ['remind planned', 'remind planned']);
  await cart('Cart Bought', 'a');
  await soon(() => runs('cart'), ['c1 ended: exit', 'c1 remind']);
  expect(await messages('cart')).toEqual(['remind cancelled', 'remind planned']);
});

test('an answer that is told before the message is known to have gone moves him on; one from before it does not', async () => {
  await publish('asked', {
    ...{ entry: { event: 'Was Asked' }, start: 'ask' },
    steps: {
      ask: mail('hello', 'answer'),
      answer: { kind: 'wait_for', any: [{ event: 'Replied', next: 'end' }], timeout: { after: '9d', next: 'tips' } },
      tips: mail('tips', 'end'),
      end,
    },
  });
  for (const user of ['a1', 'a2']) await world.send({ ids: `user_id:${user}`, name: 'Was Asked' });
  await soon(() => messages('asked'), ['hello planned', 'hello planned']);
  await world.send({ ids: 'user_id:a2', name: 'Replied' });
  await world.pass(60_000);
  await world.send({ ids: 'user_id:a1', name: 'Replied', occurredAt: world.now() + 60_000 });
  await world.settle();
  expect(await runs('asked')).toEqual(['a1 ask', 'a2 ask']);
  await become('handed');
  await soon(() => runs('asked'), ['a1 ended: finished', 'a2 answer']);
});

test('who comes into a segment comes in, and leaves with it', async () => {
  await world.define('buyers', { event: 'Bought', within: '5d' });
  await publish('thanks', {
    ...{ entry: { segment: 'buyers' }, whileMember: true, start: 'pause' },
    steps: { pause: { kind: 'wait', for: '30d', next: 'end' }, end },
  });
  await world.send({ ids: 'user_id:s1', name: 'Bought' });
  await soon(() => runs('thanks'), ['s1 pause']);
  await world.pass(6 * day);
  await soon(() => runs('thanks'), ['s1 ended: left']);
});

test('a date that was there before the journey starts it, once for its day', async () => {
  const birthday = new Date(world.now() + 3 * day).toISOString().slice(0, 10);
  const traits = { renewal: birthday };
  await world.send({ ids: 'user_id:d1', type: 'identify', name: '', traits, properties: traits });
  await world.settle();
  await publish('renewal', {
    ...{ entry: { date: { trait: 'renewal', daysBefore: 1, at: '09:00' } }, start: 'pause' },
    steps: { pause: { kind: 'wait', for: '30d', next: 'end' }, end },
  });
  const starts = async () => (await world.database.pool.query('select 1 from journey_start')).rows.length;
  await soon(starts, 1);
  expect(await runs('renewal')).toEqual([]);
  await world.pass(3 * day);
  await soon(() => runs('renewal'), ['d1 pause']);
  expect(await starts()).toBe(0);
});

test('two runs that come together by a merge: the furthest goes on', async () => {
  await publish('both', {
    ...{ entry: { event: 'Asked' }, start: 'first' },
    steps: {
      first: { kind: 'wait_for', any: [{ event: 'Went On', next: 'second' }], timeout: { after: '9d', next: 'end' } },
      second: { kind: 'wait', for: '9d', next: 'end' },
      end,
    },
  });
  await world.send({ ids: 'user_id:m1', name: 'Asked' });
  await world.send({ ids: 'anonymous_id:m2', name: 'Asked' });
  await world.send({ ids: 'anonymous_id:m2', name: 'Went On' });
  const steps = async () =>
    (
      await world.database.pool.query<{ line: string }>(
        `select coalesce(e.end_reason, e.step) as line from enrolment e join campaign c on c.id = e.campaign_id
         where c.key = 'both' order by 1`,
      )
    ).rows.map((row) => row.line);
  await soon(steps, ['first', 'second']);
  await world.send({ ids: 'user_id:m1 anonymous_id:m2', name: 'Met' });
  await soon(steps, ['merged', 'second']);
});

test('paused nobody moves; traits, goals and calls are carried out once each', async () => {
  const id = await publish('effects', {
    ...{ entry: { event: 'Began' }, start: 'pause' },
    steps: {
      pause: { kind: 'wait', for: '1h', next: 'trait' },
      trait: { kind: 'update_trait', set: { greeted: true }, next: 'goal' },
      goal: { kind: 'goal', name: 'done', next: 'call' },
      call: { kind: 'call_back', note: 'Would rather be called.', within: '1d', next: 'hand' },
      hand: { kind: 'hand_over', note: 'Please look.', next: 'end' },
      end,
    },
  });
  await world.send({ ids: 'user_id:f1', name: 'Began' });
  await soon(() => runs('effects'), ['f1 pause']);
  const { commands } = journeys(world.house);
  await commands.pause(id, actor);
  await world.pass(2 * hour);
  expect(await runs('effects')).toEqual(['f1 pause']);
  await commands.resume(id, actor);
  await soon(() => runs('effects'), ['f1 ended: finished']);
  const effects = async () =>
    (
      await world.database.pool.query<{ kind: string; failure: string | null; done: boolean }>(
        'select kind, failure, done_at is not null as done from enrolment_effect order by id',
      )
    ).rows;
  await soon(effects, [
    { kind: 'update_trait', failure: null, done: true },
    { kind: 'goal', failure: null, done: true },
    { kind: 'call_back', failure: 'helpdesk_cannot', done: true },
    { kind: 'hand_over', failure: 'helpdesk_cannot', done: true },
  ]);
  const [profile] = await world.house.read.profiles.byIdentifiers([{ kind: 'user_id', value: 'f1' }]);
  expect(profile?.traits['greeted']).toBe(true);
});

test('who is on an earlier version is moved, after a look at what that does', async () => {
  const step = (next: JsonObject): Json => ({
    ...{ entry: { event: 'Moved In' }, start: 'pause' },
    steps: { pause: { kind: 'wait', for: '9d', next: 'end' }, ...next, end },
  });
  const id = await publish('versions', step({}));
  await world.send({ ids: 'user_id:v1', name: 'Moved In' });
  await soon(() => runs('versions'), ['v1 pause']);
  const { commands } = journeys(world.house);
  await commands.change(id, { definition: { entry: { event: 'Moved In' }, start: 'end', steps: { end } } }, actor);
  await commands.publish(id, actor);
  expect(await commands.move(id, true)).toEqual({ stay: 0, end: 1, isMore: false });
  expect(await runs('versions')).toEqual(['v1 pause']);
  await commands.move(id, false);
  expect(await runs('versions')).toEqual(['v1 ended: version']);
});

test('people make, publish and look at journeys by GraphQL, and ask why somebody came in or not', async () => {
  const scopes = ['outreach.read', 'outreach.write', 'outreach.send', 'profile.read'];
  const ask = async (query: string, variables: object = {}) => {
    const { data, codes } = await world.product.graphql(query, variables, scopes);
    expect(codes).toEqual([]);
    return data;
  };
  const definition = {
    ...{ entry: { event: 'Looked' }, enters: 'once', start: 'hello' },
    steps: { hello: mail('hello', 'end'), end },
  };
  const wrong = { ...definition, start: 'nowhere' };
  const { journeyFaults, journeyTemplates } = await ask(
    'query ($definition: JSON!) { journeyFaults(definition: $definition) journeyTemplates }',
    { definition: wrong },
  );
  expect(journeyFaults).toMatchObject([{ path: '$.start', code: 'step_unknown' }]);
  expect(journeyTemplates.length).toBeGreaterThanOrEqual(10);
  const { createJourney } = await ask(
    'mutation ($input: CreateJourneyInput!) { createJourney(input: $input) { journey { journeyId state } } }',
    { input: { key: 'looked', name: 'Looked', definition: wrong } },
  );
  expect(createJourney.journey.state).toBe('DRAFT');
  const input = { journeyId: createJourney.journey.journeyId };
  const publishing = 'mutation ($input: JourneyInput!) { publishJourney(input: $input) { journey { state version } } }';
  expect((await world.product.graphql(publishing, { input }, scopes)).codes).toEqual(['journey_invalid']);
  expect((await world.product.graphql(publishing, { input }, ['outreach.write'])).codes).toEqual(['forbidden']);
  await ask('mutation ($input: ChangeJourneyInput!) { changeJourney(input: $input) { journey { key } } }', {
    input: { ...input, definition },
  });
  await world.send({ ids: 'user_id:g1', name: 'Looked' });
  await world.settle();
  // Sent twice with one key it is published once.
  for (let again = 0; again < 2; again += 1) {
    const { publishJourney } = await ask(publishing, { input: { ...input, idempotencyKey: 'once' } });
    expect(publishJourney.journey).toEqual({ state: 'RUNNING', version: 1 });
  }
  await world.send({ ids: 'user_id:g1', name: 'Looked', occurredAt: world.now() + 1 });
  await soon(() => runs('looked'), ['g1 hello']);
  await world.send({ ids: 'user_id:g1', name: 'Looked', occurredAt: world.now() + 2 });
  await world.settle();
  const { journey } = await ask(
    `query ($id: ID!) { journey(journeyId: $id) { figures steps ends enrolments(first: 5) { edges { node {
       enrolmentId step story journey { key } profile { profileId journeys(first: 5) { edges { node { version } } }
       journeyDecisions(journeyId: $id) } } } } } }`,
    { id: input.journeyId },
  );
  expect(journey).toMatchObject({
    ...{ figures: { running: 1, ended: 0, sent: 0 }, ends: [] },
    steps: [{ step: 'hello', reached: 1, count: 1, failing: 0, left: [] }],
  });
  const [{ node }] = journey.enrolments.edges;
  expect(node).toMatchObject({
    ...{ step: 'hello', journey: { key: 'looked' } },
    story: [{ kind: 'message', detail: 'hello', state: 'planned', reasons: [] }],
    profile: { journeys: { edges: [{ node: { version: 1 } }] } },
  });
  const { enrolment } = await ask('query ($id: ID!) { enrolment(enrolmentId: $id) { step story } }', {
    id: node.enrolmentId,
  });
  expect(enrolment).toEqual({ step: node.step, story: node.story });
  expect(
    node.profile.journeyDecisions.map((one: { kind: string; reason: string | null }) => [one.kind, one.reason]),
  ).toEqual([
    ['refused', 'unpublished'],
    ['entered', null],
    ['refused', 'entered_before'],
  ]);
});

test('of each step is told how many came there, stand there, and left there without going on', async () => {
  await world.define('clients', { trait: 'client', op: 'eq', value: true });
  const id = await publish('funnel', {
    ...{ entry: { event: 'Fell In' }, exit: [{ event: 'Had Enough' }, { segment: 'clients' }], start: 'first' },
    steps: {
      first: { kind: 'wait_for', any: [{ event: 'Nodded', next: 'second' }], timeout: { after: '9d', next: 'end' } },
      second: {
        ...{ kind: 'wait_for', timeout: { after: '9d', next: 'hello' } },
        any: [
          { event: 'Shook', next: 'first' },
          { event: 'Bowed', next: 'end' },
        ],
      },
      hello: { ...mail('hello', 'end'), withheld: 'exit' },
      end,
    },
  });
  const say = async (name: string, ...users: readonly string[]): Promise<void> => {
    for (const user of users) await world.send({ ids: `user_id:${user}`, name });
    await world.settle();
  };
  await world.send({ ids: 'user_id:p0', type: 'identify', name: '', traits: { client: true } });
  await world.settle();
  await say('Fell In', 'p0', 'p1', 'p2', 'p3', 'p4', 'p5');
  await soon(async () => (await runs('funnel')).length, 6);
  // Two go on, one of them comes back and on again; one comes to the end; two leave, at different steps.
  await say('Nodded', 'p2', 'p3', 'p4');
  await say('Shook', 'p2');
  await say('Nodded', 'p2');
  await say('Bowed', 'p3');
  await say('Had Enough', 'p1', 'p4');
  await soon(
    async () => (await runs('funnel')).sort(),
    ['p0 ended: exit', 'p1 ended: exit', 'p2 second', 'p3 ended: finished', 'p4 ended: exit', 'p5 first'],
  );
  const counted = async () => {
    const query = 'query ($id: ID!) { journey(journeyId: $id) { steps ends } }';
    const { data } = await world.product.graphql(query, { id }, ['outreach.read']);
    return data.journey;
  };
  const exits = [{ reason: 'exit', count: 1 }];
  expect(await counted()).toEqual({
    steps: [
      { step: 'end', reached: 1, count: 0, failing: 0, left: [] },
      { step: 'first', reached: 5, count: 1, failing: 0, left: exits },
      { step: 'second', reached: 3, count: 1, failing: 0, left: exits },
    ],
    ends: [
      { reason: 'exit', count: 3 },
      { reason: 'finished', count: 1 },
    ],
  });
  await world.pass(10 * day);
  await soon(() => messages('funnel'), ['hello planned']);
  await become('withheld', ['no_consent']);
  const last = async () => (await counted()).steps.find(({ step }: { readonly step: string }) => step === 'hello');
  await soon(last, { step: 'hello', reached: 1, count: 0, failing: 0, left: [{ reason: 'withheld', count: 1 }] });
});

test('where a second person has to approve it, a version is published only by somebody else, as it was when that was asked', async () => {
  const [author, asker, other] = ['admin:1', 'token:shop', 'admin:2'] as const;
  const may = ['outreach.read', 'outreach.write', 'outreach.send', 'outreach.approve'];
  const by = async (actor: string, field: string, input: string, values: object, scopes: readonly string[] = may) => {
    const wanted = 'journey { state version approval { state askedBy decidedBy note mayDecide } }';
    const { data, codes } = await world.product.graphql(
      `mutation ($input: ${input}!) { ${field}(input: $input) { ${wanted} } }`,
      { input: { journeyId, ...values } },
      scopes,
      actor,
    );
    return codes.length > 0 ? codes : data[field].journey;
  };
  const publish = (actor: string) => by(actor, 'publishJourney', 'JourneyInput', {});
  const change = (actor: string, values: object) => by(actor, 'changeJourney', 'ChangeJourneyInput', values);
  const approve = (actor: string, scopes = may) => by(actor, 'approveJourney', 'DecideJourneyInput', {}, scopes);
  const decline = (actor: string, note: string) => by(actor, 'declineJourney', 'DecideJourneyInput', { note });
  const setting = async (needsApproval: boolean) => {
    const text =
      'mutation ($on: Boolean!) { changeOutreachSettings(input: { needsApproval: $on }) { clientMutationId } }';
    expect((await world.product.graphql(text, { on: needsApproval }, may, other)).codes).toEqual([]);
  };
  const definition = {
    ...{ entry: { event: 'Approved' }, start: 'hello' },
    steps: { hello: mail('hello', 'end'), end },
  };
  let journeyId = '';
  const created = await world.product.graphql(
    'mutation ($input: CreateJourneyInput!) { createJourney(input: $input) { journey { journeyId approval { state } } } }',
    { input: { key: 'four-eyes', name: 'Four eyes', definition } },
    may,
    author,
  );
  expect(created.data.createJourney.journey.approval).toBeNull();
  ({ journeyId } = created.data.createJourney.journey);
  await setting(true);

  // Nobody asked; then whoever asked, whoever wrote it, and whoever has no right to cannot.
  expect(await approve(other)).toEqual(['campaign_approval_none']);
  expect(await publish(asker)).toEqual({
    ...{ state: 'DRAFT', version: 0 },
    approval: { state: 'WAITING', askedBy: asker, decidedBy: null, note: null, mayDecide: false },
  });
  for (const actor of [author, asker]) expect(await approve(actor)).toEqual(['campaign_approval_own']);
  for (const actor of [author, asker]) expect(await decline(actor, 'No')).toEqual(['campaign_approval_own']);
  expect(await approve(other, ['outreach.read', 'outreach.write', 'outreach.send'])).toEqual(['forbidden']);
  // Who may only write it publishes nothing; who may only approve asks for nothing.
  for (const right of ['outreach.write', 'outreach.approve'])
    expect(await by(other, 'publishJourney', 'JourneyInput', {}, ['outreach.read', right])).toEqual(['forbidden']);
  const waiting = 'query ($id: ID!) { journey(journeyId: $id) { approval { mayDecide } } }';
  expect((await world.product.graphql(waiting, { id: journeyId }, may, other)).data.journey.approval.mayDecide).toBe(
    true,
  );
  await world.send({ ids: 'user_id:f1', name: 'Approved' });
  await world.settle();
  expect(await runs('four-eyes')).toEqual([]);

  // What is changed meanwhile has to be asked for again; what is as it was has not.
  await change(author, { name: 'Four eyes', definition });
  expect(await decline(other, ' Too early ')).toMatchObject({
    ...{ state: 'DRAFT', version: 0, approval: { state: 'DECLINED', decidedBy: other, note: 'Too early' } },
  });
  expect(await publish(author)).toMatchObject({ approval: { state: 'WAITING' } });
  const longer = { ...definition, steps: { hello: mail('hello', 'tips'), tips: mail('tips', 'end'), end } };
  expect(await change(author, { definition: longer })).toMatchObject({ approval: { state: 'WITHDRAWN' } });
  expect(await approve(other)).toEqual(['campaign_approval_none']);
  await publish(author);
  expect(await approve(other)).toMatchObject({
    ...{ state: 'RUNNING', version: 1, approval: { state: 'APPROVED', askedBy: author, decidedBy: other } },
  });
  expect(await approve(other)).toEqual(['campaign_approval_none']);

  // Whoever pauses it or approved it has not written it: the author is still not asked about his own words.
  await change(author, { definition });
  for (const field of ['pauseJourney', 'resumeJourney']) await by(asker, field, 'JourneyInput', {});
  expect(await publish(asker)).toMatchObject({ state: 'RUNNING', version: 1, approval: { state: 'WAITING' } });
  expect(await approve(author)).toEqual(['campaign_approval_own']);
  await world.send({ ids: 'user_id:f2', name: 'Approved' });
  await soon(() => runs('four-eyes'), ['f2 hello']);
  expect(await approve(other)).toMatchObject({ state: 'RUNNING', version: 2 });

  await setting(false);
  await change(author, { definition: longer });
  expect(await publish(author)).toMatchObject({ state: 'RUNNING', version: 3 });

  // Who asked, declined and approved is in the audit log, in that order; what was refused is not.
  const decided = async () =>
    (
      await world.database.pool.query<{ line: string }>(
        `select action || ' ' || actor as line from audit where action in ('publishJourney', 'approveJourney', 'declineJourney')
           and details::text like '%' || $1 || '%' order by id`,
        [journeyId],
      )
    ).rows.map((row) => row.line);
  await soon(decided, [
    ...[`publishJourney ${asker}`, `declineJourney ${other}`, `publishJourney ${author}`, `publishJourney ${author}`],
    ...[`approveJourney ${other}`, `publishJourney ${asker}`, `approveJourney ${other}`, `publishJourney ${author}`],
  ]);
});
