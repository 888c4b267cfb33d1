import { isJsonObject, RapportError } from '@rapport/sdk';
import type { HelpdeskConnection, HelpdeskDraft, HelpdeskSync, JsonObject } from '@rapport/sdk';
import { listConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId } from '../global-id';
import { storable } from './load';

type Marked = { readonly clientMutationId?: string | null };
type KeyInput = Marked & { readonly key: string };
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
    helpdeskKinds(_root: unknown, _args: unknown, context: RequestContext) {
      context.require('helpdesk.read');
      return context.core.helpdesks.kinds();
    },
    helpdeskCheck(_root: unknown, { key, address }: { key: string; address: string }, context: RequestContext) {
      context.require('helpdesk.write');
      return context.core.helpdesks.check(key, address);
    },
    async helpdesks(_root: unknown, args: PageArguments, context: RequestContext) {
      context.require('helpdesk.read');
      const { helpdesks, settings } = context.core;
      return listConnection(await helpdesks.list(), (one) => one.key, args, settings.graphql.pageSizeMax);
    },
  },

  Helpdesk: { id: ({ key }: HelpdeskConnection) => globalId('Helpdesk', key) },

  HelpdeskSync: {
    state: ({ state }: HelpdeskSync) => state.toUpperCase(),
    perMinute,
    secondsLeft(sync: HelpdeskSync) {
      const rate = perMinute(sync);
      const isOpen = sync.state === 'waiting' || sync.state === 'running';
      if (!isOpen || rate === null || sync.total === null) return null;
      return Math.round((Math.max(0, sync.total - sync.done) * 60) / rate);
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
    async removeHelpdesk(_root: unknown, { input }: { input: KeyInput }, context: RequestContext) {
      context.require('helpdesk.write');
      await context.core.helpdesks.remove(input.key);
      return { clientMutationId: input.clientMutationId, removedKey: input.key };
    },
    async setUpHelpdesk(_root: unknown, { input }: { input: KeyInput & { address: string } }, context: RequestContext) {
      context.require('helpdesk.write');
      const { key, address, clientMutationId } = input;
      return { clientMutationId, helpdesk: await context.core.helpdesks.setUp(key, address, context.principal.actor) };
    },
    async startHelpdeskBackfill(_root: unknown, { input }: { input: KeyInput }, context: RequestContext) {
      context.require('helpdesk.write');
      const helpdesk = await context.core.helpdesks.startBackfill(input.key);
      return { clientMutationId: input.clientMutationId, helpdesk };
    },
    async cancelHelpdeskBackfill(_root: unknown, { input }: { input: KeyInput }, context: RequestContext) {
      context.require('helpdesk.write');
      const helpdesk = await context.core.helpdesks.cancelBackfill(input.key);
      return { clientMutationId: input.clientMutationId, helpdesk };
    },
    async retryHelpdeskWrites(_root: unknown, { input }: { input: KeyInput }, context: RequestContext) {
      context.require('helpdesk.write');
      const helpdesk = await context.core.helpdesks.retryWrites(input.key);
      return { clientMutationId: input.clientMutationId, helpdesk };
    },
  },
};

/** Over the whole time since it was asked for. */
function perMinute({ done, requestedAt, changedAt }: HelpdeskSync): number | null {
  const minutes = (changedAt - requestedAt) / 60_000;
  return done === 0 || minutes <= 0 ? null : Math.round((done / minutes) * 10) / 10;
}

export async function helpdeskByKey(key: string, context: RequestContext): Promise<HelpdeskConnection | null> {
  return (await context.core.helpdesks.list()).find((one) => one.key === key) ?? null;
}

function settingsOf(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new RapportError('bad_input', '`settings` is a JSON object.');
  return value;
}
