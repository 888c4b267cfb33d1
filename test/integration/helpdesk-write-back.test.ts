import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@rapport/sdk';
import type { Script } from '../../plugins/empathy/domain/words/script';
import { scriptLibrary } from '../../plugins/empathy/server/scripts';
import insights from '../../plugins/insights/server';
import type { Contact, Conversation } from '../../src/demo/helpdesk/chatwoot/model';
import type { ChatwootServer } from '../../src/demo/helpdesk/chatwoot/server';
import { HelpdeskWorld } from '../support/helpdesk-world';
import { eraseWhole } from '../support/privacy';

/** Two nodes: nothing is told twice. */
let desk: HelpdeskWorld;
beforeAll(async () => {
  desk = await HelpdeskWorld.start(2, [insights]);
  await desk.world.compute({
    lifetime_value: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' } },
  });
  await desk.world.define('regulars', { event: 'Order Completed' });
  await desk.world.define('believers', { trait: 'religion', op: 'exists' });
  await desk.world.define('guests', { any: [{ segment: 'believers' }, { trait: 'guest', op: 'exists' }] });
});
afterAll(() => desk.stop());

const emailOf = (name: string): string => `${name}@example.org`;
const values = { writtenAttributes: ['value', 'segments'] };

/** Somebody who wrote. */
async function customer(key: string, name: string): Promise<{ contact: Contact; conversation: Conversation }> {
  const { account } = desk.of(key);
  const contact = account.addContact({ name: 'Kim', email: emailOf(name) });
  account.changeContact(contact, { custom_attributes: { plan: 'gold' } });
  const conversation = account.open(contact);
  account.write(conversation, { type: 'contact', id: contact.id }, 'Where is my parcel? It is three days late.');
  await desk.deliver(key);
  await desk.settle();
  return { contact, conversation };
}

let orders = 0;
async function order(name: string, revenue: number): Promise<void> {
  await desk.world.send({
    name: 'Order Completed',
    messageId: `order-${++orders}`,
    ids: `email:${emailOf(name)}`,
    ...{ properties: { revenue }, value: revenue },
  });
}

const puts = ({ writes }: ChatwootServer, { id }: Contact): readonly JsonObject[] =>
  writes.filter(({ asked }) => asked === `PUT /contacts/${id}`).map(({ body }) => body);

async function statusOf(key: string): Promise<ReturnType<JSON['parse']>> {
  const { data, codes } = await desk.world.product.graphql(
    `{ helpdesks(first: 50) { edges { node { key writeBack { written waiting failing failure lastWrittenAt
       leftAlone } } } } }`,
    {},
    ['helpdesk.read'],
  );
  expect(codes).toEqual([]);
  return data.helpdesks.edges.find(({ node }: { node: { key: string } }) => node.key === key).node.writeBack;
}

async function eventCount(): Promise<number> {
  const { rows } = await desk.world.database.pool.query<{ n: number }>('select count(*) as n from event');
  return rows[0]?.n ?? 0;
}

/** Time goes on until it is so: a connection that broke off is used again some seconds later. */
async function untilEqual(seen: () => unknown, expected: unknown): Promise<void> {
  for (let tries = 0; tries < 20 && !isDeepStrictEqual(seen(), expected); tries++) {
    await desk.pass(10);
    // The worker's own round may hold what is due: it is given real time, too.
    await sleep(100);
  }
  await desk.writeBack();
  expect(seen()).toEqual(expected);
}

test('a contact is told changed values alone, what special categories say never, and the echo is no event', async () => {
  const chatwoot = await desk.connect('values', values);
  const { contact } = await customer('values', 'kim');
  await order('kim', 30);
  await desk.world.send({
    type: 'identify',
    messageId: 'kim-believes',
    ids: `email:${emailOf('kim')}`,
    traits: { religion: 'yes' },
  });
  await desk.writeBack();
  expect(await desk.world.segment('guests')).toMatchObject({ size: 1 });
  expect(contact.custom_attributes).toEqual({ plan: 'gold', cdp_value: 30, cdp_segments: 'regulars' });
  expect(puts(chatwoot, contact)).toEqual([{ custom_attributes: { cdp_value: 30, cdp_segments: 'regulars' } }]);

  const before = await eventCount();
  const asked = chatwoot.asked.length;
  await desk.deliver('values');
  await desk.writeBack();
  expect(await eventCount()).toBe(before);
  expect(chatwoot.asked.slice(asked)).toEqual([]);

  chatwoot.failures.push(429, 429);
  await order('kim', 12);
  await desk.writeBack();
  expect(contact.custom_attributes).toMatchObject({ cdp_value: 42 });
  expect(puts(chatwoot, contact).slice(1)).toEqual([{ custom_attributes: { cdp_value: 42 } }]);
  expect(await statusOf('values')).toMatchObject({ written: 2, failing: 0, failure: null, leftAlone: [] });
});

