import {
  defineChannel,
  definePlugin,
  type OutgoingMessage,
  type RapportPlugin,
  secret,
  type SendOutcome,
} from '@rapport/sdk';
import { z } from 'zod';

/** A channel for mail whose provider is a function of the test. */
export function memoryChannel(
  provider: (message: OutgoingMessage) => Promise<SendOutcome> | SendOutcome,
): RapportPlugin {
  const memory = defineChannel({
    name: 'memory',
    medium: 'email',
    label: { en: 'Memory', 'zh-Hans': '内存' },
    settings: z.strictObject({
      token: secret(),
      perSecond: z.number().default(10_000),
      concurrency: z.number().default(20),
    }),
    addressKinds: ['email'],
    content: [{ name: 'text', label: { en: 'Text', 'zh-Hans': '正文' }, format: 'text', required: true }],
    pace: ({ perSecond, concurrency }) => ({ perSecond, concurrency }),
    afterLostHandOver: 'hold',
    open: () => ({
      send: async (message) => provider(message),
      async close() {},
    }),
  });
  return definePlugin({ name: 'channel-memory', channels: [memory] });
}
