/** Dates that exist, in the years 1 to 9999, as a regular expression that JavaScript and PostgreSQL read alike. */
const year = '(?!0000)[0-9]{4}';
const leapYear = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)';
const monthDay =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))';
const date = `(?:${year}-${monthDay}|${leapYear}-02-29)`;
const clock = '[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?';
const zone = '(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?';

const datePattern = `^${date}$`;
export const instantPattern = `^${date}(?:${clock}${zone})?$`;

const instantExpression = new RegExp(instantPattern);
/** What counts as a time, where a number tells it. */
export const earliestInstant = Date.parse('0001-01-01T00:00:00Z');
export const latestInstant = Date.parse('9999-12-31T23:59:59.999Z');

export function isDate(text: string): boolean {
  return new RegExp(datePattern).test(text);
}

/** Epoch milliseconds of an ISO 8601 date or time (without a zone: UTC); null where it is none. */
export function parseInstant(text: string): number | null {
  if (!instantExpression.test(text)) return null;
  const [day = '', rest = ''] = [text.slice(0, 10), text.slice(11)];
  if (rest === '') return Date.parse(`${day}T00:00:00Z`);
  const [, time = '', offset = 'Z'] = /^([^Z+-]*)(.*)$/.exec(rest) ?? [];
  const zoned = offset === '' ? 'Z' : offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  return Date.parse(`${day}T${time.replace(/(\.\d{3})\d+/, '$1')}${zoned}`);
}
