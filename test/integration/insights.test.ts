import { createHmac } from 'node:crypto';
import type { ConversationFact, Json, JsonObject } from '@rapport/sdk';
import insights from '../../plugins/insights/server';
import { medianRanks } from '../../plugins/insights/domain/summary';
import { eventually } from '../support/eventually';
import { eraseWhole } from '../support/privacy';
import { SegmentWorld } from '../support/segments-live';

const webhookSecret = 'whsec-figures';
const opened = Date.parse('2026-11-20T09:00:00Z') / 1_000;
const joe = { id: 501, name: 'Joe Carter', email: 'joe@example.org', phone_number: null, identifier: 'user_8841' };
const priya = { id: 7, name: 'Priya', type: 'user' };

const conversation = (id: number, seconds: number, more: JsonObject = {}): JsonObject => ({
  ...{ id, inbox_id: 3, channel: 'Channel::WebWidget', status: 'open', created_at: opened + seconds },
  ...{ updated_at: opened + seconds + 1, messages: [], labels: [] },
  contact_inbox: { contact_id: joe.id, source_id: 'abc', hmac_verified: true },
  meta: { sender: joe, assignee: priya, team: { id: 2, name: 'Parcels' }, hmac_verified: true },
  ...more,
});
const message = (of: JsonObject, id: number, seconds: number, more: JsonObject): JsonObject => ({
  ...{ event: 'message_created', id, content_type: 'text', content_attributes: {}, private: false, content: 'x' },
  created_at: new Date((opened + seconds) * 1_000).toISOString(),
  conversation: of,
  ...more,
});
const changed = (of: JsonObject, seconds: number, attribute: string, from: Json, to: Json, more: JsonObject = {}) => ({
  ...of,
  ...more,
  ...{ updated_at: opened + seconds, event: 'conversation_updated' },
  changed_attributes: [
    { updated_at: { previous_value: null, current_value: new Date((opened + seconds) * 1_000).toISOString() } },
    { [attribute]: { previous_value: from, current_value: to } },
  ],
});
const survey = (of: JsonObject, id: number, seconds: number, rating: number): JsonObject =>
  message(of, id, seconds, {
    ...{ event: 'message_updated', message_type: 'template', content_type: 'input_csat' },
    content_attributes: { submitted_values: { csat_survey_response: { rating, feedback_message: 'slow' } } },
  });

/** Asked, answered after a minute, handed over, resolved, rated. */
const first = conversation(88, 0);
const story: readonly JsonObject[] = [
  { ...first, event: 'conversation_created' },
  message(first, 1, 0, { message_type: 'incoming', sender: { ...joe, type: 'contact' } }),
  message(first, 2, 60, { message_type: 'outgoing', sender: priya }),
  changed(first, 90, 'assignee_id', 4, 7),
  changed(first, 200, 'status', 'open', 'resolved', { status: 'resolved' }),
  survey(first, 3, 210, 2),
];

let world: SegmentWorld;
let address: string;
beforeAll(async () => {
  world = await SegmentWorld.start(2, [insights]);
  const { data, codes } = await world.product.graphql(
    'mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { webhookPath } }',
    {
      input: {
        ...{ helpdesk: 'chatwoot', key: 'support', name: 'support' },
        settings: { baseUrl: 'http://127.0.0.1:9', accountId: 1, apiToken: 'agent-token', webhookSecret },
      },
    },
    ['helpdesk.write'],
  );
  expect(codes).toEqual([]);
  address = `${world.product.url}${data.createHelpdesk.webhookPath}`;
});
afterAll(() => world.stop());

async function deliver(bodies: readonly Json[]): Promise<void> {
  for (const body of bodies) {
    const text = JSON.stringify(body);
    const timestamp = String(Math.floor(world.now() / 1_000));
    const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${text}`).digest('hex');
    const headers = { 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${signature}` };
    expect((await fetch(address, { method: 'POST', body: text, headers })).status).toBe(200);
  }
  await eventually(async () => {
    world.house.wake();
    return (await world.house.helpdesks.list()).every((one) => one.waiting === 0);
  });
  await world.settle();
}

