// Generated from plugins/empathy/admin/situations/situations.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Vertical =
  | 'ANY'
  | 'RETAIL'
  | 'SAAS'
  | 'SERVICES';

export type SuggestionKind =
  | 'ACTION'
  | 'SCRIPT'
  | 'GREETING';

export type CreateSituationInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Lower case letters, digits and -, up to 50; it stays. */
  readonly key: string;
  /** `{ en, zh-Hans, de }`, each up to 80 characters. */
  readonly name: Json;
  readonly vertical?: Vertical | null | undefined;
  readonly severity: number;
  readonly expiresSeconds: number;
  /** Key of an action. */
  readonly action?: string | null | undefined;
  /** `{ en, zh-Hans, de }` */
  readonly evidence: Json;
  /** Name -> computed trait, up to 8. */
  readonly facts?: Json | null | undefined;
  /** Key of the segment. */
  readonly segment: string;
};

export type ChangeSituationInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
  /** `{ en, zh-Hans, de }`, each up to 80 characters. */
  readonly name?: Json | null | undefined;
  readonly vertical?: Vertical | null | undefined;
  readonly severity?: number | null | undefined;
  readonly expiresSeconds?: number | null | undefined;
  /** Key of an action; null takes it away. */
  readonly action?: string | null | undefined;
  /** `{ en, zh-Hans, de }` */
  readonly evidence?: Json | null | undefined;
  /** Name -> computed trait, up to 8. */
  readonly facts?: Json | null | undefined;
};

export type TurnSituationInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
  readonly enabled: boolean;
};

export type SituationInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
};

export type InstallSituationsInput = {
  readonly clientMutationId?: string | null | undefined;
};

export type SegmentState =
  | 'DRAFT'
  | 'PUBLISHED'
  | 'PAUSED';

export type SituationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type SituationsQuery = { readonly situations: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: Json, readonly vertical: Vertical, readonly severity: number, readonly expiresSeconds: number, readonly action: string | null, readonly evidence: Json, readonly facts: Json, readonly enabled: boolean, readonly isReady: boolean, readonly segmentKey: string, readonly state: SegmentState | null, readonly size: number, readonly failure: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SituationSegmentsQueryVariables = Exact<{
  text: string;
  first: number;
}>;


export type SituationSegmentsQuery = { readonly segments: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type NextActionsQueryVariables = Exact<{ [key: string]: never; }>;


export type NextActionsQuery = { readonly nextActions: Json };

export type SituationCustomersQueryVariables = Exact<{
  situation: string;
}>;


export type SituationCustomersQuery = { readonly needsAttention: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profile: { readonly profileId: string, readonly traits: Json } | null } }> } };

export type SituationSearchQueryVariables = Exact<{
  text: string;
}>;


export type SituationSearchQuery = { readonly searchProfiles: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string, readonly traits: Json } | null }> } };

export type SituationPreviewQueryVariables = Exact<{
  key: string;
  profileId: string;
  evidence: Json;
  locale: string;
}>;


export type SituationPreviewQuery = { readonly situationPreview: { readonly evidence: string } };

export type SuggestionFiguresQueryVariables = Exact<{
  days: number;
  first: number;
  after?: string | null | undefined;
}>;