test('a helpdesk that takes nothing is told later', async () => {
  const chatwoot = await desk.connect('away', values);
  const { contact } = await customer('away', 'lee');
  chatwoot.failures.push(401);
  await order('lee', 5);
  await desk.writeBack();
  const failed = await statusOf('away');
  expect(failed).toMatchObject({ failure: 'helpdesk_unauthorized' });
  expect(failed.failing).toBeGreaterThan(0);
  await desk.writeBack();
  expect(contact.custom_attributes).toMatchObject({ cdp_value: 5, cdp_segments: 'regulars' });
  expect(await statusOf('away')).toMatchObject({ failing: 0, written: 2 });
});

test('what is set back again and again is left alone, and says so, until somebody asks for another try', async () => {
  const chatwoot = await desk.connect('loop', values);
  const { contact } = await customer('loop', 'max');
  await order('max', 70);
  await desk.writeBack();
  const rounds: unknown[] = [];
  for (let round = 0; round < 6; round++) {
    chatwoot.account.changeContact(contact, { custom_attributes: { cdp_value: 0 } });
    await desk.deliver('loop');
    await desk.writeBack();
    rounds.push(contact.custom_attributes['cdp_value']);
  }
  expect(rounds).toEqual([70, 70, 70, 0, 0, 0]);
  const left = { kind: 'contact', objectId: String(contact.id), name: 'cdp_value', flips: 4 };
  expect(await statusOf('loop')).toMatchObject({ leftAlone: [left] });
  const { codes } = await desk.world.product.graphql(
    'mutation { retryHelpdeskWrites(input: { key: "loop" }) { helpdesk { key } } }',
    {},
    ['helpdesk.write'],
  );
  expect(codes).toEqual([]);
  await desk.writeBack();
  expect(contact.custom_attributes).toMatchObject({ cdp_value: 70 });
  expect(await statusOf('loop')).toMatchObject({ leftAlone: [] });
});

test('labels come and go with segments; those of others stay', async () => {
  const chatwoot = await desk.connect('labels', { writtenAttributes: [], labelledSegments: ['vips', 'guests'] });
  await desk.world.define('vips', {
    event: 'Order Completed',
    aggregate: { fn: 'sum', property: 'revenue' },
    op: 'gte',
    value: 100,
  });
  const { conversation } = await customer('labels', 'ann');
  chatwoot.account.setLabels(conversation, ['angry']);
  await order('ann', 150);
  await desk.writeBack();
  expect(conversation.labels).toEqual(['angry', 'cdp_vips']);
  expect(chatwoot.account.labels).toEqual(new Set(['cdp_vips']));
  await desk.deliver('labels');
  await order('ann', -100);
  await desk.writeBack();
  expect(conversation.labels).toEqual(['angry']);
});

test('one private note in a conversation, even where its answer was lost; with the person it goes', async () => {
  const chatwoot = await desk.connect('notes', { ...values, writesNote: true });
  chatwoot.losesAnswerTo = (asked) => asked.startsWith('POST /conversations/');
  const { contact, conversation } = await customer('notes', 'joy');
  await desk.writeBack();
  await desk.pass(30);
  await desk.writeBack();
  const notes = () => [...chatwoot.account.messages.values()].filter((one) => one.isPrivate);
  expect(notes().map(({ content }) => content)).toEqual([
    expect.stringMatching(/Asked:\n- Where is my parcel\?[^]*Suggested greeting:[^]*\(cdp_note\)$/),
  ]);
  const before = await eventCount();
  await desk.deliver('notes');
  await desk.settle();
  expect(await eventCount()).toBe(before);
  chatwoot.account.setStatus(conversation, 'resolved');
  await desk.pass(60);
  chatwoot.account.setStatus(conversation, 'open');
  await desk.deliver('notes');
  await desk.writeBack();
  expect(notes()).toHaveLength(1);

  await order('joy', 9);
  await desk.writeBack();
  expect(contact.custom_attributes).toMatchObject({ cdp_value: 9 });
  const { profileId } = await desk.customer('email', emailOf('joy'));
  await eraseWhole(desk.world.house.privacy, profileId);
  await desk.writeBack();
  expect(contact.custom_attributes).toEqual({ plan: 'gold' });
  expect(notes().map(({ content }) => content)).toEqual(['This message was deleted']);
  const { rows } = await desk.world.database.pool.query(
    `select from helpdesk_target where connection = 'notes' and kind <> 'account' union all select from helpdesk_written where connection = 'notes'`,
  );
  expect(rows).toEqual([]);
});

