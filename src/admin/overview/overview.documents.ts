// Generated from src/admin/overview/overview.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { readonly welcome: { readonly source: boolean, readonly event: boolean, readonly colleague: boolean, readonly customer: boolean }, readonly health: { readonly minutes: Json, readonly unnumberedSeconds: number, readonly workSeconds: number, readonly unfinished: Json, readonly nodes: Json, readonly serverVersion: string, readonly embedded: boolean } };

export type OverviewChecksQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewChecksQuery = { readonly checks: { readonly findings: Json, readonly storage: { readonly bytes: number, readonly freeBytes: number | null, readonly growthBytesPerDay: number | null, readonly fullInDays: number | null }, readonly lastBackup: { readonly at: string } | null } };

export const OverviewDocument = graphqlDocument<OverviewQuery, OverviewQueryVariables>('Overview', `query Overview {
  welcome {
    source
    event
    colleague
    customer
  }
  health {
    minutes
    unnumberedSeconds
    workSeconds
    unfinished
    nodes
    serverVersion
    embedded
  }
}`);

export const OverviewChecksDocument = graphqlDocument<OverviewChecksQuery, OverviewChecksQueryVariables>('OverviewChecks', `query OverviewChecks {
  checks {
    storage {
      bytes
      freeBytes
      growthBytesPerDay
      fullInDays
    }
    lastBackup {
      at
    }
    findings
  }
}`);
