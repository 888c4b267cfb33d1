import { eventTime, parseTimestamp } from './timestamp';

const noon = Date.parse('2026-11-22T12:00:00.000Z');
const minutes = (count: number): number => count * 60_000;
const hours = (count: number): number => count * 3_600_000;

describe('timestamps are ISO 8601 or milliseconds', () => {
  test.each([
    ['2026-11-22T12:00:00.000Z', noon],
    ['2026-11-22T12:00:00Z', noon],
    ['2026-11-22T12:00:00', noon],
    ['2026-11-22 12:00:00', noon],
    ['2026-11-22T13:00:00+01:00', noon],
    ['2026-11-22T13:00:00+0100', noon],
    ['2026-11-22T13:00+01', noon],
    ['2026-11-22T12:00:00.000000Z', noon],
    ['2026-11-22T12:00:00.123456789Z', noon + 123],
    ['2026-11-22T12:00:00,5Z', noon + 500],
    ['2026-11-22', noon - hours(12)],
    [noon, noon],
    [noon + 0.7, noon],
    [String(noon), noon],
    [0, 0],
  ])('%p', (value, time) => {
    expect(parseTimestamp(value)).toBe(time);
  });

  test.each([
    ['yesterday'],
    [''],
    ['Sun Nov 22 2026'],
    ['2026-13-01T00:00:00.000Z'],
    ['2026-11-22T25:00:00Z'],
    ['0000-01-01'],
    [8.64e15],
    [-8.64e15],
    [Infinity],
    [true],
    [{}],
    [['2026-11-22']],
  ])('%p is none', (value) => {
    expect(parseTimestamp(value)).toBeNull();
  });
});

describe('a wrong client clock is corrected', () => {
  test.each([
    ['a right clock, 2 s of latency', noon - 5_000, noon - 2_000, noon - 5_000],
    ['2 minutes of latency move nothing', noon - minutes(3), noon - minutes(2), noon - minutes(3)],
    ['an hour slow', noon - hours(1) - 5_000, noon - hours(1), noon - 5_000],
    ['an hour fast', noon + hours(1) - 5_000, noon + hours(1), noon - 5_000],
    ['a year slow: an event of yesterday', noon - hours(24 * 366), noon - hours(24 * 365), noon - hours(24)],
    ['no sentAt: the client is believed', noon - hours(3), null, noon - hours(3)],
  ])('%s', (_, timestamp, sentAt, occurredAt) => {
    const time = eventTime(timestamp, sentAt, noon);
    expect(time.occurredAt).toBe(occurredAt);
    expect(time.originalAt).toBe(timestamp === occurredAt ? null : timestamp);
    expect(time.futureFlagged).toBe(false);
  });

  test('events of one request keep their order and distances, whatever the latency', () => {
    for (const latency of [0, 10_000, minutes(2), minutes(4), minutes(7)]) {
      const [first, second] = [noon - 2_000, noon - 1_000].map((at) => eventTime(at, noon, noon + latency).occurredAt);
      expect((second ?? 0) - (first ?? 0)).toBe(1_000);
    }
  });

  test('more than 24 hours ahead is now, and flagged', () => {
    expect(eventTime(noon + hours(25), null, noon)).toEqual({
      occurredAt: noon,
      originalAt: noon + hours(25),
      futureFlagged: true,
    });
    expect(eventTime(noon + hours(23), null, noon).futureFlagged).toBe(false);
  });

  test('an event without a timestamp happened when it came', () => {
    expect(eventTime(null, noon - hours(2), noon)).toEqual({
      occurredAt: noon,
      originalAt: null,
      futureFlagged: false,
    });
  });
});
