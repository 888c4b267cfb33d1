import type { PrivacySettings } from './core';
import type { EventType } from './events';
import { isJsonObject, type Json, type JsonObject } from './json';
import type { TimelineEvent } from './read-models';

/**
 * What a reader without `pii.read` sees: personal values read `[masked]`, their keys stay. Pure: data in, data out; nothing is
 * changed in place. Keys are compared without case, spaces, `_` and `-`.
 */
export const masked = '[masked]';

/** Personal wherever they occur: names of people, addresses, numbers, birthdays, IP, precise place. */
const personalAnywhere = [
  ...[
    'email',
    'emailaddress',
    'mail',
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'telephone',
    'tel',
    'fax',
    'whatsapp',
  ],
  ...[
    'firstname',
    'middlename',
    'lastname',
    'givenname',
    'familyname',
    'surname',
    'maidenname',
    'fullname',
    'customername',
  ],
  ...[
    'address',
    'billingaddress',
    'shippingaddress',
    'street',
    'streetaddress',
    'address1',
    'address2',
    'addressline1',
    'addressline2',
  ],
  ...['postalcode', 'postcode', 'zip', 'zipcode', 'birthday', 'birthdate', 'dateofbirth', 'dob'],
  ...['ip', 'ipaddress', 'ipaddr', 'latitude', 'longitude', 'lat', 'lng', 'lon', 'coordinates', 'geopoint'],
  ...['iban', 'ssn', 'passport', 'passportnumber', 'nationalid', 'taxid'],
];
/** Personal as traits of a person; in an event `name` is a product's as often. */
const personalAsTrait = [
  'name',
  'username',
  'displayname',
  'nickname',
  'avatar',
  'photo',
  'picture',
  'linkedin',
  'twitter',
  'facebook',
];
/** What people wrote: free text of messages, in the properties of events. */
const freeText = [
  'message',
  'messagetext',
  'messagebody',
  'sentimentwords',
  'text',
  'body',
  'content',
  'comment',
  'comments',
  'feedback',
  'transcript',
  'subject',
  'note',
  'notes',
];
/** Of an address these stay: too coarse to find anybody. */
const coarse = new Set(['country', 'countrycode', 'state', 'region', 'continent']);
const addresses = new Set(['address', 'billingaddress', 'shippingaddress']);

/** An e-mail address inside any text, `@` written plainly or as in a URL. Bounded repeats: linear on hostile input. */
const emailInText = /[a-z0-9._%+-]{1,64}(?:@|%40)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;

export interface Masking {
  traits(traits: JsonObject): JsonObject;
  trait(key: string, value: Json): Json;
  identifierValue(kind: string, value: string): string;
  properties(type: EventType, properties: JsonObject): JsonObject;
  context(context: JsonObject): JsonObject;
  carried(identifiers: TimelineEvent['identifiers']): TimelineEvent['identifiers'];
  /** Evidence of merges and reviews: identifiers as `{ kind, value }` or `[kind, value, ...]`. */
  evidence(evidence: Json): Json;
}

/** For principals with `pii.read`. */
export const noMasking: Masking = {
  traits: (traits) => traits,
  trait: (_key, value) => value,
  identifierValue: (_kind, value) => value,
  properties: (_type, properties) => properties,
  context: (context) => context,
  carried: (identifiers) => identifiers,
  evidence: (evidence) => evidence,
};

/** @param privacy traits and kinds that are personal beyond the reserved ones */
export function createMasking(privacy: Pick<PrivacySettings, 'personalTraits' | 'personalKinds'>): Masking {
  const anywhere = new Set([...personalAnywhere, ...privacy.personalTraits.map(plain)]);
  const asTrait = new Set([...anywhere, ...personalAsTrait]);
  const inProperties = new Set([...anywhere, ...freeText]);
  const kinds = new Set(privacy.personalKinds);

  const identifierValue = (kind: string, value: string) => (kinds.has(kind) ? masked : scrub(value));
  const traits = (value: JsonObject) => maskObject(value, asTrait, anywhere);
  return {
    traits,
    trait: (key, value) => maskMember(key, value, asTrait, anywhere),
    identifierValue,
    properties: (type, properties) =>
      type === 'identify' ? traits(properties) : maskObject(properties, inProperties, inProperties),
    context: (context) => {
      const { traits: carriedTraits, ...rest } = context;
      const result = maskObject(rest, anywhere, anywhere);
      if (carriedTraits !== undefined) result['traits'] = isJsonObject(carriedTraits) ? traits(carriedTraits) : masked;
      return maskExternalIds(result, identifierValue);
    },
    carried: (identifiers) => identifiers.map(([kind, value, trust]) => [kind, identifierValue(kind, value), trust]),
    evidence: (evidence) => maskEvidence(evidence, anywhere, identifierValue),
  };
}

/** Whether searching by this trait (or `email`, `phone`) needs `pii.read`. */
export function isPersonalKey(key: string, privacy: Pick<PrivacySettings, 'personalTraits'>): boolean {
  const name = plain(key);
  return (
    personalAnywhere.includes(name) ||
    personalAsTrait.includes(name) ||
    privacy.personalTraits.some((trait) => plain(trait) === name)
  );
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[\s_-]/g, '');
}

function maskObject(object: JsonObject, personal: ReadonlySet<string>, below: ReadonlySet<string>): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(object)) define(result, key, maskMember(key, value, personal, below));
  return result;
}

/** As a plain member, also where the key is `__proto__`. */
function define(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function maskMember(key: string, value: Json, personal: ReadonlySet<string>, below: ReadonlySet<string>): Json {
  const name = plain(key);
  if (!personal.has(name)) return maskValue(value, below);
  return addresses.has(name) && isJsonObject(value) ? maskAddress(value) : maskWhole(value);
}

function maskValue(value: Json, personal: ReadonlySet<string>): Json {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((item) => maskValue(item, personal));
  return isJsonObject(value) ? maskObject(value, personal, personal) : value;
}

function maskWhole(value: Json): Json {
  return value === null || value === '' ? value : masked;
}

function maskAddress(address: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(address))
    define(result, key, coarse.has(plain(key)) ? value : maskWhole(value));
  return result;
}

function scrub(text: string): string {
  return text.includes('@') || text.includes('%40') ? text.replace(emailInText, masked) : text;
}

function maskExternalIds(context: JsonObject, identifierValue: (kind: string, value: string) => string): JsonObject {
  const list = context['externalIds'];
  if (!Array.isArray(list)) return context;
  context['externalIds'] = list.map((item) => {
    if (!isJsonObject(item)) return item;
    const { type, id } = item;
    return typeof type === 'string' && typeof id === 'string' ? { ...item, id: identifierValue(type, id) } : item;
  });
  return context;
}

function maskEvidence(
  evidence: Json,
  personal: ReadonlySet<string>,
  identifierValue: (kind: string, value: string) => string,
): Json {
  if (Array.isArray(evidence)) {
    const [kind, value, ...rest] = evidence;
    if (typeof kind === 'string' && typeof value === 'string') return [kind, identifierValue(kind, value), ...rest];
    return evidence.map((item) => maskEvidence(item, personal, identifierValue));
  }
  if (!isJsonObject(evidence)) return typeof evidence === 'string' ? scrub(evidence) : evidence;
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(evidence)) {
    define(result, key, personal.has(plain(key)) ? maskWhole(value) : maskEvidence(value, personal, identifierValue));
  }
  const { kind, value } = evidence;
  if (typeof kind === 'string' && typeof value === 'string') result['value'] = identifierValue(kind, value);
  return result;
}
