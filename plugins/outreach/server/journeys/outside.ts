import {
  type Core,
  type Identifier,
  type JsonObject,
  latestConversation,
  limits,
  type ProfileRecord,
  RapportError,
  type SendOutcome,
} from '@rapport/sdk';
import { z } from 'zod';
import { noteText } from '../../domain/journey/note';
import type { Paced } from '../channels/pace';
import { contextOf, settingsOf } from '../channels/sessions';
import { listConnections } from '../stores/connections';
import type { WaitingEffect } from '../stores/journey-effects';

const seen = z.object({ name: z.string(), at: z.number() }).nullable().default(null);
const handOver = z.object({
  helpdesk: z.string().nullable().default(null),
  team: z.string().nullable().default(null),
  note: z.string(),
  latest: seen,
  dueAt: z.number().nullable().default(null),
});
const webhookCall = z.object({ webhook: z.string(), latest: z.json().default(null) });

/** Something that another system is told. */
export type Outside = {
  /** Whether an attempt whose end nobody saw may be made again. */
  readonly mayRepeat: boolean;
  /** By whose pace it goes, with the messages; null: by none. */
  readonly paced: Paced | null;
  readonly send: (signal: AbortSignal) => Promise<SendOutcome>;
};
/** A code: it cannot be done. */
type Cannot = { readonly cannot: string };

/**
 * Opens a conversation in the helpdesk, for agents: with a private note of why, and of what they should know. Of a helpdesk that the step
 * does not name it is the one in which the customer wrote last, else the first that can.
 */
export async function handedToAgents(
  core: Core,
  effect: WaitingEffect,
  profile: ProfileRecord,
): Promise<Outside | Cannot> {
  const { helpdesk, team, note, latest, dueAt } = handOver.parse(effect.body);
  const connection = await helpdeskFor(core, helpdesk, profile);
  if (connection === null) return { cannot: 'helpdesk_cannot' };
  const { language, text } = await core.helpdesks.briefing(connection, profile);
  const told = {
    ...{ words: note, journey: effect.campaignKey, because: latest, callBy: dueAt },
    briefing: text,
  };
  const { name } = profile.traits;
  const conversation = {
    ...{ id: effect.publicId, identifiers: await identifiersOf(core, profile), inboxes: [], team },
    ...{ name: typeof name === 'string' ? name : null, state: 'open' as const },
    content: { kind: 'note' as const, text: noteText(told, language, core.settings.timeZone) },
  };
  return { mayRepeat: false, paced: null, send: (signal) => core.helpdesks.converse(connection, conversation, signal) };
}

async function helpdeskFor(core: Core, wanted: string | null, profile: ProfileRecord): Promise<string | null> {
  const able = await core.helpdesks.ableToConverse();
  if (wanted !== null) return able.includes(wanted) ? wanted : null;
  const all = (await core.read.profiles.conversations([profile])).get(profile.rootId) ?? [];
  const latest = latestConversation(all.filter(({ connection }) => able.includes(connection)));
  return latest?.connection ?? able[0] ?? null;
}

/** What helpdesks know people by in general: their own ids first, of which there may be several, then addresses. */
async function identifiersOf({ read }: Core, profile: ProfileRecord): Promise<Identifier[]> {
  const all = (await read.profiles.identifiers([profile])).get(profile.rootId) ?? [];
  const rank = ({ kind }: Identifier): number => (kind === 'email' ? 1 : kind === 'phone' ? 2 : 0);
  return all
    .filter(({ kind, retired }) => !retired && kind !== 'user_id' && kind !== 'anonymous_id')
    .map(({ kind, value }) => ({ kind, value }))
    .sort((a, b) => rank(a) - rank(b));
}

/** By a channel connection that posts JSON: its secret signs it, and its rules say to which addresses it may go. */
export async function postedToSystem(
  core: Core,
  effect: WaitingEffect,
  profile: ProfileRecord,
): Promise<Outside | Cannot> {
  const { webhook, latest } = webhookCall.parse(effect.body);
  const row = (await listConnections(core.database)).find(({ key, enabled }) => key === webhook && enabled);
  const channel = core.channels.find(({ name }) => name === row?.channel);
  const part = channel?.content.find(({ format, required }) => format === 'json' && required);
  if (row === undefined || channel === undefined || part === undefined) return { cannot: 'webhook_unknown' };
  const settings = settingsOf(core, channel, row);
  if (settings === null) return { cannot: 'channel_invalid' };
  const content: JsonObject = { journey: effect.campaignKey, step: effect.step, run: effect.enrolment, event: latest };
  return {
    mayRepeat: channel.afterLostHandOver !== 'hold',
    paced: { id: row.id, failures: row.failures, perSecond: channel.pace(settings).perSecond },
    async send(signal) {
      const session = channel.open(settings, contextOf(core, row.key));
      try {
        return await session.send(
          {
            ...{ id: effect.publicId, address: profile.publicId, addressKind: 'profile_id', unsubscribe: null },
            ...{ locale: 'und', topic: 'journey', campaign: effect.campaignKey },
            content: { [part.name]: JSON.stringify(content) },
          },
          signal,
        );
      } finally {
        await session.close();
      }
    },
  };
}

/** It may only throw where nothing was sent, or that is a defect. */
export async function attempted({ send }: Outside): Promise<SendOutcome> {
  try {
    return await send(AbortSignal.timeout(limits.journeyEffectMilliseconds));
  } catch (error) {
    return { state: 'unknown', code: error instanceof RapportError ? error.code : 'channel_failed' };
  }
}
