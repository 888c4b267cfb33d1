import { keyText } from '@rapport/sdk';
import { z } from 'zod';
import { defineStep, onward, stepId } from '../step-kind';

/** Opens a conversation in the helpdesk, with what led to it. */
export default defineStep({
  kind: 'hand_over',
  label: { en: 'Hand over to an agent', 'zh-Hans': '转交客服' },
  schema: z.strictObject({
    kind: z.literal('hand_over'),
    /** Key of its connection; without: where he wrote last, else the first that can. */
    helpdesk: keyText.optional(),
    team: z.string().min(1).max(120).optional(),
    note: z.string().min(1).max(2_000),
    next: stepId,
  }),
  example: { kind: 'hand_over', note: 'Searched for help without success.', next: 'end' },
  ways: onward,
  arrive: ({ helpdesk, team, note, next }, { run: { latest } }) => ({
    effects: [{ kind: 'hand_over', helpdesk: helpdesk ?? null, team: team ?? null, note, latest }],
    to: next,
  }),
});
