// Generated from src/admin/imports/imports.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ImportState =
  /** The file is there; nobody has started it. */
  | 'DRAFT'
  | 'WAITING'
  | 'RUNNING'
  | 'DONE'
  | 'CANCELLED'
  | 'FAILED';

export type StartImportInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly importId: string;
  /** As Import.options. */
  readonly options?: Json | null | undefined;
};

export type CancelImportInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly importId: string;
};

export type ImportAgainInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly importId: string;
};

export type ImportFieldsFragment = { readonly importId: string, readonly fileName: string, readonly fileBytes: number, readonly fileKept: boolean, readonly state: ImportState, readonly stopping: boolean, readonly options: Json | null, readonly createdBy: string, readonly createdByName: string | null, readonly readable: boolean, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly changedAt: string, readonly bytesRead: number, readonly rows: number, readonly accepted: number, readonly duplicates: number, readonly erased: number, readonly rejected: number, readonly errorCode: string | null, readonly errorMessage: string | null };

export type ImportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImportsQuery = { readonly imports: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly importId: string, readonly fileName: string, readonly fileBytes: number, readonly fileKept: boolean, readonly state: ImportState, readonly stopping: boolean, readonly options: Json | null, readonly createdBy: string, readonly createdByName: string | null, readonly readable: boolean, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly changedAt: string, readonly bytesRead: number, readonly rows: number, readonly accepted: number, readonly duplicates: number, readonly erased: number, readonly rejected: number, readonly errorCode: string | null, readonly errorMessage: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type OneImportQueryVariables = Exact<{
  id: string;
}>;


export type OneImportQuery = { readonly import: { readonly importId: string, readonly fileName: string, readonly fileBytes: number, readonly fileKept: boolean, readonly state: ImportState, readonly stopping: boolean, readonly options: Json | null, readonly createdBy: string, readonly createdByName: string | null, readonly readable: boolean, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly changedAt: string, readonly bytesRead: number, readonly rows: number, readonly accepted: number, readonly duplicates: number, readonly erased: number, readonly rejected: number, readonly errorCode: string | null, readonly errorMessage: string | null } | null };

export type ImportPreviewQueryVariables = Exact<{
  id: string;
  options?: Json | null | undefined;
}>;


export type ImportPreviewQuery = { readonly importPreview: { readonly options: Json, readonly columns: Json, readonly rows: Json, readonly problems: Json, readonly fault: Json | null, readonly trial: Json | null } };

export type ImportRejectedRowsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImportRejectedRowsQuery = { readonly import: { readonly rejectedRows: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly line: number, readonly code: string, readonly message: string, readonly record: Json } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type StartImportMutationVariables = Exact<{
  input: StartImportInput;
}>;


export type StartImportMutation = { readonly startImport: { readonly import: { readonly importId: string } | null } };

export type CancelImportMutationVariables = Exact<{
  input: CancelImportInput;
}>;


export type CancelImportMutation = { readonly cancelImport: { readonly import: { readonly importId: string } | null } };

export type ImportAgainMutationVariables = Exact<{
  input: ImportAgainInput;
}>;


export type ImportAgainMutation = { readonly importAgain: { readonly import: { readonly importId: string } | null } };

export const ImportsDocument = graphqlDocument<ImportsQuery, ImportsQueryVariables>('Imports', `query Imports($first: Int, $after: String) {
  imports(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...ImportFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ImportFields on Import {
  importId
  fileName
  fileBytes
  fileKept
  state
  stopping
  options
  createdBy
  createdByName
  readable
  createdAt
  startedAt
  finishedAt
  changedAt
  bytesRead
  rows
  accepted
  duplicates
  erased
  rejected
  errorCode
  errorMessage
}`);

export const OneImportDocument = graphqlDocument<OneImportQuery, OneImportQueryVariables>('OneImport', `query OneImport($id: ID!) {
  import(id: $id) {
    ...ImportFields
  }
}
fragment ImportFields on Import {
  importId
  fileName
  fileBytes
  fileKept
  state
  stopping
  options
  createdBy
  createdByName
  readable
  createdAt
  startedAt
  finishedAt
  changedAt
  bytesRead
  rows
  accepted
  duplicates
  erased
  rejected
  errorCode
  errorMessage
}`);

export const ImportPreviewDocument = graphqlDocument<ImportPreviewQuery, ImportPreviewQueryVariables>('ImportPreview', `query ImportPreview($id: ID!, $options: JSON) {
  importPreview(id: $id, options: $options) {
    options
    columns
    rows
    problems
    fault
    trial
  }
}`);

export const ImportRejectedRowsDocument = graphqlDocument<ImportRejectedRowsQuery, ImportRejectedRowsQueryVariables>('ImportRejectedRows', `query ImportRejectedRows($id: ID!, $first: Int, $after: String) {
  import(id: $id) {
    rejectedRows(first: $first, after: $after) {
      edges {
        cursor
        node {
          line
          code
          message
          record
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const StartImportDocument = graphqlDocument<StartImportMutation, StartImportMutationVariables>('StartImport', `mutation StartImport($input: StartImportInput!) {
  startImport(input: $input) {
    import {
      importId
    }
  }
}`);

export const CancelImportDocument = graphqlDocument<CancelImportMutation, CancelImportMutationVariables>('CancelImport', `mutation CancelImport($input: CancelImportInput!) {
  cancelImport(input: $input) {
    import {
      importId
    }
  }
}`);

export const ImportAgainDocument = graphqlDocument<ImportAgainMutation, ImportAgainMutationVariables>('ImportAgain', `mutation ImportAgain($input: ImportAgainInput!) {
  importAgain(input: $input) {
    import {
      importId
    }
  }
}`);
