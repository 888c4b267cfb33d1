import type { Json } from '@rapport/sdk';
import { isDeepStrictEqual } from 'node:util';
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
const drafts = z.object({
  segment: z.object({ segmentId: z.string(), version: z.int(), definition: z.json() }).nullable(),
});
const traitDrafts = z.object({ computedTrait: z.object({ version: z.int(), definition: z.json() }).nullable() });
const created = z.object({ createSegment: z.object({ segment: z.object({ segmentId: z.string() }) }) });

const createComputed = `mutation ($input: CreateComputedTraitInput!) { createComputedTrait(input: $input) { computedTrait { key } } }`;
const publishComputed = `mutation ($input: ComputedTraitInput!) { publishComputedTrait(input: $input) { computedTrait { key } } }`;
const create = `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { segmentId } } }`;
const publish = `mutation ($input: SegmentInput!) { publishSegment(input: $input) { segment { segmentId } } }`;

/**
 * Segments from the templates, live. One that is there already is the user's, and stays as he has it; but for a draft just as it is
 * made here: a run was stopped before it published it.
 */
export async function openGroups(api: Api): Promise<void> {
  const found = await api.ask('{ segmentTemplates }', {}, templates);
  for (const { key, name, description, definition, needs = [] } of found?.segmentTemplates ?? []) {
    if (!looked.includes(key)) continue;
    for (const need of needs) {
      const input = { key: need.key, name: need.name.en, definition: need.definition };
      const made = await api.ask(createComputed, { input }, z.unknown(), ['computed_trait_key_taken']);
      if (made !== null || (await isOurTraitDraft(api, need)))
        await api.ask(publishComputed, { input: { key: need.key } }, z.unknown());
    }
    const input = { key, name: name.en, description: description.en, definition };
    const made = await api.ask(create, { input }, created, ['segment_key_taken']);
    const segmentId = made?.createSegment.segment.segmentId ?? (await ourDraft(api, key, definition));
    if (segmentId !== null) await api.ask(publish, { input: { segmentId } }, z.unknown());
  }
}

async function ourDraft(api: Api, key: string, definition: Json): Promise<string | null> {
  const query = 'query ($key: String!) { segment(key: $key) { segmentId version definition } }';
  const segment = (await api.ask(query, { key }, drafts))?.segment ?? null;
  return segment?.version === 0 && isDeepStrictEqual(segment.definition, definition) ? segment.segmentId : null;
}

async function isOurTraitDraft(api: Api, { key, definition }: z.infer<typeof computed>): Promise<boolean> {
  const query = 'query ($key: String!) { computedTrait(key: $key) { version definition } }';
  const trait = (await api.ask(query, { key }, traitDrafts))?.computedTrait;
  return trait?.version === 0 && isDeepStrictEqual(trait.definition, definition);
}
