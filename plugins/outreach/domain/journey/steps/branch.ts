import { keyText, limits } from '@rapport/sdk';
import { z } from 'zod';
import { segmentAt } from '../reference';
import { type Selector, selectorShape } from '../selector';
import { defineStep, stepId } from '../step-kind';

const branches = z
  .array(
    z.union([
      z.strictObject({ segment: keyText, next: stepId }),
      /** It happened in this run, the event that let him in among them. */
      z.strictObject({ ...selectorShape, next: stepId }),
    ]),
  )
  .min(1)
  .max(limits.journeyBranchesMax);
type Branch = z.infer<typeof branches>[number];

const isAbout = (one: Branch): one is Branch & Selector => 'event' in one;

export default defineStep({
  kind: 'branch',
  label: { en: 'Branch', 'zh-Hans': '分支' },
  schema: z.strictObject({ kind: z.literal('branch'), when: branches, otherwise: stepId }),
  example: { kind: 'branch', when: [{ segment: 'vip', next: 'call' }], otherwise: 'mail' },
  ways: ({ when, otherwise }) => [
    ...when.map(({ next }, index) => ({ path: `.when[${index}].next`, to: next, waits: false })),
    { path: '.otherwise', to: otherwise, waits: false },
  ],
  remembers: ({ when }) => when.filter(isAbout),
  references: ({ when }) =>
    when.flatMap((one, index) => ('segment' in one ? [segmentAt(`.when[${index}].segment`, one.segment)] : [])),
  arrive({ when, otherwise }, { run, facts, step }) {
    const remembered = when.filter(isAbout);
    const found = when.find((one) =>
      isAbout(one) ? run.happened.includes(`${step}/${remembered.indexOf(one)}`) : facts.segments.includes(one.segment),
    );
    return { to: found?.next ?? otherwise };
  },
});
