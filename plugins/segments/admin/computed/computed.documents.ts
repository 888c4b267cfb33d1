// Generated from plugins/segments/admin/computed/computed.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ComputedTraitState =
  | 'DRAFT'
  | 'PUBLISHED';

export type CreateComputedTraitInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly definition: Json;
};

export type ChangeComputedTraitInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly definition?: Json | null | undefined;
};

export type ComputedTraitInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
};

export type ComputedTraitsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ComputedTraitsQuery = { readonly computedTraits: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly computedTraitId: string, readonly key: string, readonly name: string, readonly description: string, readonly kind: string, readonly state: ComputedTraitState, readonly version: number, readonly builtVersion: number, readonly failure: string | null, readonly profiles: number, readonly updatedAt: string, readonly usedBy: Json } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ComputedTraitToEditQueryVariables = Exact<{
  key: string;
}>;


export type ComputedTraitToEditQuery = { readonly computedTrait: { readonly key: string, readonly name: string, readonly description: string, readonly kind: string, readonly state: ComputedTraitState, readonly definition: Json, readonly version: number, readonly builtVersion: number, readonly failure: string | null, readonly profiles: number, readonly fitted: Json | null, readonly fittedAt: string | null, readonly usedBy: Json } | null };

export type CreateComputedTraitMutationVariables = Exact<{
  input: CreateComputedTraitInput;
}>;


export type CreateComputedTraitMutation = { readonly createComputedTrait: { readonly computedTrait: { readonly key: string } | null } };

export type ChangeComputedTraitMutationVariables = Exact<{
  input: ChangeComputedTraitInput;
}>;


export type ChangeComputedTraitMutation = { readonly changeComputedTrait: { readonly computedTrait: { readonly key: string } | null } };

export type PublishComputedTraitMutationVariables = Exact<{
  input: ComputedTraitInput;
}>;


export type PublishComputedTraitMutation = { readonly publishComputedTrait: { readonly computedTrait: { readonly key: string } | null } };

export type RemoveComputedTraitMutationVariables = Exact<{
  input: ComputedTraitInput;
}>;


export type RemoveComputedTraitMutation = { readonly removeComputedTrait: { readonly removedKey: string } };

export type ComputedTraitCheckQueryVariables = Exact<{
  definition: Json;
  key?: string | null | undefined;
}>;


export type ComputedTraitCheckQuery = { readonly computedTraitCheck: { readonly faults: Json } };

export const ComputedTraitsDocument = graphqlDocument<ComputedTraitsQuery, ComputedTraitsQueryVariables>('ComputedTraits', `query ComputedTraits($first: Int!, $after: String) {
  computedTraits(first: $first, after: $after) {
    edges {
      cursor
      node {
        computedTraitId
        key
        name
        description
        kind
        state
        version
        builtVersion
        failure
        profiles
        updatedAt
        usedBy
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const ComputedTraitToEditDocument = graphqlDocument<ComputedTraitToEditQuery, ComputedTraitToEditQueryVariables>('ComputedTraitToEdit', `query ComputedTraitToEdit($key: String!) {
  computedTrait(key: $key) {
    key
    name
    description
    kind
    state
    definition
    version
    builtVersion
    failure
    profiles
    fitted
    fittedAt
    usedBy
  }
}`);

export const CreateComputedTraitDocument = graphqlDocument<CreateComputedTraitMutation, CreateComputedTraitMutationVariables>('CreateComputedTrait', `mutation CreateComputedTrait($input: CreateComputedTraitInput!) {
  createComputedTrait(input: $input) {
    computedTrait {
      key
    }
  }
}`);

export const ChangeComputedTraitDocument = graphqlDocument<ChangeComputedTraitMutation, ChangeComputedTraitMutationVariables>('ChangeComputedTrait', `mutation ChangeComputedTrait($input: ChangeComputedTraitInput!) {
  changeComputedTrait(input: $input) {
    computedTrait {
      key
    }
  }
}`);

export const PublishComputedTraitDocument = graphqlDocument<PublishComputedTraitMutation, PublishComputedTraitMutationVariables>('PublishComputedTrait', `mutation PublishComputedTrait($input: ComputedTraitInput!) {
  publishComputedTrait(input: $input) {
    computedTrait {
      key
    }
  }
}`);

export const RemoveComputedTraitDocument = graphqlDocument<RemoveComputedTraitMutation, RemoveComputedTraitMutationVariables>('RemoveComputedTrait', `mutation RemoveComputedTrait($input: ComputedTraitInput!) {
  removeComputedTrait(input: $input) {
    removedKey
  }
}`);

export const ComputedTraitCheckDocument = graphqlDocument<ComputedTraitCheckQuery, ComputedTraitCheckQueryVariables>('ComputedTraitCheck', `query ComputedTraitCheck($definition: JSON!, $key: String) {
  computedTraitCheck(definition: $definition, key: $key) {
    faults
  }
}`);
