// Generated from plugins/empathy/admin/attention/attention.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SuggestionKind =
  | 'ACTION'
  | 'SCRIPT'
  | 'GREETING';

export type SuggestionOutcome =
  | 'USED'
  | 'EDITED'
  | 'DISMISSED';

export type OfferSuggestionInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly profileId: string;
  readonly kind: SuggestionKind;
  /** Key of the action or script. */
  readonly item: string;
  /** Key of the situation because of which. */
  readonly situation?: string | null | undefined;
  /** Public id of the conversation in which. */
  readonly conversationId?: string | null | undefined;
};

export type DecideSuggestionInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly suggestionId: string;
  readonly outcome: SuggestionOutcome;
};

export type NeedsAttentionQueryVariables = Exact<{
  situation?: string | null | undefined;
  locale: string;
  first: number;
  after?: string | null | undefined;
}>;


export type NeedsAttentionQuery = { readonly needsAttention: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly severity: number, readonly profile: { readonly profileId: string, readonly traits: Json, readonly nextBestActions: Json, readonly situations: { readonly edges: ReadonlyArray<{ readonly node: { readonly key: string, readonly name: Json, readonly severity: number, readonly since: string, readonly evidence: string } }> }, readonly conversations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly status: string, readonly channel: string | null, readonly lastWriter: string | null } }> } } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AttentionSituationsQueryVariables = Exact<{ [key: string]: never; }>;


export type AttentionSituationsQuery = { readonly situations: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: Json, readonly enabled: boolean, readonly size: number } }> } };

export type OfferSuggestionMutationVariables = Exact<{
  input: OfferSuggestionInput;
}>;


export type OfferSuggestionMutation = { readonly offerSuggestion: { readonly suggestionId: string } };

export type DecideSuggestionMutationVariables = Exact<{
  input: DecideSuggestionInput;
}>;


export type DecideSuggestionMutation = { readonly decideSuggestion: { readonly suggestionId: string } };

export const NeedsAttentionDocument = graphqlDocument<NeedsAttentionQuery, NeedsAttentionQueryVariables>('NeedsAttention', `query NeedsAttention($situation: String, $locale: String!, $first: Int!, $after: String) {
  needsAttention(
    situation: $situation
    locale: $locale
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        severity
        profile {
          profileId
          traits
          nextBestActions(locale: $locale)
          situations(locale: $locale, first: 5) {
            edges {
              node {
                key
                name
                severity
                since
                evidence
              }
            }
          }
          conversations(first: 1) {
            edges {
              node {
                id
                status
                channel
                lastWriter
              }
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const AttentionSituationsDocument = graphqlDocument<AttentionSituationsQuery, AttentionSituationsQueryVariables>('AttentionSituations', `query AttentionSituations {
  situations(first: 100) {
    edges {
      cursor
      node {
        key
        name
        enabled
        size
      }
    }
  }
}`);

export const OfferSuggestionDocument = graphqlDocument<OfferSuggestionMutation, OfferSuggestionMutationVariables>('OfferSuggestion', `mutation OfferSuggestion($input: OfferSuggestionInput!) {
  offerSuggestion(input: $input) {
    suggestionId
  }
}`);

export const DecideSuggestionDocument = graphqlDocument<DecideSuggestionMutation, DecideSuggestionMutationVariables>('DecideSuggestion', `mutation DecideSuggestion($input: DecideSuggestionInput!) {
  decideSuggestion(input: $input) {
    suggestionId
  }
}`);
