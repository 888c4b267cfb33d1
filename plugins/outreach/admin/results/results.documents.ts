// Generated from plugins/outreach/admin/results/results.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type BroadcastResultsQueryVariables = Exact<{
  id: string;
}>;


export type BroadcastResultsQuery = { readonly broadcast: { readonly results: Json } | null };

export type JourneyResultsQueryVariables = Exact<{
  id: string;
}>;


export type JourneyResultsQuery = { readonly journey: { readonly results: Json } | null };

export const BroadcastResultsDocument = graphqlDocument<BroadcastResultsQuery, BroadcastResultsQueryVariables>('BroadcastResults', `query BroadcastResults($id: ID!) {
  broadcast(broadcastId: $id) {
    results
  }
}`);

export const JourneyResultsDocument = graphqlDocument<JourneyResultsQuery, JourneyResultsQueryVariables>('JourneyResults', `query JourneyResults($id: ID!) {
  journey(journeyId: $id) {
    results
  }
}`);
