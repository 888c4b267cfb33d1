import type { JsonObject } from '@rapport/sdk';

/** The shop's sources: what a browser says is claimed, what a server says is verified (semantics 2). */
export const demoSources = [
  { key: 'web', name: 'Nordlicht web shop', kind: 'browser' },
  { key: 'shop', name: 'Nordlicht order service', kind: 'server' },
  { key: 'mail', name: 'Nordlicht mailings', kind: 'server' },
  { key: 'helpdesk', name: 'Nordlicht helpdesk', kind: 'server' },
] as const;
export type DemoSource = (typeof demoSources)[number]['key'];

/** One call of the Segment spec. `at` in epoch milliseconds. */
export type DemoCall = {
  readonly source: DemoSource;
  readonly at: number;
  /** The same in every run: what was sent before is a duplicate. */
  readonly messageId: string;
  readonly who: Who;
  readonly context: JsonObject;
  readonly say: Saying;
  /** It breaks a rule of the door or a tracking plan, and is refused. */
  readonly isFaulty?: true;
};

export type Saying =
  | { readonly type: 'identify'; readonly traits: JsonObject }
  | { readonly type: 'track'; readonly event: string; readonly properties: JsonObject }
  | { readonly type: 'page'; readonly name: string; readonly properties: JsonObject }
  | { readonly type: 'group'; readonly groupId: string; readonly traits: JsonObject }
  | { readonly type: 'alias'; readonly previousId: string; readonly userId: string };

/** Segment's clients want one of them, at least. */
export type Who =
  | { readonly userId: string; readonly anonymousId?: string }
  | { readonly userId?: string; readonly anonymousId: string };
