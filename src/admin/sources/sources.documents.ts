// Generated from src/admin/sources/sources.graphql by npm run generate.
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

export type SourceKind =
  /** What it says is claimed: anybody can read the key of a page. */
  | 'BROWSER'
  /** What it says is verified. */
  | 'SERVER';

export type VolumeUnit =
  | 'HOUR'
  | 'DAY';

export type CreateSourceInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered (without the write key) and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly name: string;
  readonly kind: SourceKind;
  readonly eventsPerSecondMax?: number | null | undefined;
  readonly secretProperties?: ReadonlyArray<string> | null | undefined;
};

export type UpdateSourceInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly source: string;
  readonly name?: string | null | undefined;
  readonly kind?: SourceKind | null | undefined;
  readonly enabled?: boolean | null | undefined;
  /** Null: the limit of the house. */
  readonly eventsPerSecondMax?: number | null | undefined;
  readonly secretProperties?: ReadonlyArray<string> | null | undefined;
  /** 16 to 200 characters; null: no proof is accepted. */
  readonly identitySecret?: string | null | undefined;
};

export type RotateSourceKeyInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered (without the write key) and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly source: string;
  /** How long the old key works on, 0 to 90. */
  readonly overlapDays?: number | null | undefined;
};

export type SourceInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly source: string;
};

export type ReplayRejectedEventsInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  /** At most 500. Without: all that wait. */
  readonly ids?: ReadonlyArray<string> | null | undefined;
  readonly source?: string | null | undefined;
  readonly code?: string | null | undefined;
  /** `next` of the step before. */
  readonly after?: string | null | undefined;
};

