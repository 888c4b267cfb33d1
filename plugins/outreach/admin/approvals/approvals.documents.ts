// Generated from plugins/outreach/admin/approvals/approvals.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type DecideBroadcastInput = {
  readonly broadcastId: string;
  /** 1,000 characters at most. */
  readonly note?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type DecideJourneyInput = {
  readonly journeyId: string;
  /** 1,000 characters at most. */
  readonly note?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type ApproveBroadcastMutationVariables = Exact<{
  input: DecideBroadcastInput;
}>;


export type ApproveBroadcastMutation = { readonly approveBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export type DeclineBroadcastMutationVariables = Exact<{
  input: DecideBroadcastInput;
}>;


export type DeclineBroadcastMutation = { readonly declineBroadcast: { readonly broadcast: { readonly broadcastId: string } } };

export type ApproveJourneyMutationVariables = Exact<{
  input: DecideJourneyInput;
}>;


export type ApproveJourneyMutation = { readonly approveJourney: { readonly journey: { readonly journeyId: string } | null } };

export type DeclineJourneyMutationVariables = Exact<{
  input: DecideJourneyInput;
}>;


export type DeclineJourneyMutation = { readonly declineJourney: { readonly journey: { readonly journeyId: string } | null } };

export const ApproveBroadcastDocument = graphqlDocument<ApproveBroadcastMutation, ApproveBroadcastMutationVariables>('ApproveBroadcast', `mutation ApproveBroadcast($input: DecideBroadcastInput!) {
  approveBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);

export const DeclineBroadcastDocument = graphqlDocument<DeclineBroadcastMutation, DeclineBroadcastMutationVariables>('DeclineBroadcast', `mutation DeclineBroadcast($input: DecideBroadcastInput!) {
  declineBroadcast(input: $input) {
    broadcast {
      broadcastId
    }
  }
}`);

export const ApproveJourneyDocument = graphqlDocument<ApproveJourneyMutation, ApproveJourneyMutationVariables>('ApproveJourney', `mutation ApproveJourney($input: DecideJourneyInput!) {
  approveJourney(input: $input) {
    journey {
      journeyId
    }
  }
}`);

export const DeclineJourneyDocument = graphqlDocument<DeclineJourneyMutation, DeclineJourneyMutationVariables>('DeclineJourney', `mutation DeclineJourney($input: DecideJourneyInput!) {
  declineJourney(input: $input) {
    journey {
      journeyId
    }
  }
}`);
