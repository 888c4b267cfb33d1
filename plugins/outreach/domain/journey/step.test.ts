import type { Json, JsonObject } from '@rapport/sdk';
import { journeyOf, JourneyWorld } from '../../../../test/support/journeys';
import { furthest, moveTo } from './step';

const start = Date.parse('2026-11-30T08:00:00Z');
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const end: JsonObject = { kind: 'exit' };
const mail = (next = 'end', more: JsonObject = {}): JsonObject => ({
  ...{ kind: 'send', channel: 'email', template: 'mail', topic: 'offers', next },
  ...more,
});
const wait = (length: string, next = 'mail'): JsonObject => ({ kind: 'wait', for: length, next });

function world(
  whole: JsonObject,
  ...rest: ConstructorParameters<typeof JourneyWorld> extends [unknown, unknown, ...infer R] ? R : never
): JourneyWorld {
  return new JourneyWorld(journeyOf({ entry: { event: 'Cart' }, start: 'first', ...whole }), start, ...rest);
}
const hoursOf = (one: JourneyWorld): number[] => one.sent().map(({ at }) => (at - start) / hour);
const endOf = (one: JourneyWorld, index = 0): unknown => {
  const ended = one.runs[index]?.ended;
  return ended === null || ended === undefined ? null : [ended.reason, ended.by];
};

describe('entry', () => {
  const first = { first: wait('2h'), mail: mail(), end };

  test.each([
    ['once', 1],
    ['once_at_a_time', 2],
    ['every_time', 3],
  ])('%s: of three, one comes while another runs: %d', (enters, runs) => {
    const one = world({ enters, steps: first });
    one.event('Cart');
    one.moveTo(start + hour);
    one.event('Cart');
    one.moveTo(start + 5 * hour);
    one.event('Cart');
    expect(one.runs).toHaveLength(runs);
  });

  test('each key has runs of its own, and what happens to one order is nothing to another', () => {
    const exit = [{ event: 'Paid' }];
    const one = world({ entry: { event: 'Cart', key: 'order' }, enters: 'once', exit, steps: first });
    for (const order of [100, '100', '200', null]) one.event('Cart', { order });
    expect(one.runs.map(({ key }) => key)).toEqual(['100', '200']);
    expect(one.refused).toEqual(['entered_before', 'no_key']);
    one.event('Paid', { order: '200' });
    one.moveTo(start + day);
    expect([hoursOf(one), endOf(one, 1)]).toEqual([[2], ['exit', 'Paid']]);
  });

  test('an event with `key: false` is about all runs', () => {
    const one = world({ entry: { event: 'Cart', key: 'order' }, exit: [{ event: 'Left', key: false }], steps: first });
    one.event('Cart', { order: 'a' });
    one.event('Left');
    expect(endOf(one)).toEqual(['exit', 'Left']);
  });

  test.each([
    ['imported', { historical: true }, ['historical']],
    ['older than the window', { at: start - day - 1 }, ['late']],
    ['as old as the window', { at: start - day }, []],
  ])('an event that is %s', (_, how, refused) => {
    const one = world({ steps: first });
    one.event('Cart', {}, how);
    expect(one.refused).toEqual(refused);
  });

  test('by a segment: merges, imports and new definitions start nothing', () => {
    const one = world({ entry: { segment: 'vip' }, enters: 'every_time', steps: first });
    for (const cause of ['merge', 'unmerge', 'import', 'definition', 'time', 'manual'] as const)
      one.turn('vip', true, cause);
    expect([one.refused, one.runs.length]).toEqual([['merge', 'merge', 'historical', 'definition'], 2]);
  });

  test('again, so long after the end, while he is in the segment', () => {
    const one = world({ entry: { segment: 'vip', again: '7d' }, start: 'mail', steps: { mail: mail(), end } });
    one.turn('vip', true);
    one.moveTo(start + 15 * day);
    one.turn('vip', false);
    one.moveTo(start + 40 * day);
    expect(hoursOf(one)).toEqual([0, 168, 336]);
  });

  test('on each birthday, by his clock, two days before', () => {
    const date = { trait: 'birthday', yearly: true, daysBefore: 2, at: '09:00' };
    const one = world(
      { entry: { date }, enters: 'once', start: 'mail', steps: { mail: mail(), end } },
      { zone: 'Asia/Shanghai' },
    );
    one.traits = { birthday: '1984-02-29' };
    one.moveTo(Date.parse('2028-06-01T00:00:00Z'));
    expect(one.sent().map(({ at }) => new Date(at).toISOString())).toEqual(
      ['2027-02-26', '2028-02-27'].map((one) => `${one}T01:00:00.000Z`),
    );
    expect(one.runs.map(({ key }) => key)).toEqual(['2027-02-28', '2028-02-29']);
  });
});

