import {
  type Core,
  type GraphqlContext,
  isJsonObject,
  type JsonObject,
  listConnection,
  type PageArguments,
  RapportError,
} from '@rapport/sdk';
import { randomUUID } from 'node:crypto';
import { outreach } from '../house';

type Marked = { readonly clientMutationId?: string | null };
type KeyInput = Marked & { readonly key: string };
type CreateInput = KeyInput & { readonly channel: string; readonly name: string; readonly settings: unknown };
type ChangeInput = KeyInput & {
  readonly name?: string | null;
  readonly enabled?: boolean | null;
  readonly settings?: unknown;
  readonly isDefault?: boolean | null;
};

export function channelResolvers(core: Core) {
  const { channels } = outreach(core);
  return {
    Query: {
      channelKinds(_root: unknown, _args: unknown, context: GraphqlContext) {
        context.require('outreach.read');
        return channels.kinds();
      },
      async channels(_root: unknown, args: PageArguments, context: GraphqlContext) {
        context.require('outreach.read');
        return listConnection(await channels.list(), (one) => one.key, args, core.settings.graphql.pageSizeMax);
      },
      channelCheck(_root: unknown, { key }: { key: string }, context: GraphqlContext) {
        context.require('channel.write');
        return channels.check(key);
      },
    },
    Mutation: {
      async createChannel(_root: unknown, { input }: { input: CreateInput }, context: GraphqlContext) {
        context.require('channel.write');
        const { key, channel: kind, name, clientMutationId } = input;
        const draft = { key, channel: kind, name, settings: settingsOf(input.settings) };
        const { callbackPath, ...channel } = await channels.create(draft, context.principal.actor);
        return { clientMutationId, channel, callbackPath };
      },
      async changeChannel(_root: unknown, { input }: { input: ChangeInput }, context: GraphqlContext) {
        context.require('channel.write');
        const { clientMutationId, key, name, enabled, settings, isDefault } = input;
        const change = {
          ...(typeof name === 'string' ? { name } : {}),
          ...(typeof enabled === 'boolean' ? { enabled } : {}),
          ...(isDefault === true ? { isDefault: true as const } : {}),
          ...(settings === undefined || settings === null ? {} : { settings: settingsOf(settings) }),
        };
        return { clientMutationId, channel: await channels.change(key, change, context.principal.actor) };
      },
      async removeChannel(_root: unknown, { input }: { input: KeyInput }, context: GraphqlContext) {
        context.require('channel.write');
        await channels.remove(input.key);
        return { clientMutationId: input.clientMutationId, removedKey: input.key };
      },
      async sendChannelTest(
        _root: unknown,
        { input }: { input: KeyInput & { address: string } },
        context: GraphqlContext,
      ) {
        context.require('channel.write');
        const outcome = await channels.sendTest(input.key, input.address, randomUUID());
        return {
          clientMutationId: input.clientMutationId,
          state: outcome.state,
          code: 'code' in outcome ? outcome.code : null,
        };
      },
    },
  };
}

function settingsOf(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new RapportError('channel_invalid', '`settings` is an object.');
  return value;
}
