// Generated from plugins/outreach/admin/channels/channels.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CreateChannelInput = {
  readonly key: string;
  readonly channel: string;
  readonly name: string;
  readonly settings: Json;
  readonly clientMutationId?: string | null | undefined;
};

export type ChangeChannelInput = {
  readonly key: string;
  readonly name?: string | null | undefined;
  readonly enabled?: boolean | null | undefined;
  /** What is not in it stays; null takes an optional one away. */
  readonly settings?: Json | null | undefined;
  /** True: from now on it carries what names no connection. */
  readonly isDefault?: boolean | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type RemoveChannelInput = {
  readonly key: string;
  readonly clientMutationId?: string | null | undefined;
};

export type SendChannelTestInput = {
  readonly key: string;
  readonly address: string;
  readonly clientMutationId?: string | null | undefined;
};

export type ChannelsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ChannelsQuery = { readonly channels: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly channel: string, readonly medium: string, readonly name: string, readonly enabled: boolean, readonly isDefault: boolean, readonly settings: Json, readonly failures: number, readonly failure: string | null, readonly restsUntil: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ChannelKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type ChannelKindsQuery = { readonly channelKinds: Json };

export type ChannelCheckQueryVariables = Exact<{
  key: string;
}>;


export type ChannelCheckQuery = { readonly channelCheck: Json };

export type CreateChannelMutationVariables = Exact<{
  input: CreateChannelInput;
}>;


export type CreateChannelMutation = { readonly createChannel: { readonly callbackPath: string, readonly channel: { readonly key: string } } };

export type ChangeChannelMutationVariables = Exact<{
  input: ChangeChannelInput;
}>;


export type ChangeChannelMutation = { readonly changeChannel: { readonly channel: { readonly key: string } } };

export type RemoveChannelMutationVariables = Exact<{
  input: RemoveChannelInput;
}>;


export type RemoveChannelMutation = { readonly removeChannel: { readonly removedKey: string } };

export type SendChannelTestMutationVariables = Exact<{
  input: SendChannelTestInput;
}>;


export type SendChannelTestMutation = { readonly sendChannelTest: { readonly state: string, readonly code: string | null } };

export const ChannelsDocument = graphqlDocument<ChannelsQuery, ChannelsQueryVariables>('Channels', `query Channels($first: Int!, $after: String) {
  channels(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        channel
        medium
        name
        enabled
        isDefault
        settings
        failures
        failure
        restsUntil
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const ChannelKindsDocument = graphqlDocument<ChannelKindsQuery, ChannelKindsQueryVariables>('ChannelKinds', `query ChannelKinds {
  channelKinds
}`);

export const ChannelCheckDocument = graphqlDocument<ChannelCheckQuery, ChannelCheckQueryVariables>('ChannelCheck', `query ChannelCheck($key: String!) {
  channelCheck(key: $key)
}`);

export const CreateChannelDocument = graphqlDocument<CreateChannelMutation, CreateChannelMutationVariables>('CreateChannel', `mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      key
    }
    callbackPath
  }
}`);

export const ChangeChannelDocument = graphqlDocument<ChangeChannelMutation, ChangeChannelMutationVariables>('ChangeChannel', `mutation ChangeChannel($input: ChangeChannelInput!) {
  changeChannel(input: $input) {
    channel {
      key
    }
  }
}`);

export const RemoveChannelDocument = graphqlDocument<RemoveChannelMutation, RemoveChannelMutationVariables>('RemoveChannel', `mutation RemoveChannel($input: RemoveChannelInput!) {
  removeChannel(input: $input) {
    removedKey
  }
}`);

export const SendChannelTestDocument = graphqlDocument<SendChannelTestMutation, SendChannelTestMutationVariables>('SendChannelTest', `mutation SendChannelTest($input: SendChannelTestInput!) {
  sendChannelTest(input: $input) {
    state
    code
  }
}`);