describe('exit conditions', () => {
  const steps = { first: wait('2h'), mail: mail(), end };

  test.each([
    ['an event', { exit: [{ event: 'Paid' }] }, (one: JourneyWorld) => one.event('Paid'), ['exit', 'Paid']],
    ['a segment', { exit: [{ segment: 'paid' }] }, (one: JourneyWorld) => one.turn('paid', true), ['exit', 'paid']],
    [
      'not being in one',
      { exit: [{ segment: 'new', is: 'out' }] },
      (one: JourneyWorld) => one.turn('new', false),
      ['exit', 'new'],
    ],
    [
      'the segment by which he came',
      { entry: { segment: 'new' }, whileMember: true },
      (one: JourneyWorld) => one.turn('new', false),
      ['left', 'new'],
    ],
  ])('%s', (_, whole, happens, ended) => {
    const one = world({ ...whole, steps });
    one.turn('new', true);
    if (one.runs.length === 0) one.event('Cart');
    one.moveTo(start + hour);
    happens(one);
    one.moveTo(start + day);
    expect([endOf(one), hoursOf(one)]).toEqual([ended, []]);
  });

  test('what happened before he came ends nothing', () => {
    const one = world({ exit: [{ event: 'Paid' }], steps });
    one.event('Cart');
    one.event('Paid', {}, { at: start - minute });
    expect(endOf(one)).toBeNull();
  });

  test('a message that waits is called off', () => {
    const one = world({ exit: [{ event: 'Paid' }], start: 'mail', steps: { mail: mail(), end } }, {}, null);
    one.event('Cart');
    one.event('Paid');
    expect(one.done.map(({ effect }) => [effect.kind, effect.step, effect.visit])).toEqual([
      ['send', 'mail', 1],
      ['cancel', 'mail', 1],
    ]);
  });
});

