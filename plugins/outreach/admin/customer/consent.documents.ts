// Generated from plugins/outreach/admin/customer/consent.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type TopicKind =
  | 'MARKETING'
  /** Whoever ordered or asked gets it, whatever he consented to. */
  | 'TRANSACTIONAL';

/** What it takes to write about a topic. */
export type ConsentBasis =
  | 'OPT_IN'
  /** A grant that came by a link in a message to the address. */
  | 'DOUBLE_OPT_IN'
  /** Nobody said no. */
  | 'OPT_OUT';

export type Consent =
  | 'GRANTED'
  | 'DENIED'
  | 'UNKNOWN';

export type ConsentDecision =
  | 'GRANTED'
  | 'DENIED';

export type ConsentProof =
  /** Somebody typed the address. */
  | 'CLAIMED'
  /** By a server, or a login. */
  | 'VERIFIED'
  /** By a link that was sent to the address. */
  | 'CONFIRMED';

export type SuppressionReason =
  | 'HARD_BOUNCE'
  | 'COMPLAINT'
  | 'MANUAL'
  /** Of somebody who was erased: marketing only, until he grants it anew. */
  | 'ERASED';

export type RecordConsentInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly profileId: string;
  readonly medium: string;
  /** Null: each that he has for the medium. */
  readonly address?: string | null | undefined;
  /** Null: all topics of the medium. */
  readonly topic?: string | null | undefined;
  readonly decision: ConsentDecision;
  /** When he said so; without: now. */
  readonly at?: string | null | undefined;
  /** Who, where, which version of which text. */
  readonly evidence: Json;
};

export type AddressInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly profileId: string;
  readonly medium: string;
  /** Null: each that he has for the medium. */
  readonly address?: string | null | undefined;
};

export type CustomerConsentQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type CustomerConsentQuery = { readonly profile: { readonly consents: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly medium: string, readonly consent: Consent, readonly isAllowed: boolean, readonly topic: { readonly key: string, readonly name: Json, readonly kind: TopicKind, readonly basis: ConsentBasis }, readonly entries: ReadonlyArray<{ readonly address: string, readonly topic: string | null, readonly decision: ConsentDecision, readonly proof: ConsentProof, readonly at: string, readonly evidence: Json }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly suppressions: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly medium: string, readonly address: string, readonly reason: SuppressionReason, readonly at: string, readonly liftedAt: string | null, readonly evidence: Json } }> } } | null };

export type RecordConsentMutationVariables = Exact<{
  input: RecordConsentInput;
}>;


export type RecordConsentMutation = { readonly recordConsent: { readonly clientMutationId: string | null } };

export type SuppressMutationVariables = Exact<{
  input: AddressInput;
}>;


export type SuppressMutation = { readonly suppress: { readonly clientMutationId: string | null } };

export type LiftSuppressionMutationVariables = Exact<{
  input: AddressInput;
}>;


export type LiftSuppressionMutation = { readonly liftSuppression: { readonly clientMutationId: string | null } };

export const CustomerConsentDocument = graphqlDocument<CustomerConsentQuery, CustomerConsentQueryVariables>('CustomerConsent', `query CustomerConsent($id: ID!, $first: Int!, $after: String) {
  profile(id: $id) {
    consents(first: $first, after: $after) {
      edges {
        cursor
        node {
          medium
          topic {
            key
            name
            kind
            basis
          }
          consent
          isAllowed
          entries {
            address
            topic
            decision
            proof
            at
            evidence
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    suppressions(first: 50) {
      edges {
        cursor
        node {
          medium
          address
          reason
          at
          liftedAt
          evidence
        }
      }
    }
  }
}`);

export const RecordConsentDocument = graphqlDocument<RecordConsentMutation, RecordConsentMutationVariables>('RecordConsent', `mutation RecordConsent($input: RecordConsentInput!) {
  recordConsent(input: $input) {
    clientMutationId
  }
}`);

export const SuppressDocument = graphqlDocument<SuppressMutation, SuppressMutationVariables>('Suppress', `mutation Suppress($input: AddressInput!) {
  suppress(input: $input) {
    clientMutationId
  }
}`);

export const LiftSuppressionDocument = graphqlDocument<LiftSuppressionMutation, LiftSuppressionMutationVariables>('LiftSuppression', `mutation LiftSuppression($input: AddressInput!) {
  liftSuppression(input: $input) {
    clientMutationId
  }
}`);
