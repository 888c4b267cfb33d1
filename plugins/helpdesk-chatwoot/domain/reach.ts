import type { HelpdeskInbox, Identifier } from '@rapport/sdk';
import { z } from 'zod';

const text = z.string().nullish().catch(null);

/** Answer of `GET contacts/:id/contactable_inboxes`: by what the contact can be written to, and who he is there. */
export const contactableAnswer = z.object({
  payload: z.array(
    z.object({
      source_id: z.union([z.string(), z.number()]).transform(String),
      inbox: z.object({ id: z.int(), name: text, channel_type: text }),
    }),
  ),
});
export type Contactable = z.infer<typeof contactableAnswer>['payload'][number];

export const inboxesAnswer = z.object({ payload: z.array(z.object({ id: z.int(), name: text })) });

/** What of an answer of `GET contacts/:id/conversations` says where he may be written to freely. */
export const conversationsAnswer = z.object({
  payload: z.array(
    z.object({ id: z.int(), inbox_id: z.int().nullish(), can_reply: z.boolean().nullish().catch(null) }),
  ),
});

export const foundContacts = z.object({
  payload: z.array(z.object({ id: z.int(), email: text, phone_number: text })),
});

/** @param wanted names or numbers, the preferred first; none: any @returns null: none of them reaches him */
export function inboxFor(reachable: readonly Contactable[], wanted: readonly string[]): Contactable | null {
  if (wanted.length === 0) return reachable[0] ?? null;
  for (const name of wanted) {
    const found = reachable.find(({ inbox }) => isCalled({ id: String(inbox.id), name: inbox.name ?? '' }, name));
    if (found !== undefined) return found;
  }
  return null;
}

export function isCalled({ id, name }: HelpdeskInbox, wanted: string): boolean {
  return id === wanted || name.toLowerCase() === wanted.trim().toLowerCase();
}

/** Where only approved texts may be written, unless the customer wrote within a day. Twilio carries it, too. */
export function isWhatsApp({ inbox, source_id: sourceId }: Contactable): boolean {
  return inbox.channel_type === 'Channel::Whatsapp' || sourceId.startsWith('whatsapp:');
}

/** The search finds parts of texts as well. @returns the contact's number; null: nobody has this very address, or two do */
export function contactWith({ payload }: z.infer<typeof foundContacts>, { kind, value }: Identifier): number | null {
  const [one, other] = payload.filter(({ email, phone_number: phone }) =>
    kind === 'email' ? email?.toLowerCase() === value.toLowerCase() : phone === value,
  );
  return one === undefined || other !== undefined ? null : one.id;
}
