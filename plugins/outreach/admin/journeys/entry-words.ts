import { isJsonObject, textIn } from '@rapport/sdk/admin/pure';
import type { Json, TextValues } from '@rapport/sdk/admin/pure';
import type { entryTexts } from './entry-texts';
import { operators } from './form/operators';
import type { operatorTexts } from './form/operators';
import { valueText } from './form/values';
import { listAt, objectAt, textAt, valueAt } from './graph/definition';
import type { Definition } from './graph/definition';
import { eventNames } from './graph/exits';

type Say<T> = (key: keyof T & string, values?: TextValues) => string;
export type EntryLanguage = {
  readonly t: Say<typeof entryTexts>;
  readonly comparison: Say<typeof operatorTexts>;
  /** `2h` in words. */
  readonly lengthOf: (text: string) => string;
};

/** Who comes into a journey, in a line: by which event, with what in it, by which segment, or on which date. */
export function entryWords(definition: Definition, { t, comparison, lengthOf }: EntryLanguage): string {
  const entry = valueAt(definition, ['entry']);
  const or = (text: string): string => (text.trim() === '' ? t('unset') : text);
  const both = (key: 'and' | 'besides') => (one: string, other: string) => t(key, { one, other });
  const parts = (...said: readonly (string | null)[]): string =>
    said.filter((one) => one !== null).reduce(both('besides'));
  const given = (key: string, say: (text: string) => string): string | null => {
    const text = textAt(entry, [key]);
    return text === '' ? null : say(text);
  };
  const segment = valueAt(entry, ['segment']);
  if (typeof segment === 'string')
    return parts(
      t('entersBySegment', { segment: or(segment) }),
      definition['whileMember'] === true ? t('whileIn') : null,
      given('again', (length) => t('againAfter', { length: lengthOf(length) })),
    );
  const date = objectAt(entry, ['date']);
  if (Object.keys(date).length > 0) {
    const trait = or(textAt(date, ['trait']));
    const days = date['daysBefore'];
    const time = textAt(date, ['at']);
    return parts(
      typeof days === 'number' && days > 0 ? t('entersByDateBefore', { days, trait }) : t('entersByDate', { trait }),
      date['yearly'] === true ? t('eachYear') : null,
      time === '' ? null : t('atTime', { time }),
    );
  }
  const event = or(eventNames(entry).join(', '));
  const filters = listAt(entry, ['where']).map((one) => {
    const filter = filterIn(one);
    const op = operators.find((known) => known === filter.op);
    const said = { name: or(filter.name), comparison: op === undefined ? or(filter.op) : comparison(op) };
    return t('filter', { ...said, value: filter.value }).trimEnd();
  });
  return parts(
    filters.length === 0
      ? t('entersByEvent', { event })
      : t('entersByEventWhere', { event, filters: filters.reduce(both('and')) }),
    given('key', (key) => t('forEach', { key })),
    given('window', (length) => t('notOlder', { length: lengthOf(length) })),
  );
}

/** `value` is '' where none belongs to the comparison. */
function filterIn(json: Json): { readonly name: string; readonly op: string; readonly value: string } {
  const filter = isJsonObject(json) ? json : {};
  const { value } = filter;
  const list = listAt(value, []).map(valueText);
  return {
    name: textIn(filter, 'property') || textIn(filter, 'context'),
    op: textIn(filter, 'op'),
    value: list.length > 0 ? list.join(', ') : valueText(value),
  };
}
