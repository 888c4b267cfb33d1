import { type GraphqlContext, isPersonalKey, RapportError } from '@rapport/sdk';

/** Where a search may look: without `pii.read` only into traits that are not personal. @throws forbidden, bad_input */
export function searchableKeys(asked: readonly string[] | undefined, context: GraphqlContext): readonly string[] {
  const { privacy, search } = context.core.settings;
  const all = [...search.traits, 'email', 'phone'];
  const unknown = asked?.find((key) => !all.includes(key));
  if (unknown !== undefined) throw new RapportError('bad_input', `Searched are ${all.join(', ')}.`);
  if (context.can('pii.read')) return [...new Set(asked ?? all)];
  const keys = asked ?? all.filter((key) => !isPersonalKey(key, privacy));
  if (keys.length === 0 || keys.some((key) => isPersonalKey(key, privacy))) {
    throw new RapportError('forbidden', 'Searching by personal traits takes pii.read.');
  }
  return [...new Set(keys)];
}
