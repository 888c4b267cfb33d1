import {
  type ConversationFact,
  defineHelpdesk,
  definePlugin,
  type HelpdeskReport,
  RapportError,
  secret,
} from '@rapport/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { eventually } from '../support/eventually';
import { eraseWhole } from '../support/privacy';
import { actor, SegmentWorld } from '../support/segments-live';

/** A helpdesk that tells in the house's own words; a body `{ "fail": code }` cannot be read. */
const acme = defineHelpdesk({
  name: 'acme',
  label: { en: 'Acme', 'zh-Hans': 'Acme' },
  settings: z.strictObject({ baseUrl: z.url(), token: secret() }),
  api: ({ baseUrl, token }) => ({ baseUrl, headers: { authorization: token } }),
  receive({ headers, body }, { token }) {
    if (headers['x-token'] !== token) throw new RapportError('webhook_signature_invalid');
    const id = headers['x-delivery'];
    return {
      id: typeof id === 'string' ? id : null,
      body: z.json().parse(JSON.parse(body.toString())),
      isProven: true,
    };
  },
  async read({ body }) {
    const told = z
      .object({ fail: z.boolean().optional(), reports: z.custom<HelpdeskReport[]>(Array.isArray).optional() })
      .parse(body);
    if (told.fail === true) throw new RapportError('helpdesk_unavailable');
    return told.reports ?? [];
  },
});

let world: SegmentWorld;
let address: string;
beforeAll(async () => {
  world = await SegmentWorld.start(1, [definePlugin({ name: 'helpdesk-acme', helpdesks: [acme] })]);
  const { webhookPath } = await world.house.helpdesks.create(
    { key: 'support', helpdesk: 'acme', name: 'Support', settings: { baseUrl: 'http://127.0.0.1:9', token: 'sesame' } },
    actor,
  );
  address = `${world.product.url}${webhookPath}`;
});
afterAll(() => world.stop());

