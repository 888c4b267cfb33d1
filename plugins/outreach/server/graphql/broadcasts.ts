import {
  type Connection,
  type Core,
  type GraphqlContext,
  isGiven,
  type Json,
  type MutationInput,
  once,
  type PageArguments,
  pageRequest,
  publicId,
  type SegmentBuilding,
  toConnection,
} from '@rapport/sdk';
import { type Broadcast, parseBroadcast } from '../../domain/broadcast';
import type { MessageState } from '../../domain/ledger';
import type { BroadcastFigures } from '../campaigns/figures';
import { buildingOf, segmentsOf } from '../campaigns/planner';
import { outreach } from '../house';
import { type CampaignRow, campaignsByPublicIds, listCampaigns } from '../stores/campaigns';
import { messagesOfCampaign, type MessageRow } from '../stores/messages';
import { idCursor, pageOf } from './lists';

type BroadcastInput = MutationInput & { readonly broadcastId: string };
type CreateInput = MutationInput & { readonly key: string; readonly name: string; readonly definition: Json };
type ChangeInput = BroadcastInput & { readonly name?: string | null; readonly definition?: Json };
type StartInput = BroadcastInput & { readonly at?: number | null };
type DecideInput = BroadcastInput & { readonly note?: string | null };

export function broadcastResolvers(core: Core) {
  const { broadcasts, figures } = outreach(core);
  const { pageSizeMax } = core.settings.graphql;
  return {
    BroadcastState: {
      DRAFT: 'draft',
      SCHEDULED: 'scheduled',
      RUNNING: 'running',
      PAUSED: 'paused',
      DONE: 'done',
      CANCELLED: 'cancelled',
    },
    Query: {
      async broadcasts(_root: unknown, args: PageArguments, context: GraphqlContext) {
        context.require('outreach.read');
        const request = pageRequest(args, idCursor, pageSizeMax);
        const { after = null, before = null, count, forward } = request;
        const rows = await listCampaigns(core.database, {
          kind: 'broadcast',
          after,
          before,
          count: count + 1,
          forward,
        });
        return toConnection(
          pageOf(rows, count, forward, isGiven(after) || isGiven(before)),
          idCursor,
          (one) => one.id,
          (one) => one,
        );
      },
      async broadcast(_root: unknown, { broadcastId }: { broadcastId: string }, context: GraphqlContext) {
        context.require('outreach.read');
        const [row = null] = await campaignsByPublicIds(core.database, [publicId(broadcastId)]);
        return row?.kind === 'broadcast' ? row : null;
      },
      broadcastFaults(_root: unknown, { definition }: { definition: Json }, context: GraphqlContext) {
        context.require('outreach.read');
        return broadcasts.faults(definition);
      },
      broadcastForeseen(_root: unknown, args: { definition: Json; key: string }, context: GraphqlContext) {
        context.require('outreach.read');
        return broadcasts.foresee(args.definition, args.key);
      },
    },
    Broadcast: {
      broadcastId: ({ publicId: id }: CampaignRow) => id,
      definition: ({ draft }: CampaignRow) => draft,
      figures({ id }: CampaignRow, _args: unknown, context: GraphqlContext) {
        return context.load<number, BroadcastFigures>('outreach.figures', (ids) => figures.ofBroadcasts(ids))(id);
      },
      waitsFor: (row: CampaignRow, _args: unknown, context: GraphqlContext) => waitsFor(core, row, context),
      async messages(
        { id }: CampaignRow,
        args: PageArguments & { state?: MessageState | null },
        context: GraphqlContext,
      ): Promise<Connection<MessageRow>> {
        context.require('outreach.read');
        const request = pageRequest(args, idCursor, pageSizeMax);
        const { count, forward, after, before } = request;
        const rows = await messagesOfCampaign(
          core.database,
          { campaignId: id, state: args.state ?? null },
          { after, before, forward, count: count + 1 },
        );
        return toConnection(
          pageOf(rows, count, forward, isGiven(after) || isGiven(before)),
          idCursor,
          (one) => one.id,
          (one) => one,
        );
      },
    },
    Mutation: mutations(core),
  };
}

