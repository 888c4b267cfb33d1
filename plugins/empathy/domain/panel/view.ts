import type { OpenOrder, Renewal } from '../orders';
import type { StoryLine } from '../story';

/** What the panel shows, in one answer: `GET /panel/api/view`. Times are epoch milliseconds. Texts are in the asked language. */
export type PanelView =
  | {
      /** The helpdesk names a contact that no profile belongs to, or none at all. */
      readonly state: 'no_match' | 'no_contact';
    }
  | PersonView;

export type PersonView = {
  readonly state: 'known';
  readonly profileId: string;
  readonly at: number;
  readonly who: Who;
  readonly conversation: ConversationLine | null;
  /** Parts that are null are not there: the plugin that brings them is not, or the reader may not see them. */
  readonly situations: readonly SituationLine[] | null;
  readonly greeting: Suggestion | null;
  readonly actions: readonly Suggestion[] | null;
  readonly scripts: readonly Script[] | null;
  readonly summary: Summary | null;
  readonly frustration: Frustration | null;
  readonly contacts: Contacts;
  readonly orders: readonly OpenOrder[] | null;
  readonly renewals: readonly Renewal[];
  /** Newest first. */
  readonly story: readonly StoryLine[] | null;
  readonly duplicates: readonly Duplicate[];
};

export type Who = {
  /** Null where nobody told it; `[masked]` where the reader may not see it. */
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly language: string | null;
  readonly since: number;
  readonly lastSeen: number | null;
  readonly orders: number;
  readonly value: number | null;
  readonly currency: string | null;
  readonly quadrant: { readonly label: string; readonly why: string } | null;
  readonly segments: readonly { readonly key: string; readonly name: string; readonly since: number }[] | null;
  readonly accounts: readonly { readonly name: string; readonly plan: string | null }[];
};

export type SituationLine = {
  readonly key: string;
  readonly name: string;
  /** 0 to 100. */
  readonly severity: number;
  readonly since: number;
  readonly evidence: string;
};

/** Something to say or to do; by its id it is told what became of it. */
export type Suggestion = {
  readonly id: string | null;
  readonly text: string;
  readonly why: string;
};

export type Script = Suggestion & { readonly title: string };

export type SummaryLine = { readonly text: string; readonly at: number; readonly by: string | null };
export type Summary = {
  readonly asked: readonly SummaryLine[];
  readonly tried: readonly SummaryLine[];
  readonly promised: readonly SummaryLine[];
};

export type Frustration = {
  /** 0 to 100. */
  readonly value: number;
  /** What it consists of; the points add up to the value before it is bounded. */
  readonly lines: readonly { readonly label: string; readonly points: number }[];
};

export type ConversationLine = {
  readonly channel: string | null;
  readonly status: string;
  readonly openedAt: number;
  readonly handoffs: number;
  readonly reopened: number;
  readonly rating: number | null;
  readonly topic: string | null;
  readonly outcome: string | null;
  readonly agent: string | null;
  readonly team: string | null;
  readonly firstReplyAt: number | null;
  readonly resolvedAt: number | null;
};

export type Contacts = {
  readonly total: number;
  /** In the last 30 days. */
  readonly recent: number;
  /** Of those that were resolved in the last 30 days, the mean; null where there is none. */
  readonly handoffsBeforeResolution: number | null;
  /** Newest first. */
  readonly ratings: readonly { readonly rating: number; readonly at: number; readonly channel: string | null }[];
  /** Without the one that is open; newest first, a few. */
  readonly latest: readonly ConversationLine[];
};

/** Somebody who may be the same person. */
export type Duplicate = {
  readonly reviewId: string;
  readonly name: string | null;
  readonly profileId: string | null;
  /** Kind of the identifier that both have. */
  readonly kind: string;
  readonly at: number;
};

/** `GET /panel/api/session` */
export type SessionView = {
  readonly name: string | null;
  readonly expiresAt: number;
  readonly readsPersonal: boolean;
};

export const suggestionOutcomes = ['used', 'edited', 'dismissed'] as const;
export type SuggestionOutcome = (typeof suggestionOutcomes)[number];

export const panelLocales = ['en', 'zh-Hans'] as const;
export type PanelLocale = (typeof panelLocales)[number];
