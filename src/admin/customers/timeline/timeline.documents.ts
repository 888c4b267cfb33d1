// Generated from src/admin/customers/timeline/timeline.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type EventType =
  | 'IDENTIFY'
  | 'TRACK'
  | 'PAGE'
  | 'SCREEN'
  | 'GROUP'
  | 'ALIAS';

export type TimelineQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
  names?: ReadonlyArray<string> | string | null | undefined;
  types?: ReadonlyArray<EventType> | EventType | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type TimelineQuery = { readonly profile: { readonly timeline: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly type: EventType, readonly name: string, readonly occurredAt: string, readonly receivedAt: string, readonly originalAt: string | null, readonly messageId: string, readonly value: number | null, readonly properties: Json, readonly context: Json, readonly identifiers: Json, readonly source: string, readonly futureFlagged: boolean, readonly historical: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type EventNamesQueryVariables = Exact<{
  prefix?: string | null | undefined;
}>;


export type EventNamesQuery = { readonly eventNames: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }> } };

export const TimelineDocument = graphqlDocument<TimelineQuery, TimelineQueryVariables>('Timeline', `query Timeline($id: ID!, $first: Int!, $after: String, $names: [String!], $types: [EventType!], $from: DateTime, $to: DateTime) {
  profile(id: $id) {
    timeline(
      first: $first
      after: $after
      names: $names
      types: $types
      from: $from
      to: $to
    ) {
      edges {
        cursor
        node {
          id
          type
          name
          occurredAt
          receivedAt
          originalAt
          messageId
          value
          properties
          context
          identifiers
          source
          futureFlagged
          historical
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const EventNamesDocument = graphqlDocument<EventNamesQuery, EventNamesQueryVariables>('EventNames', `query EventNames($prefix: String) {
  eventNames(types: [TRACK, PAGE, SCREEN], prefix: $prefix, first: 50) {
    edges {
      node {
        id
        name
      }
    }
  }
}`);