describe('waits', () => {
  const dated = (date: JsonObject, more: JsonObject = {}): JsonObject => ({
    steps: { first: { kind: 'wait', date, next: 'mail', ...more }, mail: mail(), end },
  });

  test('until a date: days before are days of his clock, and a date that moves counts', () => {
    const one = world(dated({ of: [{ trait: 'visit' }, { event: 'visit' }], before: '1d', at: '09:00' }), {
      zone: 'Europe/Berlin',
    });
    one.event('Cart', { visit: '2026-12-05T15:00:00+01:00' });
    one.moveTo(start + day);
    one.traits = { visit: '2026-12-09' };
    one.tell(0, 'time', {});
    one.moveTo(start + 20 * day);
    expect(one.sent().map(({ at }) => new Date(at).toISOString())).toEqual(['2026-12-08T08:00:00.000Z']);
  });

  test.each<[string, JsonObject, unknown, number[]]>([
    ['ends the run', {}, ['date_missing', null], []],
    ['goes another way', { missing: 'mail' }, ['finished', null], [0]],
  ])('until a date that is not there: %s', (_, more, ended, hours) => {
    const one = world(dated({ of: [{ trait: 'visit' }] }, more));
    one.event('Cart');
    expect([endOf(one), hoursOf(one)]).toEqual([ended, hours]);
  });

  test('until nine o’clock on a weekday, round and round, once a day', () => {
    const steps = {
      first: { kind: 'wait', until: { time: '09:00', weekdays: ['mon', 'tue'] }, next: 'mail' },
      mail: mail('first'),
    };
    const one = world({ exit: [{ event: 'Paid' }], steps }, { zone: 'Europe/Berlin' });
    one.event('Cart');
    one.moveTo(start + 8 * day);
    expect(hoursOf(one)).toEqual([0, 24, 168, 192]);
  });

  const cart: JsonObject = {
    kind: 'wait_for',
    any: [
      { event: 'Cart', restart: true },
      { event: 'Paid', next: 'end' },
      { segment: 'vip', next: 'vip' },
    ],
    timeout: { after: '2h', next: 'mail' },
  };
  const waiting: JsonObject = { first: cart, mail: mail(), vip: mail('end', { template: 'vip' }), end };

  test('for an event: its branch, else the one of the time-out', () => {
    const one = world({ entry: { event: 'Cart', key: 'order' }, steps: waiting });
    one.event('Cart', { order: 'a' });
    one.event('Cart', { order: 'b' });
    one.event('Paid', { order: 'a' });
    one.moveTo(start + day);
    expect([endOf(one, 0), hoursOf(one)]).toEqual([['finished', null], [2]]);
  });

  test('a further event begins the wait again, and the message speaks of it', () => {
    const one = world({ steps: waiting });
    one.event('Cart', { items: 1 });
    one.moveTo(start + 1.5 * hour);
    one.event('Cart', { items: 2 });
    one.moveTo(start + day);
    const sent = one.sent()[0]?.effect;
    expect(hoursOf(one)).toEqual([3.5]);
    expect(sent?.kind === 'send' && [sent.first?.properties, sent.latest?.properties]).toEqual([
      { items: 1 },
      { items: 2 },
    ]);
  });

  test('for a segment: who is in it goes on at once, and who comes into it', () => {
    const one = world({ enters: 'every_time', steps: waiting });
    one.event('Cart');
    one.moveTo(start + hour);
    one.turn('vip', true);
    one.event('Cart', { items: 3 });
    expect(one.sent('vip').map(({ at }) => (at - start) / hour)).toEqual([1, 1]);
  });

  describe('for an answer to a message', () => {
    const asked = (between: JsonObject, more: JsonObject = { ask: mail('pause') }): JsonObject => ({
      start: 'ask',
      steps: {
        pause: { ...between, next: 'answer' },
        answer: {
          ...{ kind: 'wait_for', timeout: { after: '2d', next: 'end' } },
          any: [{ event: 'Answered', next: 'thank' }],
        },
        thank: mail('end', { template: 'thanks' }),
        end,
        ...more,
      },
    });
    const atOnce: JsonObject = { kind: 'goal', name: 'asked' };
    const told = { step: 'ask', visit: 1, outcome: 'handed', at: start, reason: null } as const;

    test('that comes before it is known that the message went', () => {
      const one = world(asked(atOnce), {}, null);
      one.event('Cart');
      one.now = start + minute;
      one.event('Answered', { score: 3 });
      expect(one.runs[0]?.step).toBe('ask');
      one.tell(0, 'message', told);
      const thanks = one.sent('thanks')[0]?.effect;
      expect(thanks?.kind === 'send' && thanks.latest?.properties).toEqual({ score: 3 });
    });

    test('that comes while he waits for something else in between', () => {
      const one = world(asked({ kind: 'wait', for: '1d' }));
      one.event('Cart');
      one.moveTo(start + hour);
      one.event('Answered');
      one.moveTo(start + 3 * day);
      expect(one.sent('thanks').map(({ at }) => at - start)).toEqual([day]);
    });

    test.each([
      ['from before the message went is none', { ...told, at: start + 2 * minute }],
      ['to a message that did not go is none', { ...told, outcome: 'withheld', at: null }],
    ] as const)('one %s', (_, outcome) => {
      const one = world(asked(atOnce), {}, null);
      one.event('Cart');
      one.now = start + minute;
      one.event('Answered');
      one.tell(0, 'message', outcome);
      expect([one.sent('thanks'), one.runs[0]?.step]).toEqual([[], 'answer']);
    });

    test('of several before the message and one behind it that one counts', () => {
      const one = world(asked(atOnce), {}, null);
      one.event('Cart');
      for (let count = 0; count < 30; count += 1) one.event('Answered', { count }, { at: start + count * minute });
      one.tell(0, 'message', { ...told, at: start + 28.5 * minute });
      const thanks = one.sent('thanks')[0]?.effect;
      expect(thanks?.kind === 'send' && thanks.latest?.properties).toEqual({ count: 29 });
    });

    test('moves him once: the next step that waits for one wants another', () => {
      const again = {
        ...{ kind: 'wait_for', timeout: { after: '2d', next: 'end' } },
        any: [{ event: 'Answered', next: 'end' }],
      };
      const one = world(asked(atOnce, { ask: mail('pause'), thank: again }), {}, null);
      one.event('Cart');
      one.event('Answered');
      one.tell(0, 'message', told);
      expect(one.runs[0]?.step).toBe('thank');
      one.event('Answered');
      expect(endOf(one)).toEqual(['finished', null]);
    });

    test('what happened earlier is no answer where nothing was asked', () => {
      const one = world({ ...asked({ kind: 'wait', for: '1d' }, {}), start: 'pause' });
      one.event('Cart');
      one.event('Answered');
      one.moveTo(start + 2 * day);
      expect(one.runs[0]?.step).toBe('answer');
    });
  });

  test('an event from after the time-out that is told before it comes too late', () => {
    const one = world({ steps: waiting }, {}, null);
    one.event('Cart');
    one.now = start + 3 * hour;
    one.event('Paid');
    expect(one.sent()).toHaveLength(1);
  });
});

