import type { z } from 'zod';
import type { Conversing } from './converse';
import type { JsonObject } from './json';
import type { LocalizedText } from './segments';
import type { SendOutcome } from './send-outcome';

/**
 * What consent, topics, caps and journeys call a channel: to them it does not matter which provider carries a message. A package may
 * bring one of its own.
 */
export type Medium = string;

/** How a part of a template is written, and what becomes of values in it. */
export const contentFormats = [
  /** One line of plain text. */
  'line',
  /** Plain text. */
  'text',
  /** MJML, of which HTML is made before it is sent; values are escaped as HTML. */
  'mjml',
  /** A JSON document; values are escaped as in a JSON string. */
  'json',
] as const;
export type ContentFormat = (typeof contentFormats)[number];

/** What somebody who writes for this channel fills in. */
export type ContentPart = {
  /** `subject` */
  readonly name: string;
  readonly label: LocalizedText;
  readonly format: ContentFormat;
  readonly required: boolean;
};

/** One message as it leaves: rendered, for one address. */
export type OutgoingMessage = {
  /** UUID of the ledger's row: the same for each attempt, of no other message. */
  readonly id: string;
  /** As the person is known by it: `ada@example.org`. */
  readonly address: string;
  /** Kind of the identifier that the address is. */
  readonly addressKind: string;
  /** By the names of the channel's parts; a part in MJML is HTML by now. */
  readonly content: Readonly<Record<string, string>>;
  /** Where one click takes the person off the topic (RFC 8058), and where a page for people is; null: transactional. */
  readonly unsubscribe: { readonly oneClickUrl: string; readonly pageUrl: string } | null;
  /** Of the template that was used, as BCP 47. */
  readonly locale: string;
  readonly topic: string;
  /** Key of the campaign; null: sent by itself. */
  readonly campaign: string | null;
};

/** An open way to a provider, with its pool of connections. */
export interface ChannelSession {
  /**
   * What goes wrong is an outcome. It may only throw where that is a defect of its own, which counts as `unknown`.
   * @param signal aborted where nobody waits for the answer any more
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}

export type ChannelContext = {
  /** The connection's key: `newsletter`. */
  readonly connection: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** For channels that go through a helpdesk. */
  readonly helpdesks: Pick<Conversing, 'converse' | 'inboxes'>;
};

/** A callback of a provider, as it came. Header names are in lower case; a signature is over the bytes. */
export type ChannelRequest = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
};

/** What became of a message after it was handed over. Told twice it counts once. */
export type ChannelReport = {
  /** By which the provider tells that it says the same again. */
  readonly key: string;
  /** Our own id of the message, or the provider's; null: it does not say, and the address must do. */
  readonly messageId: string | null;
  readonly providerId: string | null;
  readonly address: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
} & (
  | { readonly kind: 'delivered' }
  /** hard: the address does not exist; soft: it may be tried another day. */
  | { readonly kind: 'bounced'; readonly bounce: 'hard' | 'soft'; readonly code: string | null }
  /** It did not arrive, which says nothing of the address. */
  | { readonly kind: 'failed'; readonly code: string | null }
  | { readonly kind: 'complained' }
  | { readonly kind: 'unsubscribed' }
  | { readonly kind: 'opened'; readonly userAgent: string | null }
  | { readonly kind: 'clicked'; readonly url: string; readonly userAgent: string | null }
  | { readonly kind: 'replied'; readonly text: string | null }
);

/**
 * A channel is one object: it carries rendered messages to one provider. Whether and when something is sent, and that it is sent once,
 * is the house's.
 */
export type Channel<Schema extends z.ZodType = z.ZodType> = {
  /** `smtp`: of all installed channels the only one. */
  readonly name: string;
  readonly medium: Medium;
  readonly label: LocalizedText;
  /** Fields made by `secret()` are sealed and never shown again; `meta({ label, hint })` makes the form. */
  readonly settings: Schema;
  /** Kinds of identifiers that are addresses here, the preferred first: `['email']`. */
  readonly addressKinds: readonly string[];
  readonly content: readonly ContentPart[];
  /** As many messages a second, and at once, as the provider takes. */
  pace(settings: z.infer<Schema>): { readonly perSecond: number; readonly concurrency: number };
  /**
   * What is done about a message whose hand-over nobody saw the end of (a crash, a lost connection):
   *   repeat   it is sent again: the provider knows by the id that it has it already
   *   retry    it is sent again, and may arrive twice: of a channel for which none is worse than two
   *   hold     it stays unknown
   */
  readonly afterLostHandOver: 'repeat' | 'retry' | 'hold';
  open(settings: z.infer<Schema>, context: ChannelContext): ChannelSession;
  /** Key of the helpdesk connection by which it goes: what becomes of its messages comes by that helpdesk's own webhooks. */
  readonly helpdesk?: (settings: z.infer<Schema>) => string;
  /** What is missing for it to work; sends nothing. What cannot be asked is a finding, too. */
  readonly check?: (settings: z.infer<Schema>, context: ChannelContext) => Promise<readonly ChannelFinding[]>;
  /** Callbacks. @throws RapportError webhook_signature_invalid, invalid_json */
  readonly receive?: (
    request: ChannelRequest,
    settings: z.infer<Schema>,
    context: ChannelContext,
  ) => Promise<readonly ChannelReport[]>;
  /** Removes what the provider keeps of an address, for good. May be called again. */
  readonly erase?: (address: string, settings: z.infer<Schema>, context: ChannelContext) => Promise<void>;
};

/** One thing that was looked at, in plain words; `publish`: what somebody has to publish for it, e.g. a DNS record. */
export type ChannelFinding = {
  readonly key: string;
  readonly state: 'ok' | 'warning' | 'wrong';
  readonly text: LocalizedText;
  readonly publish?: JsonObject;
};

/**
 * A package brings it as `definePlugin({ name: 'channel-acme', channels: [acme] })`.
 * @example
 * export const acme = defineChannel({
 *   name: 'acme',
 *   medium: 'sms',
 *   label: { en: 'Acme SMS', 'zh-Hans': 'Acme 短信' },
 *   settings: z.strictObject({ token: secret() }),
 *   addressKinds: ['phone'],
 *   content: [{ name: 'text', label: { en: 'Text', 'zh-Hans': '正文' }, format: 'text', required: true }],
 *   pace: () => ({ perSecond: 10, concurrency: 4 }),
 *   afterLostHandOver: 'hold',
 *   open: ({ token }) => ({ async send(message, signal) { ... }, async close() {} }),
 * });
 */
export function defineChannel<Schema extends z.ZodType>(channel: Channel<Schema>): Channel<Schema> {
  return channel;
}
