// Generated from plugins/sdk/admin/whom-field.graphql by npm run generate.
import { graphqlDocument } from './graphql-document';
import type { Json } from './graphql-document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type FoundCustomersQueryVariables = Exact<{
  text: string;
  first: number;
}>;


export type FoundCustomersQuery = { readonly searchProfiles: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string, readonly traits: Json } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export const FoundCustomersDocument = graphqlDocument<FoundCustomersQuery, FoundCustomersQueryVariables>('FoundCustomers', `query FoundCustomers($text: String!, $first: Int!) {
  searchProfiles(text: $text, first: $first) {
    edges {
      cursor
      node {
        profileId
        traits
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);
