import { z } from 'zod';
import type { HelpdeskReport } from './conversations';
import type { Conversing, HelpdeskConverse } from './converse';
import type { Actor } from './identity';
import type { Json, JsonObject } from './json';
import type { LocalizedText } from './segments';
import type { SendOutcome } from './send-outcome';
import type { HelpdeskWrite, WriteBackStatus } from './write-back';

/** A webhook as it came. Header names are in lower case; `body` is what the signature is over. */
export type HelpdeskRequest = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
};

/** A webhook that may be believed so far: it is kept, answered with 200, and read afterwards. */
export type HelpdeskDelivery = {
  /** By which the helpdesk tells that it sends the same again; null: it does not. */
  readonly id: string | null;
  readonly body: Json;
  /** False: it came to the secret address, and nothing proves what it says; it is looked up in the helpdesk. */
  readonly isProven: boolean;
};

/**
 * The helpdesk's API, with the connection's own rights: paced, bounded in time and size, and tried again where that helps. Paths
 * stand behind the connection's base URL: `/api/v1/accounts/1/contacts/7`. An answer without a body is null.
 * All throw RapportError helpdesk_unavailable (later it may answer), helpdesk_unauthorized, helpdesk_missing, helpdesk_refused.
 */
export interface HelpdeskApi {
  get(path: string, query?: Readonly<Record<string, string | number>>): Promise<Json>;
  post(path: string, body: JsonObject): Promise<Json>;
  put(path: string, body: JsonObject): Promise<Json>;
  patch(path: string, body: JsonObject): Promise<Json>;
  delete(path: string): Promise<Json>;
  /**
   * For what must not be done twice: asked once. Does not throw: what is not certain is `unknown`.
   * @param signal aborted where nobody waits for the answer any more
   */
  submit(path: string, body: JsonObject, signal: AbortSignal): Promise<Submitted>;
}

/** What came of a request; an answer that cannot be read is null. */
export type Submitted =
  { readonly state: 'done'; readonly answer: Json } | Exclude<SendOutcome, { readonly state: 'handed' }>;

