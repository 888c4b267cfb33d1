import { installReady } from '../../plugins/empathy/server/install';
import { readySituations } from '../../plugins/empathy/domain/situations/ready';
import { eraseWhole } from '../support/privacy';
import { SegmentWorld } from '../support/segments-live';

const minute = 60_000;
const hour = 60 * minute;
const writeKey = 'SITUATIONS';
const everything = ['profile.read', 'pii.read', 'segment.read', 'segment.write', 'segment.publish'];
const scopes = [...everything, 'situation.read', 'situation.write', 'suggestion.write'];

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start(1, [], writeKey);
  await installReady(world.house);
  await world.settle();
});
afterAll(() => world.stop());

let messages = 0;
/** By the door, as a shop and a helpdesk send. */
async function track(userId: string, event: string, properties: object = {}): Promise<void> {
  const timestamp = new Date(world.now()).toISOString();
  const call = { type: 'track', messageId: `m${++messages}`, userId, event, properties, timestamp };
  expect((await world.product.send(writeKey, call)).status).toBe(200);
  world.house.wake();
}

async function ask(query: string, variables: object = {}, as: readonly string[] = scopes) {
  const { data, codes } = await world.product.graphql(query, variables, as);
  expect(codes).toEqual([]);
  return data;
}

type Row = { profile: { profileId: string; situations: { edges: { node: { key: string; evidence: string } }[] } } };

/** `joe: handed-over-twice: Handed over ...`, the most severe first. */
async function attention(locale = 'en', situation: string | null = null): Promise<{ ids: string[]; lines: string[] }> {
  await world.settle();
  const { needsAttention } = await ask(
    `query ($locale: String, $situation: String) { needsAttention(locale: $locale, situation: $situation) { edges { node { severity
       profile { profileId situations(locale: $locale) { edges { node { key evidence } } } } } } } }`,
    { locale, situation },
  );
  const rows: Row[] = needsAttention.edges.map((edge: { node: Row }) => edge.node);
  return {
    ids: rows.map(({ profile }) => profile.profileId),
    lines: rows.flatMap(({ profile }) => profile.situations.edges.map(({ node }) => `${node.key}: ${node.evidence}`)),
  };
}

async function profileIdOf(userId: string): Promise<string> {
  const { profile } = await ask(
    `query ($value: String!) { profile(identifier: { kind: "user_id", value: $value }) { profileId } }`,
    { value: userId },
  );
  return profile.profileId;
}

test('every ready situation was brought, published and built; a second start brings nothing', async () => {
  const { situations } = await ask(`{ situations(first: 100) { edges { node { key state failure enabled size } } } }`);
  const rows: { key: string; state: string; failure: string | null }[] = situations.edges.map(
    (edge: { node: object }) => edge.node,
  );
  expect(rows).toHaveLength(readySituations.length);
  expect(rows.length).toBeGreaterThanOrEqual(25);
  expect(rows.filter((row) => row.state !== 'PUBLISHED' || row.failure !== null)).toEqual([]);
  expect(await installReady(world.house)).toBe(0);
});

test('what another plugin brings never overwrites what is there, and what was broken off is finished', async () => {
  const { segments } = world.house;
  if (segments === null) throw new Error('no segments');
  const brought = (key: string) => ({ key, name: 'Theirs', description: '', definition: { event: 'Theirs' } });
  const draft = { ...brought('half-made'), kind: 'rule' } as const;
  await world.commands.create(draft, 'system:test');
  const there = await segments.install(
    { segments: [brought('situation-birthday'), brought('half-made')], computed: [] },
    'system:test',
  );
  expect([...there]).toEqual(['situation-birthday', 'half-made']);
  await world.settle();
  const states = new Map((await segments.states(['situation-birthday', 'half-made'])).map((one) => [one.key, one]));
  expect(states.get('situation-birthday')).toMatchObject({ name: 'Birthday', version: 1 });
  expect(states.get('half-made')).toMatchObject({ state: 'published', version: 1 });
});

