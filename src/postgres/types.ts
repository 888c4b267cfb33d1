import pg from 'pg';

/**
 * Values as the whole house sees them: int8 and int8[] as numbers (all our ids stay far below 2^53), timestamptz as epoch
 * milliseconds, json and jsonb parsed, numeric and date as text. Each is named here because Strapi changes pg's global parsers
 * when it opens its own connections (jsonb would come back as text); what is not named has pg's default.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [20, Number], // int8
  [1016, parseInt8Array], // int8[]
  [1184, parseTime], // timestamptz
  [114, parseJson], // json
  [3802, parseJson], // jsonb
  [1700, (text) => text], // numeric
  [1082, (text) => text], // date
]);
export const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    return (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format);
  },
};

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

const utc = /^([1-9]\d{3})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?\+00$/;
/** The pool's zone is UTC, so all but infinity and years out of the way look the same: eight times as fast as pg's own parser. */
function parseTime(text: string): number {
  if (text === 'infinity') return Infinity;
  if (text === '-infinity') return -Infinity;
  const match = utc.exec(text);
  if (match === null) return Date.parse(text);
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  return Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
}

/** One dimension, e.g. `{1,NULL,3}`. */
function parseInt8Array(text: string): (number | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : Number(item)));
}
