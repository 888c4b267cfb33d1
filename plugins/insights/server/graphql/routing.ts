import { type ConversationRecord, type Core, type GraphqlContext, RapportError } from '@rapport/sdk';
import { summarise, type Summary } from '../../domain/summary';
import { insightLimits } from '../limits';
import { readOutcomes, readRouted, type Routed, type RoutingOutcome } from '../stores/routing';

const dayMilliseconds = 86_400_000;
const share = (n: number, hits: number): Summary => summarise('share', { n, sum: hits, squares: hits, ranked: null });

export function routingResolvers(core: Core) {
  return {
    Query: {
      routingComparison(_root: unknown, { from, to }: { from: number; to: number }, context: GraphqlContext) {
        context.require('figures.read');
        if (to <= from || to - from > insightLimits.periodDaysMax * dayMilliseconds)
          throw new RapportError('bad_input', `A period has 1 to ${insightLimits.periodDaysMax} days.`);
        return readOutcomes(core.database, from, to);
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
    RoutingOutcome: {
      csat: ({ rated, satisfied }: RoutingOutcome) => share(rated, satisfied),
      firstContactResolution: ({ solvable, solved }: RoutingOutcome) => share(solvable, solved),
    },
  };
}
