// Generated from plugins/outreach/admin/customer/messages.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type MessageState =
  | 'PLANNED'
  | 'DEFERRED'
  | 'CLAIMED'
  | 'HANDED'
  | 'DELIVERED'
  | 'BOUNCED'
  | 'COMPLAINED'
  | 'FAILED'
  | 'WITHHELD'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'UNKNOWN';

export type CustomerMessagesQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type CustomerMessagesQuery = { readonly profile: { readonly messages: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly messageId: string, readonly campaign: string | null, readonly campaignName: string | null, readonly medium: string, readonly template: string, readonly state: MessageState, readonly reasons: ReadonlyArray<string>, readonly code: string | null, readonly dueAt: string | null, readonly plannedAt: string, readonly handedAt: string | null, readonly endedAt: string | null, readonly openedAt: string | null, readonly clickedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export const CustomerMessagesDocument = graphqlDocument<CustomerMessagesQuery, CustomerMessagesQueryVariables>('CustomerMessages', `query CustomerMessages($id: ID!, $first: Int!, $after: String) {
  profile(id: $id) {
    messages(first: $first, after: $after) {
      edges {
        cursor
        node {
          messageId
          campaign
          campaignName
          medium
          template
          state
          reasons
          code
          dueAt
          plannedAt
          handedAt
          endedAt
          openedAt
          clickedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);
