// Generated from src/admin/customers/list/list.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CustomersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  orders: boolean;
}>;


export type CustomersQuery = { readonly customers: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly traits: Json, readonly orders?: { readonly count: number, readonly total: number, readonly currency: string | null, readonly otherCurrencies: boolean } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SearchCustomersQueryVariables = Exact<{
  text: string;
  in?: ReadonlyArray<string> | string | null | undefined;
  first: number;
  after?: string | null | undefined;
  orders: boolean;
}>;


export type SearchCustomersQuery = { readonly searchProfiles: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly traits: Json, readonly orders?: { readonly count: number, readonly total: number, readonly currency: string | null, readonly otherCurrencies: boolean } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SearchKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type SearchKeysQuery = { readonly viewer: { readonly searchKeys: string } };

export type CustomerRowsFragment = { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly profileId: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly traits: Json, readonly orders?: { readonly count: number, readonly total: number, readonly currency: string | null, readonly otherCurrencies: boolean } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } };

export type CustomerRowFragment = { readonly profileId: string, readonly firstSeen: string | null, readonly lastSeen: string | null, readonly traits: Json, readonly orders?: { readonly count: number, readonly total: number, readonly currency: string | null, readonly otherCurrencies: boolean } };

export const CustomersDocument = graphqlDocument<CustomersQuery, CustomersQueryVariables>('Customers', `query Customers($first: Int!, $after: String, $orders: Boolean!) {
  customers(first: $first, after: $after) {
    ...CustomerRows
  }
}
fragment CustomerRows on ProfileConnection {
  edges {
    cursor
    node {
      ...CustomerRow
    }
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}
fragment CustomerRow on Profile {
  profileId
  firstSeen
  lastSeen
  traits
  orders @include(if: $orders) {
    count
    total
    currency
    otherCurrencies
  }
}`);

export const SearchCustomersDocument = graphqlDocument<SearchCustomersQuery, SearchCustomersQueryVariables>('SearchCustomers', `query SearchCustomers($text: String!, $in: [String!], $first: Int!, $after: String, $orders: Boolean!) {
  searchProfiles(text: $text, in: $in, first: $first, after: $after) {
    ...CustomerRows
  }
}
fragment CustomerRows on ProfileConnection {
  edges {
    cursor
    node {
      ...CustomerRow
    }
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}
fragment CustomerRow on Profile {
  profileId
  firstSeen
  lastSeen
  traits
  orders @include(if: $orders) {
    count
    total
    currency
    otherCurrencies
  }
}`);

export const SearchKeysDocument = graphqlDocument<SearchKeysQuery, SearchKeysQueryVariables>('SearchKeys', `query SearchKeys {
  viewer {
    searchKeys
  }
}`);
