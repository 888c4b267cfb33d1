import { limits } from '@rapport/sdk';

const minute = 60_000;
const skewStep = limits.clockSkewRoundingMinutes * minute;
const futureTolerance = limits.futureToleranceHours * 60 * minute;

/** Years 1 to 9999: what PostgreSQL and ISO 8601 write alike. */
const earliest = Date.parse('0001-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

const iso8601 = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * An ISO 8601 date or date and time (without a zone: UTC), or a number of milliseconds since 1970.
 * null where it is neither, or outside the years 1 to 9999.
 */
export function parseTimestamp(value: unknown): number | null {
  if (typeof value === 'number') return inRange(Math.trunc(value));
  if (typeof value !== 'string') return null;
  // What every SDK sends: 2026-11-22T00:19:53.734Z
  if (value.length === 24 && value.charCodeAt(23) === 90 && value.charCodeAt(10) === 84)
    return inRange(Date.parse(value));
  const parts = iso8601.exec(value.trim());
  if (parts === null) return /^\d{12,14}$/.test(value) ? inRange(Number(value)) : null;
  const [, date = '', time = '00:00', zone = 'Z'] = parts;
  const offset = zone.length === 3 ? `${zone}:00` : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return inRange(Date.parse(`${date}T${time.replace(',', '.')}${offset.toUpperCase()}`));
}

/**
 * A time that may be left out. undefined where the field says nothing: absent, null, empty, or the zero value of clocks in Go and
 * .NET (the first moment of year 1), which their clients write for a time that nobody set. null where it says something else.
 */
export function readTimestamp(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const time = parseTimestamp(value);
  return time === earliest ? undefined : time;
}

function inRange(time: number): number | null {
  return time >= earliest && time <= latest ? time : null;
}

export type EventTime = {
  readonly occurredAt: number;
  /** The client's own timestamp where it differs. */
  readonly originalAt: number | null;
  readonly futureFlagged: boolean;
};

/**
 * When an event happened, in true time. A wrong client clock is corrected by receivedAt - sentAt, rounded to 5 minutes, so that
 * the network's latency never reorders a person's own events. More than 24 h ahead of us cannot be: then receivedAt, flagged.
 */
export function eventTime(timestamp: number | null, sentAt: number | null, receivedAt: number): EventTime {
  if (timestamp === null) return { occurredAt: receivedAt, originalAt: null, futureFlagged: false };
  const skew = sentAt === null ? 0 : Math.round((receivedAt - sentAt) / skewStep) * skewStep;
  const corrected = timestamp + skew;
  if (corrected > receivedAt + futureTolerance) {
    return { occurredAt: receivedAt, originalAt: timestamp, futureFlagged: true };
  }
  // An absurd sentAt (year 9999) would move the event before all calendars: then the client's time stands.
  if (skew === 0 || corrected < earliest) return { occurredAt: timestamp, originalAt: null, futureFlagged: false };
  return { occurredAt: corrected, originalAt: timestamp, futureFlagged: false };
}
