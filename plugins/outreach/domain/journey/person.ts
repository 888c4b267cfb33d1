import type { TransitionCause } from '@rapport/sdk';
import { type DateStart, type EarlierRun, mayEnter, nextDateStart, type Trigger } from './entry';
import type { Journey } from './journey';
import type { SeenEvent } from './selector';
import type { Effect, Facts, Input, MessageOutcome, RunState } from './state';
import { begin, furthest, moveTo, restartsAt, step, type Stepped } from './step';

/** Something that one person, with all his leaves, is told of. Times are epoch milliseconds. */
export type Signal = { readonly leafId: number } & (
  | { readonly kind: 'event'; readonly event: SeenEvent; readonly receivedAt: number; readonly historical: boolean }
  | {
      readonly kind: 'segment';
      readonly segment: string;
      readonly entered: boolean;
      readonly cause: TransitionCause;
      readonly at: number;
    }
  /** Time went by, or traits changed. */
  | { readonly kind: 'time' }
  /** Starts by date are to be worked out anew. */
  | { readonly kind: 'dates' }
  /** The time of a start has come: by date, or (`key` is '') again. */
  | { readonly kind: 'start'; readonly campaignId: number; readonly start: DateStart }
  | {
      readonly kind: 'message';
      readonly enrolmentId: number;
      readonly step: string;
      readonly visit: number;
      readonly outcome: MessageOutcome;
      /** Since when it may have reached him; null: it did not. */
      readonly at: number | null;
      readonly reason: string | null;
    }
  /** Runs of two people are those of one now. */
  | { readonly kind: 'merged' }
  /** Who is on an earlier version of this journey goes on with the current one. */
  | { readonly kind: 'version'; readonly campaignId: number }
);

/** A journey that runs, at one version. */
export type Running = { readonly campaignId: number; readonly version: number; readonly journey: Journey };
export type RunningJourneys = {
  /** Current versions of those that let people in. */
  readonly open: readonly Running[];
  /** Any version that somebody is on; undefined: paused, or not understood. */
  readonly version: (campaignId: number, version: number) => Journey | undefined;
};

/** A run that has not ended; `id` is null until it is kept. */
export type LiveRun = {
  readonly id: number | null;
  readonly leafId: number;
  readonly campaignId: number;
  readonly version: number;
  /** The nth entry of this person with this key. */
  readonly run: number;
  readonly state: RunState;
};
/** What is known of all runs of one key: the highest number, and whether one goes on. */
export type PastRuns = {
  readonly campaignId: number;
  readonly key: string;
  readonly run: number;
  readonly isRunning: boolean;
};
export type Person = {
  readonly rootId: number;
  readonly facts: Facts;
  readonly runs: readonly LiveRun[];
  readonly past: readonly PastRuns[];
};

/** One run after everything that was told, with what it wants done in between. */
export type ChangedRun = LiveRun & { readonly effects: readonly Effect[]; readonly failure: Error | null };
export type Start = {
  readonly campaignId: number;
  readonly profileId: number;
  /** Null: there is none any more. */
  readonly start: DateStart | null;
};
export type PersonPlan = { readonly runs: readonly ChangedRun[]; readonly starts: readonly Start[] };

/**
 * What signals, in this order, make of all runs of one person. Pure: the worker applies it to rows, the simulator to memory. A run
 * whose step throws stays where it is and says so; the others go on.
 */
export function tell(person: Person, signals: readonly Signal[], journeys: RunningJourneys, now: number): PersonPlan {
  const walk = new Walk(person, journeys, now);
  for (const signal of signals) walk.hear(signal);
  return walk.plan();
}

type Moving = { readonly before: LiveRun; version: number; state: RunState; effects: Effect[]; failure: Error | null };

class Walk {
  private readonly runs: Moving[];
  private readonly starts = new Map<string, Start>();
  private facts: Facts;

  constructor(
    private readonly person: Person,
    private readonly journeys: RunningJourneys,
    private readonly now: number,
  ) {
    this.facts = person.facts;
    this.runs = person.runs.map((before) => ({
      ...{ before, version: before.version, state: before.state },
      ...{ effects: [], failure: null },
    }));
  }

  plan(): PersonPlan {
    const runs = this.runs.flatMap(({ before, version, state, effects, failure }): ChangedRun[] => {
      const isSame = before.id !== null && before.version === version && same(before.state, state);
      return isSame && failure === null ? [] : [{ ...before, version, state, effects, failure }];
    });
    return { runs, starts: [...this.starts.values()] };
  }

  hear(signal: Signal): void {
    const known = [...this.runs];
    const { leafId } = signal;
    const { facts } = this;
    switch (signal.kind) {
      case 'event': {
        const { event, receivedAt, historical } = signal;
        this.enterAll(leafId, { kind: 'event', event, receivedAt, historical });
        return this.moveAll(known, { kind: 'event', event, facts });
      }
      case 'segment': {
        const { segment, entered, cause, at } = signal;
        if (entered) this.enterAll(leafId, { kind: 'segment', segment, cause, at });
        return this.moveAll(known, { kind: 'segment', segment, entered, facts });
      }
      case 'time':
        return this.moveAll(known, { kind: 'time', facts });
      case 'dates':
        for (const one of this.journeys.open) this.scheduleDate(one, this.now);
        return;
      case 'start':
        return this.begin(leafId, signal);
      case 'message': {
        const { step: id, visit, outcome, at, reason } = signal;
        const own = known.filter(({ before }) => before.id === signal.enrolmentId);
        return this.moveAll(own, { kind: 'message', step: id, visit, outcome, at, reason, facts });
      }
      case 'merged':
        return this.join();
      case 'version':
        for (const run of known) if (run.before.campaignId === signal.campaignId) this.renew(run);
        return;
    }
  }

