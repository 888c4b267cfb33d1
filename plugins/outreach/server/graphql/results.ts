import { type GraphqlContext, type GraphqlPart, isJsonObject, type Json } from '@rapport/sdk';
import { type Goal, goalIn } from '../../domain/broadcast';
import { outreach } from '../house';
import { type CampaignRow, versionsOf } from '../stores/campaigns';
import type { JourneyRow } from '../stores/journeys';
import { schemaFile } from './schema';

/** What campaigns achieved. */
export const resultsGraphql: GraphqlPart = {
  typeDefs: schemaFile('results.graphql'),
  resolvers(core) {
    const { results } = outreach(core);
    return {
      Broadcast: {
        async results({ id, version }: CampaignRow, _args: unknown, context: GraphqlContext) {
          context.require('outreach.read');
          const [current] = version === 0 ? [] : await versionsOf(core.database, [{ campaignId: id, version }]);
          return { goal: goalOf(current?.definition ?? null), ...(await results.read(id, 'broadcast')) };
        },
      },
      Journey: {
        async results({ id }: JourneyRow, _args: unknown, context: GraphqlContext) {
          context.require('outreach.read');
          return { goal: null, ...(await results.read(id, 'journey')) };
        },
      },
    };
  },
};

const goalOf = (definition: Json): Goal | null =>
  isJsonObject(definition) ? goalIn(definition['goal'] ?? null) : null;
