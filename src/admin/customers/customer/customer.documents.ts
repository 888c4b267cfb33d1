// Generated from src/admin/customers/customer/customer.graphql by npm run generate.
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

export type CustomerQueryVariables = Exact<{
  id: string;
  orders: boolean;
}>;


export type CustomerQuery = { readonly profile: { readonly profileId: string, readonly createdAt: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly traits: Json, readonly orders?: { readonly count: number, readonly total: number, readonly currency: string | null, readonly otherCurrencies: boolean }, readonly accounts: { readonly edges: ReadonlyArray<{ readonly node: { readonly accountId: string, readonly connection: string, readonly externalId: string, readonly traits: Json } }> }, readonly conversations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly channel: string | null, readonly status: string, readonly topic: string | null, readonly openedAt: string } }> }, readonly merges: { readonly edges: ReadonlyArray<{ readonly node: { readonly mergeId: string, readonly winnerId: string, readonly loserId: string, readonly evidence: Json, readonly actor: string, readonly at: string, readonly undoneAt: string | null, readonly undoneBy: string | null } }> }, readonly conflicts: { readonly edges: ReadonlyArray<{ readonly node: { readonly reviewId: string, readonly type: ReviewType, readonly reason: ReviewReason, readonly kind: string, readonly value: string, readonly evidence: Json, readonly lastAt: string, readonly profile: { readonly profileId: string, readonly traits: Json } | null, readonly other: { readonly profileId: string, readonly traits: Json } | null } }> }, readonly suggestions: { readonly edges: ReadonlyArray<{ readonly node: { readonly reviewId: string, readonly type: ReviewType, readonly reason: ReviewReason, readonly kind: string, readonly value: string, readonly evidence: Json, readonly lastAt: string, readonly profile: { readonly profileId: string, readonly traits: Json } | null, readonly other: { readonly profileId: string, readonly traits: Json } | null } }> } } | null };

export type ReviewLineFragment = { readonly reviewId: string, readonly type: ReviewType, readonly reason: ReviewReason, readonly kind: string, readonly value: string, readonly evidence: Json, readonly lastAt: string, readonly profile: { readonly profileId: string, readonly traits: Json } | null, readonly other: { readonly profileId: string, readonly traits: Json } | null };

export type CustomerIdentifiersQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type CustomerIdentifiersQuery = { readonly profile: { readonly identifiers: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean, readonly source: string, readonly firstSeen: string, readonly lastSeen: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type CustomerTraitsQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type CustomerTraitsQuery = { readonly profile: { readonly traitList: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly key: string, readonly value: Json | null, readonly at: string | null, readonly source: string | null, readonly verified: boolean | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type CompleteWelcomeMutationVariables = Exact<{ [key: string]: never; }>;


export type CompleteWelcomeMutation = { readonly completeWelcome: { readonly clientMutationId: string | null } };

export const CustomerDocument = graphqlDocument<CustomerQuery, CustomerQueryVariables>('Customer', `query Customer($id: ID!, $orders: Boolean!) {
  profile(id: $id) {
    profileId
    createdAt
    firstSeen
    lastSeen
    traits
    orders @include(if: $orders) {
      count
      total
      currency
      otherCurrencies
    }
    accounts(first: 20) {
      edges {
        node {
          accountId
          connection
          externalId
          traits
        }
      }
    }
    conversations(first: 10) {
      edges {
        node {
          id
          channel
          status
          topic
          openedAt
        }
      }
    }
    merges(first: 50) {
      edges {
        node {
          mergeId
          winnerId
          loserId
          evidence
          actor
          at
          undoneAt
          undoneBy
        }
      }
    }
    conflicts(status: OPEN, first: 20) {
      edges {
        node {
          ...ReviewLine
        }
      }
    }
    suggestions(status: OPEN, first: 20) {
      edges {
        node {
          ...ReviewLine
        }
      }
    }
  }
}
fragment ReviewLine on Review {
  reviewId
  type
  reason
  kind
  value
  evidence
  lastAt
  profile {
    profileId
    traits
  }
  other {
    profileId
    traits
  }
}`);

export const CustomerIdentifiersDocument = graphqlDocument<CustomerIdentifiersQuery, CustomerIdentifiersQueryVariables>('CustomerIdentifiers', `query CustomerIdentifiers($id: ID!, $first: Int!, $after: String) {
  profile(id: $id) {
    identifiers(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          kind
          value
          verified
          retired
          source
          firstSeen
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

export const CustomerTraitsDocument = graphqlDocument<CustomerTraitsQuery, CustomerTraitsQueryVariables>('CustomerTraits', `query CustomerTraits($id: ID!, $first: Int!, $after: String) {
  profile(id: $id) {
    traitList(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          key
          value
          at
          source
          verified
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const CompleteWelcomeDocument = graphqlDocument<CompleteWelcomeMutation, CompleteWelcomeMutationVariables>('CompleteWelcome', `mutation CompleteWelcome {
  completeWelcome(input: {}) {
    clientMutationId
  }
}`);
