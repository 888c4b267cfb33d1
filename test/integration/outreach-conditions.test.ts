import fc from 'fast-check';
import type { ChannelReport, JsonObject, ProfileRecord, SendOutcome } from '@rapport/sdk';
import { type Consent, consentOfProfile, isSuppressed } from '../../plugins/outreach/domain/consent/consent';
import outreachPlugin from '../../plugins/outreach/server';
import { outreach } from '../../plugins/outreach/server/house';
import { keptConnections } from '../../plugins/outreach/server/channels/sessions';
import { ConsentLog, type PersonLog } from '../../plugins/outreach/server/consent/log';
import { Topics } from '../../plugins/outreach/server/consent/topics';
import { keepReports } from '../../plugins/outreach/server/public/callbacks';
import { Sending } from '../../plugins/outreach/server/sending';
import { listConnections } from '../../plugins/outreach/server/stores/connections';
import { readTopics, type TopicRow } from '../../plugins/outreach/server/stores/topics';
import { type ConditionKind, languageOf } from '../../plugins/segments/admin/builder/language';
import { beginningOf, controlOf, fieldsOf } from '../../plugins/segments/admin/builder/schema-form';
import type { Locale } from '@rapport/sdk/admin/pure';
import { long } from '../support/long';
import { memoryChannel } from '../support/memory-channel';
import { actor, SegmentWorld } from '../support/segments-live';

const [hour, day] = [3_600_000, 86_400_000];
const topicKeys = ['offers', 'news', 'orders'] as const;

/** One thing that happens. People are known by a device each; an address that two of them have makes them one. */
type Act =
  | { readonly kind: 'known'; readonly who: number; readonly address: number }
  | { readonly kind: 'merged'; readonly who: number; readonly other: number }
  | {
      readonly kind: 'said';
      readonly who: number;
      readonly topic: 'offers' | 'news' | null;
      readonly decision: 'granted' | 'denied';
      readonly proof: 'claimed' | 'verified' | 'confirmed';
      /** Times are few, so that some are the same. */
      readonly hoursAgo: number;
    }
  | { readonly kind: 'suppressed' | 'lifted' | 'erased'; readonly who: number }
  | { readonly kind: 'basis'; readonly basis: TopicRow['basis'] }
  | { readonly kind: 'sent'; readonly who: number; readonly topic: string; readonly outcome: SendOutcome }
  | { readonly kind: 'reported'; readonly what: 'opened' | 'clicked' | 'complained' | 'unsubscribed' }
  | { readonly kind: 'passed'; readonly hours: number };

const who = fc.nat({ max: 3 });
const is = <const K extends string>(kind: K) => fc.constant(kind);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: is('known'), who, address: fc.nat({ max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: is('merged'), who, other: who }) },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ kind: is('said'), who, topic: fc.constantFrom('offers', 'news', null), hoursAgo: fc.nat({ max: 3 }) },
      decision: fc.constantFrom('granted', 'denied'),
      proof: fc.constantFrom('claimed', 'verified', 'confirmed'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('suppressed', 'lifted', 'erased'), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: is('basis'), basis: fc.constantFrom('opt_in', 'double_opt_in', 'opt_out') }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ kind: is('sent'), who, topic: fc.constantFrom(...topicKeys) },
      outcome: fc.constantFrom<SendOutcome>(
        { state: 'handed', providerId: null },
        { state: 'failed', code: 'gone', bounce: 'hard' },
        { state: 'unknown', code: 'lost' },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: is('reported'),
      what: fc.constantFrom('opened', 'clicked', 'complained', 'unsubscribed'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: is('passed'), hours: fc.constantFrom(1, 30, 50) }) },
);

type Mail = {
  readonly root: number;
  readonly state: string;
  readonly topic: string;
  readonly handedAt: number | null;
  readonly openedAt: number | null;
  readonly clickedAt: number | null;
  readonly endedAt: number | null;
};
type Person = { readonly log: PersonLog; readonly mails: readonly Mail[]; readonly topics: readonly TopicRow[] };
type Reference = (person: Person, now: number) => boolean;

