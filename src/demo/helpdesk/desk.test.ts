import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DemoCall } from '../call';
import { callsBetween, openedAt, type Company } from '../company';
import { ChatwootServer } from './chatwoot/server';
import { HelpdeskDesk } from './desk';
import { deskPage } from './page';

const since = Date.parse('2026-11-20T10:00:00Z');
const company: Company = { seed: 'any', since, customers: 10 };
const calls = callsBetween(company, openedAt(company), since);
let folder: string;
let journalFile: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-desk-'));
  journalFile = path.join(folder, 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function withDesk<T>(work: (desk: HelpdeskDesk) => Promise<T>): Promise<T> {
  const desk = await HelpdeskDesk.open({ journalFile, port: 0 });
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** As Rapport reads it. */
async function conversations(desk: HelpdeskDesk): Promise<unknown[]> {
  const headers = { api_access_token: 'admin-token' };
  const all: unknown[] = [];
  for (let page = 1; ; page++) {
    const address = `${desk.url}/api/v1/accounts/1/conversations?status=all&sort_by=created_at_asc&page=${page}`;
    const { data }: ReturnType<JSON['parse']> = await (await fetch(address, { headers })).json();
    if (data.payload.length === 0) return all;
    all.push(...data.payload);
  }
}

test('what the stories say happens in the helpdesk: who it is, who has it, how it ended', async () => {
  await withDesk(async (desk) => {
    expect(desk.isNew).toBe(true);
    await desk.play(calls);
    const all: ReturnType<JSON['parse']>[] = await conversations(desk);
    const started = calls.filter(({ say }) => say.type === 'track' && say.event === 'Live Chat Conversation Started');
    expect(all).toHaveLength(started.length);
    const joe = all.filter(({ meta }) => meta.sender.name === 'Joe Miller').at(-1);
    expect(joe).toMatchObject({
      status: 'resolved',
      meta: { sender: { identifier: 'c-1001' }, assignee: { name: 'Inès' }, hmac_verified: true },
    });
    // The one that nobody has ended.
    expect(desk.lastOpen()?.conversation).toBe(all.findLast(({ status }) => status === 'open')?.id);
  });
});

test('it forgets all when it ends, and is the same when it starts again; a line that was cut off is left out', async () => {
  const half = Math.floor(calls.length / 2);
  const before = await withDesk(async (desk) => {
    await desk.play(calls.slice(0, half));
    await desk.play(calls);
    return conversations(desk);
  });
  await appendFile(journalFile, '{"does":"open","messageId"');
  await withDesk(async (desk) => {
    expect(desk.isNew).toBe(false);
    expect(await conversations(desk)).toEqual(before);
    await desk.play(calls);
    expect(await conversations(desk)).toEqual(before);
  });
});

test('what Rapport opens and writes there is there again, too, and all that came later has the numbers that it had', async () => {
  const half = Math.floor(calls.length / 2);
  const headers = { api_access_token: 'admin-token', 'content-type': 'application/json' };
  const post = async (desk: HelpdeskDesk, path: string, body: object): Promise<ReturnType<JSON['parse']>> =>
    (
      await fetch(`${desk.url}/api/v1/accounts/1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json();
  const before = await withDesk(async (desk) => {
    await desk.play(calls.slice(0, half));
    await post(desk, '/webhooks', { url: 'http://127.0.0.1:1/hook', subscriptions: [] });
    const { payload } = await post(desk, '/contacts', { name: 'Joe', email: 'joe@mailbox.example' });
    const { id } = await post(desk, '/conversations', {
      ...{ inbox_id: 4, contact_id: payload.contact.id, source_id: 'joe@mailbox.example' },
      message: { content: 'Call him, please.', private: true },
    });
    await desk.play(calls);
    await post(desk, `/conversations/${id}/messages`, { content: 'Called.', private: true });
    return numbers(desk);
  });
  expect(before.at(-1)).toEqual([2, [[168, 'Called.']]]);
  await withDesk(async (desk) => expect(await numbers(desk)).toEqual(before));
});

test('its page shows what people wrote as text, in the language of the browser, and frames nothing that is not the panel', async () => {
  const server = await ChatwootServer.start({ now: () => since });
  const { account } = server;
  const contact = account.addContact({ name: '<img src=x onerror=alert(1)>' });
  account.write(account.open(contact), { type: 'contact', id: contact.id }, '</main><script>alert(1)</script>');
  const pageFor = (language: string) => {
    const request = { url: '/?conversation=1', headers: { 'accept-language': language } };
    return deskPage(account, request);
  };
  expect(pageFor('en')?.policy).toContain("frame-src 'none'");
  account.dashboardApps.set(1, { id: 1, title: 'R', content: [{ type: 'frame', url: 'http://rapport:1/panel/?a&b' }] });
  const english = pageFor('en-GB');
  expect(english?.policy).toContain('frame-src http://rapport:1;');
  expect(english?.body).toContain('data-src="http://rapport:1/panel/?a&#38;b"');
  expect(english?.body).not.toMatch(/<img|<script>/);
  expect(english?.body).toContain('A stand-in of Chatwoot');
  expect(pageFor('zh-CN,zh')?.body).toContain('Chatwoot 替身');
  expect(deskPage(account, { url: '/api/v1/profile', headers: {} })).toBeNull();
  await server.stop();
});

const chat: readonly DemoCall[] = calls.filter(({ source }) => source === 'helpdesk');
/** Each conversation, and its last message. */
async function numbers(desk: HelpdeskDesk): Promise<unknown[]> {
  const all: ReturnType<JSON['parse']>[] = await conversations(desk);
  return all.map(({ id, messages }) => [
    id,
    messages.map((one: { readonly id: number; readonly content: string }) => [one.id, one.content]),
  ]);
}

test('what is no act of the helpdesk does nothing there', async () => {
  await withDesk(async (desk) => {
    await desk.play(calls.filter(({ source }) => source !== 'helpdesk'));
    expect(desk.isNew).toBe(true);
    await desk.play(chat.map((call) => ({ ...call, context: {} })));
    expect(desk.isNew).toBe(true);
  });
});
