import { z } from 'zod';

/*
 * Steps and checks are strict: what one says and we do not read would pass unseen. What only explains (`words` beside a `peer`, `note` ...)
 * is named; what a whole case says of itself beside them is about its origin.
 */
const record = z.record(z.string(), z.json());
const remarks = { note: z.json().optional(), description: z.json().optional() };
const named = z.strictObject({
  name: z.string(),
  words: z.string().optional(),
  peer: z.json().optional(),
  definition: z.json().optional(),
  ...remarks,
});

const step = z.discriminatedUnion('do', [
  z.strictObject({ ...remarks, do: z.literal('event'), event: record, received_at: z.string().optional() }),
  z.strictObject({ ...remarks, do: z.literal('clock'), to: z.string() }),
  z.strictObject({ ...remarks, do: z.literal('evaluate'), at: z.string().optional() }),
  z.strictObject({
    ...remarks,
    do: z.literal('define'),
    at: z.string().optional(),
    segments: z.array(named).default([]),
    traits: z.array(named).default([]),
  }),
  z.strictObject({
    ...remarks,
    do: z.literal('expect'),
    at: z.string(),
    members: z.record(z.string(), z.object({ in: z.array(z.string()), out: z.array(z.string()) })).default({}),
    traits: z.record(z.string(), record).default({}),
  }),
  z.strictObject({
    ...remarks,
    do: z.literal('expect_score'),
    plan: z.string().optional(),
    at: z.string().optional(),
    scores: z.record(z.string(), z.number().nullable()),
  }),
]);
const head = {
  ...remarks,
  id: z.string(),
  title: z.string(),
  source: z.looseObject({ project: z.string() }),
};
const timeline = {
  ...head,
  segments: z.array(named).default([]),
  traits: z.array(named).default([]),
  timeline: z.array(step),
};

const check = { ...remarks, words: z.string().optional(), peer: record };

export const timelineCase = z.looseObject({ kind: z.literal('segment-timeline'), ...timeline });
export type TimelineCase = z.infer<typeof timelineCase>;

export const segmentCase = z.discriminatedUnion('kind', [
  timelineCase,
  z.looseObject({
    ...head,
    kind: z.literal('event-filter'),
    checks: z.array(
      // Without an event nothing was sent.
      z.strictObject({ ...check, fql: z.string().optional(), event: z.json().optional(), expected: z.boolean() }),
    ),
  }),
  z.looseObject({
    ...head,
    kind: z.literal('profile-condition'),
    profile: record,
    checks: z.array(z.strictObject({ ...check, expected: z.boolean() })),
  }),
  z.looseObject({
    ...head,
    kind: z.literal('validation'),
    checks: z.array(
      z.strictObject({
        ...remarks,
        words: z.string().optional(),
        definition: z.json(),
        enabled: z.boolean().default(true),
        expected: z.string(),
      }),
    ),
  }),
]);
export type SegmentCase = z.infer<typeof segmentCase>;

/** Cases of computed traits have the shape of a timeline, without its kind. Each is read by itself: one that is not understood fails alone. */
export const segmentFile = z.looseObject({
  cases: z.array(record),
  computed_trait_cases: z
    .array(record)
    .default([])
    .transform((list) => list.map((one) => ({ kind: 'segment-timeline' as const, ...one }))),
});
