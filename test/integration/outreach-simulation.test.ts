import outreach from '../../plugins/outreach/server';
import { journeys } from '../../plugins/outreach/server/journeys';
import { ChannelCommands } from '../../plugins/outreach/server/channels/commands';
import { keptConnections } from '../../plugins/outreach/server/channels/sessions';
import { askHeldAgain } from '../../plugins/outreach/server/stores/ledger';
import { SettingCommands } from '../../plugins/outreach/server/settings';
import { eventually } from '../support/eventually';
import { memoryChannel } from '../support/memory-channel';
import { eraseWhole } from '../support/privacy';
import { actor, SegmentWorld } from '../support/segments-live';

const hour = 3_600_000;
const day = 24 * hour;
const mail = (template: string, next: string) => ({
  ...{ kind: 'send', channel: 'email', template, topic: 'news', expires: '20d', next },
});
const welcome = {
  ...{ entry: { event: 'Signed Up' }, enters: 'once', exit: [{ event: 'Bought' }], start: 'hello' },
  steps: {
    hello: mail('hello', 'pause'),
    pause: { kind: 'wait', for: '1d', next: 'which' },
    which: { kind: 'branch', when: [{ segment: 'buyers', next: 'end' }], otherwise: 'tips' },
    tips: mail('tips', 'end'),
    end: { kind: 'exit' },
  },
};

let world: SegmentWorld;
let begun: number;
beforeAll(async () => {
  world = await SegmentWorld.start(1, [outreach, memoryChannel(() => ({ state: 'handed', providerId: null }))]);
  // A noon by which nothing has happened yet.
  begun = Math.floor(world.now() / day) * day + day + day / 2;
  await world.pass(begun - world.now());
  await new SettingCommands(world.house).change(
    { sandbox: false, publicUrl: 'http://127.0.0.1:9', policy: { caps: [{ count: 2, within: '3d' }] } },
    actor,
  );
  await new ChannelCommands(world.house, keptConnections(world.house)).create(
    { key: 'main', channel: 'memory', name: 'Main', settings: { token: 'x' } },
    actor,
  );
  await query(
    `insert into topic (key, name, kind, basis, updated_at, updated_by)
     values ('news', '{"en":"News"}', 'marketing', 'opt_out', now(), 'test')`,
  );
  await query(
    `with t as (insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
       select gen_random_uuid(), k, k, 'email', 'en', '{}', 1, now(), now(), 'test' from unnest('{hello,tips}'::text[]) k returning id)
     insert into template_version (template_id, version, default_locale, content, at, actor)
     select id, 1, 'en', '{"en":{"text":"Hello"}}', now(), 'test' from t`,
  );
}, 120_000);
afterAll(() => world.stop());

const query = (text: string, values: readonly unknown[] = []) => world.database.pool.query(text, [...values]);

/** Until nothing of journeys or messages is left to do at the clock of now. */
async function quiet(): Promise<void> {
  await world.settle();
  await eventually(async () => {
    world.house.wake();
    const { rows } = await query(
      `select (select count(*) from message where state in ('planned', 'deferred') and due_at <= to_timestamp($1::float8 / 1000)
           or state = 'claimed' or enrolment_id is not null and ended_at is not null and told_at is null)
         + (select count(*) from enrolment where due_at <= to_timestamp($1::float8 / 1000) and ended_at is null) as n`,
      [world.now()],
    );
    return rows[0]?.n === 0;
  });
}
async function until(after: number): Promise<void> {
  await world.pass(begun + after - world.now());
  await quiet();
}
const signUp = (...names: readonly string[]) =>
  world.send(
    ...names.flatMap((name) => [
      {
        ...{ type: 'identify' as const, ids: `user_id:${name} email:${name}@example.org`, receivedAt: world.now() },
        traits: { email: `${name}@example.org` },
      },
      { ids: `user_id:${name}`, name: 'Signed Up', receivedAt: world.now() },
    ]),
  );
const idOf = async (name: string): Promise<number> =>
  (
    await query(
      `select i.profile_id as id from identifier i join identifier_kind k on k.id = i.kind_id where k.name = 'user_id' and i.value = $1`,
      [name],
    )
  ).rows[0]?.id;
/** Of the customer's conversation. */
async function fact(key: string, body: object): Promise<void> {
  await query(
    `insert into conversation_fact (connection, external_id, key, at, fact) values ('support', '7', $1, to_timestamp($2::float8 / 1000), $3)`,
    [key, world.now(), body],
  );
}

