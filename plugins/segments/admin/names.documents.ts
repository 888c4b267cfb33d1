// Generated from plugins/segments/admin/names.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SegmentNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type SegmentNamesQuery = { readonly segments: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly segmentId: string, readonly key: string, readonly name: string, readonly size: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export const SegmentNamesDocument = graphqlDocument<SegmentNamesQuery, SegmentNamesQueryVariables>('SegmentNames', `query SegmentNames($first: Int!, $after: String) {
  segments(first: $first, after: $after) {
    edges {
      cursor
      node {
        segmentId
        key
        name
        size
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);
