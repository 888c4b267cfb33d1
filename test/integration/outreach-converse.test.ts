import { once } from 'node:events';
import http from 'node:http';
import type { JsonObject } from '@rapport/sdk';
import channelHelpdesk from '../../plugins/channel-helpdesk/server';
import channelWebhook from '../../plugins/channel-webhook/server';
import outreachPlugin from '../../plugins/outreach/server';
import { ConsentLog } from '../../plugins/outreach/server/consent/log';
import { outreach } from '../../plugins/outreach/server/house';
import { journeys } from '../../plugins/outreach/server/journeys';
import { Webhooks } from '../../plugins/segments/server/webhooks';
import { ownSealedColumns } from '../../src/privacy/reseal';
import { sealedHelpdeskColumns } from '../../src/helpdesk/connections';
import segmentsPlugin from '../../plugins/segments/server';
import type { Conversation, Message } from '../../src/demo/helpdesk/chatwoot/model';
import { whatsAppInbox } from '../../src/demo/helpdesk/chatwoot/model';
import type { ChatwootServer } from '../../src/demo/helpdesk/chatwoot/server';
import { eventually } from '../support/eventually';
import { HelpdeskWorld } from '../support/helpdesk-world';
import { testSealKeys, testSecrets } from '../support/privacy';
import { actor } from '../support/segments-live';

jest.setTimeout(60_000);
const hour = 3_600_000;

let here: HelpdeskWorld;
let desk: ChatwootServer;
const posted: { readonly id: string; readonly body: JsonObject }[] = [];
let receiver: http.Server;

const rows = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await here.world.database.pool.query<Row>(text, [...values])).rows;

beforeAll(async () => {
  here = await HelpdeskWorld.start(1, [outreachPlugin, channelHelpdesk, channelWebhook]);
  desk = await here.connect('support');
  desk.account.inboxes.push(whatsAppInbox);
  const { settings, channels } = outreach(here.world.house);
  await settings.change({ sandbox: false }, actor);
  const throughDesk = { helpdesk: 'support', perSecond: 5 };
  await channels.create({ key: 'desk', channel: 'helpdesk', name: 'Desk', settings: throughDesk }, actor);
  await rows(
    `insert into topic (key, name, kind, basis, updated_at, updated_by) values
       ('orders', '{"en":"Orders"}', 'transactional', 'opt_in', now(), 'test')`,
  );
  const approved = { name: 'order_ready', language: 'en', processed_params: { body: { '1': '{{event.order}}' } } };
  await template('ready', { text: 'Your order {{event.order}} is ready.', template: JSON.stringify(approved) });
  await template('plain', { text: 'Your order is ready.' });
  await listen();
});
afterAll(async () => {
  receiver.close();
  await here.stop();
});

async function template(key: string, content: JsonObject): Promise<void> {
  await rows(
    `with made as (insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
       values (gen_random_uuid(), $1, $1, 'conversation', 'en', $2, 1, now(), now(), 'test') returning id)
     insert into template_version (template_id, version, default_locale, content, at, actor)
     select id, 1, 'en', $2, now(), 'test' from made`,
    [key, JSON.stringify({ en: content })],
  );
}

/** A system that journeys tell; the first time it does not answer. */
async function listen(): Promise<void> {
  let asked = 0;
  receiver = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      posted.push({ id: String(request.headers['webhook-id']), body: JSON.parse(text) });
      asked += 1;
      if (asked === 1) response.destroy();
      else response.end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const settings = {
    ...{ url: `http://127.0.0.1:${port}/`, allowPrivateAddresses: true },
    secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  };
  await outreach(here.world.house).channels.create(
    { key: 'warehouse', channel: 'webhook', name: 'Warehouse', settings },
    actor,
  );
}

/** @returns public id of the profile */
async function person(name: string, traits: Readonly<Record<string, string>>): Promise<string> {
  const addresses = Object.entries(traits).map(([kind, value]) => `${kind}:${value}`);
  await here.world.send({
    ...{ type: 'identify', ids: [`user_id:${name}`, ...addresses].join(' ') },
    traits: { name, ...traits },
  });
  await here.world.settle();
  const [profile] = await here.world.house.read.profiles.byIdentifiers([{ kind: 'user_id', value: name }]);
  if (profile === null || profile === undefined) throw new Error(`nobody is ${name}`);
  return profile.publicId;
}

