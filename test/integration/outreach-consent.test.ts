import { createHmac } from 'node:crypto';
import { defineChannel } from '@rapport/sdk';
import { z } from 'zod';
import outreach from '../../plugins/outreach/server';
import { ConsentLog } from '../../plugins/outreach/server/consent/log';
import { PublishedTemplates } from '../../plugins/outreach/server/templates/published';
import { renderMessage } from '../../plugins/outreach/domain/template/render';
import { createPluginDatabase } from '../../src/store/plugin-database';
import { Customer360 } from '../support/customer-360';
import { createReadModels } from '../../src/store/read-models';
import { Customers, newestWins } from '../support/customers';
import { createTestDatabase, pluginPools, type TestDatabase } from '../support/database';

const scopes = ['profile.read', 'pii.read', 'outreach.read', 'outreach.write', 'consent.write'];
const label = { en: 'E-mail', 'zh-Hans': '邮件' };
const email = defineChannel({
  ...{ name: 'test', medium: 'email', label, settings: z.strictObject({}), addressKinds: ['email'] },
  content: [
    { name: 'subject', label, format: 'line', required: true },
    { name: 'text', label, format: 'text', required: true },
  ],
  pace: () => ({ perSecond: 1, concurrency: 1 }),
  afterLostHandOver: 'hold',
  open: () => ({ send: async () => ({ state: 'handed', providerId: null }), close: async () => undefined }),
});

const now = Date.UTC(2026, 10, 20);
let database: TestDatabase;
let api: Customer360;
let kim: string;
let log: ConsentLog;

