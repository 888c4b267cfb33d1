import { parseTimestamp } from '../domain/event/timestamp';
import { compileDateFormat, type DateParser } from './date-format';

/** As spreadsheets and shops write days; the likelier first where a text could be several. */
const days = ['d.m.yyyy', 'd/m/yyyy', 'm/d/yyyy', 'd-m-yyyy', 'yyyy/m/d', 'yyyy.m.d', 'yyyy-m-d', 'yyyy年m月d日'];
const times = ['', ' h:mm', ' h:mm:ss', ' h:mm am', ' h:mm:ss am', ', h:mm', ', h:mm:ss'];
const formats = days.flatMap((day) => times.map((time) => `${day}${time}`));
/** Numbers that are dates only where somebody says so: by mapping them to the time of an event. */
const numberFormats = ['yyyymmdd', 'epoch', 'epoch-ms', 'yyyymmddhhmmss'];
/** A few cells that are none (`-`, `unknown`) do not change what the column is. */
const shareMin = 0.95;
const years = { first: 1900, last: 2100 };

export type DateGuess = { readonly format: string; readonly from: string; readonly to: string };

/**
 * Formats in which the values are dates, the likeliest first; none: they are not.
 * @param numbers whether plain numbers may be dates: of the column that says when an event happened
 */
export function guessDateFormats(values: readonly string[], numbers: boolean): DateGuess[] {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  const [first] = filled;
  if (first === undefined) return [];
  const candidates = [...(filled.some(isIso) ? ['iso'] : []), ...formats, ...(numbers ? numberFormats : [])];
  return candidates.flatMap((format) => {
    const parse = format === 'iso' ? readIso : compileDateFormat(format);
    const example = firstDate(filled, parse);
    return example === null ? [] : [{ format, from: example, to: parse(example) ?? '' }];
  });
}

/** Null as soon as too many are none: most columns hold no dates, and there are 60 formats. */
function firstDate(values: readonly string[], parse: DateParser): string | null {
  let first: string | null = null;
  let others = 0;
  for (const value of values) {
    if (isLikely(parse(value))) first ??= value;
    else if (values.length - ++others < values.length * shareMin) return null;
  }
  return first;
}

/** Whether the day and the month of all these could be exchanged. */
export function isAmbiguous(guesses: readonly DateGuess[]): boolean {
  const formats = guesses.map(({ format }) => format.slice(0, 3));
  return formats.includes('d/m') && formats.includes('m/d');
}

function isIso(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(value) && parseTimestamp(value) !== null;
}

function readIso(value: string): string | null {
  const time = isIso(value) ? parseTimestamp(value) : null;
  return time === null ? null : new Date(time).toISOString();
}

function isLikely(iso: string | null): boolean {
  const year = Number(iso?.slice(0, 4));
  return iso !== null && year >= years.first && year <= years.last;
}
