// Generated from plugins/outreach/admin/templates/templates.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type TemplatePreviewInput = {
  readonly medium: string;
  /** locale -> part -> text */
  readonly content: Json;
  readonly defaultLocale: string;
  /** A customer, else an edge profile, else the one of whom everything is known. */
  readonly profileId?: string | null | undefined;
  readonly edgeProfile?: string | null | undefined;
  /** As if he had this one. */
  readonly locale?: string | null | undefined;
  /** Properties of the event that would lead to it. */
  readonly event?: Json | null | undefined;
};

export type CreateTemplateInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  /** a-z, 0-9, _ and -; for good. */
  readonly key: string;
  readonly name: string;
  readonly medium: string;
  readonly defaultLocale: string;
  /** locale -> part -> text */
  readonly content: Json;
};

export type ChangeTemplateInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
  readonly name?: string | null | undefined;
  readonly defaultLocale?: string | null | undefined;
  /** locale -> part -> text, all of it */
  readonly content?: Json | null | undefined;
};

export type TemplateInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
};

export type SendTemplateTestInput = {
  readonly clientMutationId?: string | null | undefined;
  /** What is sent, and as if to whom. */
  readonly preview: TemplatePreviewInput;
  /** Key of the connection that carries it. */
  readonly channel: string;
  /** One that the sandbox lists. */
  readonly address: string;
};

export type TemplatesQueryVariables = Exact<{
  search: string;
  first: number;
  after?: string | null | undefined;
}>;


export type TemplatesQuery = { readonly templates: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly templateId: string, readonly key: string, readonly name: string, readonly medium: string, readonly content: Json, readonly version: number, readonly isChanged: boolean, readonly usedBy: Json, readonly updatedAt: string, readonly updatedBy: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TemplateStartsQueryVariables = Exact<{ [key: string]: never; }>;


export type TemplateStartsQuery = { readonly readyTemplates: Json, readonly templateMedia: Json };

export type TemplateQueryVariables = Exact<{
  key: string;
}>;


export type TemplateQuery = { readonly templateMedia: Json, readonly templateEdgeProfiles: Json, readonly template: { readonly templateId: string, readonly key: string, readonly name: string, readonly medium: string, readonly defaultLocale: string, readonly content: Json, readonly version: number, readonly isChanged: boolean, readonly usedBy: Json, readonly updatedAt: string, readonly versions: ReadonlyArray<{ readonly version: number, readonly defaultLocale: string, readonly content: Json, readonly at: string, readonly actor: string }> } | null };

export type TemplatePreviewQueryVariables = Exact<{
  input: TemplatePreviewInput;
}>;


export type TemplatePreviewQuery = { readonly templatePreview: { readonly faults: Json, readonly locale: string | null, readonly content: Json | null, readonly failure: string | null, readonly failurePaths: ReadonlyArray<string>, readonly missing: ReadonlyArray<string>, readonly values: Json } };

export type TemplateTestWaysQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type TemplateTestWaysQuery = { readonly channels: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly key: string, readonly name: string, readonly medium: string, readonly enabled: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly outreachSettings: { readonly sandboxAddresses: ReadonlyArray<string> } };

export type CreateTemplateMutationVariables = Exact<{
  input: CreateTemplateInput;
}>;


export type CreateTemplateMutation = { readonly createTemplate: { readonly template: { readonly key: string } | null } };

export type ChangeTemplateMutationVariables = Exact<{
  input: ChangeTemplateInput;
}>;


export type ChangeTemplateMutation = { readonly changeTemplate: { readonly template: { readonly key: string } | null } };

export type PublishTemplateMutationVariables = Exact<{
  input: TemplateInput;
}>;


export type PublishTemplateMutation = { readonly publishTemplate: { readonly template: { readonly key: string, readonly version: number } | null } };

export type SendTemplateTestMutationVariables = Exact<{
  input: SendTemplateTestInput;
}>;


export type SendTemplateTestMutation = { readonly sendTemplateTest: { readonly state: string, readonly code: string | null } };

export const TemplatesDocument = graphqlDocument<TemplatesQuery, TemplatesQueryVariables>('Templates', `query Templates($search: String!, $first: Int!, $after: String) {
  templates(search: $search, first: $first, after: $after) {
    edges {
      cursor
      node {
        templateId
        key
        name
        medium
        content
        version
        isChanged
        usedBy
        updatedAt
        updatedBy
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const TemplateStartsDocument = graphqlDocument<TemplateStartsQuery, TemplateStartsQueryVariables>('TemplateStarts', `query TemplateStarts {
  readyTemplates
  templateMedia
}`);

export const TemplateDocument = graphqlDocument<TemplateQuery, TemplateQueryVariables>('Template', `query Template($key: String!) {
  template(key: $key) {
    templateId
    key
    name
    medium
    defaultLocale
    content
    version
    isChanged
    usedBy
    updatedAt
    versions {
      version
      defaultLocale
      content
      at
      actor
    }
  }
  templateMedia
  templateEdgeProfiles
}`);

export const TemplatePreviewDocument = graphqlDocument<TemplatePreviewQuery, TemplatePreviewQueryVariables>('TemplatePreview', `query TemplatePreview($input: TemplatePreviewInput!) {
  templatePreview(input: $input) {
    faults
    locale
    content
    failure
    failurePaths
    missing
    values
  }
}`);

export const TemplateTestWaysDocument = graphqlDocument<TemplateTestWaysQuery, TemplateTestWaysQueryVariables>('TemplateTestWays', `query TemplateTestWays($first: Int!, $after: String) {
  channels(first: $first, after: $after) {
    edges {
      cursor
      node {
        key
        name
        medium
        enabled
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  outreachSettings {
    sandboxAddresses
  }
}`);

export const CreateTemplateDocument = graphqlDocument<CreateTemplateMutation, CreateTemplateMutationVariables>('CreateTemplate', `mutation CreateTemplate($input: CreateTemplateInput!) {
  createTemplate(input: $input) {
    template {
      key
    }
  }
}`);

export const ChangeTemplateDocument = graphqlDocument<ChangeTemplateMutation, ChangeTemplateMutationVariables>('ChangeTemplate', `mutation ChangeTemplate($input: ChangeTemplateInput!) {
  changeTemplate(input: $input) {
    template {
      key
    }
  }
}`);

export const PublishTemplateDocument = graphqlDocument<PublishTemplateMutation, PublishTemplateMutationVariables>('PublishTemplate', `mutation PublishTemplate($input: TemplateInput!) {
  publishTemplate(input: $input) {
    template {
      key
      version
    }
  }
}`);

export const SendTemplateTestDocument = graphqlDocument<SendTemplateTestMutation, SendTemplateTestMutationVariables>('SendTemplateTest', `mutation SendTemplateTest($input: SendTemplateTestInput!) {
  sendTemplateTest(input: $input) {
    state
    code
  }
}`);
