import { z } from 'zod';
import { defineStep, onward, stepId } from '../step-kind';

export default defineStep({
  kind: 'update_trait',
  label: { en: 'Update traits', 'zh-Hans': '更新属性' },
  schema: z.strictObject({
    kind: z.literal('update_trait'),
    /** null deletes. */
    set: z.record(z.string().min(1).max(255), z.json()).refine((set) => Object.keys(set).length > 0),
    next: stepId,
  }),
  example: { kind: 'update_trait', set: { welcomed: true }, next: 'end' },
  ways: onward,
  arrive: ({ set, next }) => ({ effects: [{ kind: 'update_trait', traits: set }], to: next }),
});
