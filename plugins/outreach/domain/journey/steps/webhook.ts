import { keyText } from '@rapport/sdk';
import { z } from 'zod';
import { defineStep, onward, stepId } from '../step-kind';

/** Tells another system: `webhook` is the key of a channel connection that posts JSON (channel `webhook`), signed by its secret. */
export default defineStep({
  kind: 'webhook',
  label: { en: 'Call a webhook', 'zh-Hans': '调用 Webhook' },
  schema: z.strictObject({ kind: z.literal('webhook'), webhook: keyText, next: stepId }),
  example: { kind: 'webhook', webhook: 'warehouse', next: 'end' },
  ways: onward,
  arrive: ({ webhook, next }, { run: { latest } }) => ({ effects: [{ kind: 'webhook', webhook, latest }], to: next }),
});
