// Generated from src/admin/customers/customers.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SearchCustomersQueryVariables = Exact<{
  text: string;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchCustomersQuery = { readonly searchProfiles: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string, readonly lastSeen: string | null, readonly firstSeen: string | null, readonly traits: Json } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export const SearchCustomersDocument = graphqlDocument<SearchCustomersQuery, SearchCustomersQueryVariables>('SearchCustomers', `query SearchCustomers($text: String!, $first: Int!, $after: String) {
  searchProfiles(text: $text, first: $first, after: $after) {
    edges {
      cursor
      node {
        profileId
        lastSeen
        firstSeen
        traits
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);
