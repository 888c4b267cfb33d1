import type { PersonOutcome } from './simulate';

/** What a journey would have done to some people. Reports of different people add up. */
export type SimulationReport = {
  /** Who were looked at, and who of them would have come in. */
  readonly people: number;
  readonly entered: number;
  readonly runs: number;
  /** Why not: by EntryRefusal. */
  readonly refused: Counts;
  /** Arrivals by step. */
  readonly arrived: Counts;
  /** Where runs stood at the end of the time, by step, and how the others ended, by EndReason. */
  readonly standing: Counts;
  readonly ended: Counts;
  readonly goals: Counts;
  /** What would have been done beside messages: `webhook`, `hand_over` ... */
  readonly effects: Counts;
  /** By step. */
  readonly messages: Readonly<Record<string, MessageCounts>>;
  /** By day of the workspace, `2026-11-30`. */
  readonly days: Readonly<Record<string, DayCounts>>;
  /** On how many days a person would have got so many messages: `2` -> 17. */
  readonly perPersonDay: Counts;
  /** Runs whose step failed or that did not come to rest. */
  readonly failed: number;
};
export type Counts = Readonly<Record<string, number>>;
export type MessageCounts = {
  readonly sent: number;
  readonly waiting: number;
  readonly cancelled: number;
  /** By WithheldReason. */
  readonly withheld: Counts;
  /** That had been put off before, by reason, whatever became of them. */
  readonly putOff: Counts;
};
export type DayCounts = { readonly sent: number; readonly withheld: number };

export const emptyReport: SimulationReport = {
  ...{ people: 0, entered: 0, runs: 0, refused: {}, arrived: {}, standing: {}, ended: {}, goals: {}, effects: {} },
  ...{ messages: {}, days: {}, perPersonDay: {}, failed: 0 },
};

export function addReports(a: SimulationReport, b: SimulationReport): SimulationReport {
  return {
    people: a.people + b.people,
    entered: a.entered + b.entered,
    runs: a.runs + b.runs,
    refused: addCounts(a.refused, b.refused),
    arrived: addCounts(a.arrived, b.arrived),
    standing: addCounts(a.standing, b.standing),
    ended: addCounts(a.ended, b.ended),
    goals: addCounts(a.goals, b.goals),
    effects: addCounts(a.effects, b.effects),
    messages: addBy(a.messages, b.messages, (one, other) => ({
      sent: one.sent + other.sent,
      waiting: one.waiting + other.waiting,
      cancelled: one.cancelled + other.cancelled,
      withheld: addCounts(one.withheld, other.withheld),
      putOff: addCounts(one.putOff, other.putOff),
    })),
    days: addBy(a.days, b.days, (one, other) => ({
      sent: one.sent + other.sent,
      withheld: one.withheld + other.withheld,
    })),
    perPersonDay: addCounts(a.perPersonDay, b.perPersonDay),
    failed: a.failed + b.failed,
  };
}

/** @param dayOf of epoch milliseconds */
export function reportOf(
  { runs, refused, messages, effects }: PersonOutcome,
  dayOf: (at: number) => string,
): SimulationReport {
  const sent = messages.filter(({ state }) => state === 'sent').map(({ at }) => dayOf(at));
  const withheld = messages.filter(({ state }) => state === 'withheld').map(({ at }) => dayOf(at));
  const steps = [...new Set(messages.map(({ step }) => step))];
  return {
    people: 1,
    entered: runs.length > 0 ? 1 : 0,
    runs: runs.length,
    refused: countOf(refused),
    arrived: runs.reduce<Counts>((all, { visits }) => addCounts(all, visits), {}),
    standing: countOf(runs.flatMap(({ ended, step }) => (ended === null ? [step] : []))),
    ended: countOf(runs.flatMap(({ ended }) => ended?.reason ?? [])),
    goals: countOf(runs.flatMap(({ goals }) => Object.keys(goals))),
    effects: countOf(effects.map(({ kind }) => kind)),
    messages: Object.fromEntries(
      steps.map((step) => {
        const of = messages.filter((one) => one.step === step);
        return [
          step,
          {
            sent: of.filter(({ state }) => state === 'sent').length,
            waiting: of.filter(({ state }) => state === 'waiting').length,
            cancelled: of.filter(({ state }) => state === 'cancelled').length,
            withheld: countOf(of.flatMap(({ state, reasons }) => (state === 'withheld' ? reasons.slice(0, 1) : []))),
            putOff: countOf(of.flatMap(({ putOff }) => putOff)),
          },
        ];
      }),
    ),
    days: Object.fromEntries(
      [...new Set([...sent, ...withheld])].map((day) => [
        day,
        {
          sent: sent.filter((one) => one === day).length,
          withheld: withheld.filter((one) => one === day).length,
        },
      ]),
    ),
    perPersonDay: countOf(Object.values(countOf(sent)).map(String)),
    failed: runs.filter(({ failed }) => failed).length,
  };
}

function countOf(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const addCounts = (a: Counts, b: Counts): Counts => addBy(a, b, (one, other) => one + other);

function addBy<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  add: (one: T, other: T) => T,
): Record<string, T> {
  const sum: Record<string, T> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const known = Object.hasOwn(sum, key) ? sum[key] : undefined;
    sum[key] = known === undefined ? value : add(known, value);
  }
  return sum;
}
