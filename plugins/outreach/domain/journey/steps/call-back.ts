import { keyText } from '@rapport/sdk';
import { z } from 'zod';
import { lengthOf, waitLength } from '../length';
import { defineStep, onward, stepId } from '../step-kind';

/** A task for an agent: to call, within so long. */
export default defineStep({
  kind: 'call_back',
  label: { en: 'Have an agent call', 'zh-Hans': '安排回电' },
  schema: z.strictObject({
    kind: z.literal('call_back'),
    /** As of `hand_over`. */
    helpdesk: keyText.optional(),
    team: z.string().min(1).max(120).optional(),
    note: z.string().min(1).max(2_000),
    within: waitLength,
    next: stepId,
  }),
  example: { kind: 'call_back', note: 'Would rather be called.', within: '1d', next: 'end' },
  ways: onward,
  arrive: ({ helpdesk, team, note, within, next }, { now, run: { latest } }) => ({
    effects: [
      {
        ...({ kind: 'call_back' } as const),
        ...{ helpdesk: helpdesk ?? null, team: team ?? null, note, latest, dueAt: now + lengthOf(within) },
      },
    ],
    to: next,
  }),
});
