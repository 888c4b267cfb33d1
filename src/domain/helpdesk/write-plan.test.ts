import type { Json } from '@rapport/sdk';
import fc from 'fast-check';
import { isWritten, planWrites, type Written } from './write-plan';

const hashOf = (value: Json): string => `#${JSON.stringify(value)}`;
const bounds = { flipsMax: 3, flipMilliseconds: 1_000 };
const last = (value: Json, more: Partial<Written> = {}): Written => ({
  ...{ hash: hashOf(value), flips: 0, flipsSince: null, leftAloneAt: null },
  ...more,
});

type Scenario = {
  readonly wanted: Json;
  readonly written: Written | null;
  readonly there: Json;
  /** Absent: nothing is sent. */
  readonly sent?: Json;
  /** Absent: what is kept stays as it is. */
  readonly kept?: Written | null;
};
const scenarios: Record<string, Scenario> = {
  'never written, nothing there': { wanted: 1, written: null, there: null, sent: 1, kept: last(1) },
  'never written, something else there': { wanted: 1, written: null, there: 2, sent: 1, kept: last(1) },
  'killed after the call': { wanted: 1, written: null, there: 1, kept: last(1) },
  'killed after the call that changed it': { wanted: 2, written: last(1), there: 2, kept: last(2) },
  'nothing is new': { wanted: 1, written: last(1), there: 1 },
  'another value': { wanted: 2, written: last(1), there: 1, sent: 2, kept: last(2) },
  'not wanted any more': { wanted: null, written: last(1), there: 1, sent: null, kept: null },
  'not wanted any more, and gone': { wanted: null, written: last(1), there: null, kept: null },
  'never wanted: what others wrote there stays': { wanted: null, written: null, there: 7 },
  'set back': { wanted: 1, written: last(1), there: 9, sent: 1, kept: last(1, { flips: 1, flipsSince: 100 }) },
  'taken away': { wanted: 1, written: last(1), there: null, sent: 1, kept: last(1, { flips: 1, flipsSince: 100 }) },
  'set back again': {
    ...{ wanted: 1, written: last(1, { flips: 2, flipsSince: 50 }), there: 9, sent: 1 },
    kept: last(1, { flips: 3, flipsSince: 50 }),
  },
  'set back once too often': {
    ...{ wanted: 1, written: last(1, { flips: 3, flipsSince: 50 }), there: 9 },
    kept: last(1, { flips: 4, flipsSince: 50, leftAloneAt: 100 }),
  },
  'set back often, but long ago': {
    ...{ wanted: 1, written: last(1, { flips: 3, flipsSince: -950 }), there: 9, sent: 1 },
    kept: last(1, { flips: 1, flipsSince: 100 }),
  },
  'left alone': { wanted: 5, written: last(1, { flips: 4, flipsSince: 50, leftAloneAt: 60 }), there: 9 },
};

test.each(Object.entries(scenarios))('%s', (_name, { wanted, written, there, sent, kept }) => {
  const map = <Value>(value: Value | null): Map<string, Value> => new Map(value === null ? [] : [['cdp_x', value]]);
  const question = { wanted: map(wanted), written: map(written), hashOf };
  const plan = planWrites({ ...question, there: map(there), now: 100, bounds });
  expect(plan).toEqual({
    sends: sent === undefined ? new Map() : new Map([['cdp_x', sent]]),
    keeps: kept === undefined ? new Map() : new Map([['cdp_x', kept]]),
  });
});

const value = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 3 }));
const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value).map((one) => new Map(Object.entries(one)));

test('whatever happens in between: after one write nothing is left to do, and a second one sends nothing', () => {
  fc.assert(
    fc.property(values, values, values, (before, wanted, there) => {
      const written = new Map([...before].flatMap(([key, one]) => (one === null ? [] : [[key, last(one)] as const])));
      const first = planWrites({ wanted, written, there, hashOf, now: 100, bounds });
      const standing = new Map([...there, ...first.sends]);
      const kept = new Map(written);
      for (const [key, one] of first.keeps) {
        if (one === null) kept.delete(key);
        else kept.set(key, one);
      }
      expect(isWritten({ wanted, written: kept, hashOf })).toBe(true);
      const second = planWrites({ wanted, written: kept, there: standing, hashOf, now: 200, bounds });
      expect(second).toEqual({ sends: new Map(), keeps: new Map() });
    }),
  );
});

test('something that sets it back each time is written a few times, and then left alone', () => {
  let written = new Map([['cdp_x', last(1)]]);
  let sends = 0;
  for (let now = 0; now < 900; now += 100) {
    const question = { wanted: new Map([['cdp_x', 1]]), written, there: new Map([['cdp_x', 9]]), hashOf };
    const plan = planWrites({ ...question, now, bounds });
    sends += plan.sends.size;
    written = new Map([...written, ...plan.keeps].flatMap(([key, one]) => (one === null ? [] : [[key, one] as const])));
  }
  expect(sends).toBe(bounds.flipsMax);
  expect(written.get('cdp_x')).toMatchObject({ flips: 4, leftAloneAt: 300 });
});