const scopeOf = ({ topics }: Person, key: string) => {
  const topic = topics.find((one) => one.key === key);
  if (topic === undefined) throw new Error(`there is no topic ${key}`);
  return { channel: 'email', topic };
};
const hashesOf = ({ log }: Person): string[] =>
  log.addresses.filter(({ medium }) => medium === 'email').map(({ hash }) => hash);
const says =
  (topic: string, wanted: Consent): Reference =>
  (one) =>
    consentOfProfile(one.log.consents, hashesOf(one), scopeOf(one, topic)) === wanted;
const isShut =
  (topic: string): Reference =>
  (one) =>
    hashesOf(one).some((hash) => isSuppressed(one.log.suppressions, one.log.consents, hash, scopeOf(one, topic)));
const received = ({ state, handedAt }: Mail): number | null =>
  ['handed', 'delivered', 'complained'].includes(state) ? handedAt : null;
const withheld = ({ state, endedAt }: Mail): number | null => (state === 'withheld' ? endedAt : null);
const count = (mails: readonly Mail[], at: (mail: Mail) => number | null, since = -Infinity): number =>
  mails.filter((mail) => (at(mail) ?? -Infinity) > since).length;

/** Each definition, and what it means without SQL. */
const conditions: readonly (readonly [key: string, definition: JsonObject, reference: Reference])[] = [
  ...(['granted', 'denied', 'unknown'] as const).flatMap((state) =>
    ['offers', 'news'].map((topic): readonly [string, JsonObject, Reference] => [
      `${topic}-${state}`,
      { consent: { channel: 'email', topic }, is: state },
      says(topic, state),
    ]),
  ),
  ['shut', { consent: { channel: 'email', topic: 'offers' }, is: 'suppressed' }, isShut('offers')],
  ['shut-needed', { consent: { channel: 'email', topic: 'orders' }, is: 'suppressed' }, isShut('orders')],
  [
    'lately',
    { message: { status: 'received' }, within: '2d' },
    ({ mails }, now) => count(mails, received, now - 2 * day) > 0,
  ],
  [
    'seldom',
    { message: { status: 'received', topic: 'offers' }, count: { op: 'lt', value: 2 } },
    ({ mails }) =>
      count(
        mails.filter(({ topic }) => topic === 'offers'),
        received,
      ) < 2,
  ],
  ['opened', { message: { status: 'opened' } }, ({ mails }) => count(mails, ({ openedAt }) => openedAt) > 0],
  [
    'clicked',
    { message: { status: 'clicked' }, within: '1d' },
    ({ mails }, now) => count(mails, ({ clickedAt }) => clickedAt, now - day) > 0,
  ],
  [
    'withheld',
    { message: { status: 'withheld' }, count: { op: 'eq', value: 1 }, within: '3d' },
    ({ mails }, now) => count(mails, withheld, now - 3 * day) === 1,
  ],
];

let outcome: SendOutcome = { state: 'handed', providerId: null };
let world: SegmentWorld;
let sending: Sending;
let log: ConsentLog;
let number = 0;

beforeAll(async () => {
  world = await SegmentWorld.start(1, [{ ...outreachPlugin, loops: [] }, memoryChannel(() => outcome)]);
  const { settings, channels } = outreach(world.house);
  await settings.change({ sandbox: false, policy: { caps: [], quietHours: [] } }, actor);
  await channels.create({ key: 'main', channel: 'memory', name: 'Main', settings: { token: 'x' } }, actor);
  await world.database.pool.query(
    `insert into topic (key, name, kind, basis, updated_at, updated_by)
     select key, '{}', kind, 'opt_in', now(), 'test'
     from (values ('offers', 'marketing'), ('news', 'marketing'), ('orders', 'transactional')) t (key, kind);
     insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
     values (gen_random_uuid(), 'hello', 'Hello', 'email', 'en', '{}', 1, now(), now(), 'test')`,
  );
  log = new ConsentLog(world.house);
  sending = new Sending(
    world.house,
    (jobs) =>
      Promise.resolve(
        jobs.map(() => ({ content: { text: 'Hello' }, locale: 'en', templateVersion: 1, unsubscribe: null })),
      ),
    keptConnections(world.house),
  );
});
afterAll(() => world.stop());