test('of a time in which the journey really ran it gives its ledger', async () => {
  await world.define('buyers', { event: 'Paid' });
  const { commands } = journeys(world.house);
  const { publicId } = await commands.create({ key: 'welcome', name: 'Welcome', definition: welcome }, actor);
  await commands.publish(publicId, actor);
  await signUp('ada', 'bob', 'cy', 'fay', 'gus', 'hal');
  await quiet();
  await until(hour);
  // Bob says no, Cy asks something, Fay buys, Gus hears from others, Hal is a buyer.
  await query(
    `insert into consent_entry (medium, address_hash, topic, decision, proof, at, evidence, key, recorded_at)
     select 'email', address_hash, null, 'denied', 'claimed', to_timestamp($2::float8 / 1000), '{}', 'bob', to_timestamp($2::float8 / 1000)
     from message where profile_id = $1`,
    [await idOf('bob'), world.now()],
  );
  await query(
    `insert into conversation (public_id, connection, external_id, profile_id, status, opened_at, updated_at)
     values (gen_random_uuid(), 'support', '7', $1, 'open', to_timestamp($2::float8 / 1000), now())`,
    [await idOf('cy'), world.now()],
  );
  await fact('message:1', { kind: 'message', author: 'customer' });
  await query(
    `insert into message (public_id, profile_id, medium, topic, is_marketing, template, priority, state, expires_at, planned_at,
       counts_at, ended_at, idempotency_key)
     select gen_random_uuid(), $1, 'email', 'news', true, 'hello', 2, 'handed', t, t, t, t, 'other' from to_timestamp($2::float8 / 1000) t`,
    [await idOf('gus'), world.now()],
  );
  await world.send(
    { ids: 'user_id:fay', name: 'Bought', receivedAt: world.now() },
    { ids: 'user_id:hal', name: 'Paid', receivedAt: world.now() },
  );
  await quiet();
  await until(11 * hour);
  await signUp('dot');
  await quiet();
  for (const at of [20, 24.2, 44.2, 50]) await until(at * hour);
  await fact('status:1', { kind: 'status', from: 'open', to: 'resolved' });
  await query("update conversation set status = 'resolved'");
  // As the lane does that is told of it.
  await askHeldAgain(world.house.database, [await idOf('cy')], world.now());
  await quiet();
  for (const at of [74.2, 80, 100]) await until(at * hour);

  const { rows } = await query(
    `select i.value as person, m.step, m.visit, m.state, m.reasons[1] as reason, coalesce(m.handed_at, m.ended_at) as at
     from message m join campaign c on c.id = m.campaign_id join identifier i on i.profile_id = m.profile_id
     join identifier_kind k on k.id = i.kind_id and k.name = 'user_id' where c.key = 'welcome'`,
  );
  const about = (at: Date | number): number => Math.round((Number(at) - begun) / hour);
  const ledger = rows.map(
    ({ person, step, visit, state, reason, at }) =>
      `${person} ${step} ${visit} ${state === 'handed' ? 'sent' : state} ${reason ?? '-'} ${about(at)}`,
  );
  expect(ledger.filter((line) => line.includes('withheld'))).toHaveLength(2);
  const simulated = await simulate({ journeyId: publicId, from: begun - hour, to: world.now() });
  const names = new Map<string, string>();
  for (const { value, id } of (
    await query(
      `select i.value, p.public_id as id from identifier i join profile p on p.id = i.profile_id
       join identifier_kind k on k.id = i.kind_id and k.name = 'user_id'`,
    )
  ).rows)
    names.set(id, value);
  const told = simulated.examples.flatMap(({ profileId, messages }) =>
    messages.map(
      ({ step, visit, state, reasons, at }) =>
        `${names.get(profileId)} ${step} ${visit} ${state} ${reasons[0] ?? '-'} ${about(Date.parse(at))}`,
    ),
  );
  expect(told.sort()).toEqual(ledger.sort());
  expect(simulated.report).toMatchObject({
    ...{ people: 7, entered: 7, runs: 7, ended: { finished: 6, exit: 1 }, standing: {} },
    messages: { tips: { withheld: { no_consent: 1, frequency_cap: 1 }, putOff: { open_conversation: 1 } } },
  });
});

test('asked again soon it is not run again, unless what it was run under changed; who was erased is in no story any more', async () => {
  const input = { definition: { ...welcome, entry: { event: 'Signed Up' } }, from: begun - hour, to: world.now() };
  const first = await simulate(input);
  // What came in for that time meanwhile is seen by who asks for another.
  await world.send({ ids: 'user_id:ivy', name: 'Signed Up', occurredAt: begun, receivedAt: begun });
  await world.settle();
  expect(await simulate(input)).toEqual(first);
  expect((await simulate({ ...input, from: input.from + 1 })).report).toMatchObject({ people: 8 });
  const { rows } = await query('select public_id as id from profile where id = $1', [await idOf('gus')]);
  await eraseWhole(world.house.privacy, rows[0]?.id);
  const again = await simulate(input);
  expect(again.report).toEqual(first.report);
  expect(again.examples).toEqual(first.examples.filter(({ profileId }) => profileId !== rows[0]?.id));
  expect(again.examples).toHaveLength(first.examples.length - 1);
  await new SettingCommands(world.house).change({ policy: { caps: [{ count: 1, within: '3d' }] } }, actor);
  expect((await simulate(input)).report).not.toEqual(first.report);
});

test('what never ran is told, too; a time that is not over, and a definition with faults, are refused', async () => {
  const never = { ...welcome, entry: { segment: 'buyers' }, exit: [] };
  const { report } = await simulate({ definition: never, from: begun - hour, to: world.now() });
  expect(report).toMatchObject({ people: 1, entered: 1, ended: { finished: 1 } });
  const asked = (input: Asked) => ask(input).then(({ codes }) => codes);
  const span = { from: begun - hour, to: world.now() };
  expect(await asked({ definition: never, ...span, to: world.now() + hour })).toEqual(['simulation_span_invalid']);
  expect(await asked({ definition: { steps: {} }, ...span })).toEqual(['journey_invalid']);
  expect(await asked({ definition: { ...never, entry: { segment: 'nobody' } }, ...span })).toEqual([
    'segment_not_found',
  ]);
});

type Asked = { readonly from: number; readonly to: number; readonly journeyId?: string; readonly definition?: object };

function ask({ from, to, ...rest }: Asked) {
  const input = { ...rest, from: new Date(from), to: new Date(to) };
  return world.product.graphql(
    'query ($input: JourneySimulationInput!) { journeySimulation(input: $input) { report examples next } }',
    { input },
    ['outreach.read'],
  );
}

async function simulate(input: Asked): Promise<{
  readonly report: object;
  readonly examples: readonly {
    readonly profileId: string;
    readonly messages: readonly { step: string; visit: number; state: string; reasons: string[]; at: string }[];
  }[];
}> {
  const { data, codes } = await ask(input);
  expect(codes).toEqual([]);
  expect(data.journeySimulation.next).toBeNull();
  return data.journeySimulation;
}
