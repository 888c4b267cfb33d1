import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphqlPart } from '@rapport/sdk';
import { broadcastResolvers } from './broadcasts';
import { channelResolvers } from './channels';
import { messageResolvers } from './messages';
import { settingResolvers } from './settings';

/** Broadcasts, messages, channels, and how is sent. */
export const outreachPart: GraphqlPart = {
  typeDefs: readFileSync(
    path.join(path.dirname(require.resolve('@rapport/outreach/package.json')), 'schema/outreach.graphql'),
    'utf8',
  ),
  resolvers(core) {
    const broadcasts = broadcastResolvers(core);
    const channels = channelResolvers(core);
    const messages = messageResolvers(core);
    const settings = settingResolvers(core);
    return {
      ...{ BroadcastState: broadcasts.BroadcastState, Broadcast: broadcasts.Broadcast },
      ...{ MessageState: messages.MessageState, Message: messages.Message, Profile: messages.Profile },
      Query: { ...broadcasts.Query, ...channels.Query, ...messages.Query, ...settings.Query },
      Mutation: { ...broadcasts.Mutation, ...channels.Mutation, ...messages.Mutation, ...settings.Mutation },
    };
  },
};