test('definitions that are nobody’s are asked of a few profiles in one statement', async () => {
  const { segments } = world.house;
  if (segments === null) throw new Error('no segments');
  await track('asked', 'Theirs', { price: 3 });
  await track('asked', 'Theirs', { price: 4 });
  await world.settle();
  const profiles = await world.house.read.profiles.byIdentifiers([{ kind: 'user_id', value: 'asked' }]);
  const root = profiles[0]?.rootId ?? 0;
  const answers = await segments.ask({
    rootIds: [root],
    conditions: [{ event: 'Theirs', count: { op: 'gte', value: 2 } }, { event: 'Ours' }],
    values: [
      { event: 'Theirs', aggregate: { fn: 'sum', property: 'price' } },
      { ratio: { of: { event: 'Theirs' }, per: { event: 'Ours' } } },
    ],
  });
  expect(answers.get(root)).toEqual({ truths: [true, false], values: [7, null], explanations: {} });
  const explained = ['frustration', 'nobodys'];
  const told = await segments.ask({ rootIds: [root], conditions: [], values: [], explained });
  // Of a trait that there is; of another there is nothing to tell.
  expect(Object.keys(told.get(root)?.explanations ?? {})).toEqual(['frustration']);
  // The same questions again, of a later clock: what is kept of them is no answer.
  await track('asked', 'Theirs', { price: 5 });
  await world.settle();
  const sum = { event: 'Theirs', aggregate: { fn: 'sum', property: 'price' } };
  const ask = () => segments.ask({ rootIds: [root], conditions: [], values: [{ ...sum, within: '5m' }] });
  expect((await ask()).get(root)?.values).toEqual([12]);
  await world.pass(10 * minute);
  expect((await ask()).get(root)?.values).toEqual([0]);
  await expect(segments.ask({ rootIds: [root], conditions: [{ event: 3 }], values: [] })).rejects.toMatchObject({
    code: 'segment_invalid',
  });
  const many = Array.from({ length: 201 }, (_, index) => index + 1);
  await expect(segments.ask({ rootIds: many, conditions: [], values: [] })).rejects.toMatchObject({
    code: 'bad_input',
  });
});

test('a customer searches in vain, is handed over twice and rates badly: each begins with its evidence and ends by time', async () => {
  expect((await attention()).lines).toEqual([]);
  for (const query of ['router red light', 'error 651', 'reset router']) {
    await track('joe', 'Help Searched', { query });
    await world.pass(5 * minute);
  }
  const searching = await attention();
  expect(searching.lines).toEqual([
    expect.stringMatching(/^searching-without-success: Searched help 3 times since .+, last for “reset router”\.$/),
  ]);
  expect((await attention('de-DE')).lines[0]).toContain('3-mal in der Hilfe gesucht');
  expect((await attention('zh-CN')).lines[0]).toContain('搜索帮助3次');

  const conversation = { conversation_id: 'c1' };
  await track('joe', 'Live Chat Conversation Started', { ...conversation, subject: 'Router' });
  await track('joe', 'Conversation Handed Over', { ...conversation, agent_name: 'Theo' });
  await track('joe', 'Conversation Handed Over', { ...conversation, agent_name: 'Mara' });
  const handed = await attention();
  expect(handed.lines[0]).toMatch(
    /^handed-over-twice: Handed over 2 times within two days, last .+ \(to Mara, Theo\)\.$/,
  );
  expect(handed.lines).toHaveLength(2);

  // The search is over after half an hour; the hand-overs stay.
  await world.pass(hour);
  expect((await attention()).lines.map((line) => line.split(':')[0])).toEqual(['handed-over-twice']);
  await track('joe', 'Live Chat Conversation Ended', conversation);
  await track('joe', 'Conversation Rated', { ...conversation, rating: 1, comment: 'Told it three times' });
  const rated = await attention();
  expect(rated.lines[0]).toContain('recovery-after-low-rating: Rated the conversation 1 of 5');
  expect(rated.lines[0]).toContain('“Told it three times”');

  // What is felt, and why; what to do.
  const { profile } = await ask(
    `query ($id: ID!) { profile(id: $id) { computed nextBestActions quadrant(locale: "de") } }`,
    {
      id: rated.ids[0],
    },
  );
  const computed = new Map<string, { value: number; explanation: { label: string; points: number }[] }>(
    profile.computed.map((one: { key: string }) => [one.key, one]),
  );
  expect(computed.get('frustration')?.value).toBeGreaterThan(50);
  expect(computed.get('frustration')?.explanation).toEqual(
    expect.arrayContaining([
      { label: 'Hand-overs', points: 28 },
      { label: 'Bad ratings', points: 30 },
    ]),
  );
  expect(computed.get('effort')?.value).toBe(1);
  expect(computed.get('handoffs_before_resolution')?.value).toBe(2);
  expect(profile.nextBestActions[0]).toMatchObject({ key: 'call-back', label: 'Call back' });
  expect(profile.nextBestActions[0].why).toContain('Rated the conversation 1 of 5');
  expect(profile.quadrant).toMatchObject({ key: 'modest-complex', complexity: 4 });

  // Without a word more it is over for today.
  const before = computed.get('frustration')?.value;
  await world.pass(4 * 24 * hour);
  expect((await attention()).lines.map((line) => line.split(':')[0])).toEqual(['bad-rating-last-time']);
  const later = await ask(`query ($id: ID!) { profile(id: $id) { computed } }`, { id: rated.ids[0] });
  const now = later.profile.computed.find((one: { key: string }) => one.key === 'frustration');
  expect(now.value).toBeLessThan(before ?? 0);
});

