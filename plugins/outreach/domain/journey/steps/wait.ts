import { dayMilliseconds, fault, type Json, parseDuration } from '@rapport/sdk';
import { z } from 'zod';
import { clockMilliseconds, clockTime, nextClockTime, weekdayList } from '../../time/clock-time';
import { dateOf } from '../../time/date';
import { dayOf, instantsOf, localOf } from '../../time/local';
import { lengthOf, waitLength } from '../length';
import { plainPath, topOf, valueAt } from '../selector';
import { defineStep, type Move, type Scene, stepId } from '../step-kind';

/** How long before or after a date: exact, from a second to a year. */
const distance = z.string().refine(
  (text) => {
    const length = parseDuration(text);
    return length !== null && 'milliseconds' in length && length.milliseconds <= 366 * dayMilliseconds;
  },
  fault('duration_between', { min: '1s', max: '366d' }),
);

const date = z.strictObject({
  /** The first of these that is a date: a trait of his, or a property of the latest event of the run. */
  of: z
    .array(z.union([z.strictObject({ trait: plainPath }), z.strictObject({ event: plainPath })]))
    .min(1)
    .max(9),
  before: distance.optional(),
  after: distance.optional(),
  /** By his clock; without: the time that the date has, of one without a time midnight. */
  at: clockTime.optional(),
});

const schema = z
  .strictObject({
    kind: z.literal('wait'),
    for: waitLength.optional(),
    until: z.strictObject({ time: clockTime, weekdays: weekdayList.optional() }).optional(),
    date: date.optional(),
    /** Where there is no such date; without: his run ends. */
    missing: stepId.optional(),
    next: stepId,
  })
  .refine(
    (one) => [one.for, one.until, one.date].filter((way) => way !== undefined).length === 1,
    fault('wait_one_of'),
  );
type Wait = z.infer<typeof schema>;

/** Always asked again from the moment at which he came, so that a date or a zone that changes meanwhile counts. */
function look(step: Wait, scene: Scene): Move {
  const at = momentOf(step, scene);
  if (at === null) return step.missing === undefined ? { end: 'date_missing' } : { to: step.missing };
  return at <= scene.now ? { to: step.next } : { stay: at };
}

function momentOf(
  { for: length, until, date: wanted }: Wait,
  { run, facts: { traits, zone }, visit }: Scene,
): number | null {
  if (length !== undefined) return run.since + lengthOf(length);
  // Who comes again has waited at least a little: or at nine o'clock sharp he would go round for ever.
  if (until !== undefined) return nextClockTime(until, zone, visit > 1 ? run.since + 1 : run.since);
  if (wanted === undefined) return null;
  const values = wanted.of.map((one): Json | undefined =>
    'trait' in one ? valueAt(traits, one.trait) : valueAt(run.latest?.properties ?? {}, one.event),
  );
  const instant = values.map((value) => dateOf(value, zone)).find((one) => one !== null);
  if (instant === undefined) return null;
  // Days before are days of his clock, also where it changed in between.
  const local = localOf(instant, zone) - lengthOf(wanted.before ?? '') + lengthOf(wanted.after ?? '');
  const time = wanted.at === undefined ? local : dayOf(local) + clockMilliseconds(wanted.at);
  return instantsOf(time, zone)[0] ?? null;
}

export default defineStep({
  kind: 'wait',
  label: { en: 'Wait', 'zh-Hans': '等待' },
  schema,
  example: { kind: 'wait', until: { time: '09:00', weekdays: ['mon', 'tue'] }, next: 'mail' },
  // A date may be over.
  ways: ({ next, missing, date: wanted }) => [
    { path: '.next', to: next, waits: wanted === undefined },
    ...(missing === undefined ? [] : [{ path: '.missing', to: missing, waits: false }]),
  ],
  traits: ({ date: wanted }) => (wanted?.of ?? []).flatMap((one) => ('trait' in one ? [topOf(one.trait)] : [])),
  arrive: look,
  receive: look,
});
