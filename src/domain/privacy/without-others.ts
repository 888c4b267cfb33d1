import { isJsonObject, type Identifier, type Json, type JsonObject } from '@rapport/sdk';

/** Stands where somebody else's identifier stood in what one person gets. */
export const anotherMark = '[another person]';

/**
 * What a person may see of a merge or a conflict that somebody else was part of: evidence names identifiers of both, and those of the
 * other are not hers to get.
 */
export function withoutOthers(row: JsonObject, identifiers: readonly Identifier[]): JsonObject {
  const own = new Set(identifiers.map(({ value }) => value));
  const seen = (value: Json): Json => (typeof value === 'string' && !own.has(value) ? anotherMark : value);
  // [kind, value, ...]
  const seenPairs = (list: Json): Json =>
    Array.isArray(list)
      ? list.map((pair) => (Array.isArray(pair) ? pair.map((part, at) => (at === 1 ? seen(part) : part)) : pair))
      : list;
  const evidence = row['evidence'];
  const shown: JsonObject = { ...row };
  if ('value' in row) shown['value'] = seen(row['value'] ?? null);
  if (isJsonObject(evidence)) {
    const { identifiers: carried, retired, previousId, ...rest } = evidence;
    shown['evidence'] = {
      ...rest,
      ...(carried === undefined ? {} : { identifiers: seenPairs(carried) }),
      ...(retired === undefined ? {} : { retired: seenPairs(retired) }),
      ...(previousId === undefined ? {} : { previousId: seen(previousId) }),
    };
  }
  return shown;
}
