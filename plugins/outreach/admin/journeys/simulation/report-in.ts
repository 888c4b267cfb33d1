import { isJsonObject, numberIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';
import type { Counts, SimulationReport } from '../../../domain/simulation/report';

/** @param json as JourneySimulation.report of the API; what is not of its shape counts as nothing */
export function reportIn(json: Json): SimulationReport {
  const report = objectIn(json);
  const counts = (name: string): Counts => countsIn(report[name]);
  return {
    people: numberIn(report, 'people'),
    entered: numberIn(report, 'entered'),
    runs: numberIn(report, 'runs'),
    failed: numberIn(report, 'failed'),
    ...{ refused: counts('refused'), arrived: counts('arrived'), standing: counts('standing'), ended: counts('ended') },
    ...{ goals: counts('goals'), effects: counts('effects'), perPersonDay: counts('perPersonDay') },
    messages: byKey(report['messages'], (one) => ({
      ...{ sent: numberIn(one, 'sent'), waiting: numberIn(one, 'waiting'), cancelled: numberIn(one, 'cancelled') },
      ...{ withheld: countsIn(one['withheld']), putOff: countsIn(one['putOff']) },
    })),
    days: byKey(report['days'], (one) => ({ sent: numberIn(one, 'sent'), withheld: numberIn(one, 'withheld') })),
  };
}

const objectIn = (json: Json | undefined): JsonObject => (json !== undefined && isJsonObject(json) ? json : {});

function countsIn(json: Json | undefined): Counts {
  const found = objectIn(json);
  return Object.fromEntries(Object.keys(found).map((key) => [key, numberIn(found, key)]));
}

function byKey<T>(json: Json | undefined, read: (one: JsonObject) => T): Readonly<Record<string, T>> {
  const found = objectIn(json);
  return Object.fromEntries(Object.keys(found).map((key) => [key, read(objectIn(found[key]))]));
}
