import { type GraphqlContext, isJsonObject, type Json, parsePath } from '@rapport/sdk';

/** The key of a run is what a property of an event held: it is hidden like that property. */
export function shownKey(definition: Json, key: string, { masking }: Pick<GraphqlContext, 'masking'>): string {
  const shown = pathOfKey(definition).reduce<Json>(
    (one, name) => masking.properties('track', { [name]: one })[name] ?? null,
    masking.evidence(key),
  );
  return typeof shown === 'string' ? shown : '';
}

function pathOfKey(definition: Json): readonly string[] {
  const entry = isJsonObject(definition) ? definition['entry'] : null;
  const path = isJsonObject(entry) ? entry['key'] : null;
  return typeof path === 'string' ? (parsePath(path) ?? []).flat() : [];
}
