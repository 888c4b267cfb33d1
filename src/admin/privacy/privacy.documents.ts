// Generated from src/admin/privacy/privacy.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ExportFormat =
  | 'JSON'
  /** One page to read and to print. */
  | 'HTML';

export type ExportLanguage =
  | 'EN'
  | 'ZH_HANS';

export type ExportProfileInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly profileId: string;
  readonly format: ExportFormat;
  /** Of the words around the data. English where it is missing. */
  readonly language?: ExportLanguage | null | undefined;
};

export type EraseProfileInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly profileId: string;
  /** As the preview says. */
  readonly confirmation: string;
};

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

export type ErasurePreviewQueryVariables = Exact<{
  profileId: string;
}>;


export type ErasurePreviewQuery = { readonly erasurePreview: { readonly confirmation: string, readonly counts: Json } };

export type ExportPersonMutationVariables = Exact<{
  input: ExportProfileInput;
}>;


export type ExportPersonMutation = { readonly exportProfile: { readonly url: string, readonly expiresAt: string } };

export type ErasePersonMutationVariables = Exact<{
  input: EraseProfileInput;
}>;


export type ErasePersonMutation = { readonly eraseProfile: { readonly erasure: { readonly id: string, readonly finishedAt: string | null } } };

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

export const ErasurePreviewDocument = graphqlDocument<ErasurePreviewQuery, ErasurePreviewQueryVariables>('ErasurePreview', `query ErasurePreview($profileId: ID!) {
  erasurePreview(profileId: $profileId) {
    confirmation
    counts
  }
}`);

export const ExportPersonDocument = graphqlDocument<ExportPersonMutation, ExportPersonMutationVariables>('ExportPerson', `mutation ExportPerson($input: ExportProfileInput!) {
  exportProfile(input: $input) {
    url
    expiresAt
  }
}`);

export const ErasePersonDocument = graphqlDocument<ErasePersonMutation, ErasePersonMutationVariables>('ErasePerson', `mutation ErasePerson($input: EraseProfileInput!) {
  eraseProfile(input: $input) {
    erasure {
      id
      finishedAt
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