const november = { from: '2026-11-01', to: '2026-11-30' };
type Row = {
  name: string;
  total: { n: number; value: number | null };
  groups: { key: string | null; value: { n: number } }[];
};
async function ask(by: string | null, variables: object = november, filter: object | null = null): Promise<Row[]> {
  const { data, codes } = await world.product.graphql(
    `query ($from: Date!, $to: Date!, $by: FigureDimension, $filter: FigureFilter) {
       figures(from: $from, to: $to, by: $by, filter: $filter) {
         name total { n hits value low high p90 } previous { n } groups { key value { n hits value low high p90 } } } }`,
    { ...variables, by, filter },
    ['figures.read'],
  );
  expect(codes).toEqual([]);
  return data.figures;
}
async function values(): Promise<Record<string, number | null>> {
  return Object.fromEntries((await ask(null)).map(({ name, total }) => [name, total.value]));
}

test('what Chatwoot tells, in any order, is in the figures after the commit; the day is that of the formula', async () => {
  await deliver([...story].reverse());
  expect(await values()).toEqual({
    ...{ csat: 0, first_contact_resolution: 1, time_to_human: 60_000, handling_time: 200_000 },
    ...{ hand_offs: 1, abandonment: 0, routing_agreement: null },
  });
  const [csat] = await ask('AGENT');
  expect(csat?.groups).toEqual([
    { key: 'Priya', value: { n: 1, hits: 0, value: 0, low: 0, high: expect.closeTo(0.793, 3), p90: null } },
  ]);
  const byDay = (await ask('DAY'))[0]?.groups ?? [];
  expect(byDay).toHaveLength(30);
  expect(byDay.filter(({ value }) => value.n > 0).map(({ key }) => key)).toEqual(['2026-11-20']);
  expect((await ask('MONTH')).find(({ name }) => name === 'hand_offs')?.groups).toMatchObject([
    { key: '2026-11', value: { n: 1, value: 1 } },
  ]);
});

test('a rating that changes, a conversation that is opened again, a customer who comes back: the figures follow', async () => {
  await deliver([survey(first, 4, 400, 5)]);
  expect(await values()).toMatchObject({ csat: 1, first_contact_resolution: 1 });
  const second = conversation(89, 86_400);
  await deliver([
    { ...second, event: 'conversation_created' },
    message(second, 9, 86_400, { message_type: 'incoming', sender: { ...joe, type: 'contact' } }),
  ]);
  expect(await values()).toMatchObject({ csat: 1, first_contact_resolution: 0, abandonment: 0 });
  await deliver([changed(second, 90_000, 'status', 'open', 'resolved', { status: 'resolved' })]);
  expect(await values()).toMatchObject({ abandonment: 0.5, hand_offs: 0.5 });
});

test('a figure leads to its conversations, the worst first, page by page; both rights are needed', async () => {
  const query = `query ($after: String) { figureConversations(name: "abandonment", from: "2026-11-01", to: "2026-11-30", first: 1, after: $after) {
    edges { node { day value conversation { externalId profile { traits } } } } pageInfo { hasNextPage endCursor } } }`;
  const rights = ['figures.read', 'profile.read', 'pii.read'];
  const one = await world.product.graphql(query, {}, rights);
  expect(one.codes).toEqual([]);
  expect(one.data.figureConversations.edges).toMatchObject([
    {
      node: {
        day: '2026-11-21',
        value: 1,
        conversation: { externalId: '89', profile: { traits: { name: 'Joe Carter' } } },
      },
    },
  ]);
  const { endCursor: after } = one.data.figureConversations.pageInfo;
  const other = await world.product.graphql(query, { after }, rights);
  expect(other.data.figureConversations).toMatchObject({
    edges: [{ node: { value: 0, conversation: { externalId: '88' } } }],
    pageInfo: { hasNextPage: false },
  });
  expect((await world.product.graphql(query, {}, ['profile.read'])).codes).toEqual(['forbidden']);
  expect((await world.product.graphql(query, {}, ['figures.read'])).codes).toContain('forbidden');
});

