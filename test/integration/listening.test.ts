import { type ConversationFact, defineHelpdesk, definePlugin, type HelpdeskReport } from '@rapport/sdk';
import { z } from 'zod';
import empathy from '../../plugins/empathy/server';
import { eventually } from '../support/eventually';
import { actor, SegmentWorld } from '../support/segments-live';

/** A helpdesk that tells in the house's own words. */
const acme = defineHelpdesk({
  name: 'acme',
  label: { en: 'Acme', 'zh-Hans': 'Acme' },
  settings: z.strictObject({ baseUrl: z.url() }),
  api: ({ baseUrl }) => ({ baseUrl, headers: {} }),
  receive: ({ body }) => ({ id: null, body: z.json().parse(JSON.parse(body.toString())), isProven: true }),
  read: async ({ body }) => z.object({ reports: z.custom<HelpdeskReport[]>(Array.isArray) }).parse(body).reports,
});

let world: SegmentWorld;
let address: string;
beforeAll(async () => {
  world = await SegmentWorld.start(1, [empathy, definePlugin({ name: 'helpdesk-acme', helpdesks: [acme] })]);
  const { webhookPath } = await world.house.helpdesks.create(
    { key: 'support', helpdesk: 'acme', name: 'Support', settings: { baseUrl: 'http://127.0.0.1:9' } },
    actor,
  );
  address = `${world.product.url}${webhookPath}`;
});
afterAll(() => world.stop());

const t0 = Date.parse('2026-11-01T10:00:00Z');
const minute = 60_000;
const message = (id: number, author: 'customer' | 'agent', text: string): ConversationFact => ({
  ...({ kind: 'message', isPrivate: false, attachments: 0 } as const),
  ...{ key: `message:${id}`, at: t0 + id * minute, author, text },
  by: author === 'agent' ? { id: '7', name: 'Priya' } : null,
});
const report: HelpdeskReport = {
  contact: {
    id: 'joe',
    identifiers: [
      { kind: 'acme_contact_id', value: 'support:joe', trust: 'verified' },
      { kind: 'user_id', value: 'joe', trust: 'verified' },
    ],
    traits: {},
    at: t0,
  },
  conversation: '1',
  facts: [
    { kind: 'opened', key: 'opened', at: t0, channel: 'web', subject: null },
    message(1, 'customer', 'Where is my order 48213? This is terrible, I have been waiting for three weeks.'),
    message(2, 'agent', 'I have checked with the carrier. We will send a new one by Friday.'),
    message(3, 'customer', 'Thank you, that is great.'),
  ],
};

test('messages carry how they sound to segments, and a conversation says what was asked, tried and promised', async () => {
  await world.define('upset', {
    event: 'Live Chat Message Sent',
    where: [{ property: 'sentiment', op: 'lt', value: -0.3 }],
    within: '3650d',
  });
  for (const _ of ['told', 'told again']) {
    expect((await fetch(address, { method: 'POST', body: JSON.stringify({ reports: [report] }) })).status).toBe(200);
    await eventually(async () => {
      world.house.wake();
      const { rows } = await world.database.pool.query<{ n: number }>(
        'select count(*)::int as n from helpdesk_delivery',
      );
      return rows[0]?.n === 0;
    });
  }
  await world.settle();
  expect(await world.members('upset')).toEqual(['joe']);

  const { rows } = await world.database.pool.query<{ properties: { sentiment: number; sentiment_words: string[] } }>(
    `select properties from event where properties->>'message_body' is not null and properties ? 'sentiment' order by occurred_at`,
  );
  expect(rows.map(({ properties }) => Math.sign(properties.sentiment))).toEqual([-1, 1]);
  expect(rows[0]?.properties.sentiment_words).toContain('terrible');
  expect(rows[0]?.properties).toMatchObject({ intents: expect.arrayContaining(['order_status']) });
  // Nobody noted a topic.
  const { rows: conversations } = await world.database.pool.query('select topic from conversation');
  expect(conversations).toEqual([{ topic: 'order_status' }]);
});

const question = `query ($words: Boolean!) {
  profile(identifier: { kind: "user_id", value: "joe" }) { conversations(first: 5) { edges { node {
    sentiment { score words { word } } intents { key label(locale: "de") words }
    summary(locale: "en") @include(if: $words) { asked { text by } tried { text by } promised { text by when } }
  } } } }
}`;

test('over GraphQL, by its rights', async () => {
  const full = await world.product.graphql(question, { words: true });
  expect(full.codes).toEqual([]);
  const [{ node }] = full.data.profile.conversations.edges;
  expect(node.summary).toEqual({
    asked: [
      { text: 'Where is my order 48213?', by: null },
      { text: expect.stringContaining('three weeks'), by: null },
    ],
    tried: [{ text: 'I have checked with the carrier.', by: 'Priya' }],
    promised: [{ text: 'We will send a new one by Friday.', by: 'Priya', when: 'by Friday' }],
  });
  expect(node.sentiment.map((one: { score: number }) => Math.sign(one.score))).toEqual([-1, 1]);
  expect(node.intents[0]).toMatchObject({ key: 'order_status', label: 'Bestellstatus' });
});

test('without pii.read: how it sounds, but no word of it, and no summary', async () => {
  const rights = ['profile.read', 'timeline.read'];
  const { data, codes } = await world.product.graphql(question, { words: false }, rights);
  expect(codes).toEqual([]);
  const [{ node }] = data.profile.conversations.edges;
  expect(node.sentiment).toEqual([
    { score: expect.any(Number), words: [] },
    { score: expect.any(Number), words: [] },
  ]);
  expect(node.intents.flatMap((one: { words: string[] }) => one.words)).toEqual([]);
  expect((await world.product.graphql(question, { words: true }, rights)).codes).toContain('forbidden');
});
