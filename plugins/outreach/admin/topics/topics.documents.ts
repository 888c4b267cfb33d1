// Generated from plugins/outreach/admin/topics/topics.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type TopicKind =
  | 'MARKETING'
  /** Whoever ordered or asked gets it, whatever he consented to. */
  | 'TRANSACTIONAL';

/** What it takes to write about a topic. */
export type ConsentBasis =
  | 'OPT_IN'
  /** A grant that came by a link in a message to the address. */
  | 'DOUBLE_OPT_IN'
  /** Nobody said no. */
  | 'OPT_OUT';

export type CreateTopicInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  /** a-z, 0-9, _ and -; for good. */
  readonly key: string;
  /** language -> text; `en` has to be there. */
  readonly name: Json;
  /** language -> text */
  readonly description?: Json | null | undefined;
  readonly kind?: TopicKind | null | undefined;
  readonly basis?: ConsentBasis | null | undefined;
  readonly isTracked?: boolean | null | undefined;
  readonly position?: number | null | undefined;
};

export type ChangeTopicInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
  readonly name?: Json | null | undefined;
  readonly description?: Json | null | undefined;
  readonly basis?: ConsentBasis | null | undefined;
  readonly isTracked?: boolean | null | undefined;
  readonly position?: number | null | undefined;
  readonly isArchived?: boolean | null | undefined;
};

export type OrderTopicsInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  /** Keys, each once, 1,000 at the most. */
  readonly keys: ReadonlyArray<string>;
};

export type TopicsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type TopicsQuery = { readonly topics: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: Json, readonly description: Json, readonly kind: TopicKind, readonly basis: ConsentBasis, readonly isTracked: boolean, readonly archivedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TopicUseQueryVariables = Exact<{
  key: string;
}>;


export type TopicUseQuery = { readonly topic: { readonly waiting: number, readonly usedBy: Json } | null };

export type CreateTopicMutationVariables = Exact<{
  input: CreateTopicInput;
}>;


export type CreateTopicMutation = { readonly createTopic: { readonly topic: { readonly key: string } | null } };

export type ChangeTopicMutationVariables = Exact<{
  input: ChangeTopicInput;
}>;


export type ChangeTopicMutation = { readonly changeTopic: { readonly topic: { readonly key: string } | null } };

export type OrderTopicsMutationVariables = Exact<{
  input: OrderTopicsInput;
}>;


export type OrderTopicsMutation = { readonly orderTopics: { readonly topics: ReadonlyArray<{ readonly key: string }> } };

export const TopicsDocument = graphqlDocument<TopicsQuery, TopicsQueryVariables>('Topics', `query Topics($first: Int!, $after: String) {
  topics(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        name
        description
        kind
        basis
        isTracked
        archivedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const TopicUseDocument = graphqlDocument<TopicUseQuery, TopicUseQueryVariables>('TopicUse', `query TopicUse($key: String!) {
  topic(key: $key) {
    waiting
    usedBy
  }
}`);

export const CreateTopicDocument = graphqlDocument<CreateTopicMutation, CreateTopicMutationVariables>('CreateTopic', `mutation CreateTopic($input: CreateTopicInput!) {
  createTopic(input: $input) {
    topic {
      key
    }
  }
}`);

export const ChangeTopicDocument = graphqlDocument<ChangeTopicMutation, ChangeTopicMutationVariables>('ChangeTopic', `mutation ChangeTopic($input: ChangeTopicInput!) {
  changeTopic(input: $input) {
    topic {
      key
    }
  }
}`);

export const OrderTopicsDocument = graphqlDocument<OrderTopicsMutation, OrderTopicsMutationVariables>('OrderTopics', `mutation OrderTopics($input: OrderTopicsInput!) {
  orderTopics(input: $input) {
    topics {
      key
    }
  }
}`);
