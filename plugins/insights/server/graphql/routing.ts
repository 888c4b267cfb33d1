import { type ConversationRecord, type Core, type GraphqlContext, RapportError } from '@rapport/sdk';
import { summarise, type Summary } from '../../domain/summary';
import { insightLimits } from '../limits';
import {
  readAgreement,
  readOutcomes,
  readRouted,
  type Routed,
  type RoutingAgreement,
  type RoutingOutcome,
} from '../stores/routing';

const dayMilliseconds = 86_400_000;
const share = (n: number, hits: number): Summary => summarise('share', { n, sum: hits, squares: hits, ranked: null });

/** @throws RapportError bad_input */
function checkPeriod(from: number, to: number): void {
  if (to <= from || to - from > insightLimits.periodDaysMax * dayMilliseconds)
    throw new RapportError('bad_input', `A period has 1 to ${insightLimits.periodDaysMax} days.`);
}

export function routingResolvers(core: Core) {
  return {
    Query: {
      routingComparison(_root: unknown, { from, to }: { from: number; to: number }, context: GraphqlContext) {
        context.require('figures.read');
        checkPeriod(from, to);
        return readOutcomes(core.database, from, to);
      },
      routingAgreement(_root: unknown, { from, to }: { from: number; to: number }, context: GraphqlContext) {
        context.require('figures.read');
        checkPeriod(from, to);
        return readAgreement(core.database, from, to);
      },
    },
    Conversation: {
      routing({ publicId }: ConversationRecord, _args: unknown, context: GraphqlContext) {
        return context.load<string, Routed | null>('insights.routing', async (ids) => {
          const found = await readRouted(core.database, ids);
          return ids.map((id) => found.get(id) ?? null);
        })(publicId);
      },
    },
    RoutingRecommendation: {
      // A topic is free text of an agent.
      reasons: ({ reasons }: Routed, _args: unknown, context: GraphqlContext) => context.masking.evidence(reasons),
    },
    RoutingAgreement: {
      agreement: ({ n, followed }: RoutingAgreement) => share(n, followed),
    },
    RoutingOutcome: {
      csat: ({ rated, satisfied }: RoutingOutcome) => share(rated, satisfied),
      firstContactResolution: ({ solvable, solved }: RoutingOutcome) => share(solvable, solved),
    },
  };
}
