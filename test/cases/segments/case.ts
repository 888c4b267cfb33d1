import { z } from 'zod';

const record = z.record(z.string(), z.json());
const named = z.object({ name: z.string(), peer: z.json().optional(), definition: z.json().optional() });

const step = z.discriminatedUnion('do', [
  z.object({ do: z.literal('event'), event: record, received_at: z.string().optional() }),
  z.object({ do: z.literal('clock'), to: z.string() }),
  z.object({ do: z.literal('evaluate') }),
  z.object({ do: z.literal('define'), segments: z.array(named).default([]), traits: z.array(named).default([]) }),
  z.object({
    do: z.literal('expect'),
    at: z.string(),
    members: z.record(z.string(), z.object({ in: z.array(z.string()), out: z.array(z.string()) })).default({}),
    traits: z.record(z.string(), record).default({}),
  }),
  z.object({ do: z.literal('expect_score'), scores: z.record(z.string(), z.number().nullable()) }),
]);
const timeline = {
  id: z.string(),
  title: z.string(),
  segments: z.array(named).default([]),
  traits: z.array(named).default([]),
  timeline: z.array(step),
};

export const timelineCase = z.object({ kind: z.literal('segment-timeline'), ...timeline });
export type TimelineCase = z.infer<typeof timelineCase>;

export const segmentCase = z.discriminatedUnion('kind', [
  timelineCase,
  z.object({
    kind: z.literal('event-filter'),
    id: z.string(),
    title: z.string(),
    checks: z.array(z.object({ peer: record, event: z.json(), expected: z.boolean() })),
  }),
  z.object({
    kind: z.literal('profile-condition'),
    id: z.string(),
    title: z.string(),
    profile: record,
    checks: z.array(z.object({ peer: record, expected: z.boolean() })),
  }),
  z.object({
    kind: z.literal('validation'),
    id: z.string(),
    title: z.string(),
    checks: z.array(z.object({ definition: z.json(), enabled: z.boolean().default(true), expected: z.string() })),
  }),
]);
export type SegmentCase = z.infer<typeof segmentCase>;

/** Cases of computed traits have the shape of a timeline, without its kind. */
export const segmentFile = z.object({
  cases: z.array(segmentCase),
  computed_trait_cases: z
    .array(z.object(timeline).transform((one) => ({ kind: 'segment-timeline' as const, ...one })))
    .default([]),
});
