import type { IdentifierRecord, JsonObject } from '@rapport/sdk';

type Known = Pick<IdentifierRecord, 'kind' | 'value' | 'retired'>;

/** How a call of the Segment spec names somebody: by his user id, else by what else is known of him; null: by nothing. */
export function callerOf(identifiers: readonly Known[]): JsonObject | null {
  const [best] = [...identifiers].sort((a, b) => rank(a) - rank(b));
  if (best === undefined) return null;
  if (best.kind === 'user_id') return { userId: best.value };
  if (best.kind === 'anonymous_id') return { anonymousId: best.value };
  return { context: { externalIds: [{ id: best.value, type: best.kind, collection: 'users', encoding: 'none' }] } };
}

const rank = ({ kind, retired }: Known): number =>
  (retired ? 10 : 0) + (kind === 'user_id' ? 0 : kind === 'anonymous_id' ? 2 : 1);
