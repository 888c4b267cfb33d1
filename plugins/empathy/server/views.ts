import {
  type ConversationRecord,
  type Core,
  type GraphqlContext,
  type Json,
  type JsonObject,
  latestConversation,
  type ProfileRecord,
} from '@rapport/sdk';
import { withTopicIn } from '../domain/intents';
import type { ScriptOutcomes } from '../domain/words/choose';
import type { SituationWithFacts } from './offers';
import type { Reading } from './situations';

/** What words take from the rest of empathy. */
export type WordSources = {
  /** By root, the gravest first, as this reader may see them; absent where there is none. */
  readonly situationsOf: (
    context: GraphqlContext,
    profiles: readonly ProfileRecord[],
    locale: string,
  ) => Promise<ReadonlyMap<number, readonly SituationWithFacts[]>>;
  /** By key of the script. */
  readonly outcomesOf: (core: Core) => Promise<ReadonlyMap<string, ScriptOutcomes>>;
};

/** Hides of facts what the reader may not see. */
export function maskOf(masking: Pick<GraphqlContext['masking'], 'trait' | 'properties'>): Reading['mask'] {
  return (of, value) =>
    'trait' in of
      ? masking.trait(of.trait, value)
      : (masking.properties('track', { [of.property]: value })[of.property] ?? null);
}

export function shownTraits({ traits }: ProfileRecord, { masking }: GraphqlContext): JsonObject {
  return Object.fromEntries(
    Object.entries(traits).map(([key, value]): [string, Json] => [key, masking.trait(key, value)]),
  );
}

/** As templates name it. */
export function conversationView(conversation: ConversationRecord, locale: string): JsonObject {
  const { channel, status, team, topic, openedAt } = withTopicIn(conversation, locale);
  return { channel, status, team, topic, openedAt };
}

/** The conversation that was written in last, as templates name it. */
export async function lastConversation(
  profile: ProfileRecord,
  context: GraphqlContext,
  locale: string,
): Promise<JsonObject | null> {
  const { profiles } = context.core.read;
  const load = context.load<ProfileRecord, readonly ConversationRecord[]>('empathy.conversations', async (roots) => {
    const found = await profiles.conversations(roots);
    return roots.map((root) => found.get(root.rootId) ?? []);
  });
  const latest = latestConversation(await load(profile));
  return latest === null ? null : conversationView(latest, locale);
}
