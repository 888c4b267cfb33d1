import { isJsonObject, limits, RapportError, type Json } from '@rapport/sdk';

/** @throws RapportError invalid_json */
export function parseBody(body: Buffer): Json {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw new RapportError('invalid_json');
  }
  return withoutSecrets(parsed, 0);
}

/**
 * A delivery is kept, and must not be a key to the helpdesk: `pubsub_token` lets its holder listen to the contact's live events,
 * and the `channel` of an inbox is its whole record with the tokens of its provider (of a conversation it is a word).
 */
function withoutSecrets(value: unknown, depth: number): Json {
  if (depth > limits.jsonDepthMax)
    throw new RapportError('invalid_json', `It is nested deeper than ${limits.jsonDepthMax}.`);
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, depth + 1));
  if (!isJsonObject(value)) return isScalar(value) ? value : null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inside]) => key !== 'pubsub_token' && !(key === 'channel' && isJsonObject(inside)))
      .map(([key, inside]) => [key, withoutSecrets(inside, depth + 1)]),
  );
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
