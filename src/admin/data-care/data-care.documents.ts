// Generated from src/admin/data-care/data-care.graphql by npm run generate.
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

export type SetRetentionInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  /** Null: the default of all names without a rule. */
  readonly name?: string | null | undefined;
  /** Null: for ever. */
  readonly days?: number | null | undefined;
};

export type RemoveRetentionInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly name?: string | null | undefined;
};

export type StorageQueryVariables = Exact<{ [key: string]: never; }>;


export type StorageQuery = { readonly storage: { readonly tables: Json, readonly names: Json, readonly otherNames: Json, readonly sampledEvents: number, readonly days: Json, readonly summary: { readonly bytes: number, readonly eventBytes: number, readonly freeBytes: number | null, readonly growthBytesPerDay: number | null, readonly fullInDays: number | null } } };

export type BackupsQueryVariables = Exact<{ [key: string]: never; }>;


export type BackupsQuery = { readonly checks: { readonly lastBackup: { readonly at: string, readonly bytes: number, readonly secrets: boolean } | null } };

export type RetentionRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RetentionRulesQuery = { readonly retention: { readonly rules: Json, readonly lastRun: { readonly startedAt: string, readonly updatedAt: string, readonly endedAt: string | null, readonly finished: boolean, readonly deleted: number, readonly emptied: Json } | null } };

export type RetentionPreviewQueryVariables = Exact<{
  name?: string | null | undefined;
  days?: number | null | undefined;
  remove?: boolean | null | undefined;
}>;


export type RetentionPreviewQuery = { readonly retentionPreview: Json };

export type NamesToKeepQueryVariables = Exact<{
  prefix?: string | null | undefined;
}>;


export type NamesToKeepQuery = { readonly eventNames: { readonly edges: ReadonlyArray<{ readonly node: { readonly type: EventType, readonly name: string } }> } };

export type SetRetentionMutationVariables = Exact<{
  input: SetRetentionInput;
}>;


export type SetRetentionMutation = { readonly setRetention: { readonly clientMutationId: string | null } };

export type RemoveRetentionMutationVariables = Exact<{
  input: RemoveRetentionInput;
}>;


export type RemoveRetentionMutation = { readonly removeRetention: { readonly clientMutationId: string | null } };

export const StorageDocument = graphqlDocument<StorageQuery, StorageQueryVariables>('Storage', `query Storage {
  storage {
    summary {
      bytes
      eventBytes
      freeBytes
      growthBytesPerDay
      fullInDays
    }
    tables
    names
    otherNames
    sampledEvents
    days
  }
}`);

export const BackupsDocument = graphqlDocument<BackupsQuery, BackupsQueryVariables>('Backups', `query Backups {
  checks {
    lastBackup {
      at
      bytes
      secrets
    }
  }
}`);

export const RetentionRulesDocument = graphqlDocument<RetentionRulesQuery, RetentionRulesQueryVariables>('RetentionRules', `query RetentionRules {
  retention {
    rules
    lastRun {
      startedAt
      updatedAt
      endedAt
      finished
      deleted
      emptied
    }
  }
}`);

export const RetentionPreviewDocument = graphqlDocument<RetentionPreviewQuery, RetentionPreviewQueryVariables>('RetentionPreview', `query RetentionPreview($name: String, $days: Int, $remove: Boolean) {
  retentionPreview(name: $name, days: $days, remove: $remove)
}`);

export const NamesToKeepDocument = graphqlDocument<NamesToKeepQuery, NamesToKeepQueryVariables>('NamesToKeep', `query NamesToKeep($prefix: String) {
  eventNames(types: [TRACK, PAGE, SCREEN], prefix: $prefix, first: 50) {
    edges {
      node {
        type
        name
      }
    }
  }
}`);

export const SetRetentionDocument = graphqlDocument<SetRetentionMutation, SetRetentionMutationVariables>('SetRetention', `mutation SetRetention($input: SetRetentionInput!) {
  setRetention(input: $input) {
    clientMutationId
  }
}`);

export const RemoveRetentionDocument = graphqlDocument<RemoveRetentionMutation, RemoveRetentionMutationVariables>('RemoveRetention', `mutation RemoveRetention($input: RemoveRetentionInput!) {
  removeRetention(input: $input) {
    clientMutationId
  }
}`);
