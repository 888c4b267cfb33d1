// Generated from plugins/segments/admin/list/list.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SegmentKind =
  /** A definition says who is in it. */
  | 'RULE'
  /** People were put in by hand. */
  | 'LIST';

export type SegmentState =
  | 'DRAFT'
  | 'PUBLISHED'
  | 'PAUSED';

export type CreateSegmentInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  /** Without: a rule. */
  readonly kind?: SegmentKind | null | undefined;
  /** Of a rule. */
  readonly definition?: Json | null | undefined;
};

export type SegmentInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly segmentId: string;
};

export type SegmentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type SegmentsQuery = { readonly segments: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly segmentId: string, readonly key: string, readonly name: string, readonly description: string, readonly kind: SegmentKind, readonly state: SegmentState, readonly version: number, readonly size: number, readonly failure: string | null, readonly retryAt: string | null, readonly trend: Json, readonly lastTransitionAt: string | null, readonly updatedAt: string, readonly build: { readonly version: number, readonly stage: string, readonly members: number | null, readonly failure: string | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SegmentTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type SegmentTemplatesQuery = { readonly segmentTemplates: Json };

export type CreateSegmentMutationVariables = Exact<{
  input: CreateSegmentInput;
}>;


export type CreateSegmentMutation = { readonly createSegment: { readonly segment: { readonly segmentId: string } | null } };

export type RetrySegmentMutationVariables = Exact<{
  input: SegmentInput;
}>;


export type RetrySegmentMutation = { readonly retrySegment: { readonly segment: { readonly segmentId: string } | null } };

export const SegmentsDocument = graphqlDocument<SegmentsQuery, SegmentsQueryVariables>('Segments', `query Segments($first: Int!, $after: String) {
  segments(first: $first, after: $after) {
    edges {
      cursor
      node {
        segmentId
        key
        name
        description
        kind
        state
        version
        size
        failure
        retryAt
        trend
        lastTransitionAt
        updatedAt
        build {
          version
          stage
          members
          failure
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const SegmentTemplatesDocument = graphqlDocument<SegmentTemplatesQuery, SegmentTemplatesQueryVariables>('SegmentTemplates', `query SegmentTemplates {
  segmentTemplates
}`);

export const CreateSegmentDocument = graphqlDocument<CreateSegmentMutation, CreateSegmentMutationVariables>('CreateSegment', `mutation CreateSegment($input: CreateSegmentInput!) {
  createSegment(input: $input) {
    segment {
      segmentId
    }
  }
}`);

export const RetrySegmentDocument = graphqlDocument<RetrySegmentMutation, RetrySegmentMutationVariables>('RetrySegment', `mutation RetrySegment($input: SegmentInput!) {
  retrySegment(input: $input) {
    segment {
      segmentId
    }
  }
}`);
