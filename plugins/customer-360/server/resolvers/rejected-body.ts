import { eventTypes, isJsonObject, masked } from '@rapport/sdk';
import type { Json, JsonObject, Masking } from '@rapport/sdk';
import { z } from 'zod';

/**
 * A refused event as its reader may see it. Nobody checked its shape, so without `pii.read` only what is known to be harmless
 * is shown as it came.
 * @param masking null: everything may be seen
 */
export function maskedBody(text: string, masking: Masking | null): Json {
  const body = parsed(text);
  if (masking === null) return body;
  if (!isJsonObject(body)) return masked;
  const type = eventTypes.find((known) => known === body['type']) ?? 'track';
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(body)) {
    const shown = maskedMember(key, value, type, masking);
    Object.defineProperty(result, key, { value: shown, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

const json = z.json();
const plain = new Set([
  'type',
  'event',
  'messageId',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'channel',
  'category',
]);

function maskedMember(key: string, value: Json, type: (typeof eventTypes)[number], masking: Masking): Json {
  if (plain.has(key) && !isJsonObject(value) && !Array.isArray(value)) return masking.trait('-', value);
  if (key === 'userId' || key === 'previousId') return maskedId('user_id', value, masking);
  if (key === 'anonymousId') return maskedId('anonymous_id', value, masking);
  if (isJsonObject(value)) {
    if (key === 'properties') return masking.properties(type, value);
    if (key === 'traits' || key === 'traitsOnce') return masking.traits(value);
    if (key === 'context') return masking.context(value);
  }
  return masked;
}

function maskedId(kind: string, value: Json, masking: Masking): Json {
  if (typeof value === 'string') return masking.identifierValue(kind, value);
  return typeof value === 'number' || value === null ? value : masked;
}

function parsed(text: string): Json {
  try {
    return json.parse(JSON.parse(text));
  } catch {
    return text;
  }
}
