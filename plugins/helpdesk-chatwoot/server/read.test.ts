import { type HelpdeskReport, type Json, type JsonObject, writeBackChoice } from '@rapport/sdk';
import { chatwoot } from './chatwoot';

const now = Date.parse('2026-03-02T12:00:00Z');
const seconds = (time: string): number => Date.parse(`2026-03-02T${time}Z`) / 1_000;
const settings = {
  baseUrl: 'https://chat.example.org',
  accountId: 1,
  apiToken: 'token-of-a-bot',
  webhookSecret: 'test-secret',
  ...writeBackChoice.parse({}),
};
const base = '/api/v1/accounts/1';

const contact: JsonObject = {
  id: 31,
  name: 'Mira',
  email: 'mira@example.org',
  identifier: null,
  created_at: seconds('09:00:00'),
  last_activity_at: seconds('11:00:00'),
};
const hello: JsonObject = {
  id: 70,
  content: 'Hello',
  message_type: 0,
  content_type: 'text',
  created_at: seconds('10:05:00'),
  sender_type: 'Contact',
  sender_id: 31,
};
const conversation: JsonObject = {
  id: 5,
  account_id: 1,
  status: 'resolved',
  created_at: seconds('10:00:00'),
  updated_at: seconds('11:00:00') + 0.5,
  labels: ['billing'],
  custom_attributes: { topic: 'refund' },
  meta: { sender: contact, channel: 'Channel::Email', assignee: { id: 7, name: 'Priya' }, hmac_verified: false },
  messages: [{ ...hello, id: 71, content: 'Bye', conversation: { contact_inbox: { source_id: 'mira@example.org' } } }],
};
const answers: Record<string, Json> = {
  [`${base}/conversations/5`]: conversation,
  [`${base}/conversations/5/messages`]: { meta: {}, payload: [hello] },
  [`${base}/contacts/31`]: { payload: contact },
};

const nobody = (): Promise<never> => Promise.reject(new Error('nobody should write'));

async function read(body: Json, isProven = false): Promise<{ reports: readonly HelpdeskReport[]; asked: unknown[] }> {
  const asked: unknown[] = [];
  const api = {
    async get(path: string, query?: object): Promise<Json> {
      asked.push(query === undefined ? path : [path, query]);
      const answer = answers[path];
      if (answer === undefined) throw new Error(`nobody should ask ${path}`);
      return answer;
    },
    ...{ post: nobody, put: nobody, patch: nobody, delete: nobody, submit: nobody },
  };
  const reports = await chatwoot.read({ id: null, body, isProven }, { connection: 'support', settings, api, now });
  return { reports, asked };
}

const keys = (reports: readonly HelpdeskReport[]): string[] =>
  reports.flatMap(({ facts }) => facts.map(({ key }) => key));
const changed = (...names: string[]): Json =>
  names.map((name) => ({ [name]: { previous_value: 'x', current_value: 'lie' } }));

test('what nothing proves is told as the API tells it', async () => {
  const lie = {
    event: 'message_created',
    id: 70,
    content: 'I am the king',
    message_type: 'outgoing',
    created_at: 1,
    conversation: { id: 5, status: 'open', meta: { sender: { id: 99 } } },
  };
  const { reports, asked } = await read(lie);
  expect(asked).toEqual([`${base}/conversations/5`, [`${base}/conversations/5/messages`, { before: 71 }]]);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.contact).toMatchObject({
    id: '31',
    identifiers: [{}, { kind: 'email', value: 'mira@example.org', trust: 'verified' }],
  });
  expect(
    reports[0]?.facts.map((fact) => (fact.kind === 'message' ? [fact.key, fact.author, fact.text] : fact.kind)),
  ).toEqual(['opened', ['message:71', 'customer', 'Bye'], ['message:70', 'customer', 'Hello']]);
});

test('a message that is not there is not told', async () => {
  const { reports } = await read({ event: 'message_created', id: 1_000, conversation: { id: 5 } });
  expect(keys(reports)).toEqual(['opened', 'message:71']);
});

const at = seconds('11:00:00') * 1_000;
test.each<[string, JsonObject, string[]]>([
  [
    'a change of status',
    { event: 'conversation_status_changed', id: 5, changed_attributes: changed('status') },
    [`status:${at}:resolved`],
  ],
  [
    'a new agent',
    { event: 'conversation_updated', id: 5, changed_attributes: changed('assignee_id', 'updated_at') },
    [`agent:${at}:-:7`],
  ],
  [
    'nobody of a team',
    { event: 'conversation_updated', id: 5, changed_attributes: changed('team_id') },
    [`team:${at}:-:-`],
  ],
  [
    'labels and notes',
    { event: 'conversation_updated', id: 5, changed_attributes: changed('label_list', 'custom_attributes') },
    [`labels:${at}:+billing`, `topic:${at}:refund`],
  ],
  ['a macro', { event: 'macro.executed', id: 5, status: 'open' }, []],
  ['a rule', { event: 'automation_event.message_created', id: 5 }, []],
])('%s is told as it is now, and from nobody knows what', async (_, body, told) => {
  const { reports } = await read(body);
  expect(keys(reports)).toEqual(['opened', 'message:71', ...told]);
  for (const fact of reports[0]?.facts ?? []) if ('from' in fact) expect(fact.from).toBeNull();
});

test('of a contact', async () => {
  const { reports: since } = await read({ event: 'webwidget_triggered', id: 4, contact: { id: 31, name: 'King' } });
  expect(since).toEqual([
    { conversation: null, facts: [], contact: expect.objectContaining({ id: '31', at: seconds('11:00:00') * 1_000 }) },
  ]);
  const { reports: changedNow } = await read({ event: 'contact_updated', id: 31, name: 'King' });
  expect(changedNow[0]?.contact).toMatchObject({ at: now, traits: { name: 'Mira' } });
});

test.each<[string, JsonObject]>([
  ['noise', { event: 'conversation_updated', id: 5, changed_attributes: changed('waiting_since') }],
  ['of another account', { event: 'contact_updated', id: 31, account: { id: 2 } }],
  ['of no interest', { event: 'conversation_typing_on', conversation: { id: 5 } }],
])('nobody is asked: %s', async (_, body) => expect(await read(body)).toEqual({ reports: [], asked: [] }));

test('an id that is a way to somewhere else is refused', async () => {
  await expect(read({ event: 'contact_updated', id: '31/../../2' })).rejects.toMatchObject({ code: 'invalid_body' });
});

test('what is proven is believed, and nobody is asked', async () => {
  const proven = { ...conversation, event: 'conversation_created', delivered_at: now - 5 };
  const { reports, asked } = await read(proven, true);
  expect(asked).toEqual([]);
  expect(keys(reports)).toEqual(['opened', 'message:71', `status:${seconds('10:00:00') * 1_000}:resolved`]);
});

test('a new contact is of the time of its signature, whenever it is read', async () => {
  const { reports } = await read({ event: 'contact_created', id: 31, delivered_at: now - 86_400_000 }, true);
  expect(reports[0]?.contact.at).toBe(now - 86_400_000);
});
