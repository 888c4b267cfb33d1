import { z } from 'zod';

const record = z.record(z.string(), z.json());

/** As other products describe a journey: a list of steps in words, each followed by the next. */
const peerJourney = z.looseObject({
  entry: z.string(),
  key: z.string().optional(),
  canRunMultiple: z.boolean().optional(),
  reEnter: z.boolean().optional(),
  exit_rules: z.array(z.string()).default([]),
  nodes: z.array(z.string()),
});
export type PeerJourney = z.infer<typeof peerJourney>;

const expected = z.strictObject({
  messages: z.union([z.number(), z.record(z.string(), z.number())]).optional(),
  messages_at: z.record(z.string(), z.number()).optional(),
  after_seconds: z.number().optional(),
  restarts: z.boolean().optional(),
  exit: z.string().optional(),
  message_context: z.strictObject({ first_event: record.optional(), latest_event: record.optional() }).optional(),
  rejected: z.number().optional(),
  message_sent_event: record.optional(),
  deliveries_listed: z.number().optional(),
});
export type Expected = z.infer<typeof expected>;

export const journeyCase = z.object({
  id: z.string(),
  title: z.string(),
  journey: peerJourney.nullable(),
  steps: z.array(z.string()),
  expected,
});
export type JourneyCase = z.infer<typeof journeyCase>;

/** Each case alone, so that one whose form is unknown fails alone. */
export const journeyFile = z.object({ cases: z.array(z.looseObject({ id: z.string(), title: z.string() })) });
