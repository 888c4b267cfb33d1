import { askGraphql, objects, toApiError } from '@rapport/sdk/admin';
import type { ApiError, JsonObject } from '@rapport/sdk/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { simulationKeptMilliseconds } from '../../../domain/simulation/kept';
import { addReports, emptyReport } from '../../../domain/simulation/report';
import type { SimulationReport } from '../../../domain/simulation/report';
import type { Definition } from '../graph/definition';
import { isSame } from '../graph/edits';
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

type Question = {
  readonly definition: Definition;
  readonly days: number;
  /** Epoch milliseconds: when it was asked, and the end of the time. */
  readonly at: number;
};

/** The last question of each journey, by its id: who comes back to it soon sees what it said, which the server has kept. */
const asked = new Map<string, Question>();
const askedMax = 20;

function remember(journeyId: string, question: Question): void {
  asked.delete(journeyId);
  asked.set(journeyId, question);
  for (const id of [...asked.keys()].slice(0, -askedMax)) asked.delete(id);
}

function remembered(journeyId: string, draft: Definition): Question | null {
  const last = asked.get(journeyId);
  const isKept = last !== undefined && Date.now() - last.at < simulationKeptMilliseconds;
  return isKept && isSame(last.definition, draft) ? last : null;
}

/** Asks for one page of people after the other and adds up what they tell, so that it can be watched and stopped. */
export function useSimulation(
  journeyId: string,
  draft: Definition,
): {
  readonly simulation: Simulation | null;
  readonly start: (days: number) => void;
  readonly stop: () => void;
} {
  const [simulation, setSimulation] = useState<Simulation | null>(null);
  const asking = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    asking.current?.abort();
    asking.current = null;
    asked.delete(journeyId);
    setSimulation((now) => (now?.isRunning === true ? { ...now, isRunning: false, isStopped: true } : now));
  }, [journeyId]);
  const run = useCallback(
    ({ definition, days, at }: Question): void => {
      asking.current?.abort();
      const mine = new AbortController();
      asking.current = mine;
      const plain = { days, isRunning: true, isStopped: false, error: null };
      setSimulation({ ...plain, report: emptyReport, examples: [] });
      const span = { from: new Date(at - days * dayMilliseconds).toISOString(), to: new Date(at).toISOString() };
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
  const first = useRef(draft);
  useEffect(() => {
    const last = remembered(journeyId, first.current);
    if (last !== null) run(last);
    return () => asking.current?.abort();
  }, [journeyId, run]);
  const start = useCallback(
    (days: number): void => {
      const question = { definition: draft, days, at: Date.now() };
      remember(journeyId, question);
      run(question);
    },
    [journeyId, draft, run],
  );
  return { simulation, start, stop };
}