async function send(profileId: string, key: string, message = 'plain'): Promise<void> {
  await outreach(here.world.house).messages.send({
    ...{ profileId, channel: 'conversation', topic: 'orders', template: message, data: { order: 'B-7' } },
    ...{ expiresInSeconds: null, idempotencyKey: key },
  });
}

type Ledger = { readonly line: string; readonly id: string; readonly provider: string | null };
async function message(key: string): Promise<Ledger | undefined> {
  const found = await rows<Ledger>(
    `select concat_ws(' ', state, code, case when opened_at is not null then 'opened' end) as line, public_id as id,
       provider_id as provider from message where idempotency_key = $1`,
    [key],
  );
  return found[0];
}

/** Workers get there soon; what is there then is shown where it is something else. */
async function soon<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  await eventually(async () => {
    here.world.house.wake();
    return JSON.stringify(await ask()) === JSON.stringify(expected);
  }, 400).catch(() => undefined);
  expect(await ask()).toEqual(expected);
}
const becomes = (key: string, line: string): Promise<void> => soon(async () => (await message(key))?.line, line);

function conversationOf(id: string | undefined): Conversation {
  const found = [...desk.account.conversations.values()].find((one) => one.custom_attributes['cdp_message'] === id);
  if (found === undefined) throw new Error('no conversation carries the message');
  return found;
}
const messagesIn = ({ id }: Conversation): Message[] =>
  [...desk.account.messages.values()].filter((one) => one.conversationId === id);

async function tell(): Promise<void> {
  await here.deliver('support');
  await here.settle();
}

test('a message begins a conversation; what becomes of it and the answer come back by the helpdesk', async () => {
  const profileId = await person('ada', { email: 'ada@example.org' });
  await send(profileId, 'ada-1');
  await becomes('ada-1', 'handed');
  const sent = await message('ada-1');
  const conversation = conversationOf(sent?.id);
  const contact = desk.account.contacts.get(conversation.contactId);
  expect([contact?.email, conversation.inbox.name, conversation.status]).toEqual([
    'ada@example.org',
    'Mail',
    'snoozed',
  ]);
  const [ours] = messagesIn(conversation);
  expect([ours?.content, String(ours?.id)]).toEqual(['Your order is ready.', sent?.provider]);
  await tell();
  // It is hers, and holds nobody: she has not written.
  const [customer] = await here.world.house.read.profiles.byPublicIds([profileId]);
  if (customer === null || customer === undefined) throw new Error('she is gone');
  const hers = (await here.world.house.read.profiles.conversations([customer])).get(customer.rootId) ?? [];
  expect(hers.map((one) => [one.status, one.lastWriter])).toEqual([['snoozed', 'agent']]);

  if (ours === undefined || contact === undefined) throw new Error('it is not there');
  desk.account.carry(ours, 'delivered');
  desk.account.carry(ours, 'read');
  await tell();
  await becomes('ada-1', 'delivered opened');
  await here.pass(60);
  const agents = desk.account.write(conversation, { type: 'user', id: 7 }, 'Shall we send it?');
  desk.account.carry(agents, 'failed', 'no such number');
  desk.account.write(conversation, { type: 'contact', id: contact.id }, 'Yes please');
  desk.account.write(conversation, { type: 'contact', id: contact.id }, 'Today?');
  await tell();
  await tell();
  await soon(async () => {
    await here.world.settle();
    const { timeline } = await here.customer('user_id', 'ada');
    return timeline.filter(({ name }) => name.startsWith('Message ')).map(({ name }) => name);
  }, ['Message Replied', 'Message Opened', 'Message Delivered']);
  expect((await message('ada-1'))?.line).toBe('delivered opened');
});

