// Generated from src/admin/identity/identity.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type UpdateTraitsInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly profileId: string;
  readonly traits: Json;
  /** Time of the writing: a trait that was written later stays. */
  readonly timestamp?: string | null | undefined;
};

export type MergeProfilesInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly first: string;
  readonly second: string;
  readonly reason?: string | null | undefined;
};

export type ReviewDecision =
  | 'MERGE'
  /** They are different people: never merge them on this evidence. */
  | 'KEEP_APART'
  | 'DISMISS';

export type DecideReviewInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly reviewId: string;
  readonly decision: ReviewDecision;
};

export type SeparateIdentifierInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly identifier: IdentifierInput;
};

export type UnmergeInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly mergeId: string;
};

/** An identifier: its kind (`user_id`, `email`, `phone`, `anonymous_id` or one of your own) and its value, in any spelling. */
export type IdentifierInput = {
  readonly kind: string;
  readonly value: string;
};

export type ReviewStatus =
  | 'OPEN'
  | 'MERGED'
  | 'KEPT_APART'
  | 'DISMISSED';

export type WriteTraitsMutationVariables = Exact<{
  input: UpdateTraitsInput;
}>;


export type WriteTraitsMutation = { readonly updateTraits: { readonly messageId: string } };

export type MergeCustomersMutationVariables = Exact<{
  input: MergeProfilesInput;
}>;


export type MergeCustomersMutation = { readonly mergeProfiles: { readonly merge: { readonly mergeId: string } | null, readonly profile: { readonly profileId: string } | null } };

export type UnmergeCustomersMutationVariables = Exact<{
  input: UnmergeInput;
}>;


export type UnmergeCustomersMutation = { readonly unmerge: { readonly first: { readonly profileId: string } | null, readonly second: { readonly profileId: string } | null } };

export type DecideReviewMutationVariables = Exact<{
  input: DecideReviewInput;
}>;


export type DecideReviewMutation = { readonly decideReview: { readonly review: { readonly status: ReviewStatus } | null, readonly merge: { readonly mergeId: string } | null } };

export type SeparateIdentifierMutationVariables = Exact<{
  input: SeparateIdentifierInput;
}>;


export type SeparateIdentifierMutation = { readonly separateIdentifier: { readonly profile: { readonly profileId: string } | null } };

export type MergePreviewQueryVariables = Exact<{
  first: string;
  second: string;
}>;


export type MergePreviewQuery = { readonly mergePreview: { readonly traits: Json, readonly changes: Json, readonly identifierCount: number, readonly obstacles: Json, readonly winner: { readonly profileId: string, readonly traits: Json, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } } | null, readonly loser: { readonly profileId: string, readonly traits: Json, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } } | null } };

export type UnmergePreviewQueryVariables = Exact<{
  mergeId: string;
}>;


export type UnmergePreviewQuery = { readonly unmergePreview: { readonly first: { readonly profileId: string, readonly traits: Json, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } }, readonly second: { readonly profileId: string, readonly traits: Json, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } } } };

export type FindCustomersQueryVariables = Exact<{
  text: string;
}>;


export type FindCustomersQuery = { readonly searchProfiles: { readonly edges: ReadonlyArray<{ readonly node: { readonly profileId: string, readonly traits: Json, readonly lastSeen: string | null } | null }> } };

export type SideFragment = { readonly profileId: string, readonly traits: Json, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly identifiers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly value: string, readonly verified: boolean, readonly retired: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export const WriteTraitsDocument = graphqlDocument<WriteTraitsMutation, WriteTraitsMutationVariables>('WriteTraits', `mutation WriteTraits($input: UpdateTraitsInput!) {
  updateTraits(input: $input) {
    messageId
  }
}`);

export const MergeCustomersDocument = graphqlDocument<MergeCustomersMutation, MergeCustomersMutationVariables>('MergeCustomers', `mutation MergeCustomers($input: MergeProfilesInput!) {
  mergeProfiles(input: $input) {
    merge {
      mergeId
    }
    profile {
      profileId
    }
  }
}`);

export const UnmergeCustomersDocument = graphqlDocument<UnmergeCustomersMutation, UnmergeCustomersMutationVariables>('UnmergeCustomers', `mutation UnmergeCustomers($input: UnmergeInput!) {
  unmerge(input: $input) {
    first {
      profileId
    }
    second {
      profileId
    }
  }
}`);

export const DecideReviewDocument = graphqlDocument<DecideReviewMutation, DecideReviewMutationVariables>('DecideReview', `mutation DecideReview($input: DecideReviewInput!) {
  decideReview(input: $input) {
    review {
      status
    }
    merge {
      mergeId
    }
  }
}`);

export const SeparateIdentifierDocument = graphqlDocument<SeparateIdentifierMutation, SeparateIdentifierMutationVariables>('SeparateIdentifier', `mutation SeparateIdentifier($input: SeparateIdentifierInput!) {
  separateIdentifier(input: $input) {
    profile {
      profileId
    }
  }
}`);

export const MergePreviewDocument = graphqlDocument<MergePreviewQuery, MergePreviewQueryVariables>('MergePreview', `query MergePreview($first: ID!, $second: ID!) {
  mergePreview(first: $first, second: $second) {
    winner {
      ...Side
    }
    loser {
      ...Side
    }
    traits
    changes
    identifierCount
    obstacles
  }
}
fragment Side on Profile {
  profileId
  traits
  firstSeen
  lastSeen
  identifiers(first: 30) {
    edges {
      node {
        id
        kind
        value
        verified
        retired
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}`);

export const UnmergePreviewDocument = graphqlDocument<UnmergePreviewQuery, UnmergePreviewQueryVariables>('UnmergePreview', `query UnmergePreview($mergeId: ID!) {
  unmergePreview(mergeId: $mergeId) {
    first {
      ...Side
    }
    second {
      ...Side
    }
  }
}
fragment Side on Profile {
  profileId
  traits
  firstSeen
  lastSeen
  identifiers(first: 30) {
    edges {
      node {
        id
        kind
        value
        verified
        retired
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}`);

export const FindCustomersDocument = graphqlDocument<FindCustomersQuery, FindCustomersQueryVariables>('FindCustomers', `query FindCustomers($text: String!) {
  searchProfiles(text: $text, first: 8) {
    edges {
      node {
        profileId
        traits
        lastSeen
      }
    }
  }
}`);
