import { defineChannel } from '@rapport/sdk';
import { z } from 'zod';

/** Prints each message as a line of JSON. Addresses are personal data: it is for trying things out. */
export const consoleChannel = defineChannel({
  name: 'console',
  medium: 'console',
  label: { en: 'Console', 'zh-Hans': '控制台' },
  settings: z.strictObject({
    prefix: z
      .string()
      .max(40)
      .default('message')
      .meta({
        label: { en: 'Prefix', 'zh-Hans': '前缀' },
        hint: { en: 'Begins each line.', 'zh-Hans': '每一行的开头。' },
      }),
  }),
  addressKinds: ['email', 'phone', 'user_id'],
  content: [{ name: 'text', label: { en: 'Text', 'zh-Hans': '正文' }, format: 'text', required: true }],
  pace: () => ({ perSecond: 50, concurrency: 1 }),
  // A line that is printed twice does no harm; one that is missing would puzzle.
  afterLostHandOver: 'retry',
  open: ({ prefix }) => ({
    async send({ id, address, content }, signal) {
      if (signal.aborted) return { state: 'retry', code: 'aborted', about: 'message', afterMilliseconds: null };
      const line = JSON.stringify({ id, to: address, text: content.text });
      return new Promise((resolve) => {
        process.stdout.write(`${prefix} ${line}\n`, (error) => {
          if (error) resolve({ state: 'retry', code: 'console_closed', about: 'channel', afterMilliseconds: null });
          else resolve({ state: 'handed', providerId: null });
        });
      });
    },
    async close() {},
  }),
});
