import { isJsonObject } from '../json';
import { listFormat } from './formatters';
import { wordLimits } from './limits';
import { plainText } from './value';
import type { Value } from './view';

type ListOptions = {
  readonly locale: string;
  /** Of items that are objects. */
  readonly field: string | null;
  readonly type: 'conjunction' | 'disjunction';
};

/** `a, b, and c`; undefined where no item can be read. */
export function listText(value: Value, { locale, field, type }: ListOptions): string | undefined {
  if (!Array.isArray(value)) return plainText(value);
  const texts = value.slice(0, wordLimits.eachMax).flatMap((item) => {
    const own = field !== null && isJsonObject(item) && Object.hasOwn(item, field) ? item[field] : item;
    return plainText(own) ?? [];
  });
  return texts.length === 0 ? undefined : listFormat(locale, type).format(texts);
}