test('canned responses follow what is published; those of agents stay', async () => {
  const chatwoot = await desk.open('canned');
  const { cannedResponses } = chatwoot.account;
  cannedResponses.set(1, { id: 1, short_code: 'cdp_mine', content: 'of an agent' });
  const script: Script = {
    ...{ documentId: 'd1', key: 'late', locale: 'en', title: 'Late', tone: 'neutral', vertical: null, channel: null },
    ...{ opening: 'Hello {{customer.firstName}}.', body: 'Your parcel is late. We are sorry.', situations: [] },
  };
  let published: readonly Script[] = [script, { ...script, key: 'thanks', opening: '', body: 'Thank you.' }];
  scriptLibrary.connect({
    read: async () => published,
    fingerprint: async () => JSON.stringify(published),
  });
  const shown = () => [...cannedResponses.values()].map(({ short_code, content }) => `${short_code}: ${content}`);
  await desk.connect('canned', { writtenAttributes: [], writesCannedResponses: true });
  await untilEqual(shown, [
    'cdp_mine: of an agent',
    'cdp_late: Your parcel is late. We are sorry.',
    'cdp_thanks: Thank you.',
  ]);
  published = [{ ...script, opening: '', body: 'It is late.' }];
  scriptLibrary.forget();
  await untilEqual(shown, ['cdp_mine: of an agent', 'cdp_late: It is late.']);
  const asked = chatwoot.asked.length;
  await desk.pass(40);
  await desk.writeBack();
  expect(chatwoot.asked.slice(asked).filter((one) => one.includes('canned'))).toEqual([]);
  // What nobody knows is not taken away.
  scriptLibrary.connect(null);
  await desk.pass(40);
  await desk.writeBack();
  expect(shown()).toHaveLength(2);
  await desk.world.house.helpdesks.change('canned', { settings: { writesCannedResponses: false } }, 'admin:1');
  await untilEqual(shown, ['cdp_mine: of an agent']);
});

test('who should take it is written on the conversation, or assigned where nobody has it', async () => {
  const chatwoot = await desk.connect('routing', { writtenAttributes: [], routing: 'attributes' });
  const { account } = chatwoot;
  const first = await customer('routing', 'ida');
  account.assign(first.conversation, { agent: 7, team: 2 });
  account.write(first.conversation, { type: 'user', id: 7 }, 'It is on its way');
  account.setStatus(first.conversation, 'resolved');
  account.rate(account.askForRating(first.conversation), 5);
  await desk.deliver('routing');
  await desk.pass(120);

  const second = account.open(first.contact);
  account.setConversationAttributes(second, { topic: 'parcel' });
  await desk.deliver('routing');
  await desk.writeBack();
  expect(second.custom_attributes).toEqual({
    ...{ topic: 'parcel', cdp_agent: 'Priya Agent', cdp_team: 'parcels', cdp_priority: expect.any(String) },
  });
  expect(second.assigneeId).toBeNull();
  expect(first.conversation.custom_attributes).toEqual({});

  await desk.world.house.helpdesks.change('routing', { settings: { routing: 'assignment' } }, 'admin:1');
  await untilEqual(() => ({ agent: second.assigneeId, team: second.teamId, attributes: second.custom_attributes }), {
    ...{ agent: 7, team: 2, attributes: { topic: 'parcel' } },
  });
  await desk.deliver('routing');
  await desk.settle();
  const agreed = await desk.world.product.graphql(
    `query ($from: DateTime!, $to: DateTime!) { routingAgreement(from: $from, to: $to) { writtenAs agreement { n hits low high } } }`,
    {
      from: new Date(desk.world.now() - 86_400_000).toISOString(),
      to: new Date(desk.world.now() + 1_000).toISOString(),
    },
    ['figures.read'],
  );
  expect(agreed).toMatchObject({
    codes: [],
    data: {
      routingAgreement: [{ writtenAs: 'assignment', agreement: { n: 1, hits: 1, low: expect.any(Number), high: 1 } }],
    },
  });
  // Who takes it away knows better: it is not assigned again.
  account.assign(second, { agent: null });
  await desk.deliver('routing');
  await desk.writeBack();
  expect(second.assigneeId).toBeNull();
});
