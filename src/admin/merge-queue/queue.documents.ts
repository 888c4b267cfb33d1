// Generated from src/admin/merge-queue/queue.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ReviewType =
  | 'CONFLICT'
  | 'SUGGESTION';

export type ReviewReason =
  /** One profile would hold more identifiers of a kind than allowed. */
  | 'KIND_LIMIT'
  | 'IDENTIFIERS_LIMIT'
  | 'LEAVES_LIMIT'
  /** A person said, by undoing a merge, that these two are different people. */
  | 'NEVER_MERGE'
  /** A claimed address belongs to a known profile. */
  | 'CLAIMED';

export type OpenReviewsQueryVariables = Exact<{
  type?: ReviewType | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type OpenReviewsQuery = { readonly openReviews: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly reviewId: string, readonly type: ReviewType, readonly reason: ReviewReason, readonly kind: string, readonly value: string, readonly evidence: Json, readonly firstAt: string, readonly lastAt: string, readonly profile: { readonly profileId: string, readonly traits: Json, readonly createdAt: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } } | null, readonly other: { readonly profileId: string, readonly traits: Json, readonly createdAt: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type OpenReviewCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenReviewCountsQuery = { readonly openReviewCounts: { readonly conflicts: number, readonly suggestions: number } };

export type QueueSideFragment = { readonly profileId: string, readonly traits: Json, readonly createdAt: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export const OpenReviewsDocument = graphqlDocument<OpenReviewsQuery, OpenReviewsQueryVariables>('OpenReviews', `query OpenReviews($type: ReviewType, $first: Int!, $after: String) {
  openReviews(type: $type, first: $first, after: $after) {
    edges {
      cursor
      node {
        reviewId
        type
        reason
        kind
        value
        evidence
        firstAt
        lastAt
        profile {
          ...QueueSide
        }
        other {
          ...QueueSide
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment QueueSide on Profile {
  profileId
  traits
  createdAt
  firstSeen
  lastSeen
  identifiers(first: 30) {
    edges {
      node {
        id
        kind
        value
        verified
        retired
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}`);

export const OpenReviewCountsDocument = graphqlDocument<OpenReviewCountsQuery, OpenReviewCountsQueryVariables>('OpenReviewCounts', `query OpenReviewCounts {
  openReviewCounts {
    conflicts
    suggestions
  }
}`);
