import type { HelpdeskApi } from '@rapport/sdk';
import { ChatwootServer } from '../demo/helpdesk/chatwoot/server';
import { PacedApi, PatientApi } from './api';

const account = '/api/v1/accounts/1';
const requestsPerMinute = 60_000;
let chatwoot: ChatwootServer;
beforeEach(async () => {
  chatwoot = await ChatwootServer.start();
});
afterEach(() => chatwoot.stop());

function apiOf(token = 'admin-token'): PacedApi {
  return new PacedApi({ baseUrl: `${chatwoot.url}/`, headers: { api_access_token: token } }, requestsPerMinute);
}
const patient = (): HelpdeskApi => new PatientApi(apiOf(), new AbortController().signal);

test.each<[string, (api: HelpdeskApi) => Promise<unknown>, string, string]>([
  ['a wrong token', (api) => api.get(`${account}/contacts`), 'wrong', 'helpdesk_unauthorized'],
  ['an agent who looks at webhooks', (api) => api.get(`${account}/webhooks`), 'agent-token', 'helpdesk_unauthorized'],
  ['another account', (api) => api.get('/api/v1/accounts/2/contacts'), 'admin-token', 'helpdesk_unauthorized'],
  ['what is not there', (api) => api.get(`${account}/contacts/9`), 'admin-token', 'helpdesk_missing'],
  ['a path that is none', (api) => api.get(`${account}/nonsense`), 'admin-token', 'helpdesk_missing'],
  ['a field that is missing', (api) => api.post(`${account}/labels`, {}), 'admin-token', 'helpdesk_refused'],
  [
    'an event that is none',
    (api) => api.post(`${account}/webhooks`, { url: 'https://x.example.org', subscriptions: ['contact_merged'] }),
    'admin-token',
    'helpdesk_refused',
  ],
])('%s is refused, and not asked for again', async (_, ask, token, code) => {
  const api = new PatientApi(apiOf(token), new AbortController().signal);
  await expect(ask(api)).rejects.toMatchObject({ code });
  expect(chatwoot.asked).toHaveLength(1);
});

test('attributes of a contact are merged, labels and attributes of a conversation are replaced', async () => {
  const contact = chatwoot.account.addContact({ name: 'Mia', custom_attributes: { plan: 'gold' } });
  const conversation = chatwoot.account.open(contact);
  const api = apiOf();
  await api.patch(`${account}/contacts/${contact.id}`, { custom_attributes: { cdp_tier: 'A' } });
  expect(contact.custom_attributes).toEqual({ plan: 'gold', cdp_tier: 'A' });
  const path = `${account}/conversations/${conversation.id}`;
  for (const n of ['a', 'b']) {
    await api.post(`${path}/labels`, { labels: [n] });
    await api.post(`${path}/custom_attributes`, { custom_attributes: { [n]: 1 } });
  }
  expect([conversation.labels, conversation.custom_attributes]).toEqual([['b'], { b: 1 }]);
  expect(await api.delete(`${account}/canned_responses/1`).catch((error: unknown) => error)).toMatchObject({
    code: 'helpdesk_missing',
  });
});

test('what may work later is tried again, by who has time', async () => {
  chatwoot.failures.push(503);
  await expect(patient().get(`${account}/inboxes`)).resolves.toMatchObject({ payload: [{ id: 3 }, { id: 4 }] });
  chatwoot.failures.push(503);
  await expect(apiOf().get(`${account}/inboxes`)).rejects.toMatchObject({ code: 'helpdesk_unavailable' });
});

test('what writes is tried again only where nothing was done', async () => {
  chatwoot.failures.push(503);
  await expect(patient().post(`${account}/labels`, { title: 'vip' })).rejects.toMatchObject({
    code: 'helpdesk_unavailable',
  });
  chatwoot.failures.push(429);
  await patient().post(`${account}/labels`, { title: 'vip' });
  expect([...chatwoot.account.labels]).toEqual(['vip']);
});

test('who was told to wait waits, and so do all others of the connection', async () => {
  chatwoot.failures.push(429);
  const api = apiOf();
  const began = performance.now();
  await expect(api.get(`${account}/inboxes`)).rejects.toMatchObject({ retryAfterSeconds: 1 });
  await Promise.all([api.get(`${account}/inboxes`), api.get(`${account}/labels`)]);
  expect(performance.now() - began).toBeGreaterThan(990);
});

test('more requests than its limit are refused', async () => {
  chatwoot.options = { requestsPerMinute: 3 };
  const api = apiOf();
  for (let n = 0; n < 3; n++) await api.get(`${account}/inboxes`);
  await expect(api.get(`${account}/inboxes`)).rejects.toMatchObject({ code: 'helpdesk_unavailable' });
});

test('lists come in pages, and what was updated lately all at once', async () => {
  const contact = chatwoot.account.addContact({ name: 'Mia', email: 'mia@example.org' });
  for (let n = 0; n < 26; n++) chatwoot.account.open(contact);
  const chat = chatwoot.account.conversations.get(1);
  if (chat === undefined) throw new Error('no conversation');
  for (let n = 0; n < 21; n++) chatwoot.account.write(chat, { type: 'user', id: 4 }, `line ${n}`);
  const api = apiOf();
  const length = async (path: string, query: Record<string, string | number>): Promise<number> => {
    const text = JSON.stringify(await api.get(`${account}${path}`, query));
    return text.split('"hmac_verified"').length - 1 + (text.split('"message_type":1,"content_type"').length - 1);
  };
  expect(await length('/conversations', { status: 'all', sort_by: 'created_at_desc' })).toBe(25);
  expect(await length('/conversations', { status: 'all', sort_by: 'created_at_asc', page: 2 })).toBe(1);
  // Conversations, and the last message of one.
  expect(await length('/conversations', { status: 'all', updated_within: 60, page: 2 })).toBe(26 + 1);
  expect(await length('/conversations/1/messages', {})).toBe(20);
  expect(await length('/conversations/1/messages', { before: 0 })).toBe(0);
});
