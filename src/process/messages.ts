import { z } from 'zod';

/** What a child tells its supervisor. */
export const childMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), port: z.number().nullable() }),
  /** It ends with code 1 after this. `line` is for a person: no stack, no personal data. */
  z.object({ type: z.literal('failed'), line: z.string() }),
]);
export type ChildMessage = z.infer<typeof childMessage>;

/** What the supervisor tells a child: drain and end. */
export const supervisorMessage = z.object({ type: z.literal('stop') });
export type SupervisorMessage = z.infer<typeof supervisorMessage>;

export type ProcessKind = 'web' | 'worker';

/** The longest wait for requests and work in flight, after SHUTDOWN_DELAY_SECONDS; orchestrators kill after 30 s. */
export const drainSecondsMax = 20;
