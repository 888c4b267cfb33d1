import { askGraphql, objects, toApiError } from '@rapport/sdk/admin';
import type { ApiError, JsonObject } from '@rapport/sdk/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { addReports, emptyReport } from '../../../domain/simulation/report';
import type { SimulationReport } from '../../../domain/simulation/report';
import type { Definition } from '../graph/definition';
import { JourneySimulationDocument } from '../journeys.documents';
import type { JourneySimulationInput, JourneySimulationQuery } from '../journeys.documents';
import { reportIn } from './report-in';

const examplesMax = 10;
const dayMilliseconds = 24 * 60 * 60 * 1_000;

export type Simulation = {
  readonly report: SimulationReport;
  readonly examples: readonly JsonObject[];
  /** Of what was asked, not of what is chosen now. */
  readonly days: number;
  readonly isRunning: boolean;
  /** Somebody stopped it before its end. */
  readonly isStopped: boolean;
  readonly error: ApiError | null;
};

async function pageOf(
  input: JourneySimulationInput,
  signal: AbortSignal,
): Promise<JourneySimulationQuery['journeySimulation']> {
  return (await askGraphql(JourneySimulationDocument, { input }, signal)).journeySimulation;
}

/** Asks for one page of people after the other and adds up what they tell, so that it can be watched and stopped. */
export function useSimulation(journeyId: string): {
  readonly simulation: Simulation | null;
  readonly start: (definition: Definition, days: number) => void;
  readonly stop: () => void;
} {
  const [simulation, setSimulation] = useState<Simulation | null>(null);
  const asking = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    asking.current?.abort();
    asking.current = null;
    setSimulation((now) => (now?.isRunning === true ? { ...now, isRunning: false, isStopped: true } : now));
  }, []);
  useEffect(() => () => asking.current?.abort(), []);
  const start = useCallback(
    (definition: Definition, days: number): void => {
      asking.current?.abort();
      const mine = new AbortController();
      asking.current = mine;
      const plain = { days, isRunning: true, isStopped: false, error: null };
      setSimulation({ ...plain, report: emptyReport, examples: [] });
      const to = Date.now();
      const span = { from: new Date(to - days * dayMilliseconds).toISOString(), to: new Date(to).toISOString() };
      const ask = async (): Promise<void> => {
        for (let after: string | null = null; ;) {
          const input = { journeyId, definition, ...span, after };
          const page = await pageOf(input, mine.signal);
          if (mine.signal.aborted) return;
          const isRunning = page.next !== null;
          setSimulation((now) => ({
            ...plain,
            isRunning,
            report: addReports(now?.report ?? emptyReport, reportIn(page.report)),
            examples: [...(now?.examples ?? []), ...objects(page.examples)].slice(0, examplesMax),
          }));
          if (!isRunning) return;
          after = page.next;
        }
      };
      ask().catch((error: unknown) => {
        if (!mine.signal.aborted)
          setSimulation((now) => (now === null ? null : { ...now, isRunning: false, error: toApiError(error) }));
      });
    },
    [journeyId],
  );
  return { simulation, start, stop };
}
