import { fault, keyText, limits } from '@rapport/sdk';
import { z } from 'zod';
import { armOf, placeOf } from '../../share';
import { defineStep, stepId } from '../step-kind';

const arm = z.strictObject({ name: keyText, share: z.number().positive().max(100), next: stepId });
const tolerance = 1e-6;

/** By chance, but always the same way: whoever was in an arm before stays in it, in another run and after a merge. */
export default defineStep({
  kind: 'split',
  label: { en: 'Split', 'zh-Hans': '随机分流' },
  schema: z.strictObject({
    kind: z.literal('split'),
    /** Splits with the same seed put the same people together. */
    seed: z.string().min(1).max(100).optional(),
    arms: z
      .tuple([arm], arm)
      .refine((arms) => arms.length <= limits.journeyBranchesMax, fault('too_many', { max: limits.journeyBranchesMax }))
      .refine((arms) => Math.abs(arms.reduce((sum, one) => sum + one.share, 0) - 100) < tolerance, fault('shares_sum'))
      .superRefine((arms, issues) =>
        arms.forEach(({ name }, index) => {
          if (arms.findIndex((one) => one.name === name) < index)
            issues.addIssue({ code: 'custom', path: [index, 'name'], ...fault('names_repeat', { name }) });
        }),
      ),
  }),
  example: {
    kind: 'split',
    arms: [
      { name: 'a', share: 50, next: 'mail' },
      { name: 'b', share: 50, next: 'end' },
    ],
  },
  ways: ({ arms }) => arms.map(({ next }, index) => ({ path: `.arms[${index}].next`, to: next, waits: false })),
  arrive({ seed, arms }, { campaign, step, facts }) {
    const ofSplit = seed ?? `${campaign}/${step}`;
    const before = Object.hasOwn(facts.arms, ofSplit) ? facts.arms[ofSplit] : undefined;
    const known = arms.find(({ name }) => name === before);
    if (known !== undefined) return { to: known.next };
    const { name, next } = armOf(arms, placeOf(ofSplit, facts.publicId));
    return { effects: [{ kind: 'arm', seed: ofSplit, arm: name }], to: next };
  },
});