describe('branches and splits', () => {
  const late: JsonObject = { event: 'Late', where: [{ property: 'minutes', op: 'gte', value: 15 }], next: 'mail' };

  test.each([
    [20, [0]],
    [10, []],
    ['20', []],
  ])('by the event that let him in: %s minutes late', (minutes, hours) => {
    const one = world({
      entry: { event: 'Late', key: 'order' },
      steps: { first: { kind: 'branch', when: [late], otherwise: 'end' }, mail: mail(), end },
    });
    one.event('Late', { order: 100, minutes });
    expect(hoursOf(one)).toEqual(hours);
  });

  test('by what happened in the run before he came there, and by a segment', () => {
    const when: Json = [
      { segment: 'vip', next: 'end' },
      { ...late, key: false },
    ];
    const one = world({
      steps: { first: wait('1h', 'fork'), fork: { kind: 'branch', when, otherwise: 'end' }, mail: mail(), end },
    });
    one.event('Cart');
    one.event('Late', { minutes: 30 });
    one.moveTo(start + day);
    expect(hoursOf(one)).toEqual([1]);
  });

  const arms = ['a', 'b'].map((name) => ({ name, share: 50, next: name }));
  const split = {
    first: { kind: 'split', arms },
    a: mail('end', { template: 'a' }),
    b: mail('end', { template: 'b' }),
    end,
  };

  test('a split is the same in each run, and known arms outlast a merge', () => {
    const ways = Array.from({ length: 40 }, (_, index) => {
      const one = world({ enters: 'every_time', steps: split }, { publicId: `p${index}` });
      one.event('Cart');
      one.event('Cart');
      const [first, again] = one.sent().map(({ effect }) => effect.kind === 'send' && effect.template);
      expect(again).toBe(first);
      return first;
    });
    expect(new Set(ways)).toEqual(new Set(['a', 'b']));
    const state = world({ steps: split });
    const facts = { ...state.facts, arms: { 'campaign/first': 'b' } };
    expect(
      new Set(
        ['p1', 'p2', 'p3', 'p4', 'p5'].map((publicId) => {
          const one = world({ steps: split }, { publicId });
          Object.defineProperty(one, 'facts', { value: { ...facts, publicId } });
          one.event('Cart');
          return one.sent('b').length;
        }),
      ),
    ).toEqual(new Set([1]));
  });
});