const settled = async (): Promise<void> => {
  await world.settle();
  await world.expectSums();
};

async function profileOf(person: number): Promise<ProfileRecord | null> {
  const [found = null] = await world.house.read.profiles.byIdentifiers([{ kind: 'anonymous_id', value: `d${person}` }]);
  return found;
}

async function happen(one: Act, began: number): Promise<void> {
  switch (one.kind) {
    case 'known':
      return world.send({
        type: 'identify',
        ids: `anonymous_id:d${one.who} email:a${one.address}@example.org`,
        name: '',
      });
    case 'merged':
      if (one.who === one.other) return undefined;
      return world.send({ ids: `anonymous_id:d${one.who} anonymous_id:d${one.other}`, name: 'Seen' });
    case 'basis':
      await new Topics(world.house).change('offers', { basis: one.basis }, actor);
      return undefined;
    case 'passed':
      return world.pass(one.hours * hour);
    case 'reported':
      return report(one.what);
    default:
  }
  const profile = await profileOf(one.who);
  const person = profile === null ? undefined : (await log.of([profile])).get(profile.rootId);
  if (profile === null || person === undefined || person.addresses.length === 0) return undefined;
  switch (one.kind) {
    case 'said': {
      const { topic, decision, proof, hoursAgo } = one;
      const at = began - hoursAgo * hour;
      return log.record(profile, {
        medium: 'email',
        address: null,
        topic,
        decision,
        proof,
        at,
        evidence: {},
        key: null,
      });
    }
    case 'suppressed':
      return log.suppress(profile, 'email', null, {});
    case 'lifted':
      return log.lift(profile, 'email', null, actor).catch(() => undefined);
    case 'erased':
      // As of somebody who had these addresses before.
      await log.keepAway(person.addresses);
      return world.house.database.transaction((sql) => sql.touch('consent', profile.leafIds));
    case 'sent':
      outcome = one.outcome;
      await outreach(world.house).messages.send({
        ...{ profileId: profile.publicId, channel: 'email', topic: one.topic, template: 'hello', data: {} },
        ...{ expiresInSeconds: null, idempotencyKey: `n${++number}` },
      });
      await sending.round('urgent', new AbortController().signal, () => new Promise(() => undefined));
  }
}

/** Of the last message that went. */
async function report(what: 'opened' | 'clicked' | 'complained' | 'unsubscribed'): Promise<void> {
  const { rows } = await world.database.pool.query<{ id: string }>(
    'select public_id as id from message where handed_at is not null order by id desc limit 1',
  );
  const [row] = await listConnections(world.house.database);
  const channel = world.house.channels.find(({ name }) => name === 'memory');
  const [message] = rows;
  if (message === undefined || row === undefined || channel === undefined) return;
  const common = { key: `r${++number}`, messageId: message.id, providerId: null, address: null, at: world.now() };
  const told: ChannelReport =
    what === 'opened'
      ? { ...common, kind: what, userAgent: null }
      : what === 'clicked'
        ? { ...common, kind: what, url: 'https://shop.example/', userAgent: null }
        : { ...common, kind: what };
  await keepReports(world.house, { row, channel }, [told]);
}

