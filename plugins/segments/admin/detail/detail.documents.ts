// Generated from plugins/segments/admin/detail/detail.graphql by npm run generate.
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

export type TransitionCause =
  | 'EVENT'
  | 'TIME'
  | 'DEFINITION'
  | 'MERGE'
  | 'UNMERGE'
  | 'IMPORT'
  | 'ERASE'
  | 'MANUAL';

export type SegmentInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly segmentId: string;
};

export type SegmentMembersInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly segmentId: string;
  /** Public ids, 1,000 at the most. */
  readonly profileIds: ReadonlyArray<string>;
};

export type SegmentDetailQueryVariables = Exact<{
  key: string;
}>;


export type SegmentDetailQuery = { readonly segment: { readonly segmentId: string, readonly key: string, readonly name: string, readonly description: string, readonly kind: SegmentKind, readonly state: SegmentState, readonly definition: Json | null, readonly version: number, readonly size: number, readonly failure: string | null, readonly failingSince: string | null, readonly retryAt: string | null, readonly lastTransitionAt: string | null, readonly updatedAt: string, readonly versions: Json, readonly usedBy: Json, readonly build: { readonly version: number, readonly stage: string, readonly members: number | null, readonly failure: string | null, readonly startedAt: string | null, readonly endedAt: string | null } | null } | null };

