// Generated from src/admin/audit/audit.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AuditEntriesQueryVariables = Exact<{
  actor?: string | null | undefined;
  actions?: ReadonlyArray<string> | string | null | undefined;
  profile?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditEntriesQuery = { readonly auditEntries: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly at: string, readonly actor: string, readonly actorName: string | null, readonly action: string, readonly profileId: string | null, readonly details: Json, readonly sealed: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AuditFacetsQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditFacetsQuery = { readonly auditFacets: { readonly actors: Json, readonly actions: Json } };

export type AuditCheckQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AuditCheckQuery = { readonly auditCheck: { readonly from: number, readonly entries: number, readonly brokenAt: number | null, readonly next: string | null, readonly head: string } };

export const AuditEntriesDocument = graphqlDocument<AuditEntriesQuery, AuditEntriesQueryVariables>('AuditEntries', `query AuditEntries($actor: String, $actions: [String!], $profile: ID, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
  auditEntries(
    actor: $actor
    actions: $actions
    profile: $profile
    from: $from
    to: $to
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        id
        at
        actor
        actorName
        action
        profileId
        details
        sealed
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const AuditFacetsDocument = graphqlDocument<AuditFacetsQuery, AuditFacetsQueryVariables>('AuditFacets', `query AuditFacets {
  auditFacets {
    actors
    actions
  }
}`);

export const AuditCheckDocument = graphqlDocument<AuditCheckQuery, AuditCheckQueryVariables>('AuditCheck', `query AuditCheck($after: String) {
  auditCheck(after: $after) {
    from
    entries
    brokenAt
    next
    head
  }
}`);
