import { RapportError } from '@rapport/sdk';

/** A timestamp as a file writes it -> ISO 8601 in UTC; null where the text does not have the format or is no date. */
export type DateParser = (text: string) => string | null;

/**
 * `iso` (the default), `epoch` (seconds since 1970), `epoch-ms`, or a pattern of yyyy mm dd hh mm ss am with whatever stands
 * between them, e.g. `yyyymmdd`, `dd.mm.yyyy hh:mm`. One letter (d, m, h) stands for one or two digits; an mm after hh means
 * minutes; `am` reads AM or PM. Times are UTC.
 * @throws RapportError import_mapping_invalid
 */
export function compileDateFormat(format: string): DateParser {
  if (format === 'iso') return (text) => text;
  if (format === 'epoch' || format === 'epoch-ms') {
    const factor = format === 'epoch' ? 1_000 : 1;
    return (text) => (/^-?\d+(\.\d+)?$/.test(text) ? toIso(Math.round(Number(text) * factor)) : null);
  }
  const { pattern, fields } = compilePattern(format);
  return (text) => {
    const match = pattern.exec(text.trim());
    if (match === null) return null;
    const values = new Map(fields.map((field, index) => [field, numberOf(field, match[index + 1] ?? '')]));
    const read = (field: Field, fallback: number): number => values.get(field) ?? fallback;
    const half = values.get('half');
    const hour = half === undefined ? read('hour', 0) : (read('hour', 0) % 12) + half;
    const [year, month, day] = [read('year', 1970), read('month', 1), read('day', 1)];
    const time = Date.UTC(year, month - 1, day, hour, read('minute', 0), read('second', 0));
    const date = new Date(time);
    // 30 February would silently become 1 or 2 March.
    const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    const inDay = read('hour', 0) < 24 && read('minute', 0) < 60 && read('second', 0) < 60;
    return exists && inDay ? toIso(time) : null;
  };
}

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half';

/** The second half of the day begins at 12. */
function numberOf(field: Field, text: string): number {
  if (field !== 'half') return Number(text);
  return text.toLowerCase() === 'pm' ? 12 : 0;
}

function compilePattern(format: string): { pattern: RegExp; fields: Field[] } {
  const fields: Field[] = [];
  const source = format.replace(/yyyy|am|mm?|dd?|hh?|ss?|./gi, (token) => {
    const field = fieldOf(token.toLowerCase(), fields);
    if (field === null) {
      if (/[a-z]/i.test(token) && token !== 'T' && token !== 'Z') throw unknownFormat(format);
      return token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    if (fields.includes(field)) throw unknownFormat(format);
    fields.push(field);
    if (field === 'half') return '([AaPp][Mm])';
    return field === 'year' ? '(\\d{4})' : token.length === 1 ? '(\\d{1,2})' : '(\\d{2})';
  });
  if (!fields.includes('year') || !fields.includes('month') || !fields.includes('day')) throw unknownFormat(format);
  return { pattern: new RegExp(`^${source}$`), fields };
}

function fieldOf(token: string, before: readonly Field[]): Field | null {
  switch (token) {
    case 'yyyy':
      return 'year';
    case 'm':
    case 'mm':
      return before.includes('hour') ? 'minute' : 'month';
    case 'd':
    case 'dd':
      return 'day';
    case 'h':
    case 'hh':
      return 'hour';
    case 's':
    case 'ss':
      return 'second';
    case 'am':
      return 'half';
    default:
      return null;
  }
}

function unknownFormat(format: string): RapportError {
  return new RapportError(
    'import_mapping_invalid',
    `The date format "${format}" is none of iso, epoch, epoch-ms, or a pattern such as yyyymmdd, dd.mm.yyyy hh:mm.`,
  );
}

function toIso(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
