// Generated from src/admin/event-catalogue/event-catalogue.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CatalogueOrder =
  | 'NAME'
  /** The most frequent first. */
  | 'COUNT';

export type PlanMode =
  /** Not held to the plan. */
  | 'OFF'
  /** Accepted, and noted. */
  | 'REPORT'
  /** Refused with plan_violated, and kept: it can be sent again. */
  | 'REJECT';

export type DescribeEventNameInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly eventName: string;
  readonly description: string;
  readonly owner: string;
  readonly deprecated: boolean;
};

export type SaveTrackingPlanInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  /** Either this, or type and name: a plan may come before the first event. */
  readonly eventName?: string | null | undefined;
  readonly type?: EventType | null | undefined;
  readonly name?: string | null | undefined;
  readonly mode: PlanMode;
  readonly schema: Json;
  /** The version that the author saw; 0: none. */
  readonly expectedVersion: number;
};

export type RestoreTrackingPlanInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly eventName: string;
  readonly version: number;
  /** The version that the author saw. */
  readonly expectedVersion: number;
};

export type EventType =
  | 'IDENTIFY'
  | 'TRACK'
  | 'PAGE'
  | 'SCREEN'
  | 'GROUP'
  | 'ALIAS';

export type EventCatalogueQueryVariables = Exact<{
  search?: string | null | undefined;
  orderBy: CatalogueOrder;
  first: number;
  after?: string | null | undefined;
}>;


export type EventCatalogueQuery = { readonly catalogue: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly type: EventType, readonly name: string, readonly count: number, readonly firstSeen: string, readonly lastSeen: string | null, readonly volume: Json, readonly sources: Json, readonly description: string, readonly owner: string, readonly deprecatedAt: string | null, readonly violationCount: number, readonly plan: { readonly mode: PlanMode } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EventNameDetailQueryVariables = Exact<{
  id: string;
}>;


export type EventNameDetailQuery = { readonly eventName: { readonly id: string, readonly type: EventType, readonly name: string, readonly count: number, readonly firstSeen: string, readonly lastSeen: string | null, readonly volume: Json, readonly sources: Json, readonly description: string, readonly owner: string, readonly deprecatedAt: string | null, readonly violationCount: number } | null };

export type EventObservationQueryVariables = Exact<{
  id: string;
}>;


export type EventObservationQuery = { readonly eventObservation: { readonly events: number, readonly properties: Json, readonly suggestedSchema: Json | null } };

export type EventPlanQueryVariables = Exact<{
  id: string;
  versions: number;
}>;


export type EventPlanQuery = { readonly eventName: { readonly id: string, readonly plan: { readonly version: number, readonly mode: PlanMode, readonly schema: Json, readonly violations: Json } | null, readonly planVersions: { readonly edges: ReadonlyArray<{ readonly node: { readonly version: number, readonly mode: PlanMode, readonly schema: Json, readonly actor: string, readonly at: string } }> } } | null };

export type PlanTrialQueryVariables = Exact<{
  id: string;
  schema: Json;
}>;


export type PlanTrialQuery = { readonly planTrial: { readonly problems: Json, readonly events: number, readonly fitting: number, readonly violations: Json } };

export type DescribeEventNameMutationVariables = Exact<{
  input: DescribeEventNameInput;
}>;


export type DescribeEventNameMutation = { readonly describeEventName: { readonly eventName: { readonly id: string } | null } };

export type SaveTrackingPlanMutationVariables = Exact<{
  input: SaveTrackingPlanInput;
}>;


export type SaveTrackingPlanMutation = { readonly saveTrackingPlan: { readonly eventName: { readonly id: string } | null, readonly plan: { readonly version: number } | null } };

export type RestoreTrackingPlanMutationVariables = Exact<{
  input: RestoreTrackingPlanInput;
}>;


export type RestoreTrackingPlanMutation = { readonly restoreTrackingPlan: { readonly plan: { readonly version: number } | null } };

export const EventCatalogueDocument = graphqlDocument<EventCatalogueQuery, EventCatalogueQueryVariables>('EventCatalogue', `query EventCatalogue($search: String, $orderBy: CatalogueOrder!, $first: Int!, $after: String) {
  catalogue(search: $search, orderBy: $orderBy, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        type
        name
        count
        firstSeen
        lastSeen
        volume(days: 30)
        sources(days: 30)
        description
        owner
        deprecatedAt
        violationCount
        plan {
          mode
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const EventNameDetailDocument = graphqlDocument<EventNameDetailQuery, EventNameDetailQueryVariables>('EventNameDetail', `query EventNameDetail($id: ID!) {
  eventName(id: $id) {
    id
    type
    name
    count
    firstSeen
    lastSeen
    volume(days: 30)
    sources(days: 30)
    description
    owner
    deprecatedAt
    violationCount
  }
}`);

export const EventObservationDocument = graphqlDocument<EventObservationQuery, EventObservationQueryVariables>('EventObservation', `query EventObservation($id: ID!) {
  eventObservation(eventName: $id) {
    events
    properties
    suggestedSchema
  }
}`);

export const EventPlanDocument = graphqlDocument<EventPlanQuery, EventPlanQueryVariables>('EventPlan', `query EventPlan($id: ID!, $versions: Int!) {
  eventName(id: $id) {
    id
    plan {
      version
      mode
      schema
      violations
    }
    planVersions(first: $versions) {
      edges {
        node {
          version
          mode
          schema
          actor
          at
        }
      }
    }
  }
}`);

export const PlanTrialDocument = graphqlDocument<PlanTrialQuery, PlanTrialQueryVariables>('PlanTrial', `query PlanTrial($id: ID!, $schema: JSON!) {
  planTrial(eventName: $id, schema: $schema) {
    problems
    events
    fitting
    violations
  }
}`);

export const DescribeEventNameDocument = graphqlDocument<DescribeEventNameMutation, DescribeEventNameMutationVariables>('DescribeEventName', `mutation DescribeEventName($input: DescribeEventNameInput!) {
  describeEventName(input: $input) {
    eventName {
      id
    }
  }
}`);

export const SaveTrackingPlanDocument = graphqlDocument<SaveTrackingPlanMutation, SaveTrackingPlanMutationVariables>('SaveTrackingPlan', `mutation SaveTrackingPlan($input: SaveTrackingPlanInput!) {
  saveTrackingPlan(input: $input) {
    eventName {
      id
    }
    plan {
      version
    }
  }
}`);

export const RestoreTrackingPlanDocument = graphqlDocument<RestoreTrackingPlanMutation, RestoreTrackingPlanMutationVariables>('RestoreTrackingPlan', `mutation RestoreTrackingPlan($input: RestoreTrackingPlanInput!) {
  restoreTrackingPlan(input: $input) {
    plan {
      version
    }
  }
}`);
