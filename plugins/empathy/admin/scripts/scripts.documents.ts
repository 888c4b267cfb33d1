// Generated from plugins/empathy/admin/scripts/scripts.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Whatever is not written, texted or spoken is a chat: web, WhatsApp, Telegram ... */
export type ScriptChannel =
  | 'CHAT'
  | 'EMAIL'
  | 'PHONE'
  | 'SMS';

export type ScriptTone =
  | 'NEUTRAL'
  | 'FRIENDLY'
  | 'FORMAL';

export type ScriptsQueryVariables = Exact<{
  search?: string | null | undefined;
  channel?: ScriptChannel | null | undefined;
  tone?: ScriptTone | null | undefined;
  locale?: string | null | undefined;
  situation?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ScriptsQuery = { readonly scripts: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly documentId: string, readonly key: string, readonly locale: string, readonly title: string, readonly opening: string, readonly body: string, readonly situations: ReadonlyArray<string>, readonly channel: ScriptChannel | null, readonly tone: ScriptTone } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ScriptEdgeProfilesQueryVariables = Exact<{ [key: string]: never; }>;


export type ScriptEdgeProfilesQuery = { readonly scriptEdgeProfiles: Json };

export type PreviewScriptQueryVariables = Exact<{
  body: string;
  opening?: string | null | undefined;
  profileId?: string | null | undefined;
  edgeProfile?: string | null | undefined;
  locale: string;
  channel?: ScriptChannel | null | undefined;
  tone?: ScriptTone | null | undefined;
  withSample?: boolean | null | undefined;
}>;


export type PreviewScriptQuery = { readonly previewScript: { readonly text: string | null, readonly missing: ReadonlyArray<string>, readonly pieces: Json, readonly faults: Json } };

export const ScriptsDocument = graphqlDocument<ScriptsQuery, ScriptsQueryVariables>('Scripts', `query Scripts($search: String, $channel: ScriptChannel, $tone: ScriptTone, $locale: String, $situation: String, $first: Int!, $after: String) {
  scripts(
    search: $search
    channel: $channel
    tone: $tone
    locale: $locale
    situation: $situation
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        documentId
        key
        locale
        title
        opening
        body
        situations
        channel
        tone
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const ScriptEdgeProfilesDocument = graphqlDocument<ScriptEdgeProfilesQuery, ScriptEdgeProfilesQueryVariables>('ScriptEdgeProfiles', `query ScriptEdgeProfiles {
  scriptEdgeProfiles
}`);

export const PreviewScriptDocument = graphqlDocument<PreviewScriptQuery, PreviewScriptQueryVariables>('PreviewScript', `query PreviewScript($body: String!, $opening: String, $profileId: ID, $edgeProfile: String, $locale: String!, $channel: ScriptChannel, $tone: ScriptTone, $withSample: Boolean) {
  previewScript(
    body: $body
    opening: $opening
    profileId: $profileId
    edgeProfile: $edgeProfile
    locale: $locale
    channel: $channel
    tone: $tone
    withSample: $withSample
  ) {
    text
    missing
    pieces
    faults
  }
}`);
