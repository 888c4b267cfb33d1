import { createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import http from 'node:http';
import type { Json, JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import { eventually } from '../support/eventually';
import { SegmentWorld } from '../support/segments-live';
import { describeWithShared, readShared, sharedFile } from '../support/shared';

const webhookSecret = 'whsec-test';
const opened = Date.parse('2026-11-20T09:00:00Z') / 1_000;
const joe = {
  ...{ id: 501, name: 'Joe Carter', email: 'joe@example.org', phone_number: '+15550100001', identifier: 'user_8841' },
  ...{
    additional_attributes: { city: 'Pune', country_code: 'IN' },
    custom_attributes: { plan: 'gold', cdp_greeting: 'Hi' },
  },
};
const priya = { id: 7, name: 'Priya Agent', type: 'user' };
const conversation = (more: JsonObject = {}): JsonObject => ({
  ...{ id: 88, inbox_id: 3, channel: 'Channel::WebWidget', status: 'open', created_at: opened, updated_at: opened + 1 },
  ...{ contact_inbox: { contact_id: 501, source_id: 'abc', hmac_verified: true }, messages: [], labels: [] },
  meta: { sender: joe, assignee: null, team: null, hmac_verified: true },
  ...more,
});
const message = (id: number, seconds: number, more: JsonObject): JsonObject => ({
  ...{ event: 'message_created', id, content_type: 'text', content_attributes: {}, private: false },
  created_at: new Date((opened + seconds) * 1_000).toISOString(),
  conversation: conversation(),
  ...more,
});
const changed = (
  event: string,
  seconds: number,
  attribute: string,
  from: Json,
  to: Json,
  more: JsonObject = {},
): JsonObject => {
  const at = new Date((opened + seconds) * 1_000).toISOString();
  return {
    ...conversation({ updated_at: opened + seconds, ...more }),
    event,
    changed_attributes: [
      { updated_at: { previous_value: null, current_value: at } },
      { [attribute]: { previous_value: from, current_value: to } },
    ],
  };
};

/** What Chatwoot sends of one conversation; what was said, done, and answered to the survey. */
const deliveries: readonly JsonObject[] = [
  { ...conversation(), event: 'conversation_created' },
  message(9001, 5, {
    message_type: 'incoming',
    content: '<p>My parcel &amp; the invoice are missing</p>',
    sender: joe,
  }),
  changed('conversation_updated', 20, 'assignee_id', null, 4),
  message(9002, 60, { message_type: 'outgoing', content: 'Let me look', sender: { id: 4, name: 'Tom', type: 'user' } }),
  changed('conversation_updated', 90, 'assignee_id', 4, 7, {
    meta: { sender: joe, assignee: priya, team: null, hmac_verified: true },
  }),
  message(9003, 95, { message_type: 'outgoing', content: 'careful, he is angry', private: true, sender: priya }),
  changed('conversation_updated', 200, 'status', 'open', 'resolved', { status: 'resolved' }),
  changed('conversation_status_changed', 200, 'status', 'open', 'resolved', { status: 'resolved' }),
  message(9004, 210, {
    ...{ event: 'message_updated', message_type: 'template', content_type: 'input_csat', content: 'Please rate' },
    content_attributes: { submitted_values: { csat_survey_response: { rating: 2, feedback_message: 'slow' } } },
  }),
  changed('conversation_updated', 215, 'waiting_since', null, 'noise'),
];

let world: SegmentWorld;
let address: string;
let chatwoot: http.Server;
const answers = new Map<string, Json>();
beforeAll(async () => {
  chatwoot = http.createServer((request, response) => {
    const answer = answers.get((request.url ?? '').split('?')[0] ?? '');
    const isKnown = request.headers['api_access_token'] === 'agent-token';
    response.writeHead(!isKnown ? 401 : answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => chatwoot.listen(0, '127.0.0.1', resolve));
  const bound = chatwoot.address();
  const baseUrl = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  world = await SegmentWorld.start();
  address = await connect('support', baseUrl);
});
afterAll(async () => {
  await new Promise((resolve) => chatwoot.close(resolve));
  await world.stop();
});

async function connect(key: string, baseUrl: string): Promise<string> {
  const { data, codes } = await world.product.graphql(
    `mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { webhookPath helpdesk { key settings } } }`,
    {
      input: {
        ...{ helpdesk: 'chatwoot', key, name: key },
        settings: { baseUrl, accountId: 1, apiToken: 'agent-token', webhookSecret },
      },
    },
    ['helpdesk.write'],
  );
  expect(codes).toEqual([]);
  expect(data.createHelpdesk.helpdesk.settings).toMatchObject({ accountId: 1, apiToken: null, webhookSecret: null });
  return `${world.product.url}${data.createHelpdesk.webhookPath}`;
}

let count = 0;
async function deliver(body: Json, to = address, isSigned = true): Promise<number> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(world.now() / 1_000));
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${text}`).digest('hex');
  const headers = {
    ...{ 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${signature}` },
    'x-chatwoot-delivery': `d${++count}`,
  };
  return (await fetch(to, { method: 'POST', body: text, headers: isSigned ? headers : {} })).status;
}