export type SuggestionFiguresQuery = { readonly suggestionFigures: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly kind: SuggestionKind, readonly item: string, readonly offered: number, readonly used: number, readonly edited: number, readonly dismissed: number, readonly taken: { readonly value: number, readonly low: number, readonly high: number } | null, readonly meanRating: { readonly value: number, readonly low: number, readonly high: number } | null, readonly resolved: { readonly value: number, readonly low: number, readonly high: number } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ChangeSituationMutationVariables = Exact<{
  input: ChangeSituationInput;
}>;


export type ChangeSituationMutation = { readonly changeSituation: { readonly situation: { readonly key: string } | null } };

export type CreateSituationMutationVariables = Exact<{
  input: CreateSituationInput;
}>;


export type CreateSituationMutation = { readonly createSituation: { readonly situation: { readonly key: string } | null } };

export type RemoveSituationMutationVariables = Exact<{
  input: SituationInput;
}>;


export type RemoveSituationMutation = { readonly removeSituation: { readonly clientMutationId: string | null } };

export type TurnSituationMutationVariables = Exact<{
  input: TurnSituationInput;
}>;


export type TurnSituationMutation = { readonly turnSituation: { readonly situation: { readonly key: string, readonly enabled: boolean } | null } };

export type RestoreSituationMutationVariables = Exact<{
  input: SituationInput;
}>;


export type RestoreSituationMutation = { readonly restoreSituation: { readonly situation: { readonly key: string } | null } };

export type InstallSituationsMutationVariables = Exact<{
  input: InstallSituationsInput;
}>;


export type InstallSituationsMutation = { readonly installSituations: { readonly installed: number } };

export const SituationsDocument = graphqlDocument<SituationsQuery, SituationsQueryVariables>('Situations', `query Situations($first: Int!, $after: String) {
  situations(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        name
        vertical
        severity
        expiresSeconds
        action
        evidence
        facts
        enabled
        isReady
        segmentKey
        state
        size
        failure
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const SituationSegmentsDocument = graphqlDocument<SituationSegmentsQuery, SituationSegmentsQueryVariables>('SituationSegments', `query SituationSegments($text: String!, $first: Int!) {
  segments(text: $text, first: $first) {
    edges {
      cursor
      node {
        key
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const NextActionsDocument = graphqlDocument<NextActionsQuery, NextActionsQueryVariables>('NextActions', `query NextActions {
  nextActions
}`);

export const SituationCustomersDocument = graphqlDocument<SituationCustomersQuery, SituationCustomersQueryVariables>('SituationCustomers', `query SituationCustomers($situation: String!) {
  needsAttention(situation: $situation, first: 5) {
    edges {
      cursor
      node {
        profile {
          profileId
          traits
        }
      }
    }
  }
}`);

export const SituationSearchDocument = graphqlDocument<SituationSearchQuery, SituationSearchQueryVariables>('SituationSearch', `query SituationSearch($text: String!) {
  searchProfiles(text: $text, first: 5) {
    edges {
      cursor
      node {
        profileId
        traits
      }
    }
  }
}`);

export const SituationPreviewDocument = graphqlDocument<SituationPreviewQuery, SituationPreviewQueryVariables>('SituationPreview', `query SituationPreview($key: String!, $profileId: ID!, $evidence: JSON!, $locale: String!) {
  situationPreview(
    key: $key
    profileId: $profileId
    evidence: $evidence
    locale: $locale
  ) {
    evidence
  }
}`);

export const SuggestionFiguresDocument = graphqlDocument<SuggestionFiguresQuery, SuggestionFiguresQueryVariables>('SuggestionFigures', `query SuggestionFigures($days: Int!, $first: Int!, $after: String) {
  suggestionFigures(days: $days, first: $first, after: $after) {
    edges {
      cursor
      node {
        kind
        item
        offered
        used
        edited
        dismissed
        taken {
          value
          low
          high
        }
        meanRating {
          value
          low
          high
        }
        resolved {
          value
          low
          high
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const ChangeSituationDocument = graphqlDocument<ChangeSituationMutation, ChangeSituationMutationVariables>('ChangeSituation', `mutation ChangeSituation($input: ChangeSituationInput!) {
  changeSituation(input: $input) {
    situation {
      key
    }
  }
}`);

export const CreateSituationDocument = graphqlDocument<CreateSituationMutation, CreateSituationMutationVariables>('CreateSituation', `mutation CreateSituation($input: CreateSituationInput!) {
  createSituation(input: $input) {
    situation {
      key
    }
  }
}`);

export const RemoveSituationDocument = graphqlDocument<RemoveSituationMutation, RemoveSituationMutationVariables>('RemoveSituation', `mutation RemoveSituation($input: SituationInput!) {
  removeSituation(input: $input) {
    clientMutationId
  }
}`);

export const TurnSituationDocument = graphqlDocument<TurnSituationMutation, TurnSituationMutationVariables>('TurnSituation', `mutation TurnSituation($input: TurnSituationInput!) {
  turnSituation(input: $input) {
    situation {
      key
      enabled
    }
  }
}`);

export const RestoreSituationDocument = graphqlDocument<RestoreSituationMutation, RestoreSituationMutationVariables>('RestoreSituation', `mutation RestoreSituation($input: SituationInput!) {
  restoreSituation(input: $input) {
    situation {
      key
    }
  }
}`);

export const InstallSituationsDocument = graphqlDocument<InstallSituationsMutation, InstallSituationsMutationVariables>('InstallSituations', `mutation InstallSituations($input: InstallSituationsInput!) {
  installSituations(input: $input) {
    installed
  }
}`);