async function people(): Promise<ReadonlyMap<number, Person>> {
  const { pool } = world.database;
  const roots = await pool.query<{ id: number }>('select id from profile where root_id = id');
  const profiles = (await world.house.read.profiles.byLeafIds(roots.rows.map(({ id }) => id))).flatMap(
    (one) => one ?? [],
  );
  const logs = await log.of(profiles);
  const topics = await readTopics(world.house.database);
  const { rows } = await pool.query<Mail>(
    `select p.root_id as root, m.state, m.topic, m.handed_at as "handedAt", m.opened_at as "openedAt", m.clicked_at as "clickedAt",
       m.ended_at as "endedAt" from message m join profile p on p.id = m.profile_id`,
  );
  const none: PersonLog = { addresses: [], consents: [], suppressions: [] };
  return new Map(
    profiles.map(({ rootId }) => [
      rootId,
      { log: logs.get(rootId) ?? none, mails: rows.filter(({ root }) => root === rootId), topics },
    ]),
  );
}

async function membersOf(suffix: string): Promise<Record<string, number[]>> {
  const { rows } = await world.database.pool.query<{ key: string; root: number }>(
    'select s.key, m.profile_id as root from membership m join segment s on s.id = m.segment_id where m.member order by 1, 2',
  );
  return Object.fromEntries(
    conditions.map(([key]) => [key, rows.filter((row) => row.key === `${key}${suffix}`).map(({ root }) => root)]),
  );
}

async function define(suffix: string): Promise<void> {
  for (const [key, definition] of conditions) {
    const row = { key: `${key}${suffix}`, name: key, description: '', kind: 'rule' as const, definition };
    const { publicId } = await world.commands.create(row, actor);
    await world.commands.publish(publicId, actor);
  }
  await settled();
}

async function startAnew(): Promise<void> {
  await world.reset();
  await world.database.pool.query(
    `truncate consent_entry, suppression, message, message_gate, message_report;
     update topic set basis = 'opt_in'`,
  );
  await define('');
}

