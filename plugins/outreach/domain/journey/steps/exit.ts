import { z } from 'zod';
import { defineStep } from '../step-kind';

export default defineStep({
  kind: 'exit',
  label: { en: 'Exit', 'zh-Hans': '结束' },
  schema: z.strictObject({ kind: z.literal('exit') }),
  example: { kind: 'exit' },
  ways: () => [],
  arrive: () => ({ end: 'finished' }),
});
