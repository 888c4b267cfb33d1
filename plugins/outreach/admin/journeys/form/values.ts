import { parseJson } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** A value as a text field has it, and back. A text that would be read as something else stands in quotes. */
export function valueText(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  return typeof valueOf(value) === 'string' && !value.startsWith('"') ? value : JSON.stringify(value);
}

/** `12`, `true`, `null` and what stands in quotes as JSON has it; all else is text. */
export function valueOf(text: string): Json {
  const trimmed = text.trim();
  if (!/^(-?\d+(\.\d+)?|true|false|null|".*"|[[{].*[\]}])$/.test(trimmed)) return text;
  const value = parseJson(trimmed);
  return value === undefined ? text : value;
}

/** What is no number stays text, so that the API says what is wrong with it. */
export function numberOf(text: string): number | string {
  const number = Number(text.trim());
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}
