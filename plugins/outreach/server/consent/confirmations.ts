import { randomUUID } from 'node:crypto';
import type { Core, Session, Transaction } from '@rapport/sdk';
import {
  askAgainHours,
  askAt,
  askedContext,
  confirmTemplate,
  confirmTopic,
  needsConfirmation,
} from '../../domain/consent/confirmation';
import { confirmationText } from '../../domain/consent/confirmation-text';
import { priorities } from '../../domain/ledger';
import { askedSince, consentsOf, type NewConsent } from '../stores/consent';
import { planMessages } from '../stores/plan';
import { changeTemplate, insertTemplate, insertTemplateVersion, templateByKey } from '../stores/templates';
import { insertTopic, topicsByKeys } from '../stores/topics';
import { partsOf } from '../templates/compile';

type House = Pick<Core, 'channels' | 'now'>;

const hourMilliseconds = 3_600_000;
/** The message waits for a channel no longer than that: who has left the page has forgotten it. */
const expiresHours = 24;
const actor = 'outreach';

/**
 * Asks by a message to the very address, where a topic with double opt-in was granted without it: through the ledger, once within a day
 * for an address and topic, however often somebody types it, and of several topics one after the other (`askAt`).
 * @param entries that were just written, in this transaction
 */
export async function askToConfirm(core: House, sql: Transaction, entries: readonly NewConsent[]): Promise<void> {
  const keys = [...new Set(entries.flatMap(({ topic }) => topic ?? []))];
  const topics = new Map((await topicsByKeys(sql, keys)).map((one) => [one.key, one]));
  const open = entries.filter(({ topic }) => topics.get(topic ?? '')?.basis === 'double_opt_in');
  if (open.length === 0) return;
  const now = core.now();
  const hashes = [...new Set(open.map(({ address }) => address))];
  await sql.lock(
    hashes.map((hash) => `outreach confirm ${hash}`),
    { shared: false },
  );
  const [log, asked] = [
    await consentsOf(sql, hashes),
    await askedSince(sql, hashes, now - askAgainHours * hourMilliseconds),
  ];
  const known = new Set(asked.map(({ address, topic }) => `${address} ${topic}`));
  const wanted = new Map<string, Wanted>();
  for (const { leafId, topic, ...entry } of open) {
    const row = topics.get(topic ?? '');
    const place = `${entry.address} ${topic}`;
    if (leafId === null || topic === null || row === undefined || known.has(place)) continue;
    if (needsConfirmation({ ...entry, topic }, log, { ...row, isArchived: row.archivedAt !== null }))
      wanted.set(place, { ...entry, topic, leafId });
  }
  const due = dueOf([...wanted.values()], asked, now);
  if (due.length === 0) return;
  await installConfirmation(core, sql);
  await planMessages(
    sql,
    due.map(({ leafId, topic, address, channel: medium, dueAt }) => ({
      ...{ campaignId: null, enrolmentId: null, leafId, step: '', visit: 1, connectionId: null, medium },
      ...{ topic: confirmTopic, template: confirmTemplate(medium), priority: priorities.transactional, dueAt },
      ...{ expiresAt: now + expiresHours * hourMilliseconds, context: askedContext(topic) },
      ...{ onlyAddress: address, idempotencyKey: `${confirmTopic}:${randomUUID()}` },
    })),
    now,
  );
}

type Wanted = NewConsent & { readonly leafId: number; readonly topic: string };

function dueOf(
  wanted: readonly Wanted[],
  asked: readonly { readonly address: string; readonly at: number }[],
  now: number,
): readonly (Wanted & { readonly dueAt: number })[] {
  const taken = new Map<string, number[]>();
  for (const { address, at } of asked) taken.set(address, [...(taken.get(address) ?? []), at]);
  return wanted.flatMap((one) => {
    const before = taken.get(one.address) ?? [];
    const dueAt = askAt(before, now);
    if (dueAt === null) return [];
    taken.set(one.address, [...before, dueAt]);
    return { ...one, dueAt };
  });
}

/** The topic and the text of these messages, where nobody has made others. */
export async function installConfirmation({ channels, now }: House, sql: Session): Promise<void> {
  const by = { actor, at: now() };
  const key = confirmTemplate('email');
  if ((await templateByKey(sql, key)) !== null) return;
  await insertTopic(
    sql,
    {
      ...{ key: confirmTopic, kind: 'transactional', basis: 'opt_in', tracking: 'off', position: 0 },
      name: { en: 'Confirming a wish', 'zh-Hans': '订阅确认' },
      description: {
        en: 'Asks whether an address is somebody’s who said yes to a topic with double opt-in.',
        'zh-Hans': '双重确认：询问填写的地址是否属于本人。',
      },
    },
    by,
  );
  const parts = new Set(partsOf(channels, 'email').map(({ name }) => name));
  const draft = Object.fromEntries(
    Object.entries(confirmationText).map(([locale, texts]) => [
      locale,
      Object.fromEntries(Object.entries(texts).filter(([name]) => parts.has(name))),
    ]),
  );
  const template = { key, name: 'Confirming a wish', medium: 'email', defaultLocale: 'en', draft };
  if (!(await insertTemplate(sql, { publicId: randomUUID(), ...template }, by))) return;
  const row = await templateByKey(sql, key);
  if (row === null) return;
  await insertTemplateVersion(sql, { ...row, version: 1 }, by);
  await changeTemplate(sql, row.id, { version: 1 }, by);
}
