import type { OutgoingMessage, SendOutcome } from '@rapport/sdk';
import { z } from 'zod';
import type { EmailSettings } from '../../domain/settings';

const session = z.number();
const mail = z.number();

/** What the thread of mails is told. Both ends are this package, in one version: what has been parsed once is not parsed again. */
export const toThread = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), session, settings: z.custom<EmailSettings>() }),
  z.object({ type: z.literal('send'), session, mail, message: z.custom<OutgoingMessage>() }),
  z.object({ type: z.literal('abort'), mail }),
  z.object({ type: z.literal('close'), session }),
]);
export type ToThread = z.infer<typeof toThread>;

/** What it answers, once for each mail: what came of it, or that sending it threw. */
export const fromThread = z.discriminatedUnion('type', [
  z.object({ type: z.literal('outcome'), mail, outcome: z.custom<SendOutcome>() }),
  z.object({ type: z.literal('failure'), mail, message: z.string() }),
]);
export type FromThread = z.infer<typeof fromThread>;
