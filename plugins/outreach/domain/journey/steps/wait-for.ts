import { fault, keyText, limits } from '@rapport/sdk';
import { z } from 'zod';
import { lengthOf, waitLength } from '../length';
import { segmentAt } from '../reference';
import { type Selector, selectorShape } from '../selector';
import { defineStep, stepId } from '../step-kind';

const branches = z
  .array(
    z.union([
      z.strictObject({ ...selectorShape, next: stepId }),
      /** The wait begins again, and speaks of this event. */
      z.strictObject({ ...selectorShape, restart: z.literal(true) }),
      /** He is in it, or comes into it. */
      z.strictObject({ segment: keyText, next: stepId }),
    ]),
  )
  .min(1)
  .max(limits.journeyBranchesMax);

const schema = z
  .strictObject({
    kind: z.literal('wait_for'),
    any: branches,
    timeout: z.strictObject({ after: waitLength, next: stepId }),
  })
  .refine(({ any }) => any.some((one) => 'next' in one), { path: ['any'], ...fault('missing') });
type Branch = z.infer<typeof branches>[number];

const selectorOf = (one: Branch): Selector[] => ('event' in one ? [one] : []);
/** Ways on by an event. A wait that begins only now need not begin again. */
const ways = (any: readonly Branch[]) => any.flatMap((one) => ('event' in one && 'next' in one ? [one] : []));

/**
 * An event or a segment, for so long. Of events those count that happen while he waits, and behind a message those since it was handed
 * over, too, unless they moved him before: an answer is an answer, also to a journey that gets here later. Without a message before,
 * what happened earlier is no answer to anything.
 */
export default defineStep({
  kind: 'wait_for',
  label: { en: 'Wait for an event or a segment', 'zh-Hans': '等待事件或分群' },
  schema,
  example: {
    kind: 'wait_for',
    any: [
      { event: 'Order Completed', next: 'end' },
      { segment: 'vip', next: 'thanks' },
    ],
    timeout: { after: '2h', next: 'mail' },
  },
  ways: ({ any, timeout }) => [
    ...any.flatMap((one, index) =>
      'next' in one ? [{ path: `.any[${index}].next`, to: one.next, waits: 'event' in one }] : [],
    ),
    { path: '.timeout.next', to: timeout.next, waits: true },
  ],
  selectors: ({ any }) => any.flatMap(selectorOf),
  awaits: ({ any }) => ways(any),
  references: ({ any }) =>
    any.flatMap((one, index) => ('segment' in one ? [segmentAt(`.any[${index}].segment`, one.segment)] : [])),
  arrive({ any, timeout }, { facts, now, early }) {
    const found = any.find((one) => 'segment' in one && facts.segments.includes(one.segment));
    if (found !== undefined && 'next' in found) return { to: found.next };
    const known = ways(any);
    const answer = early(known);
    const way = answer === null ? undefined : known[answer.place];
    return answer === null || way === undefined
      ? { stay: now + lengthOf(timeout.after) }
      : { to: way.next, heard: answer.event };
  },
  receive({ any, timeout }, { run, now, step, concerns }, input) {
    const found = any.find((one) =>
      'segment' in one
        ? (input.kind === 'segment' && input.entered && input.segment === one.segment) ||
          input.facts.segments.includes(one.segment)
        : input.kind === 'event' && concerns(one),
    );
    if (found !== undefined) {
      const heard = 'event' in found && input.kind === 'event' ? { heard: input.event } : {};
      return { to: 'next' in found ? found.next : step, ...heard };
    }
    const until = run.since + lengthOf(timeout.after);
    return now >= until ? { to: timeout.next } : { stay: until };
  },
});
