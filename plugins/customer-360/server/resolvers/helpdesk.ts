import { isJsonObject, RapportError } from '@rapport/sdk';
import type { HelpdeskDraft, JsonObject } from '@rapport/sdk';
import { listConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { storable } from './load';

type Marked = { readonly clientMutationId?: string | null };
type CreateInput = Marked & Omit<HelpdeskDraft, 'settings'> & { readonly settings: unknown };
type ChangeInput = Marked & {
  readonly key: string;
  readonly name?: string | null;
  readonly enabled?: boolean | null;
  readonly settings?: unknown;
};

/** Helpdesks, and the connections to them. */
export const helpdeskResolvers = {
  Query: {
    helpdeskKinds(_root: unknown, args: PageArguments, context: RequestContext) {
      context.require('helpdesk.read');
      const { helpdesks, settings } = context.core;
      return listConnection(helpdesks.kinds(), (kind) => kind.name, args, settings.graphql.pageSizeMax);
    },
    async helpdesks(_root: unknown, args: PageArguments, context: RequestContext) {
      context.require('helpdesk.read');
      const { helpdesks, settings } = context.core;
      return listConnection(await helpdesks.list(), (one) => one.key, args, settings.graphql.pageSizeMax);
    },
  },

  Mutation: {
    async createHelpdesk(_root: unknown, { input }: { input: CreateInput }, context: RequestContext) {
      context.require('helpdesk.write');
      const { helpdesk, key } = input;
      const draft = { helpdesk, key, name: storable(input.name), settings: settingsOf(input.settings) };
      const { webhookPath, ...created } = await context.core.helpdesks.create(draft, context.principal.actor);
      return { clientMutationId: input.clientMutationId, helpdesk: created, webhookPath };
    },
    async changeHelpdesk(_root: unknown, { input }: { input: ChangeInput }, context: RequestContext) {
      context.require('helpdesk.write');
      const { clientMutationId, key, name, enabled, settings } = input;
      const change = {
        ...(typeof name === 'string' ? { name: storable(name) } : {}),
        ...(typeof enabled === 'boolean' ? { enabled } : {}),
        ...(settings === undefined || settings === null ? {} : { settings: settingsOf(settings) }),
      };
      const helpdesk = await context.core.helpdesks.change(key, change, context.principal.actor);
      return { clientMutationId, helpdesk };
    },
    async removeHelpdesk(_root: unknown, { input }: { input: Marked & { key: string } }, context: RequestContext) {
      context.require('helpdesk.write');
      await context.core.helpdesks.remove(input.key);
      return { clientMutationId: input.clientMutationId, removedKey: input.key };
    },
  },
};

function settingsOf(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new RapportError('bad_input', '`settings` is a JSON object.');
  return value;
}
