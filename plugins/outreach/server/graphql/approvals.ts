import { type GraphqlContext, type GraphqlPart, loadActorName } from '@rapport/sdk';
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
    return {
      Broadcast: { approval },
      Journey: { approval },
      ApprovalState: { WAITING: 'waiting', APPROVED: 'approved', DECLINED: 'declined', WITHDRAWN: 'withdrawn' },
      Approval: {
        state: ({ decision }: ApprovalRow) => decision ?? 'waiting',
        askedByName: ({ askedBy }: ApprovalRow, _args: unknown, context: GraphqlContext) =>
          loadActorName(context, core.auth, askedBy),
        decidedByName: ({ decidedBy }: ApprovalRow, _args: unknown, context: GraphqlContext) =>
          decidedBy === null ? null : loadActorName(context, core.auth, decidedBy),
        mayDecide: (asked: ApprovalRow, _args: unknown, context: GraphqlContext) =>
          asked.decision === null && context.can('outreach.approve') && mayDecide(asked, context.principal.actor),
      },
    };
  },
};
