import fc from 'fast-check';
import { capFreesAt } from './cap';
import { nextClockTime } from './clock-time';
import { anniversaries, dateOf } from './date';
import { instantsOf, localOf, type Weekday } from './local';
import { quietHours, quietUntil } from './quiet-hours';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'Asia/Shanghai',
];

test.each<[string, string, string, string[]]>([
  ['an ordinary noon', 'Europe/Berlin', '2026-11-30T12:00', ['2026-11-30T11:00:00.000Z']],
  ['the hour that is skipped', 'Europe/Berlin', '2026-03-29T02:30', ['2026-03-29T01:00:00.000Z']],
  [
    'the hour that comes twice',
    'Europe/Berlin',
    '2026-10-25T02:30',
    ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ],
  ['the first moment after the jump', 'Europe/Berlin', '2026-03-29T03:00', ['2026-03-29T01:00:00.000Z']],
  [
    'half an hour that comes twice',
    'Australia/Lord_Howe',
    '2026-04-05T01:45',
    ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ],
  ['a day that Samoa left out', 'Pacific/Apia', '2011-12-30T12:00', ['2011-12-30T10:00:00.000Z']],
  ['fourteen hours ahead', 'Pacific/Kiritimati', '2024-02-29T00:00', ['2024-02-28T10:00:00.000Z']],
  ['eleven hours behind', 'Pacific/Pago_Pago', '2024-02-29T23:59', ['2024-03-01T10:59:00.000Z']],
])('%s: when a clock shows it', (_, zone, local, instants) => {
  expect(instantsOf(at(`${local}Z`), zone).map(iso)).toEqual(instants);
});

test('every moment is one at which the clock shows what it shows then', () => {
  const moment = fc.integer({ min: at('1990-01-01'), max: at('2040-01-01') });
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (instant, zone) =>
      instantsOf(localOf(instant, zone), zone).includes(instant),
    ),
    { numRuns: 300 },
  );
});

const night = [{ from: '21:00', to: '08:00' }];
test.each<[string, object[], string, string, string | null]>([
  ['by day', night, 'Europe/Berlin', '2026-11-30T12:00:00Z', null],
  ['before midnight', night, 'Europe/Berlin', '2026-11-30T20:00:00Z', '2026-12-01T07:00:00.000Z'],
  ['after midnight', night, 'Europe/Berlin', '2026-11-30T01:00:00Z', '2026-11-30T07:00:00.000Z'],
  ['at the end it is over', night, 'Europe/Berlin', '2026-11-30T07:00:00Z', null],
  ['the same moment elsewhere', night, 'Pacific/Kiritimati', '2026-11-30T01:00:00Z', null],
  ['behind UTC it is still yesterday', night, 'America/New_York', '2026-11-30T03:30:00Z', '2026-11-30T13:00:00.000Z'],
  [
    'the night in which spring begins is shorter',
    night,
    'Europe/Berlin',
    '2026-03-28T20:00:00Z',
    '2026-03-29T06:00:00.000Z',
  ],
  [
    'the night in which summer time ends is longer',
    night,
    'Europe/Berlin',
    '2026-10-24T19:00:00Z',
    '2026-10-25T07:00:00.000Z',
  ],
  [
    'it ends in the hour that is skipped',
    [{ from: '21:00', to: '02:30' }],
    'Europe/Berlin',
    '2026-03-28T23:00:00Z',
    '2026-03-29T01:00:00.000Z',
  ],
  [
    'it begins in the hour that is skipped',
    [{ from: '02:30', to: '06:00' }],
    'Europe/Berlin',
    '2026-03-29T01:00:00Z',
    '2026-03-29T04:00:00.000Z',
  ],
  [
    'the hour that comes again, first time',
    [{ from: '21:00', to: '02:30' }],
    'Europe/Berlin',
    '2026-10-25T00:15:00Z',
    '2026-10-25T00:30:00.000Z',
  ],
  [
    'the hour that comes again, in between',
    [{ from: '21:00', to: '02:30' }],
    'Europe/Berlin',
    '2026-10-25T00:45:00Z',
    null,
  ],
  [
    'the hour that comes again, second time',
    [{ from: '21:00', to: '02:30' }],
    'Europe/Berlin',
    '2026-10-25T01:15:00Z',
    '2026-10-25T01:30:00.000Z',
  ],
  [
    'windows that follow each other',
    [...night, { from: '08:00', to: '09:00' }],
    'UTC',
    '2026-11-30T22:00:00Z',
    '2026-12-01T09:00:00.000Z',
  ],
  [
    'only nights that begin on a Sunday',
    [{ from: '21:00', to: '08:00', weekdays: ['sun'] }],
    'UTC',
    '2026-11-30T03:00:00Z',
    '2026-11-30T08:00:00.000Z',
  ],
  [
    'the evening of the Monday is none of them',
    [{ from: '21:00', to: '08:00', weekdays: ['sun'] }],
    'UTC',
    '2026-11-30T22:00:00Z',
    null,
  ],
  [
    'a quiet Sunday after a quiet night',
    [...night, { from: '00:00', to: '23:00', weekdays: ['sun'] }],
    'UTC',
    '2026-11-28T22:00:00Z',
    '2026-11-30T08:00:00.000Z',
  ],
  ['into the leap day', night, 'UTC', '2024-02-28T23:00:00Z', '2024-02-29T08:00:00.000Z'],
])('quiet hours: %s', (_, windows, zone, now, end) => {
  expect(iso(quietUntil(quietHours.parse(windows), zone, at(now)))).toBe(end);
});

