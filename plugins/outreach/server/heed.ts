import type { Channel, ChannelReport, Core, HelpdeskReport, HelpdeskTold } from '@rapport/sdk';
import { settingsOf } from './channels/sessions';
import { keepReports } from './public/callbacks';
import { type ConnectionRow, listConnections } from './stores/connections';
import { noteEffectsSeen } from './stores/journey-effects';
import { handedTimes, noteSeen } from './stores/helpdesk-messages';

type Through = { readonly row: ConnectionRow; readonly channel: Channel };

/**
 * What helpdesks tell of messages that left by them: the provider's word on those that nobody saw the end of, what became of them, and that
 * they were answered. Each counts once, however often it is told.
 */
export async function heedHelpdesks(core: Core, { connection, reports }: HelpdeskTold): Promise<void> {
  const about = reports.filter(({ messageId, carried = [] }) => messageId !== undefined || carried.length > 0);
  if (about.length === 0) return;
  const named = about.flatMap(({ messageId }) => messageId ?? []);
  await noteEffectsSeen(core.database, named);
  for (const through of await connectionsThrough(core, connection)) {
    await core.database.transaction(async (sql) =>
      sql.touch('message', await noteSeen(sql, through.row.id, about.flatMap(seenIn))),
    );
    const handed = await handedTimes(core.database, through.row.id, named);
    const became = about.flatMap((report) => [...carriedIn(report), ...answersIn(report, handed)]);
    await keepReports(core, through, became);
  }
  core.wake();
}

async function connectionsThrough(core: Core, helpdesk: string): Promise<Through[]> {
  return (await listConnections(core.database)).flatMap((row) => {
    const channel = core.channels.find(({ name }) => name === row.channel);
    if (channel?.helpdesk === undefined) return [];
    const settings = settingsOf(core, channel, row);
    return settings !== null && channel.helpdesk(settings) === helpdesk ? [{ row, channel }] : [];
  });
}

/** The conversation is there, and so is our message, which came with it. */
function seenIn({ messageId, facts }: HelpdeskReport): { messageId: string; providerId: string }[] {
  const ours = facts.find((fact) => fact.kind === 'message' && fact.author !== 'customer' && !fact.isPrivate);
  return messageId === undefined || ours === undefined
    ? []
    : [{ messageId, providerId: ours.key.replace(/^message:/, '') }];
}

const nobody = { messageId: null, providerId: null, address: null } as const;

function carriedIn({ carried = [] }: HelpdeskReport): ChannelReport[] {
  return carried.map(({ id, at, state, reason }): ChannelReport => {
    const of = { ...nobody, providerId: id, at, key: `${state}:${id}` };
    switch (state) {
      case 'delivered':
        return { ...of, kind: 'delivered' };
      case 'read':
        return { ...of, kind: 'opened', userAgent: null };
      case 'failed':
        return { ...of, kind: 'failed', code: reason };
    }
  });
}

/** What the customer writes after it, once; helpdesks tell whole seconds. */
function answersIn({ messageId, facts }: HelpdeskReport, handed: ReadonlyMap<string, number>): ChannelReport[] {
  const since = messageId === undefined ? undefined : handed.get(messageId);
  if (messageId === undefined || since === undefined) return [];
  return facts.flatMap((fact): ChannelReport[] =>
    fact.kind === 'message' && fact.author === 'customer' && fact.at >= since - (since % 1_000)
      ? [{ ...nobody, messageId, key: 'answered', at: fact.at, kind: 'replied', text: fact.text }]
      : [],
  );
}
