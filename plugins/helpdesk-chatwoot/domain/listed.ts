import { z } from 'zod';
import type { HelpdeskReport, Json } from '@rapport/sdk';
import { contactOf, noEvidence } from './contact';
import type { Reading } from './conversation';
import { latestOf, moment } from './moment';
import { contactPayload, readPayload } from './payload';

/** `GET contacts`: those of whom an address, a number or an identifier is known. */
const contactsAnswer = z.object({
  meta: z.object({ count: z.int().nonnegative() }),
  payload: z.array(contactPayload),
});

export function contactsInList(
  answer: Json,
  { connection, deliveredAt }: Reading,
): { readonly total: number; readonly reports: readonly HelpdeskReport[]; readonly oldest: number | null } {
  const { meta, payload } = readPayload(contactsAnswer, answer);
  const created = payload.flatMap((one) => one.created_at ?? []);
  return {
    total: meta.count,
    oldest: created.length === 0 ? null : Math.min(...created),
    reports: payload.map((one) => ({
      contact: contactOf(one, connection, noEvidence, latestOf([one.created_at, one.last_activity_at]) ?? deliveredAt),
      conversation: null,
      facts: [],
    })),
  };
}

const id = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,15}$/)]).transform(String);
const listed = z.looseObject({ id, last_activity_at: moment.nullish().catch(null) });
const conversationsAnswer = z.object({
  data: z.object({
    meta: z.object({ all_count: z.int().nonnegative() }),
    payload: z.array(z.record(z.string(), z.json())),
  }),
});

export type ListedConversation = { readonly id: string; readonly lastActivityAt: number | null; readonly answer: Json };

/** `GET conversations`. */
export function conversationsInList(answer: Json): {
  readonly total: number;
  readonly conversations: readonly ListedConversation[];
} {
  const { meta, payload } = readPayload(conversationsAnswer, answer).data;
  return {
    total: meta.all_count,
    conversations: payload.map((one) => {
      const { id: own, last_activity_at: at } = readPayload(listed, one);
      return { id: own, lastActivityAt: at ?? null, answer: one };
    }),
  };
}
