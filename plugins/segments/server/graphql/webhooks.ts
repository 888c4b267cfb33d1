import {
  type Core,
  type GraphqlContext,
  listConnection,
  type MutationInput as Input,
  type PageArguments,
  RapportError,
  publicId,
} from '@rapport/sdk';
import { live } from '../live';
import { deleteWebhook, readWebhooks, type WebhookRow } from '../stores/webhooks';

export const webhookTypes = { SegmentWebhook: { webhookId: ({ publicId }: WebhookRow) => publicId } };

export function webhookQueries({ database, settings }: Core) {
  return {
    async segmentWebhooks(_root: unknown, args: PageArguments, context: GraphqlContext) {
      context.require('segment.publish');
      const { pageSizeMax } = settings.graphql;
      return listConnection(await readWebhooks(database), (one) => one.publicId, args, pageSizeMax);
    },
  };
}

export function webhookChanges(core: Core) {
  return {
    async createSegmentWebhook(
      _root: unknown,
      { input }: { input: Input & { url: string; segmentIds?: readonly string[] | null } },
      context: GraphqlContext,
    ) {
      context.require('segment.publish');
      const { url, segmentIds } = input;
      const made = await live(core).webhooks.create(
        { url, segmentIds: segmentIds?.map(publicId) ?? null },
        context.principal.actor,
      );
      return { clientMutationId: input.clientMutationId, ...made };
    },
    async removeSegmentWebhook(
      _root: unknown,
      { input }: { input: Input & { webhookId: string } },
      context: GraphqlContext,
    ) {
      context.require('segment.publish');
      if (!(await deleteWebhook(core.database, publicId(input.webhookId)))) throw new RapportError('segment_not_found');
      return { clientMutationId: input.clientMutationId, removedId: input.webhookId };
    },
  };
}