test('a new conversation has a recommendation with its reasons; whether it was followed, and how that went, is told', async () => {
  // The record of agents is read once a minute.
  await world.pass(120_000);
  const third = conversation(90, 2 * 86_400, {
    meta: { sender: joe, assignee: null, team: null, hmac_verified: true },
  });
  await deliver([
    { ...third, event: 'conversation_created' },
    message(third, 20, 2 * 86_400, { message_type: 'incoming', sender: { ...joe, type: 'contact' } }),
  ]);
  const routing = async () => {
    const { data, codes } = await world.product.graphql(
      `{ profile(identifier: { kind: "email", value: "joe@example.org" }) { conversations { edges { node {
         externalId routing { agent priority score reasons followed } } } } } }`,
    );
    expect(codes).toEqual([]);
    type Found = { externalId: string; routing: { agent: string; reasons: JsonObject[] } | null };
    const found: Found[] = data.profile.conversations.edges.map(({ node }: { node: Found }) => node);
    return found.find(({ externalId }) => externalId === '90')?.routing;
  };
  const recommended = await routing();
  expect(recommended).toMatchObject({ agent: 'Priya', priority: 'high', followed: null });
  expect(recommended?.reasons[0]).toMatchObject({
    ...{ term: 'knowsCustomer', text: { en: '1 conversation(s) with this customer before, 1 of 1 ratings good' } },
  });
  const taken = { meta: { sender: joe, assignee: priya, team: null, hmac_verified: true } };
  await deliver([
    changed(third, 2 * 86_400 + 60, 'assignee_id', null, 7, taken),
    message({ ...third, ...taken }, 21, 2 * 86_400 + 90, { message_type: 'outgoing', sender: priya }),
    changed(third, 2 * 86_400 + 200, 'status', 'open', 'resolved', { ...taken, status: 'resolved' }),
    survey({ ...third, ...taken }, 22, 2 * 86_400 + 300, 4),
  ]);
  expect(await routing()).toMatchObject({ agent: 'Priya', followed: true, reasons: recommended?.reasons });
  const { data, codes } = await world.product.graphql(
    `query ($from: DateTime!, $to: DateTime!) { routingComparison(from: $from, to: $to) {
       followed n csat { n value } firstContactResolution { n value } } }`,
    { from: new Date(world.now() - 86_400_000).toISOString(), to: new Date(world.now() + 1).toISOString() },
    ['figures.read'],
  );
  expect(codes).toEqual([]);
  expect(data.routingComparison).toContainEqual({
    ...{ followed: true, n: 1, csat: { n: 1, value: 1 }, firstContactResolution: { n: 1, value: 1 } },
  });
  // The same as a figure, by the day of the recommendation, with the conversation behind it.
  const day = new Date(world.now()).toISOString().slice(0, 10);
  const agreement = await ask('AGENT', { from: november.from, to: day });
  expect(agreement.find(({ name }) => name === 'routing_agreement')).toMatchObject({
    ...{ total: { n: 1, value: 1 }, groups: [{ key: 'Priya', value: { n: 1 } }] },
  });
  const behind = await world.product.graphql(
    `query ($to: Date!) { figureConversations(name: "routing_agreement", from: "2026-11-01", to: $to) { edges { node { value
       conversation { externalId agent routing { agent } } } } } }`,
    { to: day },
    ['figures.read', 'profile.read', 'pii.read'],
  );
  expect(behind).toMatchObject({ codes: [] });
  expect(behind.data.figureConversations.edges).toEqual([
    { node: { value: 1, conversation: { externalId: '90', agent: 'Priya', routing: { agent: 'Priya' } } } },
  ]);
});

test('a conversation counts in the situations its customer was in when it was opened, also after he left them', async () => {
  const identify = (parcel: string) =>
    ({ ids: 'user_id:user_8841 email:joe@example.org', type: 'identify', name: '', traits: { parcel } }) as const;
  const late = { trait: 'parcel', op: 'eq', value: 'late' };
  await world.define('situation-late', late);
  await world.define('unhappy', late);
  await world.send(identify('late'));
  await world.settle();
  expect(await world.members('situation-late')).toEqual(['user_8841']);
  const seconds = Math.floor(world.now() / 1_000) - opened;
  const asked = conversation(91, seconds);
  await deliver([
    { ...asked, event: 'conversation_created' },
    message(asked, 30, seconds, { message_type: 'incoming', sender: { ...joe, type: 'contact' } }),
    message(asked, 31, seconds + 45, { message_type: 'outgoing', sender: priya }),
  ]);
  await world.send(identify('there'));
  await world.settle();
  await deliver([changed(asked, seconds + 60, 'status', 'open', 'resolved', { status: 'resolved' })]);
  const day = new Date((opened + seconds) * 1_000).toISOString().slice(0, 10);
  const period = { from: '2026-11-01', to: day };
  const waits = (await ask('SITUATION', period)).find(({ name }) => name === 'time_to_human');
  // Those before are of nobody in a situation; a segment by another name is none.
  expect(waits?.groups).toMatchObject([
    { key: null, value: { n: (waits?.total.n ?? 0) - 1 } },
    { key: 'situation-late', value: { n: 1, value: 45_000 } },
  ]);
  const [filtered] = (await ask(null, period, { situation: 'situation-late' })).filter(
    ({ name }) => name === 'time_to_human',
  );
  expect(filtered?.total).toMatchObject({ n: 1, value: 45_000 });
});

