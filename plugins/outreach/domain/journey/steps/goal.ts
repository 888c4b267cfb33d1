import { keyText } from '@rapport/sdk';
import { z } from 'zod';
import { defineStep, onward, stepId } from '../step-kind';

/** What the journey is for: reached when somebody comes here. */
export default defineStep({
  kind: 'goal',
  label: { en: 'Goal', 'zh-Hans': '目标' },
  schema: z.strictObject({ kind: z.literal('goal'), name: keyText, next: stepId }),
  example: { kind: 'goal', name: 'bought', next: 'end' },
  ways: onward,
  arrive: ({ name, next }) => ({ effects: [{ kind: 'goal', name }], to: next }),
});