test('expiry ends what the condition still says; severity orders; pages follow each other by a cursor', async () => {
  for (const userId of ['ann', 'bob', 'cem'])
    await track(userId, 'Conversation Rated', { conversation_id: userId, rating: 2 });
  await track('bob', 'Payment Failed', { plan: 'Club' });
  await world.settle();
  const keys: string[] = [];
  let after: string | null = null;
  do {
    const { needsAttention } = await ask(
      `query ($after: String) { needsAttention(first: 1, after: $after) { edges { node { severity profile { profileId } } }
         pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    keys.push(...needsAttention.edges.map((edge: { node: { severity: number } }) => String(edge.node.severity)));
    after = needsAttention.pageInfo.hasNextPage ? needsAttention.pageInfo.endCursor : null;
  } while (after !== null);
  expect(keys).toEqual(['85', '85', '85', '50']);
  expect((await attention('en', 'payment-failed')).ids).toEqual([await profileIdOf('bob')]);

  const change = `mutation ($input: ChangeSituationInput!) { changeSituation(input: $input) { situation { severity expiresSeconds } } }`;
  const { changeSituation } = await ask(change, {
    input: { key: 'recovery-after-low-rating', severity: 10, expiresSeconds: 3_600 },
  });
  expect(changeSituation.situation).toEqual({ severity: 10, expiresSeconds: 3_600 });
  await world.pass(2 * hour);
  expect((await attention('en', 'recovery-after-low-rating')).ids).toEqual([]);
  await ask(`mutation { restoreSituation(input: { key: "recovery-after-low-rating" }) { situation { severity } } }`);
  expect((await attention('en', 'recovery-after-low-rating')).ids).toHaveLength(3);
  await ask(
    `mutation { turnSituation(input: { key: "recovery-after-low-rating", enabled: false }) { situation { state } } }`,
  );
  expect((await attention('en', 'recovery-after-low-rating')).ids).toEqual([]);
});

test('bad input has its code, and rights are asked', async () => {
  const change = `mutation ($input: ChangeSituationInput!) { changeSituation(input: $input) { situation { key } } }`;
  const wrong = async (input: object, as: readonly string[] = scopes) =>
    (await world.product.graphql(change, { input }, as)).codes;
  expect(await wrong({ key: 'nothing', severity: 1 })).toEqual(['situation_not_found']);
  expect(await wrong({ key: 'birthday', severity: 101 })).toEqual(['situation_invalid']);
  expect(await wrong({ key: 'birthday', action: 'dance' })).toEqual(['situation_invalid']);
  const broken = { en: '{{#if x}}', 'zh-Hans': '好', de: 'gut' };
  expect(await wrong({ key: 'birthday', evidence: broken })).toEqual(['situation_invalid']);
  expect(await wrong({ key: 'birthday', severity: 1 }, everything)).toEqual(['forbidden']);
  const list = await world.product.graphql('{ needsAttention { edges { cursor } } }', {}, ['situation.read']);
  expect(list.codes).toEqual(['forbidden']);
  const madeUp = Buffer.from(JSON.stringify([9e15, 1, 1])).toString('base64url');
  const beyond = await world.product.graphql(`{ needsAttention(after: "${madeUp}") { edges { cursor } } }`, {}, scopes);
  expect(beyond.codes).toEqual(['cursor_invalid']);
});

test('suggestions: what was taken is counted with its intervals, teaches, and goes with the person', async () => {
  const profileId = await profileIdOf('ann');
  const offer = `mutation ($input: OfferSuggestionInput!) { offerSuggestion(input: $input) { suggestionId } }`;
  const decide = `mutation ($id: ID!, $outcome: SuggestionOutcome!) { decideSuggestion(input: { suggestionId: $id, outcome: $outcome }) { suggestionId } }`;
  for (const outcome of ['USED', 'EDITED', 'DISMISSED']) {
    const { offerSuggestion } = await ask(offer, { input: { profileId, kind: 'ACTION', item: 'call-back' } });
    await ask(decide, { id: offerSuggestion.suggestionId, outcome });
  }
  const figures = `{ suggestionFigures(kind: ACTION) { edges { node { item offered used edited dismissed taken { value low high } meanRating { value } } } } }`;
  const { suggestionFigures } = await ask(figures);
  expect(suggestionFigures.edges).toEqual([
    {
      node: {
        ...{ item: 'call-back', offered: 3, used: 1, edited: 1, dismissed: 1, meanRating: null },
        taken: { value: expect.closeTo(2 / 3, 6), low: expect.closeTo(0.2077, 3), high: expect.closeTo(0.9385, 3) },
      },
    },
  ]);
  await eraseWhole(world.house.privacy, profileId);
  await world.settle();
  expect((await ask(figures)).suggestionFigures.edges).toEqual([]);
});

test('one of your own: who is in a segment, with facts and a sentence; removed, its key is free again', async () => {
  await world.define('moved-lately', { event: 'Address Changed', within: '7d' });
  const texts = (en: string) => ({ en, 'zh-Hans': en, de: en });
  const input = {
    ...{ key: 'moved', name: texts('Has moved'), vertical: 'RETAIL', severity: 97, expiresSeconds: 86_400 },
    ...{ segment: 'moved-lately', evidence: texts('Moved to {{situation.city}}.') },
    facts: { city: { event: 'Address Changed', aggregate: { fn: 'last', property: 'city' } } },
  };
  const create = (more: object) =>
    world.product.graphql(
      `mutation ($input: CreateSituationInput!) { createSituation(input: $input) { situation { key segmentKey isReady vertical } } }`,
      { input: { ...input, ...more } },
      scopes,
    );
  for (const [more, code] of [
    [{ key: 'Moved' }, 'situation_invalid'],
    [{ name: texts(' ') }, 'situation_invalid'],
    [{ facts: { city: { event: 'Address Changed', aggregate: { fn: 'guess' } } } }, 'situation_invalid'],
    [{ facts: { 'no name': { event: 'Address Changed', aggregate: { fn: 'count' } } } }, 'situation_invalid'],
    [{ segment: 'nobody-knows' }, 'segment_not_found'],
    [{ key: 'birthday' }, 'situation_key_taken'],
  ] as const)
    expect((await create(more)).codes).toEqual([code]);

  const made = await create({});
  expect(made.codes).toEqual([]);
  expect(made.data.createSituation.situation).toEqual({
    ...{ key: 'moved', segmentKey: 'situation-moved', isReady: false, vertical: 'RETAIL' },
  });
  expect((await create({})).codes).toEqual(['situation_key_taken']);
  await track('mia', 'Address Changed', { city: 'Porto' });
  expect((await attention('en', 'moved')).lines).toContain('moved: Moved to Porto.');

  await ask(`mutation ($input: ChangeSituationInput!) { changeSituation(input: $input) { situation { key } } }`, {
    input: { key: 'moved', name: texts('Moved'), facts: { city: { first_of: ['nowhere'] } } },
  });
  // No hole: a sentence without its fact is not said.
  expect((await attention('en', 'moved')).lines).toContain('moved: ');
  await ask(`mutation { removeSituation(input: { key: "moved" }) { clientMutationId } }`);
  expect((await attention('en')).lines.filter((line) => line.startsWith('moved'))).toEqual([]);
  expect((await create({ evidence: texts('Somewhere else.') })).codes).toEqual([]);
  expect((await attention('en', 'moved')).lines).toContain('moved: Somewhere else.');
});
