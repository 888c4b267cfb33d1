import { isJsonObject, limits, type Json, type JsonObject } from '@rapport/sdk';
import { isCardInteger, maskCardNumbers } from './card-number';

/** What may not be stored as it came. Compiled once for each source: see `redactionRules`. */
export type RedactionRules = {
  /** Lower-cased names of properties whose values are secret, wherever they stand. */
  readonly secrets: ReadonlySet<string>;
  /** Keys that name a person: never taken for a card number (a loyalty card may look like one). */
  readonly identifierKeys: ReadonlySet<string>;
  /** The same inside `externalIds`, `externalId` and `device`, where every `id` is an identifier; null there itself. */
  readonly amongIdentifiers: RedactionRules | null;
};

/** What stands where a secret property stood. */
export const secretMask = '***';

/** Subtrees that hold identifiers under the key `id`. */
const identifierSubtrees = new Set(['externalIds', 'externalId', 'device']);
const identifierFields = ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId'];

export function redactionRules(secretProperties: readonly string[], kinds: readonly string[]): RedactionRules {
  const secrets = new Set(secretProperties.map((name) => name.toLowerCase()));
  const keys = [...identifierFields, ...kinds];
  return {
    secrets,
    identifierKeys: new Set(keys),
    amongIdentifiers: { secrets, identifierKeys: new Set([...keys, 'id']), amongIdentifiers: null },
  };
}

/** Product codes and phone numbers have 13 digits and a fitting check digit often enough; under such names they are no cards. */
const codeKeys = /ean|gtin|upc|isbn|barcode|sku|phone|mobile|^tel/i;

function mayBeCard(key: string, rules: RedactionRules): boolean {
  return !rules.identifierKeys.has(key) && !codeKeys.test(key);
}

/** What one walk over an event finds. */
export type Inspection = {
  /** At least a sixth of the bytes of its JSON: an upper bound without serialising (an escaped character takes 6 bytes). */
  units: number;
  keys: number;
  tooDeep: boolean;
  /** Something must be masked or replaced: `redact` is needed. */
  dirty: boolean;
};

/** U+0000 and lone surrogates, which jsonb refuses (pairs are looked at again), or what may begin a card number. */
const suspicious = /[\0\ud800-\udfff]|\d{4}[ -]?\d{4}/;
const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * One walk without copies: nearly every event is clean and is stored as it was parsed.
 * Stops at the depth limit, so that a body of a million brackets costs nothing more.
 */
export function inspect(event: JsonObject, rules: RedactionRules): Inspection {
  const found: Inspection = { units: 1, keys: 0, tooDeep: false, dirty: false };
  inspectObject(event, 1, rules, found);
  return found;
}

function inspectObject(object: JsonObject, depth: number, rules: RedactionRules, found: Inspection): void {
  if (depth > limits.jsonDepthMax) {
    found.tooDeep = true;
    return;
  }
  for (const key in object) {
    const value = object[key];
    if (value === undefined) continue;
    found.keys++;
    found.units += key.length + 2;
    if (suspicious.test(key) && replaceUnstorable(key) !== key) found.dirty = true;
    if (rules.secrets.size > 0 && rules.secrets.has(key.toLowerCase())) found.dirty = true;
    inspectValue(value, key, depth, rules, found);
  }
}

function inspectValue(value: Json, key: string, depth: number, rules: RedactionRules, found: Inspection): void {
  if (typeof value === 'string') {
    found.units += value.length + 1;
    if (suspicious.test(value) && redactText(value, key, rules) !== value) found.dirty = true;
  } else if (typeof value === 'object' && value !== null) {
    found.units += 1;
    const below = rulesBelow(key, rules);
    if (!Array.isArray(value)) inspectObject(value, depth + 1, below, found);
    else if (depth + 1 > limits.jsonDepthMax) found.tooDeep = true;
    else for (const item of value) inspectValue(item, key, depth + 1, below, found);
  } else {
    found.units += 5;
    if (typeof value === 'number' && value >= 1e12 && isCardInteger(value) && mayBeCard(key, rules)) {
      found.dirty = true;
    }
  }
}

/**
 * The same JSON, fit to be stored: card numbers and secret properties masked, U+0000 and lone surrogates replaced by U+FFFD,
 * whatever is nested deeper than the limit cut off.
 */
export function redact(value: Json, rules: RedactionRules, key = '', depth = 1): Json {
  if (typeof value === 'string') return redactText(value, key, rules);
  if (typeof value === 'number') {
    return isCardInteger(value) && mayBeCard(key, rules) ? maskCardNumbers(String(value)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > limits.jsonDepthMax) return null;
  const inner = rulesBelow(key, rules);
  if (Array.isArray(value)) return value.map((item) => redact(item, inner, key, depth + 1));
  return redactObject(value, inner, depth);
}

export function redactObject(object: JsonObject, rules: RedactionRules, depth = 1): JsonObject {
  // Object.fromEntries defines own properties: a key `__proto__` stays a key.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]): [string, Json] => [
      replaceUnstorable(key),
      rules.secrets.has(key.toLowerCase()) && value !== null ? secretMask : redact(value, rules, key, depth + 1),
    ]),
  );
}

export function replaceUnstorable(text: string): string {
  return text.replace(unstorable, '\ufffd');
}

function redactText(text: string, key: string, rules: RedactionRules): string {
  const storable = replaceUnstorable(text);
  return storable.length >= 13 && mayBeCard(key, rules) ? maskCardNumbers(storable) : storable;
}

function rulesBelow(key: string, rules: RedactionRules): RedactionRules {
  return rules.amongIdentifiers !== null && identifierSubtrees.has(key) ? rules.amongIdentifiers : rules;
}

/** Whatever was sent in place of an event, fit to be kept as a rejected body. */
export function redactUnknown(raw: unknown, rules: RedactionRules): Json {
  if (isJsonObject(raw)) return redactObject(raw, rules);
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return redact(raw, rules);
  return Array.isArray(raw) ? redact(raw, rules) : null;
}
