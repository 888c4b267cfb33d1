import {
  type HelpdeskContact,
  type Identifier,
  type Json,
  type JsonObject,
  type Trust,
  writtenPrefix,
} from '@rapport/sdk';
import type { ContactPayload } from './payload';

/** What the conversation proves of its contact. */
export type Evidence = {
  /** A plain word: `web`, `email` ... */
  readonly channel: string | null;
  readonly sourceId: string | null;
  /** The site signed the contact's identifier with the inbox's secret. */
  readonly isHmacVerified: boolean;
};
export const noEvidence: Evidence = { channel: null, sourceId: null, isHmacVerified: false };

/**
 * An anonymous visitor of the widget is called "morning-rain-190": two words of lower case and a number under 1,000 (Chatwoot takes
 * them from Haikunator). Nobody should be greeted by it, so it is no name, whatever else is known of the contact.
 */
const generatedName = /^[a-z]+-[a-z]+-\d{1,3}$/;

/** `5491100000001@s.whatsapp.net`: what a bridge to WhatsApp writes where a site would write its user id. */
const bridgeId = /@(s\.whatsapp\.net|c\.us|g\.us|lid|broadcast|newsletter)$/i;

const reservedTraits = new Set(['name', 'email', 'phone', 'city', 'country', 'company', 'avatar']);

/** @param connection the connection's key: ids of two Chatwoots are not the same */
export function contactOf(
  payload: ContactPayload,
  connection: string,
  evidence: Evidence,
  at: number,
): HelpdeskContact {
  return {
    id: payload.id,
    identifiers: identifiersOf(payload, connection, evidence),
    traits: traitsOf(payload),
    at: payload.updated_at ?? at,
  };
}

/** A contact of whom only the id is told. */
export function namelessContact(id: string, connection: string, at: number): HelpdeskContact {
  return { id, identifiers: [ownIdentifier(id, connection)], traits: {}, at };
}

export function ownIdentifier(id: string, connection: string): HelpdeskContact['identifiers'][number] {
  return { kind: 'chatwoot_contact_id', value: `${connection}:${id}`, trust: 'verified' };
}

/** Of a contact's own identifier here: its number; null: it is none, or of another Chatwoot. */
export function numberOf({ kind, value }: Identifier, connection: string): number | null {
  const own = ownIdentifier('', connection);
  const id = value.startsWith(own.value) ? value.slice(own.value.length) : '';
  return kind === own.kind && /^\d{1,15}$/.test(id) ? Number(id) : null;
}

function identifiersOf(
  { id, identifier, email, phone_number: phone }: ContactPayload,
  connection: string,
  evidence: Evidence,
): HelpdeskContact['identifiers'] {
  const userId = identifier !== null && !bridgeId.test(identifier) ? identifier : null;
  const others: [kind: string, value: string | null, isProven: boolean][] = [
    ['user_id', userId, evidence.isHmacVerified],
    ['email', email, email !== null && isProvenEmail(email, evidence)],
    ['phone', phone, phone !== null && isProvenPhone(phone, evidence)],
  ];
  const trust = (isProven: boolean): Trust => (isProven ? 'verified' : 'claimed');
  return [
    ownIdentifier(id, connection),
    ...others.flatMap(([kind, value, isProven]) => (value === null ? [] : [{ kind, value, trust: trust(isProven) }])),
  ];
}

/** The customer writes from this very address. */
function isProvenEmail(email: string, { channel, sourceId }: Evidence): boolean {
  return channel === 'email' && sourceId?.toLowerCase() === email.toLowerCase();
}

const phoneChannels = new Set(['whatsapp', 'sms', 'telegram']);

/** The customer writes from this very number. The source id of Telegram is a chat, and proves a number only where it is one. */
function isProvenPhone(phone: string, { channel, sourceId }: Evidence): boolean {
  if (channel === null || sourceId === null || !phoneChannels.has(channel)) return false;
  const number = sourceId.replace(/^whatsapp:/, '').replace(/^\+/, '');
  return /^\d{5,}$/.test(number) && number === phone.replace(/^\+/, '');
}

/**
 * What is written on the profile. `country` is the code where there is one ("DE"), else what was typed. What is empty is left out:
 * forms that nobody filled in say nothing.
 */
export function traitsOf(payload: ContactPayload): JsonObject {
  const more = payload.additional_attributes ?? {};
  const name = payload.name === null || generatedName.test(payload.name) ? null : payload.name;
  const standard: [string, Json][] = [
    ['name', name],
    ['email', payload.email],
    ['phone', payload.phone_number],
    ['city', filled(more['city'])],
    ['country', filled(more['country_code']) ?? filled(more['country'])],
    ['company', filled(more['company_name'])],
    ['avatar', payload.thumbnail ?? payload.avatar],
  ];
  const custom = Object.entries(payload.custom_attributes ?? {})
    .filter(([key]) => !key.startsWith(writtenPrefix) && !reservedTraits.has(key))
    .map(([key, value]): [string, Json] => [key, filled(value)]);
  return Object.fromEntries([...custom, ...standard].filter(([, value]) => value !== null));
}

/** Trimmed; null: nothing is there. */
function filled(value: Json | undefined): Json {
  const trimmed = typeof value === 'string' ? value.trim() : (value ?? null);
  return trimmed === '' ? null : trimmed;
}
