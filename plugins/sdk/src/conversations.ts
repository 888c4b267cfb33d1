import type { Trust } from './identity';
import type { JsonObject } from './json';

/** Who wrote: the customer, a person or a bot of the helpdesk, or the helpdesk itself ("was resolved by Priya"). */
export type Author = 'customer' | 'agent' | 'bot' | 'system';

export const conversationStatuses = ['open', 'pending', 'snoozed', 'resolved'] as const;
/** `pending`: a bot has it, or it waits for something else than an agent. */
export type ConversationStatus = (typeof conversationStatuses)[number];

/** Somebody who answers, or a team; ids are the helpdesk's own. */
export type Party = { readonly id: string; readonly name: string | null };

/** What happened in a conversation. Times are epoch milliseconds of the helpdesk's clock. */
export type ConversationFact = {
  /** Unique within the conversation: what is told twice (by a webhook, again by the API) has the same key. */
  readonly key: string;
  readonly at: number;
} & (
  | { readonly kind: 'opened'; readonly channel: string | null; readonly subject: string | null }
  | {
      readonly kind: 'message';
      readonly author: Author;
      /** Who wrote, where it was no customer. */
      readonly by: Party | null;
      /** A note among agents: it is no reply. */
      readonly isPrivate: boolean;
      readonly text: string | null;
      readonly attachments: number;
      /** What readers of messages found in it: of a customer's. */
      readonly found?: JsonObject;
    }
  | { readonly kind: 'status'; readonly from: ConversationStatus | null; readonly to: ConversationStatus }
  | {
      readonly kind: 'assigned';
      readonly role: 'agent' | 'team';
      readonly from: Party | null;
      readonly to: Party | null;
    }
  | { readonly kind: 'labelled'; readonly added: readonly string[]; readonly removed: readonly string[] }
  /** 1 to 5. */
  | { readonly kind: 'rated'; readonly rating: number; readonly comment: string | null }
  /** What agents write down of the case; null takes it back. */
  | { readonly kind: 'noted'; readonly topic?: string | null; readonly outcome?: string | null }
);
export type FactKind = ConversationFact['kind'];

/** Who it is about, as the helpdesk knows him. */
export type HelpdeskContact = {
  readonly id: string;
  /** Kind, value, and whether the helpdesk vouches for it; the first is the contact's own id in the helpdesk. */
  readonly identifiers: readonly { readonly kind: string; readonly value: string; readonly trust: Trust }[];
  /** Written on the profile; empty: nothing is known. */
  readonly traits: JsonObject;
  /** Since when it is so; epoch milliseconds. */
  readonly at: number;
};

/**
 * How a conversation stands now, by an API that does not tell how it came to be so. What a helpdesk does not know of is left out.
 * The house makes facts of what is not known yet, and of nothing else.
 */
export type ConversationSnapshot = {
  /** When anything of it changed last; epoch milliseconds. */
  readonly at: number;
  readonly status?: ConversationStatus;
  readonly agent?: Party | null;
  readonly team?: Party | null;
  readonly labels?: readonly string[];
  readonly topic?: string | null;
  readonly outcome?: string | null;
};

/** One thing that a helpdesk told: of a contact, and where it is of a conversation, what happened there. */
export type HelpdeskReport = {
  readonly contact: HelpdeskContact;
  readonly conversation: string | null;
  readonly facts: readonly ConversationFact[];
  readonly snapshot?: ConversationSnapshot;
  /** Of ours, by which the conversation was begun (NewConversation.id). */
  readonly messageId?: string;
  /** What became of messages to the customer, ours or an agent's; it is no fact, and not kept. */
  readonly carried?: readonly CarriedMessage[];
};

/** Epoch milliseconds. */
export type CarriedMessage = {
  /** The helpdesk's own id of the message. */
  readonly id: string;
  readonly at: number;
  readonly state: 'delivered' | 'read' | 'failed';
  /** Why it failed, as the helpdesk says it. */
  readonly reason: string | null;
};

/** What a helpdesk told, once conversations and the timeline have it. */
export type HelpdeskTold = {
  /** Key. */
  readonly connection: string;
  readonly reports: readonly HelpdeskReport[];
  readonly historical: boolean;
};

type Of<Kind extends FactKind> = Extract<ConversationFact, { kind: Kind }>;

/**
 * Changes as facts, with keys of what changed and when: a change that a snapshot showed and whose webhook comes late is the same
 * fact, where the helpdesk's own clock tells both the same time.
 */
export const factOf = {
  /** @param from null: it began so, or nobody knows */
  status(at: number, from: ConversationStatus | null, to: ConversationStatus): Of<'status'> {
    return { kind: 'status', key: `status:${at}:${to}`, at, from, to };
  },
  assigned(role: Of<'assigned'>['role'], at: number, from: Party | null, to: Party | null): Of<'assigned'> {
    return { kind: 'assigned', key: `${role}:${at}:${from?.id ?? '-'}:${to?.id ?? '-'}`, at, role, from, to };
  },
  labelled(at: number, added: readonly string[], removed: readonly string[]): Of<'labelled'> {
    const signed = [...added.map((label) => `+${label}`), ...removed.map((label) => `-${label}`)].sort();
    return { kind: 'labelled', key: `labels:${at}:${signed.join(',')}`, at, added, removed };
  },
  noted(at: number, note: 'topic' | 'outcome', value: string | null): Of<'noted'> {
    const known = { kind: 'noted', key: `${note}:${at}:${value ?? '-'}`, at } as const;
    return note === 'topic' ? { ...known, topic: value } : { ...known, outcome: value };
  },
} as const;
