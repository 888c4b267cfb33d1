// Generated from plugins/segments/admin/builder/builder.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type EventType =
  | 'IDENTIFY'
  | 'TRACK'
  | 'PAGE'
  | 'SCREEN'
  | 'GROUP'
  | 'ALIAS';

export type SegmentKind =
  /** A definition says who is in it. */
  | 'RULE'
  /** People were put in by hand. */
  | 'LIST';

export type SegmentState =
  | 'DRAFT'
  | 'PUBLISHED'
  | 'PAUSED';

export type ChangeSegmentInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly segmentId: string;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly definition?: Json | null | undefined;
};

export type SegmentInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly segmentId: string;
};

export type SegmentToEditQueryVariables = Exact<{
  key: string;
}>;


export type SegmentToEditQuery = { readonly segment: { readonly segmentId: string, readonly key: string, readonly name: string, readonly description: string, readonly kind: SegmentKind, readonly state: SegmentState, readonly definition: Json | null, readonly version: number, readonly size: number, readonly updatedAt: string } | null };

export type SegmentLanguageQueryVariables = Exact<{ [key: string]: never; }>;


export type SegmentLanguageQuery = { readonly segmentLanguage: Json };

export type SegmentOptionsQueryVariables = Exact<{
  condition: string;
  list: string;
  text: string;
  values: ReadonlyArray<string> | string;
  first: number;
}>;


export type SegmentOptionsQuery = { readonly segmentOptions: { readonly edges: ReadonlyArray<{ readonly node: { readonly value: string, readonly label: Json } }> } };

export type DefinitionCheckQueryVariables = Exact<{
  definition: Json;
}>;


export type DefinitionCheckQuery = { readonly en: { readonly faults: Json, readonly sentence: string | null, readonly sentences: Json }, readonly chinese: { readonly sentence: string | null, readonly sentences: Json } };

export type DefinitionPreviewQueryVariables = Exact<{
  definition: Json;
}>;


export type DefinitionPreviewQuery = { readonly segmentPreview: { readonly count: number, readonly low: number, readonly high: number, readonly exact: boolean, readonly everyone: number, readonly sample: { readonly edges: ReadonlyArray<{ readonly node: { readonly profileId: string, readonly traits: Json, readonly lastSeen: string | null } | null }> } } };

export type DefinitionCountQueryVariables = Exact<{
  definition: Json;
}>;


export type DefinitionCountQuery = { readonly segmentCount: number };

export type DefinitionChangeQueryVariables = Exact<{
  id: string;
  definition: Json;
}>;


export type DefinitionChangeQuery = { readonly segmentChange: { readonly stay: number, readonly enter: number, readonly leave: number, readonly entering: { readonly edges: ReadonlyArray<{ readonly node: { readonly profileId: string, readonly traits: Json } | null }> }, readonly leaving: { readonly edges: ReadonlyArray<{ readonly node: { readonly profileId: string, readonly traits: Json } | null }> } } };

export type KnownEventNamesQueryVariables = Exact<{
  search: string;
}>;


export type KnownEventNamesQuery = { readonly catalogue: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly type: EventType, readonly name: string, readonly count: number } }> } };

export type KnownPropertiesQueryVariables = Exact<{
  eventName: string;
}>;


export type KnownPropertiesQuery = { readonly eventObservation: { readonly properties: Json } };

export type ComputedKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ComputedKeysQuery = { readonly computedTraits: { readonly edges: ReadonlyArray<{ readonly node: { readonly key: string, readonly name: string, readonly kind: string } }> } };

export type TraitsOfSomeQueryVariables = Exact<{ [key: string]: never; }>;


export type TraitsOfSomeQuery = { readonly customers: { readonly edges: ReadonlyArray<{ readonly node: { readonly traits: Json } | null }> } };

export type ChangeSegmentMutationVariables = Exact<{
  input: ChangeSegmentInput;
}>;


export type ChangeSegmentMutation = { readonly changeSegment: { readonly segment: { readonly segmentId: string, readonly updatedAt: string } | null } };

export type PublishSegmentMutationVariables = Exact<{
  input: SegmentInput;
}>;


export type PublishSegmentMutation = { readonly publishSegment: { readonly segment: { readonly segmentId: string } | null } };

