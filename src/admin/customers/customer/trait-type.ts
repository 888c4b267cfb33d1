import { parseJson } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

export type TraitType = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'json' | 'empty';
/** What a person can write. */
export const writtenTypes = ['text', 'number', 'boolean', 'json'] as const;
export type WrittenType = (typeof writtenTypes)[number];

const isoDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** What a value is, as people say it. Types are observed: a text that is a date is shown as one. */
export function traitType(value: Json): TraitType {
  if (value === null || value === '') return 'empty';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return isoDate.test(value) ? 'date' : 'text';
  return Array.isArray(value) ? 'list' : 'json';
}

/** How a value stands in a field. */
export function toDraft(value: Json | undefined): { readonly type: WrittenType; readonly text: string } {
  if (value === undefined || value === null) return { type: 'text', text: '' };
  if (typeof value === 'string') return { type: 'text', text: value };
  if (typeof value === 'number') return { type: 'number', text: String(value) };
  if (typeof value === 'boolean') return { type: 'boolean', text: String(value) };
  return { type: 'json', text: JSON.stringify(value, null, 2) };
}

/** The value of a field; undefined where the text is none of that type. */
export function fromDraft(type: WrittenType, text: string): Json | undefined {
  switch (type) {
    case 'text':
      return text;
    case 'number': {
      const number = Number(text);
      return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'json':
      return parseJson(text);
  }
}
