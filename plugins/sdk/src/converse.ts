import type { HelpdeskContext } from './helpdesk';
import type { Identifier } from './identity';
import type { JsonObject } from './json';
import type { ProfileRecord } from './read-models';
import type { Language } from './segments';
import type { SendOutcome } from './send-outcome';

/** A text that WhatsApp has approved: all that may be written to somebody who did not write within a day. */
export type MessageTemplate = {
  readonly name: string;
  readonly category: string;
  /** As it was approved: `en`, `pt_BR`. */
  readonly language: string;
  /** As the helpdesk takes them: `{ "body": { "1": "B-7" } }`. */
  readonly parameters: JsonObject;
};

/** A conversation that we begin. */
export type NewConversation = {
  /** Our own, a UUID: the conversation carries it, so that what comes back names it (HelpdeskReport.messageId). */
  readonly id: string;
  /** Who it is with: the first that finds a contact; where none does, one is made of the first address. */
  readonly identifiers: readonly Identifier[];
  /** Of a contact that is made; null: nobody knows. */
  readonly name: string | null;
  /** Names or numbers of inboxes, the preferred first; none: any that reaches the contact. */
  readonly inboxes: readonly string[];
  readonly content:
    | { readonly kind: 'message'; readonly text: string; readonly template: MessageTemplate | null }
    /** For agents only. */
    | { readonly kind: 'note'; readonly text: string };
  /** Name; one that is not there (any more) is none. */
  readonly team: string | null;
  /** `waiting`: agents see it once the customer answers. */
  readonly state: 'open' | 'waiting';
};

/** A way by which contacts are written to. */
export type HelpdeskInbox = { readonly id: string; readonly name: string };

/** How a helpdesk opens conversations. */
export type HelpdeskConverse<Settings> = {
  /** @throws RapportError as HelpdeskApi */
  inboxes(context: HelpdeskContext<Settings>): Promise<readonly HelpdeskInbox[]>;
  /**
   * What goes wrong after anything may have been sent is an outcome. `providerId`: of the message in the helpdesk.
   * @throws RapportError as HelpdeskApi: nothing was sent
   */
  open(conversation: NewConversation, context: HelpdeskContext<Settings>, signal: AbortSignal): Promise<SendOutcome>;
};

/** What agents should know of a customer, in the language that the connection's admin chose; null: nobody has anything to say. */
export type HelpdeskBriefing = { readonly language: Language; readonly text: string | null };

/** Conversations that we begin, in the helpdesks that somebody connected. */
export interface Conversing {
  /** @param connection its key @throws RapportError helpdesk_not_found, helpdesk_cannot, and as HelpdeskApi */
  inboxes(connection: string): Promise<readonly HelpdeskInbox[]>;
  /**
   * Codes: helpdesk_not_found (or switched off), helpdesk_cannot, those of HelpdeskApi, and contact_missing (nothing names one),
   * inbox_missing (none reaches the contact), template_needed.
   */
  converse(connection: string, conversation: NewConversation, signal: AbortSignal): Promise<SendOutcome>;
  /** Keys of connections by which conversations can be begun, by their names. */
  ableToConverse(): Promise<readonly string[]>;
  /** What write-back sources say of the latest conversation. @throws RapportError helpdesk_not_found */
  briefing(connection: string, profile: ProfileRecord): Promise<HelpdeskBriefing>;
}
