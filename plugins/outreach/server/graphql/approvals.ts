import type { GraphqlContext, GraphqlPart } from '@rapport/sdk';
import { mayDecide } from '../../domain/approval';
import { type ApprovalRow, latestApprovals } from '../stores/approvals';
import { schemaFile } from './schema';

/** Whether a second person let something go. */
export const approvalGraphql: GraphqlPart = {
  typeDefs: schemaFile('approvals.graphql'),
  resolvers(core) {
    const approval = ({ id }: { readonly id: number }, _args: unknown, context: GraphqlContext) => {
      context.require('outreach.read');
      return context.load<number, ApprovalRow | null>('outreach.approvals', async (ids) => {
        const found = await latestApprovals(core.database, ids);
        return ids.map((one) => found.find(({ campaignId }) => campaignId === one) ?? null);
      })(id);
    };
    const nameOf = (actor: string | null, context: GraphqlContext): Promise<string | null> | null => {
      if (actor === null) return null;
      return context.load<string, string | null>('outreach.actors', async (actors) => {
        const names = await core.auth.names(actors);
        return actors.map((one) => names.get(one) ?? null);
      })(actor);
    };
    return {
      Broadcast: { approval },
      Journey: { approval },
      ApprovalState: { WAITING: 'waiting', APPROVED: 'approved', DECLINED: 'declined', WITHDRAWN: 'withdrawn' },
      Approval: {
        state: ({ decision }: ApprovalRow) => decision ?? 'waiting',
        askedByName: ({ askedBy }: ApprovalRow, _args: unknown, context: GraphqlContext) => nameOf(askedBy, context),
        decidedByName: ({ decidedBy }: ApprovalRow, _args: unknown, context: GraphqlContext) =>
          nameOf(decidedBy, context),
        mayDecide: (asked: ApprovalRow, _args: unknown, context: GraphqlContext) =>
          asked.decision === null && context.can('outreach.approve') && mayDecide(asked, context.principal.actor),
      },
    };
  },
};
