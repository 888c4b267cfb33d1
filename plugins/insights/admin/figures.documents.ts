// Generated from plugins/insights/admin/figures.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** By SITUATION a conversation counts in each situation that the customer was in when it was opened, as far as that is known. */
export type FigureDimension =
  | 'DAY'
  | 'MONTH'
  | 'CHANNEL'
  | 'TEAM'
  | 'AGENT'
  | 'SITUATION';

/** SHARE: 0 to 1. DURATION: milliseconds, the median. MEAN: a number for each conversation. */
export type FigureKind =
  | 'SHARE'
  | 'DURATION'
  | 'MEAN';

export type FigureDirection =
  | 'HIGH'
  | 'LOW';

/** What is missing is not looked at; null means conversations that have none. */
export type FigureFilter = {
  readonly channel?: string | null | undefined;
  readonly team?: string | null | undefined;
  readonly agent?: string | null | undefined;
  /** Key of a segment, `situation-...`. */
  readonly situation?: string | null | undefined;
};

export type FiguresOverviewQueryVariables = Exact<{
  from: string;
  to: string;
  filter?: FigureFilter | null | undefined;
  language: string;
}>;


export type FiguresOverviewQuery = { readonly figures: ReadonlyArray<{ readonly name: string, readonly label: string, readonly formula: string, readonly kind: FigureKind, readonly good: FigureDirection, readonly total: { readonly n: number, readonly value: number | null, readonly low: number | null, readonly high: number | null, readonly p90: number | null }, readonly previous: { readonly n: number, readonly value: number | null }, readonly groups: ReadonlyArray<{ readonly key: string | null, readonly value: { readonly n: number, readonly value: number | null, readonly low: number | null, readonly high: number | null } }> }> };

export type FigureBreakdownQueryVariables = Exact<{
  name: string;
  from: string;
  to: string;
  by: FigureDimension;
  filter?: FigureFilter | null | undefined;
}>;


export type FigureBreakdownQuery = { readonly figures: ReadonlyArray<{ readonly name: string, readonly groups: ReadonlyArray<{ readonly key: string | null, readonly value: { readonly n: number, readonly value: number | null, readonly low: number | null, readonly high: number | null, readonly p90: number | null } }> }> };

export type FigureConversationsQueryVariables = Exact<{
  name: string;
  from: string;
  to: string;
  filter?: FigureFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
  routing?: boolean | null | undefined;
}>;


export type FigureConversationsQuery = { readonly figureConversations: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly day: string, readonly value: number, readonly conversation: { readonly id: string, readonly channel: string | null, readonly status: string, readonly team: string | null, readonly agent: string | null, readonly routing?: { readonly agent: string } | null, readonly profile: { readonly profileId: string, readonly traits: Json } | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export const FiguresOverviewDocument = graphqlDocument<FiguresOverviewQuery, FiguresOverviewQueryVariables>('FiguresOverview', `query FiguresOverview($from: Date!, $to: Date!, $filter: FigureFilter, $language: String!) {
  figures(from: $from, to: $to, by: DAY, filter: $filter) {
    name
    label(language: $language)
    formula(language: $language)
    kind
    good
    total {
      n
      value
      low
      high
      p90
    }
    previous {
      n
      value
    }
    groups {
      key
      value {
        n
        value
        low
        high
      }
    }
  }
}`);

export const FigureBreakdownDocument = graphqlDocument<FigureBreakdownQuery, FigureBreakdownQueryVariables>('FigureBreakdown', `query FigureBreakdown($name: String!, $from: Date!, $to: Date!, $by: FigureDimension!, $filter: FigureFilter) {
  figures(names: [$name], from: $from, to: $to, by: $by, filter: $filter) {
    name
    groups {
      key
      value {
        n
        value
        low
        high
        p90
      }
    }
  }
}`);

export const FigureConversationsDocument = graphqlDocument<FigureConversationsQuery, FigureConversationsQueryVariables>('FigureConversations', `query FigureConversations($name: String!, $from: Date!, $to: Date!, $filter: FigureFilter, $first: Int!, $after: String, $routing: Boolean = false) {
  figureConversations(
    name: $name
    from: $from
    to: $to
    filter: $filter
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        day
        value
        conversation {
          id
          channel
          status
          team
          agent
          routing @include(if: $routing) {
            agent
          }
          profile {
            profileId
            traits
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);