test('both are made in the builder: topics, channels, campaigns and texts are chosen by name, by whoever may see them', async () => {
  const { broadcasts } = outreach(world.house);
  const audience = { audience: { everyone: true }, channel: 'email', topic: 'offers', template: 'hello' };
  await broadcasts.create({ key: 'autumn', name: 'Autumn sale', definition: audience }, actor);
  await new Topics(world.house).change('news', { name: { en: 'News', 'zh-Hans': '新闻' } }, actor);
  const languageFor = async (...scopes: readonly string[]) => {
    const { data, codes } = await world.product.graphql('{ segmentLanguage }', {}, scopes);
    expect(codes).toEqual([]);
    return languageOf(data.segmentLanguage);
  };
  const language = await languageFor('segment.read', 'outreach.read');
  const kindNamed = (name: string, from = language) => {
    const kind = from.conditions.find((one) => one.name === name);
    if (kind === undefined) throw new Error(`there is no kind ${name}`);
    return kind;
  };
  /** Labels of the fields, each with what can be chosen. */
  const shown = (
    { schema, name, options }: Pick<ConditionKind, 'schema' | 'name' | 'options'>,
    locale: Locale,
  ): object =>
    Object.fromEntries(
      fieldsOf(schema, locale, name).map((field) => {
        const control = controlOf(field.schema, undefined, { locale, options });
        if (control.kind === 'object') return [field.label, shown({ schema: field.schema, name: '', options }, locale)];
        return [field.label, 'options' in control ? control.options.map(({ label }) => label) : control.kind];
      }),
    );
  expect(shown(kindNamed('consent'), 'zh-Hans')).toEqual({
    '': { 主题: expect.arrayContaining(['offers', '新闻', 'orders']), 渠道: ['email'] },
    当前状态: ['已同意', '已拒绝', '未表态', '地址被屏蔽'],
  });
  expect(shown(kindNamed('message'), 'en')).toEqual({
    '': {
      'What became of it': ['received', 'opened', 'a link of it followed', 'withheld'],
      Campaign: ['Autumn sale'],
      Template: ['Hello'],
      Topic: expect.arrayContaining(['News']),
      Channel: ['email'],
    },
    'So many messages': { Comparison: ['exactly', 'more than', 'at least', 'fewer than', 'at most'], Number: 'number' },
    'Within the last': 'duration',
  });
  expect(kindNamed('consent', await languageFor('segment.read')).options).toEqual({});

  // Of a long list those are found that are looked for, and the chosen one is there with its name.
  await world.database.pool.query(
    `insert into campaign (public_id, key, name, kind, state, draft, created_at, updated_at, updated_by)
     select gen_random_uuid(), 'old-' || n, 'Sale of week ' || n, 'broadcast', 'draft', '{}', now(), now(), 'test'
     from generate_series(1, 700) n`,
  );
  const found = async (values: object, scopes = ['segment.read', 'outreach.read']) => {
    const { data, codes } = await world.product.graphql(
      `query ($condition: String!, $list: String!, $text: String, $values: [String!]) {
         segmentOptions(condition: $condition, list: $list, text: $text, values: $values, first: 2) {
           edges { node { value label } } pageInfo { hasNextPage } } }`,
      { condition: 'message', list: 'campaigns', ...values },
      scopes,
    );
    return codes.length > 0
      ? codes
      : data.segmentOptions.edges.map(({ node }: { node: { value: string } }) => node.value);
  };
  expect(
    (await languageFor('segment.read', 'outreach.read')).conditions.flatMap(
      ({ options }) => options['campaigns']?.length ?? [],
    ),
  ).toContain(101);
  expect(await found({})).toEqual(['old-700', 'old-699']);
  expect(await found({ text: ' week 7 ' })).toEqual(['old-700', 'old-79']);
  expect(await found({ text: 'WEEK 71' })).toEqual(['old-71']);
  expect(await found({ text: 'old-71', values: ['old-3'] })).toEqual(['old-3', 'old-71']);
  expect(await found({ list: 'templates', text: 'hell' })).toEqual(['hello']);
  expect(await found({ list: 'nothing' })).toEqual(['bad_input']);
  expect(await found({ condition: 'trait' })).toEqual(['bad_input']);
  expect(await found({}, ['segment.read'])).toEqual(['forbidden']);

  // What a new one begins with can be saved, also with everything switched on.
  const message = kindNamed('message');
  const switched = fieldsOf(message.schema, 'en').flatMap(({ key, initial }) =>
    initial === undefined ? [] : [[key, initial] as const],
  );
  expect(switched.map(([key]) => key)).toEqual(['count', 'within']);
  const whole = { ...beginningOf(message), ...Object.fromEntries(switched) };
  expect(whole).toEqual({ message: { status: 'clicked' }, count: { op: 'gte', value: 2 }, within: '30d' });
  for (const definition of [beginningOf(kindNamed('consent')), beginningOf(message), whole]) {
    const { data } = await world.product.graphql(
      'query ($definition: JSON!) { segmentCheck(definition: $definition) { faults } }',
      { definition },
    );
    expect([definition, data.segmentCheck.faults]).toEqual([definition, []]);
  }
});

test('members by consent and messages are those of the pure rules, followed live and built anew, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 12, maxLength: 24, size: 'max' }), async (acts) => {
      await startAnew();
      const began = world.now();
      for (const one of acts) await happen(one, began);
      await settled();
      await define('-anew');
      const [everybody, now] = [await people(), world.now()];
      const expected = Object.fromEntries(
        conditions.map(([key, , holds]) => [
          key,
          [...everybody].flatMap(([root, person]) => (holds(person, now) ? [root] : [])).sort((a, b) => a - b),
        ]),
      );
      expect({ live: await membersOf(''), anew: await membersOf('-anew') }).toEqual({ live: expected, anew: expected });
    }),
    { numRuns: long ? 60 : 4 },
  );
}, 600_000);
