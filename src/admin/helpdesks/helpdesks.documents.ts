// Generated from src/admin/helpdesks/helpdesks.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type HelpdeskSyncState =
  | 'WAITING'
  | 'RUNNING'
  | 'DONE'
  | 'CANCELLED'
  | 'FAILED';

export type CreateHelpdeskInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Name of the kind. */
  readonly helpdesk: string;
  /** Lower case letters, digits and -; it stays. */
  readonly key: string;
  readonly name: string;
  readonly settings: Json;
};

export type ChangeHelpdeskInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
  readonly name?: string | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly settings?: Json | null | undefined;
};

export type SetUpHelpdeskInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
  /** Where the helpdesk finds Rapport: `https://cdp.example.org`. */
  readonly address: string;
};

export type HelpdeskBackfillInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
};

export type RetryHelpdeskWritesInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
};

export type RemoveHelpdeskInput = {
  readonly clientMutationId?: string | null | undefined;
  readonly key: string;
};

export type HelpdesksQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type HelpdesksQuery = { readonly helpdesks: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly helpdesk: string, readonly name: string, readonly enabled: boolean, readonly settings: Json, readonly createdAt: string, readonly lastDeliveryAt: string | null, readonly waiting: number, readonly failed: number, readonly backfill: { readonly state: HelpdeskSyncState, readonly done: number, readonly total: number | null, readonly perMinute: number | null, readonly secondsLeft: number | null, readonly endedAt: string | null, readonly failure: string | null } | null, readonly changes: { readonly state: HelpdeskSyncState, readonly readUntil: string | null, readonly failure: string | null } | null, readonly writeBack: { readonly written: number, readonly lastWrittenAt: string | null, readonly waiting: number, readonly failing: number, readonly failure: string | null, readonly leftAlone: Json } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type HelpdeskKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type HelpdeskKindsQuery = { readonly helpdeskKinds: Json };

export type CreateHelpdeskMutationVariables = Exact<{
  input: CreateHelpdeskInput;
}>;


export type CreateHelpdeskMutation = { readonly createHelpdesk: { readonly webhookPath: string | null, readonly helpdesk: { readonly key: string } | null } };

export type ChangeHelpdeskMutationVariables = Exact<{
  input: ChangeHelpdeskInput;
}>;


export type ChangeHelpdeskMutation = { readonly changeHelpdesk: { readonly helpdesk: { readonly key: string } | null } };

export type RemoveHelpdeskMutationVariables = Exact<{
  input: RemoveHelpdeskInput;
}>;


export type RemoveHelpdeskMutation = { readonly removeHelpdesk: { readonly removedKey: string } };

export type StartHelpdeskBackfillMutationVariables = Exact<{
  input: HelpdeskBackfillInput;
}>;


export type StartHelpdeskBackfillMutation = { readonly startHelpdeskBackfill: { readonly helpdesk: { readonly key: string } | null } };

export type CancelHelpdeskBackfillMutationVariables = Exact<{
  input: HelpdeskBackfillInput;
}>;


export type CancelHelpdeskBackfillMutation = { readonly cancelHelpdeskBackfill: { readonly helpdesk: { readonly key: string } | null } };

export type RetryHelpdeskWritesMutationVariables = Exact<{
  input: RetryHelpdeskWritesInput;
}>;


export type RetryHelpdeskWritesMutation = { readonly retryHelpdeskWrites: { readonly helpdesk: { readonly key: string } | null } };

export type HelpdeskCheckQueryVariables = Exact<{
  key: string;
  address: string;
}>;


export type HelpdeskCheckQuery = { readonly helpdeskCheck: Json };

export type SetUpHelpdeskMutationVariables = Exact<{
  input: SetUpHelpdeskInput;
}>;


export type SetUpHelpdeskMutation = { readonly setUpHelpdesk: { readonly helpdesk: { readonly key: string } | null } };

export const HelpdesksDocument = graphqlDocument<HelpdesksQuery, HelpdesksQueryVariables>('Helpdesks', `query Helpdesks($first: Int!, $after: String) {
  helpdesks(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        helpdesk
        name
        enabled
        settings
        createdAt
        lastDeliveryAt
        waiting
        failed
        backfill {
          state
          done
          total
          perMinute
          secondsLeft
          endedAt
          failure
        }
        changes {
          state
          readUntil
          failure
        }
        writeBack {
          written
          lastWrittenAt
          waiting
          failing
          failure
          leftAlone
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const HelpdeskKindsDocument = graphqlDocument<HelpdeskKindsQuery, HelpdeskKindsQueryVariables>('HelpdeskKinds', `query HelpdeskKinds {
  helpdeskKinds
}`);

export const CreateHelpdeskDocument = graphqlDocument<CreateHelpdeskMutation, CreateHelpdeskMutationVariables>('CreateHelpdesk', `mutation CreateHelpdesk($input: CreateHelpdeskInput!) {
  createHelpdesk(input: $input) {
    helpdesk {
      key
    }
    webhookPath
  }
}`);

export const ChangeHelpdeskDocument = graphqlDocument<ChangeHelpdeskMutation, ChangeHelpdeskMutationVariables>('ChangeHelpdesk', `mutation ChangeHelpdesk($input: ChangeHelpdeskInput!) {
  changeHelpdesk(input: $input) {
    helpdesk {
      key
    }
  }
}`);

export const RemoveHelpdeskDocument = graphqlDocument<RemoveHelpdeskMutation, RemoveHelpdeskMutationVariables>('RemoveHelpdesk', `mutation RemoveHelpdesk($input: RemoveHelpdeskInput!) {
  removeHelpdesk(input: $input) {
    removedKey
  }
}`);

export const StartHelpdeskBackfillDocument = graphqlDocument<StartHelpdeskBackfillMutation, StartHelpdeskBackfillMutationVariables>('StartHelpdeskBackfill', `mutation StartHelpdeskBackfill($input: HelpdeskBackfillInput!) {
  startHelpdeskBackfill(input: $input) {
    helpdesk {
      key
    }
  }
}`);

export const CancelHelpdeskBackfillDocument = graphqlDocument<CancelHelpdeskBackfillMutation, CancelHelpdeskBackfillMutationVariables>('CancelHelpdeskBackfill', `mutation CancelHelpdeskBackfill($input: HelpdeskBackfillInput!) {
  cancelHelpdeskBackfill(input: $input) {
    helpdesk {
      key
    }
  }
}`);

export const RetryHelpdeskWritesDocument = graphqlDocument<RetryHelpdeskWritesMutation, RetryHelpdeskWritesMutationVariables>('RetryHelpdeskWrites', `mutation RetryHelpdeskWrites($input: RetryHelpdeskWritesInput!) {
  retryHelpdeskWrites(input: $input) {
    helpdesk {
      key
    }
  }
}`);

export const HelpdeskCheckDocument = graphqlDocument<HelpdeskCheckQuery, HelpdeskCheckQueryVariables>('HelpdeskCheck', `query HelpdeskCheck($key: String!, $address: String!) {
  helpdeskCheck(key: $key, address: $address)
}`);

export const SetUpHelpdeskDocument = graphqlDocument<SetUpHelpdeskMutation, SetUpHelpdeskMutationVariables>('SetUpHelpdesk', `mutation SetUpHelpdesk($input: SetUpHelpdeskInput!) {
  setUpHelpdesk(input: $input) {
    helpdesk {
      key
    }
  }
}`);
