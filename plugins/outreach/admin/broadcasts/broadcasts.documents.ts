// Generated from plugins/outreach/admin/broadcasts/broadcasts.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ApprovalState =
  | 'WAITING'
  | 'APPROVED'
  | 'DECLINED'
  /** It was changed meanwhile, or asked for again. */
  | 'WITHDRAWN';

export type BroadcastState =
  | 'DRAFT'
  | 'SCHEDULED'
  | 'RUNNING'
  | 'PAUSED'
  | 'DONE'
  | 'CANCELLED';

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

export type CreateBroadcastInput = {
  readonly key: string;
  readonly name: string;
  readonly definition: Json;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type ChangeBroadcastInput = {
  readonly broadcastId: string;
  readonly name?: string | null | undefined;
  readonly definition?: Json | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type RemoveBroadcastInput = {
  readonly broadcastId: string;
  readonly clientMutationId?: string | null | undefined;
};

export type StartBroadcastInput = {
  readonly broadcastId: string;
  /** Without it: now. */
  readonly at?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type PauseBroadcastInput = {
  readonly broadcastId: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type ResumeBroadcastInput = {
  readonly broadcastId: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type CancelBroadcastInput = {
  readonly broadcastId: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type BroadcastsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BroadcastsQuery = { readonly broadcasts: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly broadcastId: string, readonly name: string, readonly state: BroadcastState, readonly startsAt: string | null, readonly endedAt: string | null, readonly updatedAt: string, readonly figures: Json, readonly waitsFor: { readonly key: string } | null, readonly approval: { readonly state: ApprovalState } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type BroadcastQueryVariables = Exact<{
  id: string;
}>;


export type BroadcastQuery = { readonly broadcast: { readonly broadcastId: string, readonly key: string, readonly name: string, readonly state: BroadcastState, readonly definition: Json, readonly startsAt: string | null, readonly plannedAt: string | null, readonly endedAt: string | null, readonly createdAt: string, readonly figures: Json, readonly waitsFor: { readonly key: string, readonly name: string, readonly stage: string, readonly failure: string | null, readonly members: number | null, readonly since: string | null } | null, readonly approval: { readonly state: ApprovalState, readonly askedBy: string, readonly askedByName: string | null, readonly askedAt: string, readonly startsAt: string | null, readonly decidedBy: string | null, readonly decidedByName: string | null, readonly decidedAt: string | null, readonly note: string | null, readonly mayDecide: boolean } | null } | null };

export type BroadcastMessagesQueryVariables = Exact<{
  id: string;
  state?: MessageState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type BroadcastMessagesQuery = { readonly broadcast: { readonly messages: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly messageId: string, readonly state: MessageState, readonly reasons: ReadonlyArray<string>, readonly code: string | null, readonly dueAt: string | null, readonly handedAt: string | null, readonly endedAt: string | null, readonly plannedAt: string, readonly profile: { readonly profileId: string, readonly traits: Json } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type BroadcastFaultsQueryVariables = Exact<{
  definition: Json;
}>;


export type BroadcastFaultsQuery = { readonly broadcastFaults: Json };

export type BroadcastForeseenQueryVariables = Exact<{
  definition: Json;
  key: string;
}>;


export type BroadcastForeseenQuery = { readonly broadcastForeseen: Json };

export type AudienceSegmentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type AudienceSegmentsQuery = { readonly segments: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: string, readonly size: number, readonly version: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type BroadcastChannelsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BroadcastChannelsQuery = { readonly channels: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: string, readonly medium: string, readonly enabled: boolean, readonly isDefault: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type BroadcastTopicsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BroadcastTopicsQuery = { readonly topics: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: Json, readonly archivedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type BroadcastTemplatesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BroadcastTemplatesQuery = { readonly templates: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: string, readonly medium: string, readonly version: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateBroadcastMutationVariables = Exact<{
  input: CreateBroadcastInput;
}>;


export type CreateBroadcastMutation = { readonly createBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export type ChangeBroadcastMutationVariables = Exact<{
  input: ChangeBroadcastInput;
}>;


export type ChangeBroadcastMutation = { readonly changeBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export type RemoveBroadcastMutationVariables = Exact<{
  input: RemoveBroadcastInput;
}>;


export type RemoveBroadcastMutation = { readonly removeBroadcast: { readonly removedId: string } };

export type StartBroadcastMutationVariables = Exact<{
  input: StartBroadcastInput;
}>;


export type StartBroadcastMutation = { readonly startBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export type PauseBroadcastMutationVariables = Exact<{
  input: PauseBroadcastInput;
}>;


export type PauseBroadcastMutation = { readonly pauseBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export type ResumeBroadcastMutationVariables = Exact<{
  input: ResumeBroadcastInput;
}>;


export type ResumeBroadcastMutation = { readonly resumeBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export type CancelBroadcastMutationVariables = Exact<{
  input: CancelBroadcastInput;
}>;


export type CancelBroadcastMutation = { readonly cancelBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export const BroadcastsDocument = graphqlDocument<BroadcastsQuery, BroadcastsQueryVariables>('Broadcasts', `query Broadcasts($first: Int!, $after: String) {
  broadcasts(first: $first, after: $after) {
    edges {
      cursor
      node {
        broadcastId
        name
        state
        startsAt
        endedAt
        updatedAt
        figures
        waitsFor {
          key
        }
        approval {
          state
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const BroadcastDocument = graphqlDocument<BroadcastQuery, BroadcastQueryVariables>('Broadcast', `query Broadcast($id: ID!) {
  broadcast(broadcastId: $id) {
    broadcastId
    key
    name
    state
    definition
    startsAt
    plannedAt
    endedAt
    createdAt
    figures
    waitsFor {
      key
      name
      stage
      failure
      members
      since
    }
    approval {
      state
      askedBy
      askedByName
      askedAt
      startsAt
      decidedBy
      decidedByName
      decidedAt
      note
      mayDecide
    }
  }
}`);

export const BroadcastMessagesDocument = graphqlDocument<BroadcastMessagesQuery, BroadcastMessagesQueryVariables>('BroadcastMessages', `query BroadcastMessages($id: ID!, $state: MessageState, $first: Int!, $after: String) {
  broadcast(broadcastId: $id) {
    messages(state: $state, first: $first, after: $after) {
      edges {
        cursor
        node {
          messageId
          state
          reasons
          code
          dueAt
          handedAt
          endedAt
          plannedAt
          profile {
            profileId
            traits
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const BroadcastFaultsDocument = graphqlDocument<BroadcastFaultsQuery, BroadcastFaultsQueryVariables>('BroadcastFaults', `query BroadcastFaults($definition: JSON!) {
  broadcastFaults(definition: $definition)
}`);

export const BroadcastForeseenDocument = graphqlDocument<BroadcastForeseenQuery, BroadcastForeseenQueryVariables>('BroadcastForeseen', `query BroadcastForeseen($definition: JSON!, $key: String!) {
  broadcastForeseen(definition: $definition, key: $key)
}`);

export const AudienceSegmentsDocument = graphqlDocument<AudienceSegmentsQuery, AudienceSegmentsQueryVariables>('AudienceSegments', `query AudienceSegments($first: Int!, $after: String) {
  segments(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        name
        size
        version
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const BroadcastChannelsDocument = graphqlDocument<BroadcastChannelsQuery, BroadcastChannelsQueryVariables>('BroadcastChannels', `query BroadcastChannels($first: Int!, $after: String) {
  channels(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        name
        medium
        enabled
        isDefault
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const BroadcastTopicsDocument = graphqlDocument<BroadcastTopicsQuery, BroadcastTopicsQueryVariables>('BroadcastTopics', `query BroadcastTopics($first: Int!, $after: String) {
  topics(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        name
        archivedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const BroadcastTemplatesDocument = graphqlDocument<BroadcastTemplatesQuery, BroadcastTemplatesQueryVariables>('BroadcastTemplates', `query BroadcastTemplates($first: Int!, $after: String) {
  templates(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        name
        medium
        version
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const CreateBroadcastDocument = graphqlDocument<CreateBroadcastMutation, CreateBroadcastMutationVariables>('CreateBroadcast', `mutation CreateBroadcast($input: CreateBroadcastInput!) {
  createBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);

export const ChangeBroadcastDocument = graphqlDocument<ChangeBroadcastMutation, ChangeBroadcastMutationVariables>('ChangeBroadcast', `mutation ChangeBroadcast($input: ChangeBroadcastInput!) {
  changeBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);

export const RemoveBroadcastDocument = graphqlDocument<RemoveBroadcastMutation, RemoveBroadcastMutationVariables>('RemoveBroadcast', `mutation RemoveBroadcast($input: RemoveBroadcastInput!) {
  removeBroadcast(input: $input) {
    removedId
  }
}`);

export const StartBroadcastDocument = graphqlDocument<StartBroadcastMutation, StartBroadcastMutationVariables>('StartBroadcast', `mutation StartBroadcast($input: StartBroadcastInput!) {
  startBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);

export const PauseBroadcastDocument = graphqlDocument<PauseBroadcastMutation, PauseBroadcastMutationVariables>('PauseBroadcast', `mutation PauseBroadcast($input: PauseBroadcastInput!) {
  pauseBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);

export const ResumeBroadcastDocument = graphqlDocument<ResumeBroadcastMutation, ResumeBroadcastMutationVariables>('ResumeBroadcast', `mutation ResumeBroadcast($input: ResumeBroadcastInput!) {
  resumeBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);

export const CancelBroadcastDocument = graphqlDocument<CancelBroadcastMutation, CancelBroadcastMutationVariables>('CancelBroadcast', `mutation CancelBroadcast($input: CancelBroadcastInput!) {
  cancelBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);
