import { SegmentWorld } from '../support/segments-live';

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start();
});
afterAll(() => world.stop());

const ask = (query: string, variables: object = {}, scopes?: readonly string[]) =>
  world.product.graphql(query, variables, scopes);
const day = 86_400_000;
const bought = { event: 'Order Completed', within: '30d' };
const order = (user: string, daysAgo: number, revenue = 10) => ({
  ...{ ids: `user_id:${user}`, name: 'Order Completed', value: revenue, properties: { revenue } },
  occurredAt: world.now() - daysAgo * day,
});
const explain = `query ($user: String!, $segmentId: ID, $definition: JSON) {
  profile(identifier: { kind: "user_id", value: $user }) { segmentExplanation(segmentId: $segmentId, definition: $definition) } }`;

test('the language and its templates are told as data; every template is a definition', async () => {
  const { data, codes } = await ask('{ segmentLanguage segmentTemplates }');
  expect(codes).toEqual([]);
  const { conditions, operators, aggregates, limits } = data.segmentLanguage;
  expect(conditions.map((one: { name: string }) => one.name)).toContain('event');
  expect(operators.find((one: { name: string }) => one.name === 'between')).toMatchObject({
    control: 'range',
    schema: { anyOf: expect.any(Array) },
  });
  expect(aggregates.length).toBeGreaterThan(5);
  expect(limits).toEqual({ depth: 10, conditions: 100 });
  expect(data.segmentTemplates.length).toBeGreaterThanOrEqual(20);
});

test('what is half written is told with its faults, and the rest reads as sentences', async () => {
  const check = `query ($definition: JSON!, $language: String) {
    segmentCheck(definition: $definition, language: $language) { faults sentence sentences } }`;
  const half = { all: [bought, { trait: 'country', op: 'in' }, { any: [] }] };
  const { data } = await ask(check, { definition: half });
  expect(data.segmentCheck.faults.map((one: { path: string }) => one.path)).toEqual(['$.all[1].value', '$.all[2].any']);
  expect(data.segmentCheck).toMatchObject({
    sentence: null,
    sentences: { '$.all[0]': 'did “Order Completed” within 30 days' },
  });
  const whole = await ask(check, { definition: { all: [bought] }, language: 'zh-Hans' });
  expect(whole.data.segmentCheck).toEqual({
    faults: [],
    sentence: '满足以下条件的客户：最近30天内有过“Order Completed”。',
    sentences: { $: '最近30天内有过“Order Completed”', '$.all[0]': '最近30天内有过“Order Completed”' },
  });
  const unknown = await ask(check, { definition: { segment: 'nobody-knows' } });
  expect(unknown.data.segmentCheck.faults).toEqual([
    {
      ...{ path: '$.segment', code: 'segment_unknown', parameters: { key: 'nobody-knows' } },
      message: 'There is no segment “nobody-knows”.',
    },
  ]);
  const trait = await ask('query ($definition: JSON!) { computedTraitCheck(definition: $definition) { faults } }', {
    definition: { score: [{ points: 1, when: { computed: 'nothing', op: 'exists' } }] },
  });
  expect(trait.data.computedTraitCheck.faults).toMatchObject([
    { path: '$.score[0].when.computed', code: 'computed_trait_unknown', parameters: { key: 'nothing' } },
  ]);
});

test('a preview, its count, a look back, what would change, and why', async () => {
  await world.send(order('ann', 1, 100), order('bob', 40), order('cid', 25, 30));
  const preview = `query ($definition: JSON!) { segmentPreview(definition: $definition) {
    count low high exact everyone sentence sample { edges { node { profileId } } } } segmentCount(definition: $definition) }`;
  expect((await ask(preview, { definition: bought })).data).toMatchObject({
    segmentPreview: { count: 2, low: 2, high: 2, exact: true, everyone: 3 },
    segmentCount: 2,
  });

  const { publicId } = await world.define('buyers', bought);
  await world.pass(6 * day);
  expect(await world.members('buyers')).toEqual(['ann']);
  const change = `query ($id: ID!, $definition: JSON!) { segmentChange(segmentId: $id, definition: $definition) {
    stay enter leave entering { edges { node { profileId } } } leaving { edges { node { profileId } } } } }`;
  const bigger = { ...bought, within: '60d' };
  expect((await ask(change, { id: publicId, definition: bigger })).data.segmentChange).toMatchObject({
    ...{ stay: 1, enter: 2, leave: 0 },
    leaving: { edges: [] },
  });

  const why = await ask(explain, { user: 'cid', segmentId: publicId });
  expect(why.data.profile.segmentExplanation).toMatchObject({
    ...{ path: '$', kind: 'event', truth: false, flipsAt: null, children: [] },
    seen: { count: 0 },
  });
  const tree = await ask(explain, { user: 'ann', definition: { all: [bought, { not: { segment: 'buyers' } }] } });
  expect(tree.data.profile.segmentExplanation).toMatchObject({
    ...{ path: '$', kind: 'all', truth: false },
    children: [
      { path: '$.all[0]', truth: true, seen: { count: 1 }, flipsAt: expect.any(String) },
      { path: '$.all[1]', kind: 'not', truth: false, children: [{ path: '$.all[1].not', truth: true }] },
    ],
  });
});