export type SourcesQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SourcesQuery = { readonly sources: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly ref: string, readonly name: string, readonly kind: SourceKind, readonly enabled: boolean, readonly lastReceivedAt: string | null, readonly openRejected: number, readonly volume: Json, readonly previousKey: { readonly endsAt: string | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SourceDetailQueryVariables = Exact<{
  id: string;
}>;


export type SourceDetailQuery = { readonly source: { readonly ref: string, readonly name: string, readonly kind: SourceKind, readonly enabled: boolean, readonly eventsPerSecondMax: number | null, readonly secretProperties: Json, readonly hasIdentitySecret: boolean, readonly publicKey: string | null, readonly lastReceivedAt: string | null, readonly openRejected: number, readonly key: { readonly hint: string, readonly lastUsedAt: string | null }, readonly previousKey: { readonly hint: string, readonly lastUsedAt: string | null, readonly endsAt: string | null } | null } | null };

export type SourceVolumeQueryVariables = Exact<{
  id: string;
  unit: VolumeUnit;
  count: number;
}>;


export type SourceVolumeQuery = { readonly source: { readonly ref: string, readonly volume: Json } | null };

export type SourceEventsQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type SourceEventsQuery = { readonly source: { readonly ref: string, readonly events: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly type: EventType, readonly name: string, readonly occurredAt: string, readonly receivedAt: string, readonly messageId: string, readonly properties: Json, readonly context: Json, readonly identifiers: Json, readonly historical: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type SourceRejectedCodesQueryVariables = Exact<{
  id: string;
}>;


export type SourceRejectedCodesQuery = { readonly source: { readonly ref: string, readonly openRejectedCodes: Json } | null };

export type RejectedEventsQueryVariables = Exact<{
  source: string;
  code?: string | null | undefined;
  open: boolean;
  first: number;
  after?: string | null | undefined;
}>;


export type RejectedEventsQuery = { readonly rejectedEvents: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly receivedAt: string, readonly messageId: string | null, readonly code: string, readonly message: string, readonly body: Json | null, readonly replayedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateSourceMutationVariables = Exact<{
  input: CreateSourceInput;
}>;


export type CreateSourceMutation = { readonly createSource: { readonly writeKey: string | null, readonly source: { readonly ref: string } | null } };

export type UpdateSourceMutationVariables = Exact<{
  input: UpdateSourceInput;
}>;


export type UpdateSourceMutation = { readonly updateSource: { readonly source: { readonly ref: string } | null } };

export type RotateSourceKeyMutationVariables = Exact<{
  input: RotateSourceKeyInput;
}>;


export type RotateSourceKeyMutation = { readonly rotateSourceKey: { readonly writeKey: string | null, readonly source: { readonly ref: string } | null } };

export type EndPreviousSourceKeyMutationVariables = Exact<{
  input: SourceInput;
}>;


export type EndPreviousSourceKeyMutation = { readonly endPreviousSourceKey: { readonly source: { readonly ref: string } | null } };

export type DeleteSourceMutationVariables = Exact<{
  input: SourceInput;
}>;


export type DeleteSourceMutation = { readonly deleteSource: { readonly deletedId: string } };

export type ReplayRejectedEventsMutationVariables = Exact<{
  input: ReplayRejectedEventsInput;
}>;


export type ReplayRejectedEventsMutation = { readonly replayRejectedEvents: { readonly accepted: number, readonly duplicates: number, readonly rejected: number, readonly orphaned: number, readonly next: string | null } };

export const SourcesDocument = graphqlDocument<SourcesQuery, SourcesQueryVariables>('Sources', `query Sources($search: String, $first: Int!, $after: String) {
  sources(search: $search, first: $first, after: $after) {
    edges {
      cursor
      node {
        ref
        name
        kind
        enabled
        lastReceivedAt
        openRejected
        volume(count: 30)
        previousKey {
          endsAt
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const SourceDetailDocument = graphqlDocument<SourceDetailQuery, SourceDetailQueryVariables>('SourceDetail', `query SourceDetail($id: ID!) {
  source(id: $id) {
    ref
    name
    kind
    enabled
    eventsPerSecondMax
    secretProperties
    hasIdentitySecret
    publicKey
    key {
      hint
      lastUsedAt
    }
    previousKey {
      hint
      lastUsedAt
      endsAt
    }
    lastReceivedAt
    openRejected
  }
}`);

export const SourceVolumeDocument = graphqlDocument<SourceVolumeQuery, SourceVolumeQueryVariables>('SourceVolume', `query SourceVolume($id: ID!, $unit: VolumeUnit!, $count: Int!) {
  source(id: $id) {
    ref
    volume(unit: $unit, count: $count)
  }
}`);

export const SourceEventsDocument = graphqlDocument<SourceEventsQuery, SourceEventsQueryVariables>('SourceEvents', `query SourceEvents($id: ID!, $first: Int!, $after: String) {
  source(id: $id) {
    ref
    events(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          type
          name
          occurredAt
          receivedAt
          messageId
          properties
          context
          identifiers
          historical
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const SourceRejectedCodesDocument = graphqlDocument<SourceRejectedCodesQuery, SourceRejectedCodesQueryVariables>('SourceRejectedCodes', `query SourceRejectedCodes($id: ID!) {
  source(id: $id) {
    ref
    openRejectedCodes
  }
}`);

export const RejectedEventsDocument = graphqlDocument<RejectedEventsQuery, RejectedEventsQueryVariables>('RejectedEvents', `query RejectedEvents($source: ID!, $code: String, $open: Boolean!, $first: Int!, $after: String) {
  rejectedEvents(
    source: $source
    code: $code
    open: $open
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        id
        receivedAt
        messageId
        code
        message
        body
        replayedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const CreateSourceDocument = graphqlDocument<CreateSourceMutation, CreateSourceMutationVariables>('CreateSource', `mutation CreateSource($input: CreateSourceInput!) {
  createSource(input: $input) {
    writeKey
    source {
      ref
    }
  }
}`);

export const UpdateSourceDocument = graphqlDocument<UpdateSourceMutation, UpdateSourceMutationVariables>('UpdateSource', `mutation UpdateSource($input: UpdateSourceInput!) {
  updateSource(input: $input) {
    source {
      ref
    }
  }
}`);

export const RotateSourceKeyDocument = graphqlDocument<RotateSourceKeyMutation, RotateSourceKeyMutationVariables>('RotateSourceKey', `mutation RotateSourceKey($input: RotateSourceKeyInput!) {
  rotateSourceKey(input: $input) {
    writeKey
    source {
      ref
    }
  }
}`);

export const EndPreviousSourceKeyDocument = graphqlDocument<EndPreviousSourceKeyMutation, EndPreviousSourceKeyMutationVariables>('EndPreviousSourceKey', `mutation EndPreviousSourceKey($input: SourceInput!) {
  endPreviousSourceKey(input: $input) {
    source {
      ref
    }
  }
}`);

export const DeleteSourceDocument = graphqlDocument<DeleteSourceMutation, DeleteSourceMutationVariables>('DeleteSource', `mutation DeleteSource($input: SourceInput!) {
  deleteSource(input: $input) {
    deletedId
  }
}`);

export const ReplayRejectedEventsDocument = graphqlDocument<ReplayRejectedEventsMutation, ReplayRejectedEventsMutationVariables>('ReplayRejectedEvents', `mutation ReplayRejectedEvents($input: ReplayRejectedEventsInput!) {
  replayRejectedEvents(input: $input) {
    accepted
    duplicates
    rejected
    orphaned
    next
  }
}`);