test('an answer that is lost leaves it unknown, until the helpdesk itself shows it', async () => {
  const profileId = await person('bob', { email: 'bob@example.org' });
  desk.losesAnswerTo = (asked) => asked === 'POST /conversations';
  await send(profileId, 'bob-1');
  await becomes('bob-1', 'unknown helpdesk_no_answer');
  const before = desk.account.conversations.size;
  await tell();
  await becomes('bob-1', 'handed helpdesk_no_answer');
  expect((await message('bob-1'))?.provider).toBe(
    String(messagesIn(conversationOf((await message('bob-1'))?.id))[0]?.id),
  );
  expect(desk.account.conversations.size).toBe(before);
});

test('on WhatsApp it is an approved text, or a free one within a day of what he wrote', async () => {
  const profileId = await person('cy', { phone: '+4915112345678' });
  await send(profileId, 'cy-1');
  await becomes('cy-1', 'failed template_needed');
  await send(profileId, 'cy-2', 'ready');
  await becomes('cy-2', 'handed');
  const conversation = conversationOf((await message('cy-2'))?.id);
  expect(messagesIn(conversation).map((one) => [one.content, one.template])).toEqual([
    [
      'Your order B-7 is ready.',
      { name: 'order_ready', category: 'MARKETING', language: 'en', processed_params: { body: { '1': 'B-7' } } },
    ],
  ]);
  desk.account.write(conversation, { type: 'contact', id: conversation.contactId }, 'Which order?');
  await send(profileId, 'cy-3');
  await becomes('cy-3', 'handed');
  expect(messagesIn(conversationOf((await message('cy-3'))?.id)).map((one) => [one.content, one.template])).toEqual([
    ['Your order B-7 is ready.', expect.anything()],
    ['Which order?', null],
    ['Your order is ready.', null],
  ]);
});

test('journeys hand over, have somebody called and tell other systems: once each, or visibly unknown', async () => {
  const { commands } = journeys(here.world.house);
  const { publicId } = await commands.create(
    {
      ...{ key: 'late', name: 'late' },
      definition: {
        ...{ entry: { event: 'Parcel Lost' }, start: 'agent' },
        steps: {
          agent: { kind: 'hand_over', note: 'Find the parcel.', team: 'parcels', next: 'hook' },
          hook: { kind: 'webhook', webhook: 'warehouse', next: 'nowhere' },
          nowhere: { kind: 'webhook', webhook: 'nobody', next: 'call' },
          call: { kind: 'call_back', note: 'Say sorry.', within: '2h', next: 'end' },
          end: { kind: 'exit' },
        },
      },
    },
    actor,
  );
  await commands.publish(publicId, actor);
  await person('eve', { email: 'eve@example.org' });
  // The first conversation is opened, and nobody hears so.
  desk.losesAnswerTo = (asked) => asked === 'POST /conversations';
  await here.world.send({ ids: 'user_id:eve', name: 'Parcel Lost' });
  const story = async (): Promise<string[]> => {
    await here.pass(10);
    const effects = await rows<{ line: string }>(
      `select concat_ws(' ', step, case when done_at is null then 'waiting' when is_unknown then 'unknown' end, failure) as line
       from enrolment_effect order by id`,
    );
    return effects.map(({ line }) => line);
  };
  await soon(story, ['agent unknown helpdesk_no_answer', 'hook', 'nowhere webhook_unknown', 'call']);
  expect(posted.map(({ id }) => id)).toEqual([posted[0]?.id, posted[0]?.id]);
  expect(posted[1]?.body).toMatchObject({
    data: { campaign: 'late', content: { journey: 'late', step: 'hook', event: { name: 'Parcel Lost' } } },
  });
  const contact = [...desk.account.contacts.values()].find(({ email }) => email === 'eve@example.org');
  const hers = [...desk.account.conversations.values()].filter(({ contactId }) => contactId === contact?.id);
  expect(hers.map(({ status, teamId }) => [status, teamId])).toEqual([
    ['open', 2],
    ['open', null],
  ]);
  const notes = hers.flatMap(messagesIn);
  expect(notes.map(({ isPrivate }) => isPrivate)).toEqual([true, true]);
  expect(notes[0]?.content).toMatch(/^Find the parcel\.\n\nJourney: late\nBecause of: Parcel Lost, /);
  expect(notes[1]?.content).toMatch(/^Say sorry\.\n\nPlease call, until: /);
  await tell();
  await soon(story, ['agent', 'hook', 'nowhere webhook_unknown', 'call']);
  const { data } = await here.world.product.graphql(
    `query { profile(identifier: { kind: "user_id", value: "eve" }) { journeys(first: 1) { edges { node { story } } } } }`,
    {},
    ['outreach.read', 'profile.read'],
  );
  const [run] = data.profile.journeys.edges;
  expect(run.node.story.map(({ step, state }: JsonObject) => [step, state])).toEqual([
    ['agent', 'done'],
    ['hook', 'done'],
    ['nowhere', 'failed'],
    ['call', 'done'],
  ]);
});

