import { isJsonObject, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject, Locale } from '@rapport/sdk/admin/pure';

/** What a definition says of one customer, condition by condition. */
export type Explained = {
  readonly path: string;
  readonly kind: string;
  readonly sentence: string;
  readonly truth: boolean;
  readonly seen: JsonObject;
  /** ISO 8601; null: time alone changes nothing. */
  readonly flipsAt: string | null;
  readonly children: readonly Explained[];
};

export function explainedOf(json: Json | undefined, locale: Locale): Explained | null {
  if (!isJsonObject(json)) return null;
  const { seen, sentence } = json;
  const flipsAt = textIn(json, 'flipsAt');
  return {
    path: textIn(json, 'path'),
    kind: textIn(json, 'kind'),
    sentence: isJsonObject(sentence) ? textIn(sentence, locale) : textIn(json, 'sentence'),
    truth: json['truth'] === true,
    seen: isJsonObject(seen) ? seen : {},
    flipsAt: flipsAt === '' ? null : flipsAt,
    children: objects(json['children']).flatMap((one) => explainedOf(one, locale) ?? []),
  };
}
