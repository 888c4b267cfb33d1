import { createHmac } from 'node:crypto';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { z } from 'zod';
import { ownTypeDefs } from '../../plugins/customer-360/server/schema';
import { loadPlugins } from '../../src/plugins';
import { eventually } from '../support/eventually';
import { appDir, build } from '../support/rapport';
import { WholeRapport } from '../support/whole-rapport';

/**
 * Everything that GraphQL tells is asked as each ready role: the schema says what there is to ask, so that a field which a plugin adds is
 * looked at without anybody thinking of it. One without an answer here that takes arguments fails the test.
 */
jest.setTimeout(180_000);

const personal = [
  ...['Zyxanna', 'Personova', 'zyx.personova@private.example', '+4917622223333', 'Geheimgasse', '1981-02-03'],
  ...['203.0.113.77', 'a word about my divorce', 'the comment of Zyx'],
];
const traits = {
  ...{ firstName: 'Zyxanna', lastName: 'Personova', name: 'Zyxanna Personova', plan: 'gold' },
  ...{ email: 'zyx.personova@private.example', phone: '+4917622223333', birthday: '1981-02-03' },
  address: { street: 'Geheimgasse 7', country: 'DE' },
};
const webhookSecret = 'whsec-masking';
const opened = Math.floor(Date.now() / 1_000) - 600;
const sender = { id: 5, name: traits.name, email: traits.email, identifier: 'zyx', type: 'contact' };
const conversation = {
  ...{ id: 41, status: 'open', channel: 'Channel::WebWidget', created_at: opened, updated_at: opened + 5 },
  ...{ contact_inbox: { contact_id: 5, source_id: 'x', hmac_verified: true }, messages: [], labels: [] },
  meta: { sender, assignee: { id: 4, name: 'Priya' }, hmac_verified: true },
};
const nick = 'first-name-known';
const typed = 'last-name-typed';
const mentions = {
  any: [
    { computed: nick, op: 'exists' },
    { computed: typed, op: 'exists' },
    { trait: 'email', op: 'exists' },
  ],
};
const words = {
  subject: 'For {{traits.firstName}}',
  text: `{{traits.email}} {{computed.${nick}}} {{computed.${typed}}}`,
};

const said = '{{situation.first}} {{situation.last}}';
const evidence = { en: said, 'zh-Hans': said, de: said };

let world: WholeRapport;
let schema: GraphQLSchema;
let known: Readonly<Record<string, string>>;