test('quiet hours end where the clock shows nothing quiet, and not before', () => {
  const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  });
  const window = fc.record({ from: minute, to: minute });
  const shift = fc.constantFrom(at('2026-03-29'), at('2026-10-25'), at('2026-04-05'), at('2026-11-01'));
  const moment = fc
    .tuple(shift, fc.integer({ min: -2_880, max: 2_880 }))
    .map(([day, minutes]) => day + minutes * 60_000);
  fc.assert(
    fc.property(fc.array(window, { maxLength: 3 }), fc.constantFrom(...zones), moment, (windows, zone, now) => {
      const parsed = quietHours.safeParse(windows);
      fc.pre(parsed.success);
      const hours = parsed.data ?? [];
      const isQuiet = (instant: number): boolean => quietUntil(hours, zone, instant) !== null;
      const end = quietUntil(hours, zone, now);
      if (end === null) return;
      expect(isQuiet(end)).toBe(false);
      for (let before = now; before < end; before += 15 * 60_000) expect(isQuiet(before)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each<[string, object[]]>([
  [
    'all day',
    [
      { from: '00:00', to: '12:00' },
      { from: '12:00', to: '00:00' },
    ],
  ],
  [
    'each day until the next',
    [
      { from: '10:00', to: '09:00' },
      { from: '08:00', to: '11:00' },
    ],
  ],
  ['no length', [{ from: '10:00', to: '10:00' }]],
  ['no time', [{ from: '24:00', to: '10:00' }]],
])('quiet hours that are refused: %s', (_, windows) => {
  expect(quietHours.safeParse(windows).success).toBe(false);
});

test.each<[string, string, Weekday[] | undefined, string, string]>([
  ['later today', '09:00', undefined, '2026-11-30T07:00:00Z', '2026-11-30T08:00:00.000Z'],
  ['exactly now', '09:00', undefined, '2026-11-30T08:00:00Z', '2026-11-30T08:00:00.000Z'],
  ['tomorrow', '09:00', undefined, '2026-11-30T08:00:01Z', '2026-12-01T08:00:00.000Z'],
  ['next Monday', '09:00', ['mon'], '2026-11-30T08:00:01Z', '2026-12-07T08:00:00.000Z'],
  ['over the change in spring', '09:00', undefined, '2026-03-28T08:30:00Z', '2026-03-29T07:00:00.000Z'],
  ['over the change in autumn', '09:00', undefined, '2026-10-24T07:30:00Z', '2026-10-25T08:00:00.000Z'],
  ['in the hour that is skipped', '02:30', ['sun'], '2026-03-28T08:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['in the hour that comes again', '02:30', ['sun'], '2026-10-25T00:45:00Z', '2026-10-25T01:30:00.000Z'],
])('a local time: %s', (_, time, weekdays, now, next) => {
  expect(iso(nextClockTime({ time, weekdays }, 'Europe/Berlin', at(now)))).toBe(next);
});

test('dates: alone they are midnight of the zone, and a leap day comes round each year', () => {
  expect(iso(dateOf('2026-12-01', 'Asia/Shanghai'))).toBe('2026-11-30T16:00:00.000Z');
  expect(iso(dateOf('2026-12-01T10:00:00+02:00', 'Asia/Shanghai'))).toBe('2026-12-01T08:00:00.000Z');
  expect(dateOf('2026-02-30', 'UTC')).toBeNull();
  expect(dateOf(true, 'UTC')).toBeNull();
  const born = at('1984-02-29T00:00:00Z');
  expect(anniversaries(born, 'UTC', at('2027-06-01')).map(iso)).toEqual(
    ['2026-02-28', '2027-02-28', '2028-02-29'].map((day) => `${day}T00:00:00.000Z`),
  );
});

test('a cap frees when the oldest message that fills it is as old as its window', () => {
  const cap = { count: 2, within: '1d' };
  const sent = [1, 5, 30].map((hours) => ({ channel: 'email', at: at('2026-11-30') - hours * 3_600_000 }));
  expect(iso(capFreesAt(cap, sent, 'email', at('2026-11-30')))).toBe('2026-11-30T19:00:00.000Z');
  expect(capFreesAt(cap, sent, 'email', at('2026-11-30T19:00:00Z'))).toBeNull();
  expect(capFreesAt({ ...cap, channel: 'sms' }, sent, 'sms', at('2026-11-30'))).toBeNull();
  expect(capFreesAt({ ...cap, channel: 'sms' }, sent, 'email', at('2026-11-30'))).toBeNull();
});