test('a look back sees what had arrived by then: late events are not in it, traits are what they were', async () => {
  const then = world.now();
  await world.send({ ids: 'user_id:dee', type: 'identify', traits: { plan: 'free' }, properties: { plan: 'free' } });
  await world.pass(10 * day);
  await world.send(
    { ids: 'user_id:dee', type: 'identify', traits: { plan: 'gold' }, properties: { plan: 'gold' } },
    { ids: 'user_id:ann', name: 'Article Viewed', occurredAt: then, receivedAt: world.now() },
  );
  const back = `query ($definition: JSON!, $asOf: DateTime!) {
    segmentBackTest(definition: $definition, asOf: $asOf) { count everyone notes } }`;
  const at = async (definition: object, time: number) =>
    (await ask(back, { definition, asOf: new Date(time).toISOString() })).data.segmentBackTest;
  const gold = { trait: 'plan', op: 'eq', value: 'gold' };
  expect(await at(gold, then + day)).toMatchObject({ count: 0, everyone: 4 });
  expect(await at({ ...gold, value: 'free' }, then + day)).toMatchObject({ count: 1 });
  expect(await at(gold, world.now())).toMatchObject({ count: 1 });
  expect(await at({ event: 'Article Viewed' }, then + day)).toMatchObject({ count: 0 });
  expect((await at({ event: 'Article Viewed' }, world.now())).count).toBe(1);
  expect((await at(gold, then)).notes.map((one: { code: string }) => one.code)).toContain('traits_from_events');
});

test('a list page has figures without a statement for each segment; members can be searched', async () => {
  await world.define('viewers', { event: 'Article Viewed' });
  const { data, codes } = await ask(`{ segments { edges { node { key size trend lastTransitionAt
    history(days: 10) overlap(with: "${(await world.segment('viewers')).publicId}") usedBy } } } }`);
  expect(codes).toEqual([]);
  const [buyers] = data.segments.edges.map((edge: { node: object }) => edge.node);
  expect(buyers).toMatchObject({ key: 'buyers', lastTransitionAt: expect.any(String), overlap: { both: 1 } });
  expect(buyers.trend).toHaveLength(30);
  expect(buyers.trend.at(-1)).toBe(buyers.size);
  expect(buyers.history).toHaveLength(10);
  await world.send({ ids: 'user_id:ann', type: 'identify', traits: { name: 'Ann Able' } });
  const search = (text: string) =>
    ask(
      'query ($text: String!) { segment(key: "viewers") { members(search: $text) { edges { node { profileId } } } } }',
      {
        text,
      },
    );
  expect((await search('abl')).data.segment.members.edges).toHaveLength(1);
  expect((await search('bob')).data.segment.members.edges).toHaveLength(0);
});

test('a computed trait is worked out for everybody, follows events and time, and can be named by segments', async () => {
  const create = `mutation ($input: CreateComputedTraitInput!) { createComputedTrait(input: $input) {
    computedTrait { key kind state version } } }`;
  const definition = { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, within: '50d' };
  const input = { key: 'spent', name: 'Spent', definition };
  expect((await ask(create, { input })).data.createComputedTrait.computedTrait).toEqual({
    ...{ key: 'spent', kind: 'aggregate', state: 'DRAFT', version: 0 },
  });
  expect((await ask(create, { input })).codes).toEqual(['computed_trait_key_taken']);
  expect((await ask(create, { input: { ...input, key: 'x', definition: {} } })).codes).toEqual([
    'computed_trait_invalid',
  ]);
  const publish = `mutation ($key: String!) { publishComputedTrait(input: { key: $key }) { computedTrait { state version } } }`;
  expect((await ask(publish, { key: 'spent' })).codes).toEqual([]);
  await world.settle();
  const spentBy = async (user: string) =>
    (await ask(`{ profile(identifier: { kind: "user_id", value: "${user}" }) { computed } }`)).data.profile.computed;
  expect(await spentBy('ann')).toMatchObject([
    { key: 'spent', kind: 'aggregate', value: 100, explanation: { count: 1 } },
  ]);
  await world.define('big-spenders', { computed: 'spent', op: 'gt', value: 120 });
  await world.send(order('ann', 0, 50));
  await world.settle();
  expect(await spentBy('ann')).toMatchObject([{ value: 150 }]);
  expect(await world.members('big-spenders')).toEqual(['ann']);
  await world.pass(36 * day);
  expect(await spentBy('ann')).toMatchObject([{ value: 50 }]);
  expect(await world.members('big-spenders')).toEqual([]);
  const remove = 'mutation { removeComputedTrait(input: { key: "spent" }) { removedKey } }';
  expect((await ask(remove)).codes).toEqual(['computed_trait_in_use']);
  expect((await ask('{ computedTraits { edges { node { key profiles progress usedBy } } } }')).data).toMatchObject({
    computedTraits: {
      edges: [{ node: { key: 'spent', progress: 1, usedBy: { segments: [{ key: 'big-spenders' }] } } }],
    },
  });
});

