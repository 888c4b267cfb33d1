import type { Json, JsonObject } from '@rapport/sdk';
import { parseJourney } from './journey';
import { stepKinds } from './steps';

const end: Json = { kind: 'exit' };
const wait = (next: string): JsonObject => ({ kind: 'wait', for: '2h', next });
const mail = (next: string): JsonObject => ({ kind: 'send', channel: 'email', template: 'a', topic: 'b', next });
const branch = (next: string, otherwise: string): JsonObject => ({
  kind: 'branch',
  when: [{ segment: 'vip', next }],
  otherwise,
});

function told(change: JsonObject, steps: JsonObject = { mail: mail('end'), end }): string[] {
  const parsed = parseJourney('c', { entry: { event: 'A' }, start: 'mail', steps, ...change });
  return 'faults' in parsed ? parsed.faults.map(({ path, code }) => `${path} ${code}`) : [];
}

test.each(stepKinds.map((kind) => [kind.kind, kind] as const))('the example of %s is one', (_, kind) => {
  expect(kind.bind(kind.example)).toHaveProperty('step');
});

test.each<[string, JsonObject, string[]]>([
  ['a good one', { mail: mail('end'), end }, []],
  ['a kind that is none', { mail: { kind: 'sing' }, end }, ['$.steps.mail.kind step_kind_unknown']],
  ['a step without its way', { mail: { ...mail('end'), next: '' }, end }, ['$.steps.mail.next missing']],
  ['a way that is no key', { mail: { ...mail('end'), next: 'The end' }, end }, ['$.steps.mail.next key_invalid']],
  ['a way to nowhere', { mail: mail('gone'), end }, ['$.steps.mail.next step_unknown']],
  ['a branch to nowhere', { mail: branch('gone', 'end'), end }, ['$.steps.mail.when[0].next step_unknown']],
  [
    'a step that nothing leads to',
    { mail: mail('end'), end, 'odd-one': wait('end') },
    ['$.steps["odd-one"] step_unreachable'],
  ],
  [
    'no way out',
    { mail: wait('again'), again: wait('mail') },
    ['$.steps.mail step_no_way_out', '$.steps.again step_no_way_out'],
  ],
  [
    'a loop of messages',
    { mail: branch('send', 'end'), send: mail('mail'), end },
    ['$.steps.mail step_loop', '$.steps.send step_loop'],
  ],
  ['a loop with a wait', { mail: branch('pause', 'end'), pause: wait('mail'), end }, []],
  [
    'a loop by a date, which may be over',
    { mail: { kind: 'wait', date: { of: [{ trait: 'd' }] }, next: 'mail', missing: 'end' }, end },
    ['$.steps.mail step_loop'],
  ],
  ['a wait of 4 minutes', { mail: { ...wait('end'), for: '4m' }, end }, ['$.steps.mail.for duration_between']],
  ['a wait of 183 days', { mail: { ...wait('end'), for: '183d' }, end }, ['$.steps.mail.for duration_between']],
  ['two waits in one', { mail: { ...wait('end'), until: { time: '09:00' } }, end }, ['$.steps.mail wait_one_of']],
  ['no wait', { mail: { kind: 'wait', next: 'end' }, end }, ['$.steps.mail wait_one_of']],
  [
    'shares of 90',
    { mail: { kind: 'split', arms: [{ name: 'a', share: 90, next: 'end' }] }, end },
    ['$.steps.mail.arms shares_sum'],
  ],
  [
    'an arm twice',
    { mail: { kind: 'split', arms: ['a', 'a'].map((name) => ({ name, share: 50, next: 'end' })) }, end },
    ['$.steps.mail.arms[1].name names_repeat'],
  ],
  [
    'waiting for nothing',
    { mail: { kind: 'wait_for', any: [{ event: 'A', restart: true }], timeout: { after: '1d', next: 'end' } }, end },
    ['$.steps.mail.any missing'],
  ],
])('steps: %s', (_, steps, faults) => {
  expect(told({}, steps)).toEqual(faults);
});

test.each<[string, JsonObject, string[]]>([
  ['a start that is not there', { start: 'gone' }, ['$.start step_unknown']],
  ['no entry', { entry: {} }, ['$.entry no_form']],
  [
    'a comparison with an operator that is none',
    { entry: { event: 'A', where: [{ property: 'p', op: 'like', value: 1 }] } },
    ['$.entry.where[0].op no_form'],
  ],
  [
    'a comparison of nothing',
    { entry: { event: 'A', where: [{ op: 'exists' }] } },
    ['$.entry.where[0].property property_or_context'],
  ],
  [
    'an exit by an event with a comparison',
    { exit: [{ event: 'B', where: [{ property: 'p', op: 'eq', value: 1 }] }] },
    [],
  ],
  ['eleven exits', { exit: Array.from({ length: 11 }, (_, index) => ({ event: `E${index}` })) }, ['$.exit too_many']],
  ['while a member of nothing', { whileMember: true }, ['$.whileMember while_member_segment']],
])('the whole: %s', (_, change, faults) => {
  expect(told(change)).toEqual(faults);
});

test('ten branches are too many', () => {
  const when = Array.from({ length: 10 }, (_, index) => ({ segment: `s${index}`, next: 'end' }));
  expect(told({}, { mail: { kind: 'branch', when, otherwise: 'end' }, end })).toEqual(['$.steps.mail.when too_many']);
});

test('a loop without an end is one where exit conditions end it', () => {
  expect(told({ exit: [{ event: 'Enough' }] }, { mail: wait('mail') })).toEqual([]);
});
