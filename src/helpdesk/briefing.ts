import {
  type Core,
  type HelpdeskBriefing,
  latestConversation,
  type ProfileRecord,
  type WriteBackSource,
} from '@rapport/sdk';
import type { OpenConnection } from './connections';
import { noteOf } from './notes';
import { choiceOf } from './wanted';

/** What plugins have agents be told of a customer, by his latest conversation. */
export async function briefing(
  core: Core,
  sources: readonly WriteBackSource[],
  connection: OpenConnection,
  profile: ProfileRecord,
): Promise<HelpdeskBriefing> {
  const language = choiceOf(connection).writtenLanguage;
  const all = (await core.read.profiles.conversations([profile])).get(profile.rootId) ?? [];
  const latest = latestConversation(all);
  if (latest === null) return { language, text: null };
  const facts = (await core.read.conversations.facts([latest])).get(latest.publicId) ?? [];
  return { language, text: await noteOf(core, sources, { profile, conversation: latest, facts }, language) };
}