test('what is no period, no figure, no cursor is said so', async () => {
  const asked = async (args: string): Promise<readonly string[]> =>
    (await world.product.graphql(`{ ${args} }`, {}, ['figures.read'])).codes;
  expect(await asked('figures(from: "2026-11-31", to: "2026-12-01") { name }')).toEqual(['bad_input']);
  expect(await asked('figures(from: "2026-12-01", to: "2026-11-01") { name }')).toEqual(['bad_input']);
  expect(await asked('figures(from: "2020-01-01", to: "2026-11-01") { name }')).toEqual(['bad_input']);
  expect(await asked('figures(names: ["x"], from: "2026-11-01", to: "2026-11-01") { name }')).toEqual(['bad_input']);
  expect(
    await asked(
      'figureConversations(name: "csat", from: "2026-11-01", to: "2026-11-01", after: "WyJ4Il0") { pageInfo { hasNextPage } }',
    ),
  ).toEqual(['cursor_invalid']);
});

const before = 1_200;
test('conversations from before the plugin are built by both nodes; parts add up to the whole, ranks are those of the list', async () => {
  const { pool } = world.database;
  const day = 86_400_000;
  const begin = Date.parse('2025-03-01T00:00:00Z');
  const waits = Array.from({ length: before }, (_, index) => ((index * 7_919) % 3_607) * 1_000);
  const facts = waits.map((wait, index): ConversationFact[] => {
    const at = begin + (index % 90) * day;
    const said = { kind: 'message', by: null, isPrivate: false, text: null, attachments: 0 } as const;
    return [
      { ...said, key: 'message:1', at, author: 'customer' },
      { ...said, key: 'message:2', at: at + wait, author: 'agent' },
      { kind: 'status', key: 'status', at: at + wait + 1_000, from: 'open', to: 'resolved' },
    ];
  });
  await pool.query(
    `insert into conversation_fact (connection, external_id, key, at, fact)
     select 'old', i, f->>'key', to_timestamp((f->>'at')::float8 / 1000), f
     from unnest($1::int[], $2::jsonb[]) as u(i, all_of), jsonb_array_elements(all_of) as f`,
    [waits.map((_, index) => index), facts.map((one) => JSON.stringify(one))],
  );
  await pool.query(
    `insert into conversation (public_id, connection, external_id, profile_id, channel, status, team, agent, opened_at, updated_at)
     select gen_random_uuid(), 'old', i, (select min(id) from profile), (array['email', 'web', null])[1 + i % 3], 'resolved', null,
       'agent ' || i % 7, to_timestamp($1::float8 / 1000) + make_interval(days => i % 90), to_timestamp(0)
     from generate_series(0, $2::int - 1) as i`,
    [begin, before],
  );
  const spring = { from: '2025-03-01', to: '2025-05-31' };
  await eventually(async () => {
    world.house.wake();
    return (await ask(null, spring)).find(({ name }) => name === 'time_to_human')?.total.n === before;
  });
  const sorted = [...waits].sort((a, b) => a - b);
  const { low, median, high, p90 } = medianRanks(before);
  const [total] = (await ask(null, spring)).filter(({ name }) => name === 'time_to_human');
  expect(total?.total).toMatchObject({
    ...{ value: sorted[median - 1], low: sorted[low - 1], high: sorted[high - 1], p90: sorted[p90 - 1] },
  });
  for (const by of ['DAY', 'MONTH', 'CHANNEL', 'AGENT', 'SITUATION'])
    for (const { name, total: whole, groups } of await ask(by, spring))
      expect([by, name, groups.reduce((sum, { value }) => sum + value.n, 0)]).toEqual([by, name, whole.n]);
  const [filtered] = (await ask(null, spring, { channel: null, agent: 'agent 3' })).filter(
    ({ name }) => name === 'time_to_human',
  );
  expect(filtered?.total.n).toBe(waits.filter((_, index) => index % 3 === 2 && index % 7 === 3).length);
});

