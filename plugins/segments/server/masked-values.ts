import type { GraphqlContext, Json } from '@rapport/sdk';
import type { Catalogue } from './live/catalogue';

type Masking = Pick<GraphqlContext['masking'], 'trait' | 'properties' | 'evidence'>;

/** A value that somebody's trait or event had is hidden like the trait or the property itself. */
export function maskedAs(names: readonly string[], value: Json, masking: Masking): Json {
  return names.reduce((one, name) => {
    const asTrait = masking.trait(name, one);
    return masking.properties('track', { [name]: asTrait })[name] ?? null;
  }, masking.evidence(value));
}

/** What a computed trait may show of the values that it is made of. */
export function maskedComputed(
  catalogue: Pick<Catalogue, 'computedOf'>,
  key: string,
  value: Json,
  masking: Masking,
): Json {
  return maskedAs(catalogue.computedOf(key)?.definition.shows ?? [], value, masking);
}
