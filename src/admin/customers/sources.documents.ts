// Generated from src/admin/customers/sources.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SourceNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type SourceNamesQuery = { readonly sources: { readonly edges: ReadonlyArray<{ readonly node: { readonly ref: string, readonly name: string } }> } };

export const SourceNamesDocument = graphqlDocument<SourceNamesQuery, SourceNamesQueryVariables>('SourceNames', `query SourceNames {
  sources(first: 100) {
    edges {
      node {
        ref
        name
      }
    }
  }
}`);