/** The segment that it cannot begin without; null: none. */
async function waitsFor(
  core: Core,
  { state, plannedAt, draft }: CampaignRow,
  context: GraphqlContext,
): Promise<SegmentBuilding | null> {
  context.require('outreach.read');
  const parsed = state === 'running' && plannedAt === null ? parseBroadcast(draft) : null;
  if (parsed === null || 'faults' in parsed) return null;
  return context.load<Broadcast, SegmentBuilding | null>('outreach.waitsFor', async (all) => {
    const building = await buildingOf(core, all.flatMap(segmentsOf));
    return all.map((one) => segmentsOf(one).flatMap((key) => building.get(key) ?? [])[0] ?? null);
  })(parsed.broadcast);
}

function mutations(core: Core) {
  const { broadcasts } = outreach(core);
  return {
    createBroadcast: mutation<CreateInput>(
      core,
      'createBroadcast',
      'outreach.write',
      ({ key, name, definition }, actor) => broadcasts.create({ key, name, definition }, actor),
    ),
    changeBroadcast: mutation<ChangeInput>(core, 'changeBroadcast', 'outreach.write', (input, actor) =>
      broadcasts.change(
        publicId(input.broadcastId),
        {
          ...(isGiven(input.name) ? { name: input.name } : {}),
          ...(isGiven(input.definition) ? { definition: input.definition } : {}),
        },
        actor,
      ),
    ),
    startBroadcast: mutation<StartInput>(core, 'startBroadcast', 'outreach.send', (input, actor) =>
      broadcasts.start(publicId(input.broadcastId), input.at ?? null, actor),
    ),
    approveBroadcast: mutation<DecideInput>(core, 'approveBroadcast', 'outreach.approve', (input, actor) =>
      broadcasts.approve(publicId(input.broadcastId), input.note ?? null, actor),
    ),
    declineBroadcast: mutation<DecideInput>(core, 'declineBroadcast', 'outreach.approve', (input, actor) =>
      broadcasts.decline(publicId(input.broadcastId), input.note ?? null, actor),
    ),
    pauseBroadcast: mutation<BroadcastInput>(core, 'pauseBroadcast', 'outreach.send', (input, actor) =>
      broadcasts.pause(publicId(input.broadcastId), actor),
    ),
    resumeBroadcast: mutation<BroadcastInput>(core, 'resumeBroadcast', 'outreach.send', (input, actor) =>
      broadcasts.resume(publicId(input.broadcastId), actor),
    ),
    cancelBroadcast: mutation<BroadcastInput>(core, 'cancelBroadcast', 'outreach.send', (input, actor) =>
      broadcasts.cancel(publicId(input.broadcastId), actor),
    ),
    async removeBroadcast(_root: unknown, { input }: { input: BroadcastInput }, context: GraphqlContext) {
      context.require('outreach.write');
      await broadcasts.remove(publicId(input.broadcastId));
      return { clientMutationId: input.clientMutationId, removedId: input.broadcastId };
    },
  };
}

/** Asks for the right, does it once for an idempotency key, answers with the broadcast as it is then. */
function mutation<I extends MutationInput>(
  core: Core,
  name: string,
  scope: string,
  work: (input: I, actor: string) => Promise<CampaignRow>,
) {
  return async (_root: unknown, { input }: { input: I }, context: GraphqlContext) => {
    context.require(scope);
    const { id } = await once(core, name, input, context, async () => ({
      id: (await work(input, context.principal.actor)).publicId,
    }));
    const [broadcast = null] = typeof id === 'string' ? await campaignsByPublicIds(core.database, [id]) : [];
    return { clientMutationId: input.clientMutationId, broadcast };
  };
}
