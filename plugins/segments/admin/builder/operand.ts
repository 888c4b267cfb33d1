import type { Json } from '@rapport/sdk/admin/pure';
import type { Control, ValueType } from './language';

/** What is compared with, as people enter it; types are strict, so the number 123 is not the text "123". */
export const scalarTypes = ['text', 'number', 'boolean'] as const;
export type ScalarType = (typeof scalarTypes)[number];

export function scalarTypeOf(value: Json | undefined): ScalarType {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

/** The type in which operands of a field are entered; null: not known. */
export function scalarTypeFor(type: ValueType | null): ScalarType | null {
  if (type === null || type === 'list') return null;
  return type === 'date' ? 'text' : type;
}

export function scalarAs(type: ScalarType, value: Json | undefined): Json {
  if (type === scalarTypeOf(value) && value !== undefined && value !== null) return value;
  switch (type) {
    case 'number':
      return numberOf(value);
    case 'boolean':
      return value === 'true' || value === 1;
    case 'text':
      return textOf(value);
  }
}

/**
 * An operand that the control can show, of what stood there before: nothing typed is lost where it can be kept.
 * @param type of the field; null: not known
 */
export function operandFor(control: Control, before: Json | undefined, type: ValueType | null): Json | undefined {
  const list: readonly Json[] = Array.isArray(before) ? before : before === undefined || before === '' ? [] : [before];
  const scalar = scalarTypeFor(type);
  const as = (value: Json | undefined): Json => (scalar === null ? (value ?? '') : scalarAs(scalar, value));
  switch (control) {
    case 'none':
      return undefined;
    case 'values':
      return list.map(as);
    case 'range':
      return type === 'date'
        ? [dateOf(list[0]), dateOf(list[1] ?? list[0])]
        : [numberOf(list[0]), numberOf(list[1] ?? list[0])];
    case 'number':
      return numberOf(list[0]);
    case 'text':
    case 'pattern':
      return textOf(list[0]);
    case 'instant':
      return dateOf(list[0]);
    case 'duration':
      return typeof list[0] === 'string' && /^\d+[a-z]+$/.test(list[0]) ? list[0] : '30d';
    case 'value':
      return as(list[0]);
  }
}

function numberOf(value: Json | undefined): number {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : 0;
  return Number.isFinite(number) ? number : 0;
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function dateOf(value: Json | undefined): string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value : '';
}