async function settle(): Promise<void> {
  await eventually(async () => {
    world.house.wake();
    return (await world.house.helpdesks.list()).every((one) => one.waiting === 0);
    // On a busy machine a batch of deliveries takes long.
  }, 3_000);
  await world.settle();
}

async function customer(kind: string, value: string) {
  const { data, codes } = await world.product.graphql(
    `query ($kind: String!, $value: String!) { profile(identifier: { kind: $kind, value: $value }) {
       traits identifiers { edges { node { kind value verified } } }
       conversations { edges { node { status agent handoffs firstReplyAt resolvedAt rating } } }
       timeline(first: 50) { edges { node { name occurredAt properties } } } } }`,
    { kind, value },
  );
  expect(codes).toEqual([]);
  return data.profile;
}

test('what Chatwoot sends in any order is one story: who he is, what happened, where it stands', async () => {
  for (const body of [...deliveries].reverse()) expect(await deliver(body)).toBe(200);
  for (const body of deliveries) expect(await deliver(body)).toBe(200);
  await settle();
  const joeNow = await customer('email', 'joe@example.org');
  expect(joeNow.traits).toMatchObject({ name: 'Joe Carter', city: 'Pune', country: 'IN', plan: 'gold' });
  expect(joeNow.traits).not.toHaveProperty('cdp_greeting');
  expect(joeNow.identifiers.edges.map(({ node }: { node: object }) => node)).toEqual(
    expect.arrayContaining([
      { kind: 'chatwoot_contact_id', value: 'support:501', verified: true },
      { kind: 'user_id', value: 'user_8841', verified: true },
      { kind: 'email', value: 'joe@example.org', verified: false },
      { kind: 'phone', value: '+15550100001', verified: false },
    ]),
  );
  expect(joeNow.conversations.edges.map(({ node }: { node: object }) => node)).toEqual([
    {
      ...{ status: 'resolved', agent: 'Priya Agent', handoffs: 1, rating: 2 },
      ...{ firstReplyAt: '2026-11-20T09:01:00.000Z', resolvedAt: '2026-11-20T09:03:20.000Z' },
    },
  ]);
  const events = joeNow.timeline.edges.map(({ node }: { node: { name: string } }) => node.name).filter(Boolean);
  expect(events).toEqual([
    // The survey is a message, too.
    ...['Conversation Rated', 'Live Chat Message Received', 'Live Chat Conversation Ended', 'Conversation Handed Over'],
    ...[
      'Live Chat Message Received',
      'Conversation Assigned',
      'Live Chat Message Sent',
      'Live Chat Conversation Started',
    ],
  ]);
  const said = joeNow.timeline.edges.find(
    ({ node }: { node: { name: string } }) => node.name === 'Live Chat Message Sent',
  );
  expect(said.node.properties).toMatchObject({
    message_body: 'My parcel & the invoice are missing',
    conversation_id: '88',
  });
});

test('what nobody signed is not believed but looked up', async () => {
  const forged = message(9100, 400, { message_type: 'incoming', content: 'I am rich', sender: { ...joe, id: 777 } });
  const real = { ...joe, id: 600, email: 'kim@example.org', identifier: null, phone_number: null, name: 'Kim Lee' };
  const meta = { sender: real, assignee: null, team: null };
  answers.set(
    '/api/v1/accounts/1/conversations/89',
    conversation({ id: 89, meta, contact_inbox: { contact_id: 600 } }),
  );
  answers.set('/api/v1/accounts/1/conversations/89/messages', {
    payload: [
      {
        id: 9100,
        content: 'Where is it?',
        message_type: 0,
        created_at: opened + 400,
        sender: { ...real, type: 'contact' },
      },
    ],
  });
  expect(await deliver({ ...forged, conversation: { ...conversation(), id: 89 } }, address, false)).toBe(200);
  await settle();
  const kim = await customer('email', 'kim@example.org');
  expect(kim.timeline.edges[0].node).toMatchObject({
    ...{ name: 'Live Chat Message Sent', properties: { message_body: 'Where is it?', conversation_id: '89' } },
  });
});

describeWithShared('every payload that other projects recorded', () => {
  test('is answered with 200 and read', async () => {
    const to = await connect('recorded', 'http://127.0.0.1:9');
    const folder = sharedFile('payloads/chatwoot');
    const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.startsWith('dashboard_app'));
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) {
      const body = z.json().parse(readShared(`payloads/chatwoot/${file}`));
      expect([file, await deliver(body, to)]).toEqual([file, 200]);
    }
    await settle();
    const recorded = (await world.house.helpdesks.list()).find((one) => one.key === 'recorded');
    expect(recorded).toMatchObject({ waiting: 0, failed: 0 });
    const joeThere = await customer('chatwoot_contact_id', 'recorded:501');
    expect(joeThere.conversations.edges.length).toBeGreaterThan(0);
  });
});
