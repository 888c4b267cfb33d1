import { type Core, KeptCounts } from '@rapport/sdk';
import { type CampaignFigures, figuresOf } from '../stores/campaigns';
import { countRuns, type JourneyFigures, journeyFigures, type RunCounts } from '../stores/enrolment-list';

/**
 * So long figures are not counted again, for each message: 15 s for 1,000,000. To count those takes 0.6 to 0.7 s of a core (of a journey's
 * messages 0.3 s), so pages that look on cost 4 % of one, however many they are. Counted every 2 seconds, as pages ask, it was a third of
 * a core for each page. A tally that is kept with each message would cost every hand-over a write to one row for which all workers wait;
 * figures of a broadcast that goes on for hours may well be some seconds old.
 */
const keptMillisecondsPerMessage = 0.015;

/**
 * So long it is not counted again who came how far in a journey, for each run that goes on: 50 s for 1,000,000, of which 3 s are counting
 * (6 % of a core). Those that ended are added up as they end: a journey of 1,000,000 that ended is read in 10 ms.
 */
const keptMillisecondsPerRun = 0.05;

export type BroadcastFigures = {
  readonly total: number;
  readonly states: Readonly<Record<string, number>>;
  readonly withheld: Readonly<Record<string, number>>;
  readonly opened: number;
  readonly clicked: number;
  readonly converted: number;
};

/** Where campaigns stand, for pages that ask every few seconds. */
export class FigureReader {
  private readonly broadcasts = new KeptCounts<BroadcastFigures>(({ total }) => total, keptMillisecondsPerMessage);
  private readonly journeys = new KeptCounts<JourneyFigures>(
    ({ running, sent }) => running + sent,
    keptMillisecondsPerMessage,
  );

  private readonly runs = new KeptCounts<RunCounts>(runningIn, keptMillisecondsPerRun);

  constructor(private readonly core: Core) {}

  /** In the order of the ids. */
  ofBroadcasts(ids: readonly number[]): Promise<BroadcastFigures[]> {
    return this.broadcasts.read(ids, async (missing) => {
      const rows = await figuresOf(this.core.database, missing);
      return missing.map((id) => summed(rows.filter(({ campaignId }) => campaignId === id)));
    });
  }

  /** In the order of the ids. */
  ofJourneys(ids: readonly number[]): Promise<JourneyFigures[]> {
    return this.journeys.read(ids, (missing) => journeyFigures(this.core.database, missing));
  }

  /** Of one journey, step by step. @throws what the database does */
  async runsOf(journeyId: number): Promise<RunCounts> {
    const [found] = await this.runs.read([journeyId], async () => [await countRuns(this.core.database, journeyId)]);
    return found ?? { steps: [], ends: [] };
  }
}

const runningIn = ({ steps }: RunCounts): number => steps.reduce((total, { count }) => total + count, 0);

function summed(rows: readonly CampaignFigures[]): BroadcastFigures {
  const states: Record<string, number> = {};
  const withheld: Record<string, number> = {};
  const sum = (of: (row: CampaignFigures) => number): number => rows.reduce((total, row) => total + of(row), 0);
  for (const { state, reason, count } of rows) {
    states[state] = (states[state] ?? 0) + count;
    if (state === 'withheld' && reason !== null) withheld[reason] = (withheld[reason] ?? 0) + count;
  }
  return {
    ...{ total: sum((row) => row.count), states, withheld },
    ...{ opened: sum((row) => row.opened), clicked: sum((row) => row.clicked) },
    // Of who was held out it is known, too, to compare with.
    converted: sum((row) => (row.state === 'withheld' ? 0 : row.converted)),
  };
}
