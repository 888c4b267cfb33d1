// Generated from plugins/segments/admin/explain/explain.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SegmentExplanationQueryVariables = Exact<{
  profile: string;
  segment: string;
}>;


export type SegmentExplanationQuery = { readonly profile: { readonly profileId: string, readonly traits: Json, readonly segmentExplanation: Json } | null };

export type CustomerSegmentsQueryVariables = Exact<{
  id: string;
}>;


export type CustomerSegmentsQuery = { readonly profile: { readonly computed: Json, readonly memberships: { readonly edges: ReadonlyArray<{ readonly node: { readonly segmentKey: string, readonly segmentName: string, readonly since: string, readonly flipsAt: string | null } }> } } | null };

export type SegmentByKeyQueryVariables = Exact<{
  key: string;
}>;


export type SegmentByKeyQuery = { readonly segment: { readonly segmentId: string } | null };

export const SegmentExplanationDocument = graphqlDocument<SegmentExplanationQuery, SegmentExplanationQueryVariables>('SegmentExplanation', `query SegmentExplanation($profile: ID!, $segment: ID!) {
  profile(id: $profile) {
    profileId
    traits
    segmentExplanation(segmentId: $segment)
  }
}`);

export const CustomerSegmentsDocument = graphqlDocument<CustomerSegmentsQuery, CustomerSegmentsQueryVariables>('CustomerSegments', `query CustomerSegments($id: ID!) {
  profile(id: $id) {
    memberships(first: 100) {
      edges {
        node {
          segmentKey
          segmentName
          since
          flipsAt
        }
      }
    }
    computed
  }
}`);

export const SegmentByKeyDocument = graphqlDocument<SegmentByKeyQuery, SegmentByKeyQueryVariables>('SegmentByKey', `query SegmentByKey($key: String!) {
  segment(key: $key) {
    segmentId
  }
}`);
