// Generated from plugins/outreach/admin/sending/sending.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ChangeOutreachSettingsInput = {
  readonly sandbox?: boolean | null | undefined;
  readonly sandboxAddresses?: ReadonlyArray<string> | null | undefined;
  readonly policy?: Json | null | undefined;
  /** Null: there is none any more, and no marketing leaves. */
  readonly publicUrl?: string | null | undefined;
  /** Right: outreach.approve. */
  readonly needsApproval?: boolean | null | undefined;
  readonly clientMutationId?: string | null | undefined;
};

export type StopOutreachInput = {
  readonly stopped: boolean;
  readonly clientMutationId?: string | null | undefined;
};

export type OutreachSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type OutreachSettingsQuery = { readonly outreachSettings: { readonly sandbox: boolean, readonly sandboxAddresses: ReadonlyArray<string>, readonly stoppedAt: string | null, readonly policy: Json, readonly publicUrl: string | null, readonly needsApproval: boolean } };

export type ChangeOutreachSettingsMutationVariables = Exact<{
  input: ChangeOutreachSettingsInput;
}>;


export type ChangeOutreachSettingsMutation = { readonly changeOutreachSettings: { readonly settings: { readonly sandbox: boolean } } };

export type StopOutreachMutationVariables = Exact<{
  input: StopOutreachInput;
}>;


export type StopOutreachMutation = { readonly stopOutreach: { readonly settings: { readonly stoppedAt: string | null } } };

export const OutreachSettingsDocument = graphqlDocument<OutreachSettingsQuery, OutreachSettingsQueryVariables>('OutreachSettings', `query OutreachSettings {
  outreachSettings {
    sandbox
    sandboxAddresses
    stoppedAt
    policy
    publicUrl
    needsApproval
  }
}`);

export const ChangeOutreachSettingsDocument = graphqlDocument<ChangeOutreachSettingsMutation, ChangeOutreachSettingsMutationVariables>('ChangeOutreachSettings', `mutation ChangeOutreachSettings($input: ChangeOutreachSettingsInput!) {
  changeOutreachSettings(input: $input) {
    settings {
      sandbox
    }
  }
}`);

export const StopOutreachDocument = graphqlDocument<StopOutreachMutation, StopOutreachMutationVariables>('StopOutreach', `mutation StopOutreach($input: StopOutreachInput!) {
  stopOutreach(input: $input) {
    settings {
      stoppedAt
    }
  }
}`);
