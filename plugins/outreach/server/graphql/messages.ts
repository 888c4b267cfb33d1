import {
  type Core,
  type GraphqlContext,
  isGiven,
  isJsonObject,
  type PageArguments,
  pageRequest,
  publicId,
  type ProfileRecord,
  RapportError,
  toConnection,
} from '@rapport/sdk';
import { type MessageState, messageStates } from '../../domain/ledger';
import { outreach } from '../house';
import { type CampaignRow, campaignsByIds } from '../stores/campaigns';
import { messagesByPublicIds, messagesOfProfile, type MessageRow } from '../stores/messages';
import { idCursor, pageOf } from './lists';

type SendInput = {
  readonly profileId: string;
  readonly channel: string;
  readonly topic: string;
  readonly template: string;
  readonly data?: unknown;
  readonly expiresInSeconds?: number | null;
  readonly idempotencyKey: string;
  readonly clientMutationId?: string | null;
};

export function messageResolvers(core: Core) {
  const campaignOf = async (row: MessageRow, context: GraphqlContext): Promise<CampaignRow | null> => {
    if (row.campaignId === null) return null;
    const of = context.load<number, CampaignRow | null>('outreach.campaigns', async (ids) => {
      const found = new Map((await campaignsByIds(core.database, ids)).map((one) => [one.id, one]));
      return ids.map((id) => found.get(id) ?? null);
    });
    return of(row.campaignId);
  };
  return {
    MessageState: Object.fromEntries(messageStates.map((one): [string, MessageState] => [one.toUpperCase(), one])),
    Query: {
      async message(_root: unknown, { messageId }: { messageId: string }, context: GraphqlContext) {
        context.require('outreach.read');
        const [row = null] = await messagesByPublicIds(core.database, [publicId(messageId)]);
        return row;
      },
    },
    Profile: {
      async messages(profile: ProfileRecord, args: PageArguments, context: GraphqlContext) {
        context.require('outreach.read');
        const request = pageRequest(args, idCursor, core.settings.graphql.pageSizeMax);
        const { count, forward, after, before } = request;
        const bounds = { after, before, forward, count: count + 1 };
        const rows = await messagesOfProfile(core.database, profile.leafIds, bounds);
        const isInside = isGiven(after) || isGiven(before);
        return toConnection(
          pageOf(rows, count, forward, isInside),
          idCursor,
          (one) => one.id,
          (one) => one,
        );
      },
    },
    Message: {
      messageId: ({ publicId: id }: MessageRow) => id,
      async profile({ leafId }: MessageRow, _args: unknown, context: GraphqlContext) {
        context.require('profile.read');
        const of = context.load<number, ProfileRecord | null>('outreach.profiles', (ids) =>
          core.read.profiles.byLeafIds(ids),
        );
        return of(leafId);
      },
      campaign: async (row: MessageRow, _args: unknown, context: GraphqlContext) =>
        (await campaignOf(row, context))?.key ?? null,
      campaignName: async (row: MessageRow, _args: unknown, context: GraphqlContext) =>
        (await campaignOf(row, context))?.name ?? null,
    },
    Mutation: {
      async sendMessage(_root: unknown, { input }: { input: SendInput }, context: GraphqlContext) {
        context.require('outreach.send');
        const { clientMutationId, data = {}, expiresInSeconds = null, ...rest } = input;
        if (!isJsonObject(data)) throw new RapportError('bad_input', '`data` is an object.');
        const message = await outreach(core).messages.send({
          ...rest,
          ...{ profileId: publicId(input.profileId), data, expiresInSeconds },
        });
        return { clientMutationId, message };
      },
    },
  };
}