beforeAll(async () => {
  build();
  world = await WholeRapport.start();
  const change = async (name: string, input: object, wanted = 'clientMutationId') => {
    const field = schema.getMutationType()?.getFields()[name];
    const type = String(field?.args.find((one) => one.name === 'input')?.type);
    return (await world.graphql(`mutation ($input: ${type}) { ${name}(input: $input) { ${wanted} } }`, { input }))[
      name
    ];
  };
  const plugins = await loadPlugins(appDir);
  schema = buildSchema([...ownTypeDefs(), ...plugins.flatMap(({ graphql }) => graphql?.typeDefs ?? [])].join('\n'));
  const context = { ip: '203.0.113.77' };
  await world.send([
    { type: 'identify', userId: 'zyx', traits, context },
    {
      type: 'track',
      userId: 'zyx',
      event: 'Survey Answered',
      context,
      properties: { survey: 'nps', score: 2, comment: 'the comment of Zyx' },
    },
    {
      type: 'track',
      userId: 'zyx',
      event: 'Form Sent',
      context,
      properties: { first_name: 'Zyxanna', email: traits.email },
    },
    { type: 'identify', userId: 'other', traits: { name: 'Other Zyxanna' } },
  ]);
  // Somebody types the address of a known customer: a suggestion, with the address as its evidence.
  await world.send([{ type: 'identify', anonymousId: 'typed', traits: { email: traits.email } }], 'browser');
  const settings = { baseUrl: 'https://chat.example.com', accountId: 1, apiToken: 'agent-token', webhookSecret };
  const { webhookPath } = await change(
    'createHelpdesk',
    { helpdesk: 'chatwoot', key: 'desk', name: 'Desk', settings },
    'webhookPath',
  );
  await deliver(`${world.url}${webhookPath}`, {
    ...{
      event: 'message_created',
      id: 901,
      message_type: 'incoming',
      content_type: 'text',
      private: false,
      sender,
      conversation,
    },
    ...{ content: 'a word about my divorce', created_at: new Date((opened + 5) * 1_000).toISOString() },
  });
  await change('createComputedTrait', { key: nick, name: 'Name', definition: { first_of: ['firstName'] } });
  const last = { event: 'Form Sent', aggregate: { fn: 'last', property: 'first_name' } };
  await change('createComputedTrait', { key: typed, name: 'Typed', definition: last });
  for (const key of [nick, typed]) await change('publishComputedTrait', { key });
  const { segment } = await change(
    'createSegment',
    { key: 'named', name: 'Named', definition: mentions },
    'segment { segmentId }',
  );
  await change('publishSegment', { segmentId: segment.segmentId });
  await change('createSituation', {
    ...{ key: 'named', name: { en: 'Named', 'zh-Hans': 'Named', de: 'Named' }, severity: 50, expiresSeconds: 86_400 },
    ...{ segment: 'named', evidence, facts: { first: { first_of: ['firstName'] }, last } },
  });
  await change('createTopic', { key: 'orders', name: { en: 'Orders' }, kind: 'TRANSACTIONAL', basis: 'OPT_IN' });
  await change('createTemplate', {
    key: 'hello',
    name: 'Hello',
    medium: 'email',
    defaultLocale: 'en',
    content: { en: words },
  });
  await change('publishTemplate', { key: 'hello' });
  await change('createChannel', {
    ...{ key: 'mail', channel: 'smtp', name: 'Mail' },
    settings: { host: '127.0.0.1', port: 9, security: 'none', fromName: 'Shop', fromAddress: 'shop@shop.example' },
  });
  const { profile } = await world.graphql('{ profile(identifier: { kind: "user_id", value: "zyx" }) { profileId } }');
  const { profile: other } = await world.graphql(
    '{ profile(identifier: { kind: "user_id", value: "other" }) { profileId } }',
  );
  const { profileId } = profile;
  await change('recordConsent', {
    profileId,
    medium: 'email',
    decision: 'GRANTED',
    evidence: { from: traits.email, ip: '203.0.113.77' },
  });
  await change('suppress', { profileId, medium: 'email' });
  const asked = { profileId, channel: 'email', topic: 'orders', template: 'hello', idempotencyKey: 'm1' };
  const { message } = await change('sendMessage', asked, 'message { messageId }');
  const { journey } = await change(
    'createJourney',
    {
      ...{ key: 'forms', name: 'Forms' },
      definition: { entry: { event: 'Form Sent', key: 'email' }, start: 'end', steps: { end: { kind: 'exit' } } },
    },
    'journey { journeyId }',
  );
  await change('publishJourney', { journeyId: journey.journeyId });
  await world.send([
    { type: 'track', userId: 'zyx', event: 'Form Sent', properties: { first_name: 'Zyxanna', email: traits.email } },
  ]);
  const enrolments =
    '{ journeys(first: 1) { edges { node { enrolments(first: 1) { edges { node { enrolmentId } } } } } } }';
  const found = async () => (await world.graphql(enrolments)).journeys.edges[0].node.enrolments.edges[0];
  await eventually(async () => (await found()) !== undefined);
  const computed = `{ profile(id: "${profileId}") { computed memberships(first: 1) { edges { cursor } } conversations(first: 1) { edges { cursor } } } }`;
  await eventually(async () => {
    const { profile: seen } = await world.graphql(computed);
    return seen.computed.length >= 2 && seen.memberships.edges.length > 0 && seen.conversations.edges.length > 0;
  });
  const json = (value: object): string => JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:');
  const range = `from: "${new Date(Date.now() - 86_400_000).toISOString()}", to: "${new Date().toISOString()}"`;
  const days = `from: "${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}", to: "${new Date().toISOString().slice(0, 10)}"`;
  const script = '{{customer.first_name}} {{customer.name}} {{customer.email}} {{customer.phone}}';
  known = {
    'Query.profile': `id: "${profileId}"`,
    'Query.profiles': 'identifiers: [{ kind: "user_id", value: "zyx" }]',
    'Query.searchProfiles': 'text: "zyx"',
    'Query.mergePreview': `first: "${profileId}", second: "${other.profileId}"`,
    'Query.situationPreview': `key: "named", profileId: "${profileId}", evidence: $texts`,
    'Query.previewScript': `body: "${script}", profileId: "${profileId}", locale: "en"`,
    'Query.segment': 'key: "named"',
    'Query.segmentPreview': `definition: ${json(mentions)}`,
    'Query.segmentBackTest': `definition: ${json(mentions)}, asOf: "${new Date().toISOString()}"`,
    'Query.segmentChange': `segmentId: "${segment.segmentId}", definition: { trait: "plan", op: "eq", value: "gold" }`,
    'Query.figureConversations': `name: "csat", ${days}`,
    'Query.figures': days,
    'Query.message': `messageId: "${message.messageId}"`,
    'Query.journey': `journeyId: "${journey.journeyId}"`,
    'Query.enrolment': `enrolmentId: "${(await found()).node.enrolmentId}"`,
    'Query.journeySimulation': `input: { journeyId: "${journey.journeyId}", ${range} }`,
    'Query.templatePreview': `input: { medium: "email", content: ${json({ en: words })}, defaultLocale: "en", profileId: "${profileId}" }`,
    'Profile.trait': 'key: "email"',
    'Profile.scripts': 'locale: "en"',
    'Profile.greeting': 'locale: "en"',
    'Profile.segmentExplanation': `segmentId: "${segment.segmentId}"`,
    'Profile.journeyDecisions': `journeyId: "${journey.journeyId}"`,
  };
});
afterAll(() => world.stop());

