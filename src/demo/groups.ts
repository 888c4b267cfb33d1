import { z } from 'zod';
import type { Api } from './api';

/** What this shop looks at every morning. */
const looked = [
  'about-to-lapse',
  'abandoned-cart',
  'searching-without-success',
  'late-delivery',
  'repeat-contact',
  'detractors',
  'renewal-near',
  'high-value-at-risk',
  'vip',
];

const text = z.object({ en: z.string() });
const computed = z.object({ key: z.string(), name: text, definition: z.json() });
const templates = z.object({
  segmentTemplates: z.array(
    z.object({
      key: z.string(),
      name: text,
      description: text,
      definition: z.json(),
      needs: z.array(computed).optional(),
    }),
  ),
});
const created = z.object({ createSegment: z.object({ segment: z.object({ segmentId: z.string() }) }) });

const createComputed = `mutation ($input: CreateComputedTraitInput!) { createComputedTrait(input: $input) { computedTrait { key } } }`;
const publishComputed = `mutation ($input: ComputedTraitInput!) { publishComputedTrait(input: $input) { computedTrait { key } } }`;
const create = `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { segmentId } } }`;
const publish = `mutation ($input: SegmentInput!) { publishSegment(input: $input) { segment { segmentId } } }`;

/** Segments from the templates, live. One that is there already is the user's, and stays as he has it. */
export async function openGroups(api: Api): Promise<void> {
  const found = await api.ask('{ segmentTemplates }', {}, templates);
  for (const { key, name, description, definition, needs = [] } of found?.segmentTemplates ?? []) {
    if (!looked.includes(key)) continue;
    for (const need of needs) {
      const input = { key: need.key, name: need.name.en, definition: need.definition };
      const made = await api.ask(createComputed, { input }, z.unknown(), ['computed_trait_key_taken']);
      if (made !== null) await api.ask(publishComputed, { input: { key: need.key } }, z.unknown());
    }
    const input = { key, name: name.en, description: description.en, definition };
    const made = await api.ask(create, { input }, created, ['segment_key_taken']);
    if (made === null) continue;
    await api.ask(publish, { input: { segmentId: made.createSegment.segment.segmentId } }, z.unknown());
  }
}