test('what journeys tell other systems keeps to the pace of the connection, and rests with it', async () => {
  const { commands } = journeys(here.world.house);
  const definition = {
    ...{ entry: { event: 'Parcel Found' }, start: 'hook' },
    steps: { hook: { kind: 'webhook', webhook: 'warehouse', next: 'end' }, end: { kind: 'exit' } },
  };
  const { publicId } = await commands.create({ key: 'found', name: 'found', definition }, actor);
  await commands.publish(publicId, actor);
  const people = ['fay', 'gus', 'hal'];
  for (const name of people) await person(name, { email: `${name}@example.org` });
  const before = posted.length;
  const minute = 60_000;
  const rest = here.world.now() + minute;
  await rows(`update channel_connection set rests_until = to_timestamp($1::float8 / 1000) where key = 'warehouse'`, [
    rest,
  ]);
  for (const name of people) await here.world.send({ ids: `user_id:${name}`, name: 'Parcel Found' });
  const waiting = () =>
    rows<{ attempts: number; at: number }>(
      `select attempts, retry_at as at from enrolment_effect where step = 'hook' and done_at is null and retry_at is not null
       order by retry_at`,
    );
  // Each behind the other, 20 a second, and none of it is an attempt.
  await soon(async () => (await waiting()).map(({ attempts }) => attempts), [0, 0, 0]);
  expect((await waiting()).every(({ at }) => at >= rest)).toBe(true);
  expect(posted).toHaveLength(before);
  await here.pass(minute / 1_000);
  await soon(async () => posted.length - before, people.length);
  const done = () =>
    rows<{ attempts: number }>(
      `select attempts from enrolment_effect e join enrolment n on n.id = e.enrolment_id join campaign c on c.id = n.campaign_id
       where c.key = 'found' and e.done_at is not null`,
    );
  await soon(async () => (await done()).map(({ attempts }) => attempts), [1, 1, 1]);
  const [{ pace } = { pace: 0 }] = await rows<{ pace: number }>(
    `select next_at as pace from channel_connection where key = 'warehouse'`,
  );
  expect(pace).toBeGreaterThan(rest);
});

test('a customer of the site alone is handed over where he talked', async () => {
  const contact = desk.account.addContact({ name: 'Dot' });
  const conversation = desk.account.open(contact, {});
  desk.account.write(conversation, { type: 'contact', id: contact.id }, 'Where is my parcel?');
  desk.account.setStatus(conversation, 'resolved');
  await tell();
  const [profile] = await here.world.house.read.profiles.byIdentifiers([
    { kind: 'chatwoot_contact_id', value: `support:${contact.id}` },
  ]);
  if (profile === null || profile === undefined) throw new Error('nobody');
  const identifiers = [{ kind: 'chatwoot_contact_id', value: `support:${contact.id}` }];
  const outcome = await here.world.house.helpdesks.converse(
    'support',
    {
      ...{ id: '01977d3c-0000-7000-8000-00000000000d', identifiers, name: null, inboxes: [], team: 'parcels' },
      ...{ state: 'open', content: { kind: 'note', text: 'Look.' } },
    },
    new AbortController().signal,
  );
  expect(outcome.state).toBe('handed');
  expect([conversation.status, conversation.teamId]).toEqual(['open', 2]);
  expect((await here.world.house.helpdesks.briefing('support', profile)).text).toContain('Where is my parcel?');
});

