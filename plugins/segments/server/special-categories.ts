import { isSpecialCategory, type Mentions, type PrivacySettings } from '@rapport/sdk';
import { mentionsOf } from '../domain/definition';
import type { Catalogue } from './live/catalogue';

type Known = Pick<Catalogue, 'followed' | 'computed'>;

/** Of these keys those of segments that count and rest on nothing special, whatever they refer to. */
export function withoutSpecialCategories(
  { followed, computed }: Known,
  keys: readonly string[],
  { personalTraits }: Pick<PrivacySettings, 'personalTraits'>,
): ReadonlySet<string> {
  const segments = new Map(followed.map((one): [string, Mentions] => [one.key, mentionsOf(one.node)]));
  const traits = new Map(computed.map((one): [string, Mentions] => [one.key, one.definition.mentions]));
  const seen = new Set<string>();
  const isSpecialTrait = (path: string): boolean =>
    isSpecialCategory(path) || personalTraits.includes(path.split('.')[0] ?? path);
  const isSpecial = (kind: 'segment' | 'computed', key: string): boolean => {
    if (isSpecialCategory(key)) return true;
    const mentions = (kind === 'segment' ? segments : traits).get(key);
    // What is looked at already is decided by whoever came first.
    if (mentions === undefined || seen.has(`${kind} ${key}`)) return false;
    seen.add(`${kind} ${key}`);
    return (
      mentions.traits?.some(isSpecialTrait) === true ||
      mentions.segments?.some((one) => isSpecial('segment', one)) === true ||
      mentions.computed?.some((one) => isSpecial('computed', one)) === true
    );
  };
  return new Set(
    keys.filter((key) => {
      seen.clear();
      return segments.has(key) && !isSpecial('segment', key);
    }),
  );
}