const filters: readonly (object | null)[] = [
  ...[null, { channel: null }, { agent: 'agent 3' }, { channel: 'web', agent: 'agent 2' }],
  ...[{ situation: null }, { situation: 'situation-late' }, { situation: 'situation-late', channel: 'email' }],
];
async function everything(period: object): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const by of [null, 'DAY', 'MONTH', 'CHANNEL', 'TEAM', 'AGENT', 'SITUATION'])
    for (const filter of filters) answers.push([by, filter, await ask(by, period, filter)]);
  return answers;
}

test('days that are kept, days that changed since, and days that nobody added up yet say the same', async () => {
  const { pool } = world.database;
  const marks = async (): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from figure_day_stale');
    return rows[0]?.n ?? 0;
  };
  await pool.query(
    `update conversation_figures set situations = array['situation-late', 'situation-' || conversation_id % 2] where conversation_id % 3 = 0`,
  );
  // Those of the far future are not taken up.
  const unkeep = (days: string) =>
    pool.query(
      `insert into figure_day_stale (day, since) select distinct day, timestamptz '2100-01-01' from figure_value where ${days}`,
    );
  const spring = { from: '2025-03-01', to: '2025-05-31' };
  await pool.query('truncate figure_day, figure_day_stale');
  await unkeep('true');
  const added = await everything(spring);
  await pool.query(`update figure_day_stale set since = '2000-01-01'`);
  await eventually(async () => {
    world.house.wake();
    return (await marks()) === 0;
  });
  const { rows } = await pool.query<{ n: number }>(`select sum(n)::int as n from figure_day where level = 'all'`);
  const { rows: all } = await pool.query<{ n: number }>('select count(*)::int as n from figure_value');
  expect(rows).toEqual(all);
  expect(await everything(spring)).toEqual(added);
  // What is kept is read: of days that nobody marked a value that nobody told of is not seen.
  const kept = await ask('AGENT', spring);
  await pool.query('update figure_value set value = value + 1000000');
  expect(await ask('AGENT', spring)).toEqual(kept);
  await pool.query('update figure_value set value = value - 1000000');
  await unkeep('extract(day from day)::int % 2 = 0');
  expect(await everything(spring)).toEqual(added);

  const before = await values();
  await deliver([survey(first, 5, 500, 1)]);
  expect(await values()).toEqual({ ...before, csat: (before['csat'] ?? 0) - 0.5 });
  await world.pass(61_000);
  await pool.query(`delete from figure_day_stale where since = '2100-01-01'`);
  await eventually(async () => {
    world.house.wake();
    return (await marks()) === 0;
  });
  expect(await values()).toEqual({ ...before, csat: (before['csat'] ?? 0) - 0.5 });
});

test('with the person their part of the figures is exported, and goes', async () => {
  const { data } = await world.product.graphql(
    '{ profile(identifier: { kind: "email", value: "joe@example.org" }) { profileId } }',
  );
  const { profileId } = data.profile;
  const [profile] = await world.house.read.profiles.byPublicIds([profileId]);
  const person = {
    rootId: profile?.rootId ?? 0,
    leafIds: profile?.leafIds ?? [],
    profileId,
    profileIds: [],
    identifiers: [],
  };
  const exported: JsonObject[] = [];
  for (const { rows } of insights.export ?? []) for await (const row of rows(world.house, person)) exported.push(row);
  expect(exported).toContainEqual({
    ...{ conversation: 'support:88', figure: 'time_to_human', day: '2026-11-20', value: 60_000, situations: [] },
  });
  await eraseWhole(world.house.privacy, profileId);
  await eventually(async () => {
    world.house.wake();
    await world.pass(61_000);
    const { rows } = await world.database.pool.query<{ n: number }>(
      `select (select count(*) from conversation_figures) + (select count(*) from figure_value)
         + (select count(*) from routing_recommendation) + (select count(*) from figure_day) as n`,
    );
    return rows[0]?.n === 0;
  });
});