let deliveries = 0;
const post = (body: unknown, headers: Record<string, string> = {}, url = address) =>
  fetch(url, {
    method: 'POST',
    headers: { 'x-token': 'sesame', 'x-delivery': `d${++deliveries}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
async function tell(...reports: readonly HelpdeskReport[]): Promise<void> {
  expect((await post({ reports })).status).toBe(200);
  await settle();
}
async function settle(): Promise<void> {
  await eventually(async () => {
    world.house.wake();
    const { rows } = await world.database.pool.query<{ n: number }>(
      `select count(*)::int as n from helpdesk_delivery where retry_at is null or retry_at <= to_timestamp($1::float8 / 1000)`,
      [world.now()],
    );
    return rows[0]?.n === 0;
  });
  await world.settle();
}

const t0 = Date.parse('2026-11-01T10:00:00Z');
const minute = 60_000;
const priya = { id: '7', name: 'Priya' };
const tom = { id: '8', name: 'Tom' };
const contactOf = (who: string): HelpdeskReport['contact'] => ({
  id: who,
  identifiers: [
    { kind: 'acme_contact_id', value: `support:${who}`, trust: 'verified' },
    { kind: 'email', value: `${who}@example.com`, trust: 'claimed' },
  ],
  traits: { name: who },
  at: t0 - minute,
});
const says = (n: number, author: 'customer' | 'agent' | 'bot', text: string): ConversationFact => ({
  ...({ kind: 'message', isPrivate: false, attachments: 0 } as const),
  ...{ key: `message:${n}`, at: t0 + n * minute, author, text, by: author === 'agent' ? priya : null },
});
/** Asked, answered, handed over, resolved, opened again, resolved, rated. */
const story: readonly ConversationFact[] = [
  { key: 'opened', at: t0, kind: 'opened', channel: 'web', subject: null },
  says(1, 'customer', 'My parcel is late'),
  { key: 'agent:2', at: t0 + 2 * minute, kind: 'assigned', role: 'agent', from: null, to: priya },
  says(3, 'agent', 'I am looking into it'),
  { key: 'agent:5', at: t0 + 5 * minute, kind: 'assigned', role: 'agent', from: priya, to: tom },
  {
    key: 'team:5',
    at: t0 + 5 * minute + 200,
    kind: 'assigned',
    role: 'team',
    from: { id: '1', name: 'First line' },
    to: { id: '2', name: 'Parcels' },
  },
  {
    key: 'note',
    at: t0 + 6 * minute,
    kind: 'message',
    author: 'agent',
    by: tom,
    isPrivate: true,
    text: 'again!',
    attachments: 0,
  },
  { key: 'status:9', at: t0 + 9 * minute, kind: 'status', from: 'open', to: 'resolved' },
  { key: 'status:20', at: t0 + 20 * minute, kind: 'status', from: 'resolved', to: 'open' },
  says(21, 'customer', 'It is still not here'),
  { key: 'status:30', at: t0 + 30 * minute, kind: 'status', from: 'open', to: 'resolved' },
  { key: 'rating', at: t0 + 40 * minute, kind: 'rated', rating: 2, comment: 'slow' },
  { key: 'noted', at: t0 + 41 * minute, kind: 'noted', topic: 'delivery', outcome: 'refunded' },
];

type Seen = { readonly conversation: unknown; readonly timeline: readonly string[] };
async function seen(who: string): Promise<Seen> {
  const { data, codes } = await world.product.graphql(
    `query ($email: String!) { profile(identifier: { kind: "email", value: $email }) {
       conversations { edges { node { channel status team agent handoffs openedAt firstReplyAt resolvedAt rating topic outcome lastWriter lastWrittenAt } } }
       timeline(first: 50) { edges { node { name occurredAt } } } } }`,
    { email: `${who}@example.com` },
  );
  expect(codes).toEqual([]);
  return {
    conversation: data.profile.conversations.edges.map(({ node }: { node: unknown }) => node),
    timeline: data.profile.timeline.edges.map(
      ({ node }: { node: { name: string; occurredAt: string } }) => `${node.occurredAt} ${node.name}`,
    ),
  };
}

test('webhooks become the timeline and the conversation; segments follow it', async () => {
  await world.define('unhappy', { conversation: { rating: { op: 'lte', value: 2 } } });
  await world.define('waiting', { conversation: { status: 'open' } });
  await tell({ contact: contactOf('joe'), conversation: '88', facts: story.slice(0, 4) });
  expect([await inSegment('waiting'), await inSegment('unhappy')]).toEqual([1, 0]);
  for (const fact of story.slice(4)) await tell({ contact: contactOf('joe'), conversation: '88', facts: [fact] });
  expect([await inSegment('waiting'), await inSegment('unhappy')]).toEqual([0, 1]);
  const { conversation, timeline } = await seen('joe');
  expect(conversation).toEqual([
    {
      ...{ channel: 'web', status: 'resolved', team: 'Parcels', agent: 'Tom', handoffs: 1, rating: 2 },
      ...{ openedAt: '2026-11-01T10:00:00.000Z', firstReplyAt: '2026-11-01T10:03:00.000Z' },
      ...{ resolvedAt: '2026-11-01T10:30:00.000Z', topic: 'delivery', outcome: 'refunded' },
      ...{ lastWriter: 'customer', lastWrittenAt: '2026-11-01T10:21:00.000Z' },
    },
  ]);
  expect(timeline.map((line) => line.slice(25))).toEqual([
    ...['Conversation Classified', 'Conversation Rated', 'Live Chat Conversation Ended', 'Live Chat Message Sent'],
    ...[
      'Conversation Reopened',
      'Live Chat Conversation Ended',
      'Conversation Handed Over',
      'Conversation Handed Over',
    ],
    ...[
      'Live Chat Message Received',
      'Conversation Assigned',
      'Live Chat Message Sent',
      'Live Chat Conversation Started',
    ],
    '',
  ]);
});

async function inSegment(key: string): Promise<number> {
  return (await world.segment(key)).size;
}

test('in whatever order, however often, and cut into whatever deliveries: the same story', async () => {
  await tell({ contact: contactOf('ann'), conversation: 'ann', facts: story });
  const expected = await seen('ann');
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...story, ...story], { minLength: 2 * story.length, maxLength: 2 * story.length }),
      fc.integer({ min: 1, max: 5 }),
      async (facts, size) => {
        const who = `ann-${++run}`;
        for (let from = 0; from < facts.length; from += size) {
          const response = await post({
            reports: [{ contact: contactOf(who), conversation: who, facts: facts.slice(from, from + size) }],
          });
          expect(response.status).toBe(200);
        }
        await settle();
        expect(await seen(who)).toEqual(expected);
      },
    ),
    { numRuns: 5 },
  );
});

test('of a fact that is told twice the fuller telling stays, whichever came first', async () => {
  const short: ConversationFact = { key: 'status:9', at: t0, kind: 'status', from: null, to: 'open' };
  const full: ConversationFact = { ...short, from: 'resolved' };
  for (const [who, facts] of [
    ['fay', [short, full]],
    ['gus', [full, short]],
  ] as const) {
    for (const fact of facts) await tell({ contact: contactOf(who), conversation: who, facts: [fact] });
    // In one delivery as in two.
    await tell({ contact: contactOf(who), conversation: `${who} at once`, facts });
    const { rows } = await world.database.pool.query<{ reopened: number }>(
      `select reopened from conversation where external_id in ($1, $1 || ' at once')`,
      [who],
    );
    expect(rows).toEqual([{ reopened: 1 }, { reopened: 1 }]);
  }
});

test('who does not know the address is told nothing; a wrong signature is refused; a delivery is kept once', async () => {
  const body = { reports: [] };
  expect((await post(body, {}, address.slice(0, -1) + (address.endsWith('A') ? 'B' : 'A'))).status).toBe(404);
  expect((await post(body, {}, `${world.product.url}/helpdesk/nobody/secret`)).status).toBe(404);
  const forged = await post(body, { 'x-token': 'guess' });
  expect(forged.status).toBe(401);
  expect(await forged.json()).toMatchObject({ code: 'webhook_signature_invalid' });
  expect((await fetch(address)).status).toBe(405);
  expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
  await world.house.helpdesks.change('support', { enabled: false }, actor);
  expect((await post(body)).status).toBe(404);
  await world.house.helpdesks.change('support', { enabled: true }, actor);
  expect((await post(body)).status).toBe(200);
  const [shown] = await world.house.helpdesks.list();
  expect(shown).toMatchObject({ settings: { baseUrl: 'http://127.0.0.1:9', token: null }, failed: 0 });
  const { rows } = await world.database.pool.query<{ text: string }>(
    'select settings::text || address_secret as text from helpdesk_connection',
  );
  expect(rows[0]?.text).not.toMatch(/sesame/);
});

test('what cannot be read waits and is tried again, holds up nobody, and is given up in the end', async () => {
  expect((await post({ fail: true })).status).toBe(200);
  await tell({ contact: contactOf('bea'), conversation: 'b', facts: story.slice(0, 2) });
  expect((await seen('bea')).conversation).toHaveLength(1);
  expect(await world.house.helpdesks.list()).toMatchObject([{ waiting: 1, failed: 0 }]);
  for (let attempt = 0; attempt < 12; attempt++) {
    await world.pass(16 * minute);
    await settle();
  }
  expect(await world.house.helpdesks.list()).toMatchObject([{ waiting: 0, failed: 1 }]);
});

test('of somebody who was erased nothing comes back by an old webhook; what he says later is somebody new', async () => {
  await tell({ contact: contactOf('eve'), conversation: 'e', facts: story });
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select p.public_id as id from identifier i join profile p on p.id = i.profile_id where i.value = 'eve@example.com'`,
  );
  const profileId = rows[0]?.id ?? '';
  await eraseWhole(world.house.privacy, profileId);
  const facts = async () => {
    const found = await world.database.pool.query<{ key: string }>(
      `select key from conversation_fact where external_id = 'e' order by key`,
    );
    return found.rows.map((row) => row.key);
  };
  await eventually(async () => (await facts()).length === 0);
  await tell({ contact: contactOf('eve'), conversation: 'e', facts: story });
  expect(await facts()).toEqual([]);
  const later = { ...says(99, 'customer', 'me again'), at: world.now() + 1_000 };
  await world.pass(2_000);
  await tell({ contact: { ...contactOf('eve'), at: world.now() }, conversation: 'e', facts: [...story, later] });
  expect(await facts()).toEqual(['message:99']);
});
