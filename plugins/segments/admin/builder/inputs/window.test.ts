import { durationOf, firstWindow, hasCalendarDays, windowFormOf, windowModes, windowOf } from './window';

test.each([
  ['30d', { count: 30, unit: 'd' }],
  ['6mo', { count: 6, unit: 'mo' }],
  ['P30D', { count: 30, unit: 'd' }],
  ['PT90M', { count: 90, unit: 'm' }],
  ['P1M', { count: 1, unit: 'mo' }],
  ['P1DT2H', null],
  ['soon', null],
])('the duration %s is %j', (text, duration) => {
  expect(durationOf(text)).toEqual(duration);
});

test.each([
  [undefined, 'any'],
  ['30d', 'last'],
  [{ from: '-60d', to: '-30d' }, 'ago'],
  [{ from: '-60d' }, 'ago'],
  [{ from: '-60d', to: 'now' }, 'ago'],
  [{ from: '2026-01-01' }, 'dates'],
  [{ calendar: 'month', back: 1 }, 'calendar'],
  [{ calendar: 'year' }, 'calendar'],
  [{ from: '2026-01-01', to: '-30d' }, 'other'],
  [[1], 'other'],
])('the window %j is shown as "%s", and unchanged when it comes back', (within, mode) => {
  expect(windowFormOf(within).mode).toBe(mode);
  expect(windowOf(windowFormOf(within))).toEqual(within);
});

test.each(windowModes)('a new window of the way "%s" is read as that way', (mode) => {
  expect(windowFormOf(windowOf(firstWindow(mode, '2026-11-29'))).mode).toBe(mode);
});

test.each([
  ['30d', false],
  ['6mo', true],
  [{ calendar: 'day' }, true],
  [{ from: '-1y', to: '-6mo' }, true],
  [undefined, false],
])('whether the days of %j are those of a time zone: %s', (within, has) => {
  expect(hasCalendarDays(within)).toBe(has);
});