/** What takes arguments and tells of nobody, tells whoever asks of what he brought himself, or of what is looked at in lists. */
const ofNobody = new Set(
  [
    ...[
      'node',
      'nodes',
      'eventName',
      'eventObservation',
      'planTrial',
      'unmergePreview',
      'helpdeskCheck',
      'import',
      'importPreview',
    ],
    ...['erasurePreview', 'verifyReceipt', 'savedViews', 'source', 'situation', 'segmentCheck', 'segmentCount'],
    ...['computedTraitCheck', 'computedTrait', 'routingComparison', 'routingAgreement', 'journeyFaults', 'broadcast'],
    ...['broadcastFaults', 'broadcastForeseen', 'channelCheck', 'template', 'topic', 'segmentOptions'],
  ].map((name) => `Query.${name}`),
);
const below = new Set(['Segment.overlap']);
/** Of connections; a profile in something is looked at with the fields of its own, and not with all again. */
const shown = 3;
const depthMax = 5;
const profileInside = '{ profileId traits identifiers(first: 3) { edges { node { value } } } }';

async function deliver(address: string, body: object): Promise<void> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${text}`).digest('hex');
  const headers = { 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${signature}` };
  await eventually(async () => (await fetch(address, { method: 'POST', body: text, headers })).status === 200);
}

/** `name(arguments) { all that is below }`; null where it takes what nobody gave it. */
function asked(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string | null {
  const place = `${type.name}.${field.name}`;
  const given = known[place];
  if (given === undefined && field.args.some(isRequiredArgument)) {
    if (ofNobody.has(place) || below.has(place)) return null;
    throw new Error(`${place} is not looked at: give it arguments, or say that it tells of nobody`);
  }
  // Of a connection; mergePreview calls one of two people so.
  const isList = field.args.some(({ name }) => name === 'first') && field.args.some(({ name }) => name === 'after');
  const all = [...(given === undefined ? [] : [given]), ...(isList ? [`first: ${shown}`] : [])];
  const selection = selectionOf(field.type, depth);
  return selection === null ? null : `${field.name}${all.length > 0 ? `(${all.join(', ')})` : ''} ${selection}`;
}

function selectionOf(output: GraphQLOutputType, depth: number): string | null {
  const type = getNamedType(output);
  if (!isCompositeType(type)) return '';
  if (type.name === 'Profile' && depth > 0) return profileInside;
  if (depth > depthMax) return null;
  const types = isObjectType(type) ? [type] : isUnionType(type) ? [...type.getTypes()] : schema.getPossibleTypes(type);
  const parts = types.map((one) => {
    const fields = Object.values(one.getFields()).flatMap((field) => asked(one, field, depth + 1) ?? []);
    return isObjectType(type) ? fields.join(' ') : `... on ${one.name} { ${fields.join(' ')} }`;
  });
  const text = parts.join(' ').trim();
  return text === '' ? null : `{ ${text} }`;
}

const answers = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

async function ask(token: string, query: string): Promise<{ text: string; codes: readonly string[] }> {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(
      query.includes('$texts')
        ? { query: `query ($texts: JSON!) ${query}`, variables: { texts: evidence } }
        : { query },
    ),
  });
  const text = await response.text();
  const { errors = [] } = answers.parse(JSON.parse(text));
  return {
    text,
    codes: errors.map(({ extensions: { code }, message }) => (code === 'forbidden' ? code : `${code}: ${message}`)),
  };
}

/** Everything there is to ask, a question for each field of the query and of a profile. */
function questions(): ReadonlyMap<string, string> {
  const query = schema.getQueryType();
  const profile = schema.getType('Profile');
  if (!query || !isObjectType(profile)) throw new Error('no schema');
  const one = known['Query.profile'] ?? '';
  const list = (type: GraphQLObjectType, wrap: (text: string) => string) =>
    Object.values(type.getFields()).flatMap((field): [string, string][] => {
      const text = asked(type, field, 0);
      return text === null ? [] : [[`${type.name}.${field.name}`, wrap(text)]];
    });
  return new Map([
    ...list(query, (text) => `{ ${text} }`).filter(([name]) => name !== 'Query.profile'),
    ...list(profile, (text) => `{ profile(${one}) { ${text} } }`),
  ]);
}

test.each([
  ['marketing', false],
  ['developer', false],
  ['cx-lead', true],
  ['agent', true],
])('%s is told personal values: %s', async (role, seesThem) => {
  const token = await world.loginOf(role);
  const told = new Map<string, readonly string[]>();
  const failed: string[] = [];
  for (const [name, query] of questions()) {
    const { text, codes } = await ask(token, query);
    const found = personal.filter((value) => text.includes(value));
    if (found.length > 0) told.set(name, found);
    failed.push(...codes.filter((code) => code !== 'forbidden').map((code) => `${name}: ${code}`));
  }
  expect([...new Set(failed)]).toEqual([]);
  if (!seesThem) expect(Object.fromEntries(told)).toEqual({});
  // Where these see something, the others would be told of it if nothing hid it.
  else
    for (const place of [
      'Profile.traits',
      'Profile.timeline',
      'Profile.consents',
      'Query.previewScript',
      'Query.customers',
    ])
      expect([place, told.get(place)?.length]).toEqual([place, expect.any(Number)]);
});