export const SegmentToEditDocument = graphqlDocument<SegmentToEditQuery, SegmentToEditQueryVariables>('SegmentToEdit', `query SegmentToEdit($key: String!) {
  segment(key: $key) {
    segmentId
    key
    name
    description
    kind
    state
    definition
    version
    size
    updatedAt
  }
}`);

export const SegmentLanguageDocument = graphqlDocument<SegmentLanguageQuery, SegmentLanguageQueryVariables>('SegmentLanguage', `query SegmentLanguage {
  segmentLanguage
}`);

export const SegmentOptionsDocument = graphqlDocument<SegmentOptionsQuery, SegmentOptionsQueryVariables>('SegmentOptions', `query SegmentOptions($condition: String!, $list: String!, $text: String!, $values: [String!]!, $first: Int!) {
  segmentOptions(
    condition: $condition
    list: $list
    text: $text
    values: $values
    first: $first
  ) {
    edges {
      node {
        value
        label
      }
    }
  }
}`);

export const DefinitionCheckDocument = graphqlDocument<DefinitionCheckQuery, DefinitionCheckQueryVariables>('DefinitionCheck', `query DefinitionCheck($definition: JSON!) {
  en: segmentCheck(definition: $definition, language: "en") {
    faults
    sentence
    sentences
  }
  chinese: segmentCheck(definition: $definition, language: "zh-Hans") {
    sentence
    sentences
  }
}`);

export const DefinitionPreviewDocument = graphqlDocument<DefinitionPreviewQuery, DefinitionPreviewQueryVariables>('DefinitionPreview', `query DefinitionPreview($definition: JSON!) {
  segmentPreview(definition: $definition) {
    count
    low
    high
    exact
    everyone
    sample(first: 10) {
      edges {
        node {
          profileId
          traits
          lastSeen
        }
      }
    }
  }
}`);

export const DefinitionCountDocument = graphqlDocument<DefinitionCountQuery, DefinitionCountQueryVariables>('DefinitionCount', `query DefinitionCount($definition: JSON!) {
  segmentCount(definition: $definition)
}`);

export const DefinitionChangeDocument = graphqlDocument<DefinitionChangeQuery, DefinitionChangeQueryVariables>('DefinitionChange', `query DefinitionChange($id: ID!, $definition: JSON!) {
  segmentChange(segmentId: $id, definition: $definition) {
    stay
    enter
    leave
    entering(first: 5) {
      edges {
        node {
          profileId
          traits
        }
      }
    }
    leaving(first: 5) {
      edges {
        node {
          profileId
          traits
        }
      }
    }
  }
}`);

export const KnownEventNamesDocument = graphqlDocument<KnownEventNamesQuery, KnownEventNamesQueryVariables>('KnownEventNames', `query KnownEventNames($search: String!) {
  catalogue(search: $search, first: 30, orderBy: COUNT) {
    edges {
      node {
        id
        type
        name
        count
      }
    }
  }
}`);

export const KnownPropertiesDocument = graphqlDocument<KnownPropertiesQuery, KnownPropertiesQueryVariables>('KnownProperties', `query KnownProperties($eventName: ID!) {
  eventObservation(eventName: $eventName) {
    properties
  }
}`);

export const ComputedKeysDocument = graphqlDocument<ComputedKeysQuery, ComputedKeysQueryVariables>('ComputedKeys', `query ComputedKeys {
  computedTraits(first: 100) {
    edges {
      node {
        key
        name
        kind
      }
    }
  }
}`);

export const TraitsOfSomeDocument = graphqlDocument<TraitsOfSomeQuery, TraitsOfSomeQueryVariables>('TraitsOfSome', `query TraitsOfSome {
  customers(first: 50) {
    edges {
      node {
        traits
      }
    }
  }
}`);

export const ChangeSegmentDocument = graphqlDocument<ChangeSegmentMutation, ChangeSegmentMutationVariables>('ChangeSegment', `mutation ChangeSegment($input: ChangeSegmentInput!) {
  changeSegment(input: $input) {
    segment {
      segmentId
      updatedAt
    }
  }
}`);

export const PublishSegmentDocument = graphqlDocument<PublishSegmentMutation, PublishSegmentMutationVariables>('PublishSegment', `mutation PublishSegment($input: SegmentInput!) {
  publishSegment(input: $input) {
    segment {
      segmentId
    }
  }
}`);