test('a CSV file goes into a list by any identifier, unknown lines are told; members come out as CSV and NDJSON', async () => {
  await world.send({ ids: 'user_id:fay email:fay@example.com', name: 'Seen' }, { ids: 'user_id:=gus', name: 'Seen' });
  await world.send({ ids: 'anonymous_id:phone', name: 'Seen' });
  await ask(
    'mutation { createSegment(input: { key: "guests", name: "Guests", kind: LIST }) { segment { segmentId } } }',
  );
  const call = (path: string, scopes: string, body?: string) =>
    fetch(`${world.product.url}/segments/${path}`, {
      headers: { authorization: `Bearer ${scopes}` },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
  const put = async (body: string) => (await call('guests/members', 'segment.write', body)).json();
  expect(await put('\uFEFFE-Mail;x\n')).toMatchObject({ errors: [{ extensions: { code: 'list_file_invalid' } }] });
  expect(await put('E-Mail,name\r\nFay@Example.com,"Fay\nF"\r\nnobody@example.com,\r\n')).toEqual({
    ...{ rows: 2, added: 1, already: 0, unknown: 1, unknownLines: [4] },
    unknownRows: [{ line: 4, value: 'nobody@example.com', reason: 'nobody' }],
  });
  expect(await put('user_id\n=gus\nfay\n')).toMatchObject({ rows: 2, added: 1, already: 1, unknown: 0 });
  expect(await put('profile_id\nfay\n')).toMatchObject({ unknownRows: [{ line: 2, value: 'fay', reason: 'invalid' }] });
  // Somebody in the list who is known by another name since is no new member.
  await world.send({ ids: 'user_id:fay anonymous_id:phone', name: 'Signed In' });
  expect(await put('anonymous_id\nphone\n')).toMatchObject({ rows: 1, added: 0, already: 1 });
  await world.settle();
  expect((await world.segment('guests')).size).toBe(2);

  expect((await call('guests/members.csv', 'segment.read')).status).toBe(403);
  expect((await call('nobody/members.csv', 'segment.export')).status).toBe(404);
  const csv = await (await call('guests/members.csv', 'segment.export,pii.read')).text();
  expect(csv.split('\r\n').map((line) => line.split(',').slice(2).join(','))).toEqual([
    ...['user_id,email,phone', 'fay,fay@example.com,', "'=gus,,", ''],
  ]);
  const lines = (await (await call('guests/members.ndjson', 'segment.export')).text()).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ user_id: 'fay', email: null }, { user_id: '=gus' }]);
  const audit = await world.house.audit.page({}, { count: 5, forward: true });
  expect(audit.items.map((one) => one.action)).toContain('segment.export');
});

test('who has spent too little stays out until something happens; a refund that grows old lets somebody in', async () => {
  await world.send(order('low', 20), order('low', 10), order('refunded', 20, -50), order('refunded', 10, 110));
  const spent = { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, within: '30d' };
  const flipsAt = async (user: string, definition: object): Promise<unknown> => {
    const { data } = await ask(explain, { user, definition });
    expect(data.profile.segmentExplanation.truth).toBe(false);
    return data.profile.segmentExplanation.flipsAt;
  };
  expect(await flipsAt('low', { ...spent, op: 'gt', value: 100 })).toBeNull();
  expect(await flipsAt('refunded', { ...spent, op: 'gt', value: 100 })).not.toBeNull();
  // Below a bound she comes by time alone.
  expect(await flipsAt('low', { ...spent, op: 'lt', value: 15 })).not.toBeNull();
});