test('segments follow what somebody said and what became of messages, live', async () => {
  const { house } = here.world;
  await rows(
    `insert into topic (key, name, kind, basis, updated_at, updated_by) values
       ('offers', '{"en":"Offers"}', 'marketing', 'opt_in', now(), 'test')`,
  );
  const consent = { channel: 'conversation', topic: 'offers' };
  await here.world.define('agreed', { consent, is: 'granted' });
  await here.world.define('refused', { consent, is: 'denied' });
  await here.world.define('blocked', { consent, is: 'suppressed' });
  await here.world.define('got', { message: { status: 'received', topic: 'orders', template: 'plain' }, within: '2h' });
  const profileId = await person('gus', { email: 'gus@example.org' });
  const [gus] = await house.read.profiles.byPublicIds([profileId]);
  if (gus === null || gus === undefined) throw new Error('he is gone');
  const log = new ConsentLog(house);
  const say = (decision: 'granted' | 'denied', proof: 'claimed' | 'verified'): Promise<void> =>
    log.record(gus, {
      ...{ medium: 'conversation', address: null, topic: 'offers', decision, proof },
      ...{ at: here.world.now(), evidence: {}, key: null },
    });
  const groups = async (): Promise<string[]> => {
    await here.world.settle();
    const found = await house.segments?.memberships([gus.rootId]);
    return (found?.get(gus.rootId) ?? []).map((one) => one.segmentKey).sort();
  };
  await say('granted', 'claimed');
  expect(await groups()).toEqual([]);
  await say('granted', 'verified');
  await soon(groups, ['agreed']);
  await here.pass(1);
  await say('denied', 'claimed');
  await soon(groups, ['refused']);
  await log.suppress(gus, 'conversation', null, {});
  await soon(groups, ['blocked', 'refused']);
  await log.lift(gus, 'conversation', null, actor);
  await send(profileId, 'gus-1');
  await becomes('gus-1', 'handed');
  await soon(groups, ['got', 'refused']);
  await here.pass((2 * hour) / 1_000 + 1);
  await soon(groups, ['refused']);
});

test('every secret that is kept goes under a new key, and all of them are declared', async () => {
  const { house, database } = here.world;
  await new Webhooks(house, () => '01977d3c-0000-7000-8000-00000000000e').create(
    { url: 'https://example.org/', segmentIds: null },
    actor,
  );
  await rows(
    `insert into erasure (public_id, profile_id, actor, erased_at, step, scope, digests)
     values (gen_random_uuid(), gen_random_uuid(), 'test', now(), 'done', $1, '{}')`,
    [testSecrets.seal('erasure.scope', '{}')],
  );
  const columns = await rows<{ place: string; filled: boolean }>(
    `select format('%I.%I', table_name, column_name) as place from information_schema.columns
     where table_schema = $1 and data_type in ('text', 'jsonb', 'ARRAY') order by 1`,
    [database.schema],
  );
  const places = async (mark: string): Promise<string[]> => {
    const found: string[] = [];
    for (const { place } of columns) {
      const [table = '', column = ''] = place.split('.');
      const hits = await rows(`select from ${table} where ${column}::text like $1 limit 1`, [`%${mark}%`]);
      if (hits.length > 0) found.push(place);
    }
    return found;
  };
  const declared = [
    ...ownSealedColumns({ schema: database.schema, strapiSchema: 'strapi' }).filter((one) => one.schema !== 'strapi'),
    ...[sealedHelpdeskColumns, segmentsPlugin.sealed ?? [], outreachPlugin.sealed ?? []].flat(),
  ].map(({ table, column }) => `${table}.${column}`);
  expect(await places('sealed:1:')).toEqual(declared.sort());
  testSecrets.use(testSealKeys(`2:${Buffer.alloc(32, 9).toString('base64url')}`));
  expect(await house.reseal()).toBeGreaterThanOrEqual(declared.length);
  expect(await places('sealed:1:1:')).toEqual([]);
  expect(await house.reseal()).toBe(0);
  // The old key is dropped: they open all the same, for what they were sealed.
  await send(await person('fay', { email: 'fay@example.org' }), 'fay-1');
  await becomes('fay-1', 'handed');
  await here.pass(hour / 1_000);
});
