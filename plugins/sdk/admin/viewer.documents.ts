// Generated from plugins/sdk/admin/viewer.graphql by npm run generate.
import { graphqlDocument } from './graphql-document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly actor: string, readonly scopes: string } };

export const ViewerDocument = graphqlDocument<ViewerQuery, ViewerQueryVariables>('Viewer', `query Viewer {
  viewer {
    actor
    scopes
  }
}`);