export type SegmentMembersQueryVariables = Exact<{
  id: string;
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SegmentMembersQuery = { readonly segment: { readonly members: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string, readonly traits: Json, readonly lastSeen: string | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type SegmentHistoryQueryVariables = Exact<{
  id: string;
  days: number;
}>;


export type SegmentHistoryQuery = { readonly segment: { readonly history: Json } | null };

export type SegmentTransitionsQueryVariables = Exact<{
  id: string;
  names: boolean;
  first: number;
  after?: string | null | undefined;
}>;


export type SegmentTransitionsQuery = { readonly segment: { readonly transitions: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string | null, readonly entered: boolean, readonly cause: TransitionCause, readonly at: string, readonly evidence: Json, readonly profile?: { readonly profileId: string, readonly traits: Json } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type SegmentOverlapQueryVariables = Exact<{
  id: string;
  with: string;
}>;


export type SegmentOverlapQuery = { readonly segment: { readonly overlap: Json } | null };

export type SegmentBackTestQueryVariables = Exact<{
  id: string;
  definition: Json;
  asOf: string;
}>;


export type SegmentBackTestQuery = { readonly segmentBackTest: { readonly count: number, readonly everyone: number, readonly notes: Json, readonly sample: { readonly edges: ReadonlyArray<{ readonly node: { readonly profileId: string, readonly traits: Json } | null }> } } };

export type VersionSentenceQueryVariables = Exact<{
  definition: Json;
  language: string;
}>;


export type VersionSentenceQuery = { readonly segmentCheck: { readonly sentence: string | null, readonly faults: Json } };

export type FindForListQueryVariables = Exact<{
  text: string;
}>;


export type FindForListQuery = { readonly searchProfiles: { readonly edges: ReadonlyArray<{ readonly node: { readonly profileId: string, readonly traits: Json } | null }> } };

export type PauseSegmentMutationVariables = Exact<{
  input: SegmentInput;
}>;


export type PauseSegmentMutation = { readonly pauseSegment: { readonly segment: { readonly segmentId: string } | null } };

export type RemoveSegmentMutationVariables = Exact<{
  input: SegmentInput;
}>;


export type RemoveSegmentMutation = { readonly removeSegment: { readonly removedId: string } };

export type AddToSegmentMutationVariables = Exact<{
  input: SegmentMembersInput;
}>;


export type AddToSegmentMutation = { readonly addToSegment: { readonly segment: { readonly segmentId: string, readonly size: number } | null } };

export type RemoveFromSegmentMutationVariables = Exact<{
  input: SegmentMembersInput;
}>;


export type RemoveFromSegmentMutation = { readonly removeFromSegment: { readonly segment: { readonly segmentId: string, readonly size: number } | null } };

export const SegmentDetailDocument = graphqlDocument<SegmentDetailQuery, SegmentDetailQueryVariables>('SegmentDetail', `query SegmentDetail($key: String!) {
  segment(key: $key) {
    segmentId
    key
    name
    description
    kind
    state
    definition
    version
    size
    failure
    failingSince
    retryAt
    lastTransitionAt
    updatedAt
    versions
    usedBy
    build {
      version
      stage
      members
      failure
      startedAt
      endedAt
    }
  }
}`);

export const SegmentMembersDocument = graphqlDocument<SegmentMembersQuery, SegmentMembersQueryVariables>('SegmentMembers', `query SegmentMembers($id: ID!, $search: String, $first: Int!, $after: String) {
  segment(segmentId: $id) {
    members(search: $search, first: $first, after: $after) {
      edges {
        cursor
        node {
          profileId
          traits
          lastSeen
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const SegmentHistoryDocument = graphqlDocument<SegmentHistoryQuery, SegmentHistoryQueryVariables>('SegmentHistory', `query SegmentHistory($id: ID!, $days: Int!) {
  segment(segmentId: $id) {
    history(days: $days)
  }
}`);

export const SegmentTransitionsDocument = graphqlDocument<SegmentTransitionsQuery, SegmentTransitionsQueryVariables>('SegmentTransitions', `query SegmentTransitions($id: ID!, $names: Boolean!, $first: Int!, $after: String) {
  segment(segmentId: $id) {
    transitions(first: $first, after: $after) {
      edges {
        cursor
        node {
          profileId
          profile @include(if: $names) {
            profileId
            traits
          }
          entered
          cause
          at
          evidence
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const SegmentOverlapDocument = graphqlDocument<SegmentOverlapQuery, SegmentOverlapQueryVariables>('SegmentOverlap', `query SegmentOverlap($id: ID!, $with: ID!) {
  segment(segmentId: $id) {
    overlap(with: $with)
  }
}`);

export const SegmentBackTestDocument = graphqlDocument<SegmentBackTestQuery, SegmentBackTestQueryVariables>('SegmentBackTest', `query SegmentBackTest($id: ID!, $definition: JSON!, $asOf: DateTime!) {
  segmentBackTest(segmentId: $id, definition: $definition, asOf: $asOf) {
    count
    everyone
    notes
    sample(first: 10) {
      edges {
        node {
          profileId
          traits
        }
      }
    }
  }
}`);

export const VersionSentenceDocument = graphqlDocument<VersionSentenceQuery, VersionSentenceQueryVariables>('VersionSentence', `query VersionSentence($definition: JSON!, $language: String!) {
  segmentCheck(definition: $definition, language: $language) {
    sentence
    faults
  }
}`);

export const FindForListDocument = graphqlDocument<FindForListQuery, FindForListQueryVariables>('FindForList', `query FindForList($text: String!) {
  searchProfiles(text: $text, first: 10) {
    edges {
      node {
        profileId
        traits
      }
    }
  }
}`);

export const PauseSegmentDocument = graphqlDocument<PauseSegmentMutation, PauseSegmentMutationVariables>('PauseSegment', `mutation PauseSegment($input: SegmentInput!) {
  pauseSegment(input: $input) {
    segment {
      segmentId
    }
  }
}`);

export const RemoveSegmentDocument = graphqlDocument<RemoveSegmentMutation, RemoveSegmentMutationVariables>('RemoveSegment', `mutation RemoveSegment($input: SegmentInput!) {
  removeSegment(input: $input) {
    removedId
  }
}`);

export const AddToSegmentDocument = graphqlDocument<AddToSegmentMutation, AddToSegmentMutationVariables>('AddToSegment', `mutation AddToSegment($input: SegmentMembersInput!) {
  addToSegment(input: $input) {
    segment {
      segmentId
      size
    }
  }
}`);

export const RemoveFromSegmentDocument = graphqlDocument<RemoveFromSegmentMutation, RemoveFromSegmentMutationVariables>('RemoveFromSegment', `mutation RemoveFromSegment($input: SegmentMembersInput!) {
  removeFromSegment(input: $input) {
    segment {
      segmentId
      size
    }
  }
}`);
