import { type Core, type GraphqlContext, type Json, numberCursor, publicId, RapportError } from '@rapport/sdk';
import type { PersonOutcome } from '../../domain/simulation/simulate';
import { type JourneyRow, journeysByPublicIds } from '../stores/journeys';
import { shownKey } from '../journeys/shown-key';
import { simulatePage } from '.';

/** Times are epoch milliseconds by now. */
type Input = {
  readonly journeyId?: string | null;
  readonly definition?: Json;
  readonly from: number;
  readonly to: number;
  readonly after?: string | null;
};

/** `Query.journeySimulation` */
export function simulationQueries(core: Core) {
  return {
    async journeySimulation(_root: unknown, { input }: { readonly input: Input }, context: GraphqlContext) {
      context.require('outreach.read');
      const journey = typeof input.journeyId === 'string' ? await journeyOf(core, input.journeyId) : null;
      const definition = input.definition ?? journey?.draft ?? null;
      const { report, examples, next } = await simulatePage(core, {
        definition,
        campaign: journey === null ? null : { id: journey.id, key: journey.key },
        from: input.from,
        to: input.to,
        after: typeof input.after === 'string' ? numberCursor.decode(input.after) : 0,
      });
      const key = (text: string) => shownKey(definition, text, context);
      return {
        report,
        examples: examples.map((one) => shown(one, key)),
        next: next === null ? null : numberCursor.encode(next),
      };
    },
  };
}

async function journeyOf({ database }: Core, id: string): Promise<JourneyRow> {
  const [journey] = await journeysByPublicIds(database, [publicId(id)]);
  if (journey === undefined) throw new RapportError('journey_not_found');
  return journey;
}

const instant = (at: number): string => new Date(at).toISOString();

function shown({ publicId: profileId, runs, messages }: PersonOutcome, keyOf: (key: string) => string) {
  return {
    profileId,
    runs: runs.map(({ key, enteredAt, step, visits, goals, ended }) => ({
      ...{ key: keyOf(key), step, visits, enteredAt: instant(enteredAt) },
      goals: Object.fromEntries(Object.entries(goals).map(([name, at]) => [name, instant(at)])),
      ended: ended === null ? null : { ...ended, at: instant(ended.at) },
    })),
    messages: messages.map((one) => ({ ...one, at: instant(one.at) })),
  };
}