test.each([
  ['handed', 'continue', ['finished', null], 2],
  ['unknown', 'exit', ['finished', null], 2],
  ['withheld', 'continue', ['finished', null], 2],
  ['withheld', 'exit', ['withheld', 'withheld'], 1],
  ['failed', 'exit', ['withheld', 'failed'], 1],
] as const)('a message is %s and its step says %s', (outcome, withheld, ended, sends) => {
  const one = world({ start: 'mail', steps: { mail: mail('second', { withheld }), second: mail(), end } }, {}, outcome);
  one.event('Cart');
  expect([endOf(one), one.sent().length]).toEqual([ended, sends]);
});

test('what became of an earlier message, told again, says nothing of the one that he waits for', () => {
  const one = world(
    { exit: [{ event: 'Paid' }], start: 'mail', steps: { mail: mail('first'), first: wait('2h') } },
    {},
    null,
  );
  const told = { step: 'mail', visit: 1, outcome: 'handed', at: start, reason: null } as const;
  one.event('Cart');
  one.tell(0, 'message', told);
  one.moveTo(start + 2 * hour);
  one.tell(0, 'message', told);
  expect([one.runs[0]?.step, one.sent().length]).toEqual(['mail', 2]);
  one.tell(0, 'message', { ...told, visit: 2 });
  expect(one.runs[0]?.step).toBe('first');
});

test('a message of which nothing is told is given up when it expires', () => {
  const one = world({ start: 'mail', steps: { mail: mail('end', { expires: '1d' }), end } }, {}, null);
  one.event('Cart');
  one.moveTo(start + day);
  expect(endOf(one)).toEqual(['finished', null]);
});

test('everything else that a step can want', () => {
  const steps: JsonObject = {
    first: { kind: 'update_trait', set: { welcomed: true }, next: 'hook' },
    hook: { kind: 'webhook', webhook: 'warehouse', next: 'agent' },
    agent: { kind: 'hand_over', note: 'Look at this.', next: 'call' },
    call: { kind: 'call_back', note: 'Call.', within: '1d', next: 'goal' },
    goal: { kind: 'goal', name: 'constructor', next: 'constructor' },
    constructor: end,
  };
  const one = world({ steps });
  one.event('Cart');
  expect(one.done.map(({ effect }) => effect.kind)).toEqual([
    'update_trait',
    'webhook',
    'hand_over',
    'call_back',
    'goal',
  ]);
  expect([one.traits, endOf(one)]).toEqual([{ welcomed: true }, ['finished', null]]);
  expect(Object.entries(one.runs[0]?.goals ?? {})).toEqual([['constructor', start]]);
});

test('another version: whoever stands at a step that it has too goes on there, others end', () => {
  const from = journeyOf({ entry: { event: 'Cart' }, start: 'first', steps: { first: wait('2h'), mail: mail(), end } });
  const one = new JourneyWorld(from, start);
  one.event('Cart');
  const [run] = one.runs;
  if (run === undefined) throw new Error('nobody came');
  const to = (steps: JsonObject): unknown => {
    const { state } = moveTo(
      from,
      journeyOf({ entry: { event: 'Cart' }, start: 'first', steps }),
      run,
      one.facts,
      start + hour,
    );
    return state.ended?.reason ?? [state.step, state.until];
  };
  expect(to({ first: wait('1d', 'end'), end })).toEqual(['first', start + day]);
  expect(to({ first: wait('30m', 'later'), later: wait('1d', 'end'), end })).toEqual(['later', start + hour + day]);
  expect(to({ first: mail(), end })).toBe('version');
});

test('of two runs that a merge brings together the furthest goes on', () => {
  const one = world({
    enters: 'every_time',
    steps: { first: wait('2h'), mail: mail('later'), later: wait('5d', 'end'), end },
  });
  one.event('Cart');
  one.moveTo(start + 3 * hour);
  one.event('Cart');
  const [first, second] = one.runs;
  if (first === undefined || second === undefined) throw new Error('two are needed');
  expect(furthest([second, first])).toBe(first);
  one.tell(1, 'close', { reason: 'merged' });
  expect(endOf(one, 1)).toEqual(['merged', null]);
});
