// Generated from src/admin/customers/privacy/privacy.graphql by npm run generate.
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

export type ErasurePreviewQueryVariables = Exact<{
  id: string;
}>;


export type ErasurePreviewQuery = { readonly erasurePreview: { readonly confirmation: string, readonly counts: Json } };

export type ErasureProgressQueryVariables = Exact<{
  id: string;
}>;


export type ErasureProgressQuery = { readonly node:
    | { readonly id: string, readonly profileId: string, readonly erasedAt: string, readonly finishedAt: string | null, readonly removed: Json, readonly receipt: Json | null }
    | Record<PropertyKey, never>
   | null };

export type EraseCustomerMutationVariables = Exact<{
  input: EraseProfileInput;
}>;


export type EraseCustomerMutation = { readonly eraseProfile: { readonly erasure: { readonly id: string, readonly profileId: string, readonly erasedAt: string, readonly finishedAt: string | null, readonly removed: Json, readonly receipt: Json | null } } };

export type ErasureFactsFragment = { readonly id: string, readonly profileId: string, readonly erasedAt: string, readonly finishedAt: string | null, readonly removed: Json, readonly receipt: Json | null };

export type ExportCustomerMutationVariables = Exact<{
  input: ExportProfileInput;
}>;


export type ExportCustomerMutation = { readonly exportProfile: { readonly url: string } };

export const ErasurePreviewDocument = graphqlDocument<ErasurePreviewQuery, ErasurePreviewQueryVariables>('ErasurePreview', `query ErasurePreview($id: ID!) {
  erasurePreview(profileId: $id) {
    confirmation
    counts
  }
}`);

export const ErasureProgressDocument = graphqlDocument<ErasureProgressQuery, ErasureProgressQueryVariables>('ErasureProgress', `query ErasureProgress($id: ID!) {
  node(id: $id) {
    ...ErasureFacts
  }
}
fragment ErasureFacts on Erasure {
  id
  profileId
  erasedAt
  finishedAt
  removed
  receipt
}`);

export const EraseCustomerDocument = graphqlDocument<EraseCustomerMutation, EraseCustomerMutationVariables>('EraseCustomer', `mutation EraseCustomer($input: EraseProfileInput!) {
  eraseProfile(input: $input) {
    erasure {
      ...ErasureFacts
    }
  }
}
fragment ErasureFacts on Erasure {
  id
  profileId
  erasedAt
  finishedAt
  removed
  receipt
}`);

export const ExportCustomerDocument = graphqlDocument<ExportCustomerMutation, ExportCustomerMutationVariables>('ExportCustomer', `mutation ExportCustomer($input: ExportProfileInput!) {
  exportProfile(input: $input) {
    url
  }
}`);
