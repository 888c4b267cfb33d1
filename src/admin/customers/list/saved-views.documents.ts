// Generated from src/admin/customers/list/saved-views.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CreateSavedViewInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly page: string;
  readonly name: string;
  readonly shared?: boolean;
  readonly definition: Json;
};

export type ChangeSavedViewInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly savedViewId: string;
  readonly name: string;
  readonly shared: boolean;
  readonly definition: Json;
};

export type RemoveSavedViewInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly savedViewId: string;
};

export type SavedViewsQueryVariables = Exact<{
  page: string;
}>;


export type SavedViewsQuery = { readonly savedViews: { readonly edges: ReadonlyArray<{ readonly node: { readonly savedViewId: string, readonly name: string, readonly shared: boolean, readonly mine: boolean, readonly definition: Json } }> } };

export type CreateSavedViewMutationVariables = Exact<{
  input: CreateSavedViewInput;
}>;


export type CreateSavedViewMutation = { readonly createSavedView: { readonly savedView: { readonly savedViewId: string } | null } };

export type ChangeSavedViewMutationVariables = Exact<{
  input: ChangeSavedViewInput;
}>;


export type ChangeSavedViewMutation = { readonly changeSavedView: { readonly savedView: { readonly savedViewId: string } | null } };

export type RemoveSavedViewMutationVariables = Exact<{
  input: RemoveSavedViewInput;
}>;


export type RemoveSavedViewMutation = { readonly removeSavedView: { readonly removedId: string } };

export const SavedViewsDocument = graphqlDocument<SavedViewsQuery, SavedViewsQueryVariables>('SavedViews', `query SavedViews($page: String!) {
  savedViews(page: $page, first: 100) {
    edges {
      node {
        savedViewId
        name
        shared
        mine
        definition
      }
    }
  }
}`);

export const CreateSavedViewDocument = graphqlDocument<CreateSavedViewMutation, CreateSavedViewMutationVariables>('CreateSavedView', `mutation CreateSavedView($input: CreateSavedViewInput!) {
  createSavedView(input: $input) {
    savedView {
      savedViewId
    }
  }
}`);

export const ChangeSavedViewDocument = graphqlDocument<ChangeSavedViewMutation, ChangeSavedViewMutationVariables>('ChangeSavedView', `mutation ChangeSavedView($input: ChangeSavedViewInput!) {
  changeSavedView(input: $input) {
    savedView {
      savedViewId
    }
  }
}`);

export const RemoveSavedViewDocument = graphqlDocument<RemoveSavedViewMutation, RemoveSavedViewMutationVariables>('RemoveSavedView', `mutation RemoveSavedView($input: RemoveSavedViewInput!) {
  removeSavedView(input: $input) {
    removedId
  }
}`);
