import type { JsonObject, ProfileRecord } from '@rapport/sdk';

/** What is to be written, for whom. */
export type RenderJob = {
  readonly messageId: string;
  /** Of the template. */
  readonly template: string;
  readonly profile: ProfileRecord;
  readonly medium: string;
  readonly address: { readonly kind: string; readonly value: string };
  readonly topic: string;
  readonly isMarketing: boolean;
  readonly campaign: string | null;
  /** What the text speaks of beside the person. */
  readonly context: JsonObject;
};

export type Rendered = {
  readonly content: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly templateVersion: number;
  readonly unsubscribe: { readonly oneClickUrl: string; readonly pageUrl: string } | null;
};

/** Writes the texts of many messages, in the order asked; a code where that cannot be done, and trying again would not help. */
export type Renderer = (jobs: readonly RenderJob[]) => Promise<readonly (Rendered | { readonly code: string })[]>;