beforeAll(async () => {
  database = await createTestDatabase(now);
  const ids = await new Customers(database.pool).add(
    { id: 1, traits: { email: 'kim@example.org', firstName: 'Kim' }, identifiers: [['email', 'kim@example.org']] },
    { id: 2, rootId: 1, identifiers: [['email', 'kim@work.example']] },
  );
  kim = ids.get(1) ?? '';
  api = new Customer360();
  api.channels = [email];
  await api.start(database.pool, {}, [outreach]);
  log = new ConsentLog({
    ...{ channels: [email], now: () => api.now, read: createReadModels(database.pool, newestWins) },
    wake: () => undefined,
    digest: (text) => createHmac('sha256', 'test').update(text).digest('hex'),
    database: pluginDatabase(),
    identity: {
      ...{ mergePreview: never, merge: never, unmergePreview: never, unmerge: never, decide: never, separate: never },
      normalise: (identifier) => identifier,
    },
  });
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

async function never(): Promise<never> {
  throw new Error('nobody merges here');
}

function pluginDatabase() {
  return createPluginDatabase({
    pools: pluginPools(database.pool),
    schema: database.schema,
    now: () => api.now,
  });
}

async function ask(query: string, variables: object = {}, rights: readonly string[] = scopes) {
  const { data, errors = [] } = await api.query(query, variables, rights);
  return { data, codes: errors.map((one) => one.extensions.code) };
}

const mutate = (name: string, input: object, answer: string, rights?: readonly string[]) => {
  const type = { suppress: 'AddressInput!', liftSuppression: 'AddressInput!', publishTemplate: 'TemplateInput!' }[name];
  const inputType = type ?? `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  return ask(`mutation ($input: ${inputType}) { ${name}(input: $input) { ${answer} } }`, { input }, rights);
};

const consents = async (rights?: readonly string[]) => {
  const { data, codes } = await ask(
    `query ($id: ID!) { profile(id: $id) { consents { edges { node { medium consent isAllowed topic { key }
       entries { address decision proof topic evidence } } } }
       suppressions { edges { node { reason address liftedAt } } } } }`,
    { id: kim },
    rights,
  );
  expect(codes).toEqual([]);
  const nodes = (connection: { edges: { node: object }[] }) => connection.edges.map(({ node }) => node);
  return { consents: nodes(data.profile.consents), suppressions: nodes(data.profile.suppressions) };
};

test('topics: made once for a key, changed, archived, and only by who may', async () => {
  const offers = {
    key: 'offers',
    name: { en: 'Offers', de: 'Angebote' },
    basis: 'OPT_IN',
    position: 1,
    idempotencyKey: 'k',
  };
  const created = await mutate('createTopic', offers, 'topic { key kind basis isTracked name }');
  expect(created).toEqual({
    codes: [],
    data: {
      createTopic: {
        topic: { key: 'offers', kind: 'MARKETING', basis: 'OPT_IN', isTracked: false, name: offers.name },
      },
    },
  });
  expect(await mutate('createTopic', offers, 'topic { key kind basis isTracked name }')).toEqual(created);
  const again = { ...offers, idempotencyKey: null };
  expect((await mutate('createTopic', again, 'topic { key }')).codes).toEqual(['topic_key_taken']);
  expect((await mutate('createTopic', { ...again, key: 'x', name: { de: 'X' } }, 'topic { key }')).codes).toEqual([
    'topic_invalid',
  ]);
  expect((await mutate('createTopic', again, 'topic { key }', ['outreach.read'])).codes).toEqual(['forbidden']);
  await mutate('createTopic', { key: 'old', name: { en: 'Old' } }, 'topic { key }');
  const archived = await mutate(
    'changeTopic',
    { key: 'old', isArchived: true, isTracked: true },
    'topic { isTracked archivedAt }',
  );
  expect(archived.data.changeTopic.topic).toEqual({ isTracked: true, archivedAt: expect.any(String) });
  expect((await mutate('changeTopic', { key: 'none' }, 'topic { key }')).codes).toEqual(['topic_not_found']);
  const { data } = await ask('{ old: topic(key: "old") { waiting usedBy } none: topic(key: "none") { key } }');
  expect(data).toEqual({ old: { waiting: 0, usedBy: [] }, none: null });
});

test('consent: unknown, granted with evidence, denied by any address; masked for who may not see it', async () => {
  expect((await consents()).consents).toEqual([
    { medium: 'email', consent: 'UNKNOWN', isAllowed: false, topic: { key: 'offers' }, entries: [] },
  ]);
  const said = { profileId: kim, medium: 'email', topic: 'offers', evidence: { form: 'footer', textVersion: 3 } };
  const grant = { ...said, decision: 'GRANTED', address: 'KIM@example.org', idempotencyKey: 'g' };
  expect((await mutate('recordConsent', grant, 'profile { profileId }')).codes).toEqual([]);
  expect((await mutate('recordConsent', grant, 'profile { profileId }')).codes).toEqual([]);
  const entry = {
    ...{ address: 'kim@example.org', decision: 'GRANTED', proof: 'VERIFIED', topic: 'offers' },
    evidence: { form: 'footer', textVersion: 3, recordedBy: 'token:test' },
  };
  expect((await consents()).consents).toMatchObject([{ consent: 'GRANTED', isAllowed: true, entries: [entry] }]);
  const blind = await consents(['profile.read', 'outreach.read']);
  expect(blind.consents).toMatchObject([{ entries: [{ address: '[masked]' }] }]);
  api.now += 1000;
  await mutate(
    'recordConsent',
    { ...said, topic: null, decision: 'DENIED', address: 'kim@work.example' },
    'profile { profileId }',
  );
  expect((await consents()).consents).toMatchObject([{ consent: 'DENIED', isAllowed: false }]);
  const wrong = { ...said, decision: 'DENIED', address: 'else@example.org' };
  expect((await mutate('recordConsent', { ...wrong, profileId: 'kim' }, 'profile { profileId }')).codes).toEqual([
    'bad_input',
  ]);
  expect((await mutate('recordConsent', wrong, 'profile { profileId }')).codes).toEqual(['address_unknown']);
  expect(
    (await mutate('recordConsent', { ...wrong, address: null, topic: 'none' }, 'profile { profileId }')).codes,
  ).toEqual(['topic_not_found']);
  api.now += 1000;
  await mutate('recordConsent', { ...said, topic: null, decision: 'GRANTED' }, 'profile { profileId }');
  expect((await consents()).consents).toMatchObject([{ consent: 'GRANTED', isAllowed: true }]);
});

test('suppression by hand stops everything, and is lifted once', async () => {
  const input = { profileId: kim, medium: 'email' };
  expect((await mutate('suppress', input, 'profile { profileId }')).codes).toEqual([]);
  expect(await consents()).toMatchObject({
    consents: [{ consent: 'GRANTED', isAllowed: false }],
    suppressions: [
      { reason: 'MANUAL', liftedAt: null },
      { reason: 'MANUAL', liftedAt: null },
    ],
  });
  expect((await mutate('liftSuppression', input, 'profile { profileId }')).codes).toEqual([]);
  expect((await mutate('liftSuppression', input, 'profile { profileId }')).codes).toEqual(['suppression_not_found']);
  expect((await consents()).consents).toMatchObject([{ isAllowed: true }]);
});

test('an erasure keeps marketing away from each address, twice told or not, and nobody lifts that', async () => {
  const identifiers = [
    { kind: 'email', value: 'kim@example.org' },
    { kind: 'email', value: 'kim@work.example' },
    { kind: 'user_id', value: 'u1' },
  ];
  expect(await log.keepAway(identifiers)).toBe(2);
  expect(await log.keepAway(identifiers)).toBe(0);
  expect((await consents()).consents).toMatchObject([{ consent: 'GRANTED', isAllowed: false }]);
  const input = { profileId: kim, medium: 'email' };
  expect((await mutate('liftSuppression', input, 'profile { profileId }')).codes).toEqual(['suppression_not_found']);
  api.now += 1000;
  await mutate('recordConsent', { ...input, decision: 'GRANTED', evidence: {} }, 'profile { profileId }');
  expect((await consents()).consents).toMatchObject([{ isAllowed: true }]);
});

test('a template: drafted, tried on a customer, published, sent in the version that counts', async () => {
  const content = { en: { subject: 'Hi {{traits.firstName}}', text: 'Bye {{event.order}}' } };
  const template = { key: 'welcome', name: 'Welcome', medium: 'email', defaultLocale: 'en', content };
  const shown = 'template { version isChanged faults versions { version } }';
  expect((await mutate('createTemplate', template, shown)).data.createTemplate.template).toEqual({
    ...{ version: 0, isChanged: true, faults: [], versions: [] },
  });
  expect((await mutate('createTemplate', template, shown)).codes).toEqual(['template_key_taken']);
  const preview = async (more: object) => {
    const input = { medium: 'email', content, defaultLocale: 'en', ...more };
    const query = `query ($input: TemplatePreviewInput!) { templatePreview(input: $input) { faults content failure failurePaths missing } }`;
    const { data, codes } = await ask(query, { input });
    return data?.templatePreview ?? codes;
  };
  expect(await preview({ profileId: 'kim' })).toEqual(['bad_input']);
  expect(await preview({ profileId: kim, event: { order: 'A1' } })).toMatchObject({
    ...{ failure: null, content: { subject: 'Hi Kim', text: 'Bye A1' } },
  });
  expect(await preview({ edgeProfile: 'nothing' })).toMatchObject({
    ...{ failure: 'template_value_missing', content: null, failurePaths: ['traits.firstName', 'event.order'] },
  });
  expect((await preview({ content: { en: { subject: '{{nobody}}' } } })).faults).toHaveLength(2);

  const published = new PublishedTemplates({ database: pluginDatabase(), channels: [email] });
  expect((await published.byKeys(['welcome'])).size).toBe(0);
  expect((await mutate('publishTemplate', { key: 'welcome' }, shown)).data.publishTemplate.template).toMatchObject({
    ...{ version: 1, isChanged: false },
  });
  await mutate('changeTemplate', { key: 'welcome', content: { en: { subject: '{{oops', text: 'x' } } }, shown);
  expect((await mutate('publishTemplate', { key: 'welcome' }, shown)).codes).toEqual(['template_invalid']);
  const compiled = (await published.byKeys(['welcome', 'none'])).get('welcome')?.compiled;
  if (compiled === null || compiled === undefined) throw new Error('it is not compiled');
  const data = {
    traits: { firstName: 'Kim' },
    computed: {},
    event: { order: 'A1' },
    unsubscribeUrl: null,
    preferencesUrl: null,
  };
  expect(renderMessage(compiled, data, { now, timeZone: 'UTC' })).toMatchObject({ content: { subject: 'Hi Kim' } });
});
