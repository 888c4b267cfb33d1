import { wordLimits } from './limits';
import type { Value } from './view';

/** What programs write where they had no value. As a whole word it means: nothing is there. */
const noValue =
  /(?:^|[^\p{L}\p{N}])(?:undefined|null|NULL|NaN|Invalid Date|\[object [A-Z]\w*\]|\[object|\[masked\])(?![\p{L}\p{N}])/u;
const somethingToRead = /[\p{L}\p{N}]/u;
/** Control characters, direction overrides, and the marks that a renderer could use. */
const unwanted = /[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd]+/gu;
const edges = /^[\s,.;:!?，。；：！？、]+|[\s,;:，；：、]+$/gu;

/** Text that can stand in a sentence; undefined where there is nothing to read. Never HTML: texts are plain. */
export function cleanText(value: Value): string | undefined {
  if (typeof value !== 'string' || value.length > 10 * wordLimits.templateCharsMax) return undefined;
  if (isWebAddress(value)) return value;
  const plain = value
    .replace(unwanted, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[,.;:!?])/g, '')
    .replace(/([,;:])\1+/g, '$1');
  const text = plain
    .replace(/([,;:])(?=[.!?,;:])/g, '')
    .replace(/([.!?。！？])[.!?。！？]+/g, '$1')
    .replace(edges, '')
    .trim();
  if (!somethingToRead.test(text) || noValue.test(text)) return undefined;
  return cut(text);
}

/** A finite number; text that is one (`"19.90"`) counts, as traits often come so. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,15}(\.\d{1,10})?$/.test(value.trim())) return undefined;
  return Number(value);
}

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);
/** Numbers below are seconds, counts or years, not moments. */
const millisecondsMin = Date.UTC(1980, 0, 1);

/** Epoch milliseconds of an ISO 8601 date or of milliseconds. */
export function momentOf(value: Value): number | undefined {
  if (typeof value === 'number') return value >= millisecondsMin && value < latest ? value : undefined;
  if (typeof value !== 'string' || !isIsoDate(value)) return undefined;
  const at = Date.parse(value);
  return at >= earliest && at < latest ? at : undefined;
}

/** A day without a time is that day everywhere. */
export function isWholeDay(value: Value): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

export function isIsoDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value);
}

/** Whether a condition counts it as there: what would be a hole in a sentence is not. */
export function isThere(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (typeof value === 'string') return cleanText(value) !== undefined;
  if (typeof value === 'number') return Number.isFinite(value) && value !== 0;
  return !Array.isArray(value) || value.length > 0;
}

/** For a value written as it is. Dates and lists are formatted by the caller. */
export function plainText(value: Value): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : cleanText(value);
}

/** An address works as a whole or not at all: nothing of it is tidied or cut. */
function isWebAddress(value: string): boolean {
  return value.length <= wordLimits.addressCharsMax && /^https?:\/\/[^\s<>"'`{}\p{C}]+$/u.test(value);
}

function cut(text: string): string {
  const letters = [...text];
  if (letters.length <= wordLimits.valueCharsMax) return text;
  const kept = letters.slice(0, wordLimits.valueCharsMax).join('');
  const space = kept.lastIndexOf(' ');
  return `${(space > kept.length / 2 ? kept.slice(0, space) : kept).replace(edges, '')}…`;
}