  private begin(leafId: number, { campaignId, start }: Extract<Signal, { kind: 'start' }>): void {
    const open = this.journeys.open.find((one) => one.campaignId === campaignId);
    if (open === undefined) return;
    const { entry } = open.journey.definition;
    if ('date' in entry) {
      this.enter(open, leafId, { kind: 'date', start });
      this.scheduleDate(open, Math.max(start.at, this.now));
    } else if ('segment' in entry && this.facts.segments.includes(entry.segment)) {
      this.enter(open, leafId, { kind: 'again', at: start.at });
    }
  }

  private scheduleDate({ campaignId, journey }: Running, after: number): void {
    if (!('date' in journey.definition.entry)) return;
    const start = nextDateStart(journey, this.facts.traits, this.facts.zone, after);
    this.schedule({ campaignId, profileId: this.person.rootId, start });
  }

  private schedule(start: Start): void {
    this.starts.set(`${start.campaignId} ${start.profileId}`, start);
  }

  private enterAll(leafId: number, trigger: Trigger): void {
    for (const one of this.journeys.open) this.enter(one, leafId, trigger);
  }

  private enter({ campaignId, version, journey }: Running, leafId: number, trigger: Trigger): void {
    const entry = mayEnter(journey, trigger, this.earlier(campaignId));
    if ('refused' in entry) return;
    const { key } = entry.enters;
    const run = 1 + Math.max(0, ...this.numbersOf(campaignId, key));
    const stepped = begin(journey, entry.enters, this.facts, this.now);
    const before = { id: null, leafId, campaignId, version, run, state: stepped.state };
    const moving: Moving = { before, version, state: stepped.state, effects: [], failure: null };
    this.runs.push(moving);
    this.apply(moving, journey, stepped);
  }

  private earlier(campaignId: number): EarlierRun[] {
    const kept = this.person.past
      .filter((one) => one.campaignId === campaignId)
      // Of one that goes on the state here is newer.
      .map(({ key, isRunning }) => ({ key, hasEnded: !isRunning || !this.goesOn(campaignId, key) }));
    const moving = this.runs
      .filter(({ before }) => before.campaignId === campaignId)
      .map(({ state }) => ({ key: state.key, hasEnded: state.ended !== null }));
    return [...kept, ...moving];
  }

  private goesOn(campaignId: number, key: string): boolean {
    return this.runs.some(
      ({ before, state }) => before.campaignId === campaignId && state.key === key && state.ended === null,
    );
  }

  private numbersOf(campaignId: number, key: string): number[] {
    return [
      ...this.person.past.filter((one) => one.campaignId === campaignId && one.key === key).map((one) => one.run),
      ...this.runs
        .filter(({ before, state }) => before.campaignId === campaignId && state.key === key)
        .map(({ before }) => before.run),
    ];
  }

  private moveAll(runs: readonly Moving[], input: Input): void {
    for (const run of runs) this.move(run, input);
  }

  private move(run: Moving, input: Input): void {
    const journey = this.journeyOf(run);
    if (journey === undefined || run.state.ended !== null || run.failure !== null) return;
    try {
      this.apply(run, journey, step(journey, run.state, { ...input, facts: this.facts }, this.now));
    } catch (error) {
      run.failure = error instanceof Error ? error : new Error('not an error');
    }
  }

  private journeyOf({ before, version }: Moving): Journey | undefined {
    return this.journeys.version(before.campaignId, version);
  }

  private renew(run: Moving): void {
    const open = this.journeys.open.find((one) => one.campaignId === run.before.campaignId);
    const from = this.journeyOf(run);
    if (open === undefined || from === undefined || run.version === open.version) return;
    const stepped = moveTo(from, open.journey, run.state, this.facts, this.now);
    if (stepped.state.ended?.reason !== 'version') run.version = open.version;
    this.apply(run, open.journey, stepped);
  }

  private apply(run: Moving, journey: Journey, { state, effects }: Stepped): void {
    run.state = state;
    run.effects.push(...effects);
    for (const effect of effects)
      if (effect.kind === 'arm')
        this.facts = { ...this.facts, arms: { ...this.facts.arms, [effect.seed]: effect.arm } };
    const again = state.ended === null ? null : restartsAt(journey, state, this.facts);
    const { campaignId, leafId } = run.before;
    if (again !== null) this.schedule({ campaignId, profileId: leafId, start: { key: '', at: again } });
  }

  /** Where several runs of one key go on that could not have begun side by side, the furthest does. */
  private join(): void {
    const groups = new Map<string, Moving[]>();
    for (const run of this.runs) {
      const journey = this.journeyOf(run);
      if (run.state.ended !== null || journey === undefined || journey.definition.enters === 'every_time') continue;
      const key = JSON.stringify([run.before.campaignId, run.state.key]);
      groups.set(key, [...(groups.get(key) ?? []), run]);
    }
    for (const [first, ...others] of groups.values()) {
      if (first === undefined || others.length === 0) continue;
      const best = furthest([first.state, ...others.map(({ state }) => state)]);
      for (const run of [first, ...others])
        if (run.state !== best) this.move(run, { kind: 'close', reason: 'merged', facts: this.facts });
    }
  }
}

const same = (a: RunState, b: RunState): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