export type HelpdeskContext<Settings> = {
  /** The connection's key: `support`. Kinds of identifiers that are the helpdesk's own are made unique by it. */
  readonly connection: string;
  readonly settings: Settings;
  readonly api: HelpdeskApi;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** Where the helpdesk finds us. */
export type HelpdeskPlace = {
  /** It holds a secret. */
  readonly webhookUrl: string;
  /** Of the page that agents see beside a conversation. */
  readonly panelUrl: string;
};

/** One thing that was looked at, in plain words. */
export type HelpdeskFinding = {
  /** `webhook` */
  readonly key: string;
  readonly state: 'ok' | 'warning' | 'wrong';
  readonly text: LocalizedText;
};

/** A part of what an API tells. */
export type HelpdeskPage = {
  readonly reports: readonly HelpdeskReport[];
  /** Where to go on behind this page, in another process or next week; the house keeps it. */
  readonly cursor: Json;
  /** Things that this page told of (contacts, conversations), and how many there are altogether; null: nobody knows. */
  readonly done: number;
  readonly total: number | null;
};

/**
 * A helpdesk is one object. It translates: what was told becomes reports, in any order and any number of times; what they mean is
 * the house's.
 */
export type Helpdesk<Schema extends z.ZodType = z.ZodType> = {
  /** `chatwoot` */
  readonly name: string;
  readonly label: LocalizedText;
  /** Fields made by `secret()` are sealed and never shown again. */
  readonly settings: Schema;
  /** Where its API is, and what proves the connection's rights there. */
  api(settings: z.infer<Schema>): { readonly baseUrl: string; readonly headers: Readonly<Record<string, string>> };
  /** Quick, without input or output. @throws RapportError webhook_signature_invalid, invalid_json */
  receive(request: HelpdeskRequest, settings: z.infer<Schema>): HelpdeskDelivery;
  /** None: nothing of interest. @throws RapportError helpdesk_unavailable (tried again later), helpdesk_refused */
  read(delivery: HelpdeskDelivery, context: HelpdeskContext<z.infer<Schema>>): Promise<readonly HelpdeskReport[]>;
  /**
   * All that is there, from the beginning or from the cursor of a page; the oldest first, so that what is new meanwhile comes last.
   * A page that is told twice does no harm. Absent: it has no API that could.
   */
  readonly backfill?: (from: Json | null, context: HelpdeskContext<z.infer<Schema>>) => AsyncIterable<HelpdeskPage>;
  /** What is missing for the connection to work; changes nothing. What cannot be asked is a finding, too. */
  readonly check?: (
    place: HelpdeskPlace,
    context: HelpdeskContext<z.infer<Schema>>,
  ) => Promise<readonly HelpdeskFinding[]>;
  /** Makes the webhook and the panel over there; again: adds what they lack. @returns settings to be kept */
  readonly setUp?: (place: HelpdeskPlace, context: HelpdeskContext<z.infer<Schema>>) => Promise<JsonObject>;
  /**
   * Of helpdesks whose conversations stay with their contact, but where he is merged into another: two of whom the same conversation
   * is told are one where one of them is gone. Absent: a conversation may be given to somebody else.
   */
  readonly contacts?: {
    /** The contact's own identifier, as in reports. */
    identifier(id: string, connection: string): { readonly kind: string; readonly value: string };
    isThere(id: string, context: HelpdeskContext<z.infer<Schema>>): Promise<boolean>;
  };
  /** What changed since then (epoch milliseconds), more rather than less: what its webhooks may not have told. */
  readonly changes?: (
    window: { readonly since: number; readonly from: Json | null },
    context: HelpdeskContext<z.infer<Schema>>,
  ) => AsyncIterable<HelpdeskPage>;
  /** What it can be told; its settings have `writeBackSettings` then. Absent: nothing. */
  readonly write?: HelpdeskWrite<z.infer<Schema>>;
  /** Absent: conversations are begun by customers alone. */
  readonly converse?: HelpdeskConverse<z.infer<Schema>>;
};

/**
 * A package brings it as `definePlugin({ name: 'helpdesk-acme', helpdesks: [acme] })`.
 * @example
 * export const acme = defineHelpdesk({
 *   name: 'acme',
 *   label: { en: 'Acme', 'zh-Hans': 'Acme' },
 *   settings: z.strictObject({ baseUrl: z.url(), webhookSecret: secret() }),
 *   api: ({ baseUrl, token }) => ({ baseUrl, headers: { authorization: `Bearer ${token}` } }),
 *   receive({ headers, body }, { webhookSecret }) { ... },
 *   async read({ body }, { connection }) { ... },
 * });
 */
export function defineHelpdesk<Schema extends z.ZodType>(helpdesk: Helpdesk<Schema>): Helpdesk<Schema> {
  return helpdesk;
}

/** How a setting is asked for: `z.url().meta({ label: { en: 'Address', 'zh-Hans': '地址' } })`. */
export type SettingWords = {
  readonly label: LocalizedText;
  readonly hint?: LocalizedText;
  /** Its field has several lines, as a key in PEM needs them. */
  readonly multiline?: true;
};

/** A setting that is sealed at rest and never shown again. */
export function secret(words?: SettingWords, charsMax = 500): z.ZodString {
  return z
    .string()
    .min(1)
    .max(charsMax)
    .meta({ ...words, secret: true });
}

/** A helpdesk that somebody connected. Times are epoch milliseconds. */
export type HelpdeskConnection = {
  /** In addresses and in the ids of what comes from it: it stays. */
  readonly key: string;
  /** Name of the kind. */
  readonly helpdesk: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Secrets are null. */
  readonly settings: JsonObject;
  readonly createdAt: number;
  readonly lastDeliveryAt: number | null;
  /** Deliveries that wait for being read, and that are given up. */
  readonly waiting: number;
  readonly failed: number;
  /** Null: nobody asked for it, or its helpdesk cannot. */
  readonly backfill: HelpdeskSync | null;
  readonly changes: HelpdeskSync | null;
  /** Null: its helpdesk cannot be told anything. */
  readonly writeBack: WriteBackStatus | null;
};

export const helpdeskSyncKinds = ['backfill', 'changes'] as const;
/** All that is there, once; or what changed, every few minutes. */
export type HelpdeskSyncKind = (typeof helpdeskSyncKinds)[number];

/** How far a helpdesk was read by its API. Times are epoch milliseconds. */
export type HelpdeskSync = {
  readonly kind: HelpdeskSyncKind;
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** Things read (contacts, conversations), and about how many there are; null: nobody knows. */
  readonly done: number;
  readonly total: number | null;
  readonly requestedAt: number;
  readonly changedAt: number;
  readonly endedAt: number | null;
  /** Of changes: what happened before was read. */
  readonly readUntil: number | null;
  /** Code of what went wrong last; while it waits it is tried again. */
  readonly failure: string | null;
};

export type HelpdeskDraft = Pick<HelpdeskConnection, 'key' | 'helpdesk' | 'name' | 'settings'>;

/** What admins see and change of helpdesks. */
export interface Helpdesks extends Conversing {
  /** Packages that are installed; `settings` is a JSON Schema, `secrets` names the fields that are sealed. */
  kinds(): readonly {
    readonly name: string;
    readonly label: LocalizedText;
    readonly settings: JsonObject;
    readonly secrets: readonly string[];
  }[];
  list(): Promise<readonly HelpdeskConnection[]>;
  /**
   * `webhookPath` holds a secret and is told once.
   * @throws RapportError helpdesk_invalid, helpdesk_key_taken
   */
  create(draft: HelpdeskDraft, actor: Actor): Promise<HelpdeskConnection & { readonly webhookPath: string }>;
  /** Settings that are not given stay. @throws RapportError helpdesk_not_found, helpdesk_invalid */
  change(
    key: string,
    change: { readonly name?: string; readonly enabled?: boolean; readonly settings?: JsonObject },
    actor: Actor,
  ): Promise<HelpdeskConnection>;
  /** Its conversations stay. @throws RapportError helpdesk_not_found */
  remove(key: string): Promise<void>;
  /** @param address where the helpdesk finds Rapport: `https://cdp.example.org` @throws RapportError helpdesk_not_found, helpdesk_cannot, helpdesk_invalid */
  check(key: string, address: string): Promise<readonly HelpdeskFinding[]>;
  /** @throws RapportError as `check`, and helpdesk_unauthorized, helpdesk_unavailable, helpdesk_refused */
  setUp(key: string, address: string, actor: Actor): Promise<HelpdeskConnection>;
  /** Reads all that is there by the API, from the beginning. @throws RapportError helpdesk_not_found, helpdesk_busy, helpdesk_cannot */
  startBackfill(key: string): Promise<HelpdeskConnection>;
  /** Every few minutes: what webhooks may have missed is due, of all connections whose helpdesk can tell. */
  readChanges(): Promise<void>;
  /** What was read stays. @throws RapportError helpdesk_not_found, helpdesk_idle */
  cancelBackfill(key: string): Promise<HelpdeskConnection>;
  /** What was left alone is written again, and what failed is tried at once. @throws RapportError helpdesk_not_found, helpdesk_cannot */
  retryWrites(key: string): Promise<HelpdeskConnection>;
}
