// Generated from src/admin/privacy/privacy.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** An identifier: its kind (`user_id`, `email`, `phone`, `anonymous_id` or one of your own) and its value, in any spelling. */
export type IdentifierInput = {
  readonly kind: string;
  readonly value: string;
};

export type FindPersonQueryVariables = Exact<{
  id?: string | null | undefined;
  identifier?: IdentifierInput | null | undefined;
}>;


export type FindPersonQuery = { readonly profile: { readonly profileId: string, readonly traits: Json, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly kind: string, readonly value: string } }> } } | null };

export type ErasuresQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ErasuresQuery = { readonly erasures: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly profileId: string, readonly actor: string, readonly actorName: string | null, readonly erasedAt: string, readonly finishedAt: string | null, readonly step: string, readonly failing: Json | null, readonly removed: Json, readonly receipt: Json | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type VerifyReceiptQueryVariables = Exact<{
  receipt: Json;
  identifier?: IdentifierInput | null | undefined;
}>;


export type VerifyReceiptQuery = { readonly verifyReceipt: { readonly valid: boolean, readonly covers: boolean | null } };

export const FindPersonDocument = graphqlDocument<FindPersonQuery, FindPersonQueryVariables>('FindPerson', `query FindPerson($id: ID, $identifier: IdentifierInput) {
  profile(id: $id, identifier: $identifier) {
    profileId
    traits
    lastSeen
    identifiers(first: 50) {
      edges {
        node {
          kind
          value
        }
      }
    }
  }
}`);

export const ErasuresDocument = graphqlDocument<ErasuresQuery, ErasuresQueryVariables>('Erasures', `query Erasures($first: Int, $after: String) {
  erasures(first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        profileId
        actor
        actorName
        erasedAt
        finishedAt
        step
        failing
        removed
        receipt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const VerifyReceiptDocument = graphqlDocument<VerifyReceiptQuery, VerifyReceiptQueryVariables>('VerifyReceipt', `query VerifyReceipt($receipt: JSON!, $identifier: IdentifierInput) {
  verifyReceipt(receipt: $receipt, identifier: $identifier) {
    valid
    covers
  }
}`);
