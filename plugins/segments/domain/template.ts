import type { Json, LocalizedText } from '@rapport/sdk';

/** Under which heading a person finds it. */
export const templateGroups = ['lifecycle', 'purchase', 'service', 'value', 'engagement'] as const;
export type TemplateGroup = (typeof templateGroups)[number];

/** A computed trait that a definition names, and what it is where nobody has defined it yet. */
export type NeededComputed = { readonly key: string; readonly name: LocalizedText; readonly definition: Json };

/** A definition to start from. Event names are those of the Segment spec, and of our helpdesk connectors. */
export type SegmentTemplate = {
  readonly key: string;
  readonly group: TemplateGroup;
  readonly name: LocalizedText;
  /** Who is in it, and what it is good for. */
  readonly description: LocalizedText;
  readonly definition: Json;
  readonly needs?: readonly NeededComputed[];
};
