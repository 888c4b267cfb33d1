import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DemoCall } from './call';
import { day, hour, minute, second } from './clock';
import { callsBetween, openedAt, type Company } from './company';
import { Ledger, type LedgerState } from './ledger';
import { happenings, openScenes, stayAlive } from './live';
import { scene, sceneNumber } from './scenes';

const since = Date.parse('2026-11-20T10:00:00Z');
const company: Company = { seed: 'any', since, customers: 40 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function fresh(change: Partial<LedgerState> = {}): LedgerState {
  const base = { since, customers: 40, sentTo: since, sendingTo: since, savedAt: since };
  return {
    ...base,
    scenes: openScenes([], since),
    furnished: true,
    outreach: true,
    helpdesk: true,
    bulk: null,
    ...change,
  };
}

/** Lives from where the ledger stands until `to`, a second at a time. */
async function live(ledger: Ledger, to: number): Promise<DemoCall[]> {
  const sent: DemoCall[] = [];
  const send = async (calls: readonly DemoCall[]): Promise<void> => void sent.push(...calls);
  const stop = new AbortController();
  let clock = ledger.state.sentTo;
  await stayAlive({
    company,
    ledger,
    clients: { sendNow: send, sendHistory: send, close: async () => undefined },
    signal: stop.signal,
    now: () => clock,
    pause: async () => {
      clock += 20 * second;
      if (clock > to) stop.abort();
    },
  });
  return sent;
}

test('a scene is the same whenever it is asked for; new people come, known ones come back, addresses are typed', () => {
  const scenes = Array.from({ length: 200 }, (_, index) => scene(company, sceneNumber(since) + index));
  expect(scene(company, sceneNumber(since) + 7)).toEqual(scenes[7]);
  const all = scenes.flat();
  expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(all.length);
  const events = new Set(all.map(({ say }) => (say.type === 'track' ? say.event : say.type)));
  for (const name of ['page', 'Product Viewed', 'Signed Up', 'Order Completed', 'Email Opened', 'Help Searched'])
    expect(events).toContain(name);
  expect(scenes.filter((one) => one.length > 0).length).toBeGreaterThan(120);
});

test('in half an hour there is news every other minute, and all that was due is sent, once', async () => {
  const ledger = await Ledger.open(path.join(folder, 'half-hour.json'), fresh(), since);
  const sent = await live(ledger, since + 30 * minute);
  expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length);
  const minutes = new Set(sent.map(({ at }) => Math.floor((at - since) / minute)));
  expect(minutes.size).toBeGreaterThan(15);
  const due = happenings(company, ledger.state.scenes, since, ledger.state.sentTo);
  expect(new Set(sent.map(({ messageId }) => messageId))).toEqual(new Set(due.map(({ messageId }) => messageId)));
});

test('stopped and started again days later it goes on: orders of the scenes are delivered, nothing comes twice', async () => {
  const file = path.join(folder, 'again.json');
  const first = await Ledger.open(file, fresh(), since);
  const before = await live(first, since + 20 * minute);
  const later = since + 16 * day;
  const second = await Ledger.open(file, fresh(), later);
  expect(second.resumeAt).toBe(first.state.sentTo);
  const scenes = openScenes(second.state.scenes, later);
  const between = happenings(company, scenes, second.resumeAt, later);
  const known = new Set(before.map(({ messageId }) => messageId));
  expect(between.filter(({ messageId }) => known.has(messageId))).toEqual([]);
  const ordered = before.flatMap(({ say }) =>
    say.type === 'track' && say.event === 'Order Completed' ? [say.properties['order_id']] : [],
  );
  const delivered = between.flatMap(({ say }) =>
    say.type === 'track' && say.event === 'Order Delivered' ? [say.properties['order_id']] : [],
  );
  expect(ordered.length).toBeGreaterThan(0);
  expect(delivered).toEqual(expect.arrayContaining(ordered));
  // The days between are those of the company: no scenes were played that nobody watched.
  expect(between.length - callsBetween(company, second.resumeAt, later).length).toBeLessThan(200);
});

test('after a crash that much is sent again whose ids are remembered, and left out once they may be forgotten', async () => {
  const file = path.join(folder, 'crash.json');
  const opened = openedAt(company);
  const crashed = await Ledger.open(file, fresh({ sentTo: opened, sendingTo: opened }), since);
  await crashed.save(since, { sendingTo: opened + day });
  const resumeAfter = async (span: number): Promise<number> =>
    (await Ledger.open(file, fresh(), since + span)).resumeAt;
  expect(await resumeAfter(hour)).toBe(opened);
  expect(await resumeAfter(6 * day)).toBe(opened);
  expect(await resumeAfter(8 * day)).toBe(opened + day);
  // Another company in the same folder begins anew.
  const other = await Ledger.open(file, fresh({ since: since + 1 }), since);
  expect(other.resumeAt).toBe(since);
});
