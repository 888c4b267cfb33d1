import { limits, type Medium } from '@rapport/sdk';
import { addressesOf } from '../address-of';
import { goneTopic, type Topic } from '../consent/consent';
import { decide, type WithheldReason } from '../consent/decide';
import { endedHold, type HoldReason, holdOf } from '../consent/hold';
import { isInControlGroup, toldReason } from '../control';
import { exitRuleOfJourney, hasExited } from '../exit-rule';
import { type EntryRefusal, mayEnter, type Trigger } from '../journey/entry';
import type { Journey } from '../journey/journey';
import { type LiveRun, type PersonPlan, type Running, type Signal, type Start, tell } from '../journey/person';
import type { Effect, Facts, RunState } from '../journey/state';
import type { HousePolicy } from '../policy';
import type { Counted } from '../time/cap';
import { type PastEvent, type PersonPast, segmentsAt, talksAt, traitsAt } from './past';

/** What holds for everybody in a simulation. Times are epoch milliseconds. */
export type Simulated = {
  readonly journey: Journey;
  /** Nobody is in it at `from`; `to` is not simulated any more. */
  readonly from: number;
  readonly to: number;
  readonly policy: HousePolicy;
  /** By key; of one that is not there nobody gave his consent. */
  readonly topics: ReadonlyMap<string, Topic>;
  readonly addressKinds: (medium: Medium) => readonly string[];
  readonly hashOf: (medium: Medium, address: string) => string;
  readonly zoneOf: (traits: Facts['traits']) => string;
};

export type SimulatedMessage = {
  readonly run: number;
  readonly step: string;
  readonly visit: number;
  readonly channel: Medium;
  readonly template: string;
  /** `waiting`: at the end of the time. */
  readonly state: 'sent' | 'withheld' | 'waiting' | 'cancelled';
  /** When it went or was withheld; of one that waits until when. */
  readonly at: number;
  /** Why it is withheld or waits. */
  readonly reasons: readonly WithheldReason[];
  /** Why it had been put off. */
  readonly putOff: readonly WithheldReason[];
};
export type SimulatedRun = Pick<RunState, 'key' | 'enteredAt' | 'step' | 'visits' | 'goals' | 'ended'> & {
  /** A step of it failed, or it did not come to rest. */
  readonly failed: boolean;
};
export type PersonOutcome = {
  readonly publicId: string;
  readonly runs: readonly SimulatedRun[];
  readonly refused: readonly EntryRefusal[];
  readonly messages: readonly SimulatedMessage[];
  /** Beside messages. */
  readonly effects: readonly { readonly step: string; readonly kind: Effect['kind'] }[];
};

/**
 * What a journey would have done to one person in that time, by the very functions that move people and decide about messages: only
 * the clock, the past and the ledger are others. Every message is taken as handed over at once.
 */
export function simulate(past: PersonPast, by: Simulated): PersonOutcome {
  return new Simulation(past, by).run();
}

/** Clocks of clients, by which it is known since when somebody has an address, are ahead of ours by so much at the most. */
const clocksApart = 5 * 60_000;
const campaignId = 1;
const version = 1;

type Send = Extract<Effect, { kind: 'send' }>;
type Waiting = {
  readonly runId: number;
  readonly effect: Send;
  due: number;
  reasons: readonly WithheldReason[];
  held: readonly HoldReason[];
  heldUntil: number | null;
  putOff: Set<WithheldReason>;
};

/** Something of the past that is told at its time. */
type Told = { readonly at: number; readonly tell: () => void };

class Simulation {
  private readonly running: Running;
  private readonly runs: LiveRun[] = [];
  private readonly failed = new Set<number>();
  private readonly starts = new Map<string, Start & { readonly start: NonNullable<Start['start']> }>();
  private readonly arms = new Map<string, string>();
  private readonly waiting = new Set<Waiting>();
  private readonly messages: SimulatedMessage[] = [];
  private readonly effects: { readonly step: string; readonly kind: Effect['kind'] }[] = [];
  private readonly refused: EntryRefusal[] = [];
  private readonly sent: Counted[] = [];
  private releasedAt: number | null = null;
  private now: number;

  constructor(
    private readonly past: PersonPast,
    private readonly by: Simulated,
  ) {
    this.now = by.from;
    this.running = { campaignId, version, journey: by.journey };
  }

  run(): PersonOutcome {
    if ('date' in this.by.journey.definition.entry) this.tell({ kind: 'dates' });
    const told = this.told();
    for (let turns = 0, next = 0; ; turns += 1) {
      const outside = told[next]?.at ?? Infinity;
      const inside = this.nextDue();
      const at = Math.min(outside, inside);
      if (at >= this.by.to) break;
      if (turns >= limits.simulationTurnsMax) {
        for (const { id, state } of this.runs) if (state.ended === null && id !== null) this.failed.add(id);
        break;
      }
      this.now = Math.max(this.now, at);
      // What happened comes before what time does: as a lane takes it.
      if (outside <= inside) told[next++]?.tell();
      else this.pass();
    }
    return this.outcome();
  }

  /** Everything of the time, in order. */
  private told(): Told[] {
    const { events, turns, written, facts } = this.past;
    const isByDate = 'date' in this.by.journey.definition.entry;
    const all: Told[] = [
      ...written.map(({ told }) => ({
        at: told,
        tell: () => this.tell(...(isByDate ? [{ kind: 'dates' } as const] : []), { kind: 'time' }),
      })),
      ...events.map((one) => ({ at: one.told, tell: () => this.hear(one) })),
      // Whoever became a part of somebody else left no segment that he is in.
      ...turns
        .filter(({ entered, cause }) => entered || cause !== 'merge')
        .map(({ told, segment, entered, cause }) => ({
          at: told,
          tell: () => {
            if (entered) this.noteRefusal({ kind: 'segment', segment, cause, at: told });
            this.tell({ kind: 'segment', segment, entered, cause, at: told });
          },
        })),
      ...facts.map(({ at }) => ({ at, tell: () => this.askHeldAgain() })),
    ];
    return all.filter(({ at }) => at >= this.by.from).sort((a, b) => a.at - b.at);
  }

  private hear({ event, told, historical }: PastEvent): void {
    this.noteRefusal({ kind: 'event', event, receivedAt: told, historical });
    this.tell({ kind: 'event', event, receivedAt: told, historical });
  }

  private noteRefusal(trigger: Trigger): void {
    const earlier = this.runs.map(({ state }) => ({ key: state.key, hasEnded: state.ended !== null }));
    const entry = mayEnter(this.by.journey, trigger, earlier);
    if ('refused' in entry && entry.refused !== 'other') this.refused.push(entry.refused);
  }

  /** Something happened about conversations: what waited for the end of one is looked at again. */
  private askHeldAgain(): void {
    for (const one of this.waiting)
      if (one.heldUntil !== null && one.heldUntil > this.now && one.due > this.now) one.due = this.now;
  }

  private nextDue(): number {
    const runs = this.runs.flatMap(({ id, state }) =>
      state.ended === null && state.until !== null && id !== null && !this.failed.has(id) ? [state.until] : [],
    );
    const starts = [...this.starts.values()].map(({ start }) => start.at);
    return Math.min(...runs, ...starts, ...[...this.waiting].map(({ due }) => due));
  }

  /** What time alone brings: starts, waits that are over, messages that are due. */
  private pass(): void {
    for (const [key, { profileId, start }] of this.starts) {
      if (start.at > this.now) continue;
      this.starts.delete(key);
      this.tellOf(profileId, { kind: 'start', campaignId, start });
    }
    const due = this.runs.filter(
      ({ state }) => state.ended === null && state.until !== null && state.until <= this.now,
    );
    if (due.length > 0) {
      this.tell({ kind: 'time' });
      for (const { id, state } of due) {
        const after = this.runs.find((one) => one.id === id);
        if (
          id !== null &&
          after?.state.ended === null &&
          after.state.step === state.step &&
          after.state.until === state.until
        )
          this.failed.add(id);
      }
    }
    for (const one of this.waiting) if (one.due <= this.now) this.decide(one);
  }

  private tell(...signals: readonly Unaddressed[]): void {
    for (const signal of signals) this.tellOf(this.past.rootId, signal);
  }

  private tellOf(leafId: number, signal: Unaddressed): void {
    const { rootId } = this.past;
    const journeys = { open: [this.running], version: () => this.by.journey };
    const told: Signal = { leafId, ...signal };
    this.apply(tell({ rootId, facts: this.facts(), runs: this.runs, past: [] }, [told], journeys, this.now));
  }

  private facts(): Facts {
    const traits = traitsAt(this.past, this.now);
    return {
      ...{ publicId: this.past.publicId, traits, zone: this.by.zoneOf(traits) },
      ...{ segments: [...segmentsAt(this.past, this.now)], arms: Object.fromEntries(this.arms) },
    };
  }

  private apply({ runs, starts }: PersonPlan): void {
    for (const { effects, failure, ...run } of runs) {
      const id = run.id ?? this.runs.length + 1;
      const kept = { ...run, id };
      const index = this.runs.findIndex((one) => one.id === id);
      if (index < 0) this.runs.push(kept);
      else this.runs[index] = kept;
      if (failure !== null) this.failed.add(id);
      for (const effect of effects) this.carryOut(id, effect);
    }
    for (const { start, ...rest } of starts) {
      const key = String(rest.profileId);
      if (start === null) this.starts.delete(key);
      else this.starts.set(key, { ...rest, start });
    }
  }

  private carryOut(runId: number, effect: Effect): void {
    if (effect.kind === 'send') {
      const plain = { reasons: [], held: [], heldUntil: null, putOff: new Set<WithheldReason>() };
      this.waiting.add({ runId, effect, due: this.now, ...plain });
    } else if (effect.kind === 'cancel') {
      for (const one of this.waiting)
        if (one.runId === runId && one.effect.step === effect.step && one.effect.visit === effect.visit)
          this.end(one, 'cancelled', []);
    } else if (effect.kind === 'arm') {
      this.arms.set(effect.seed, effect.arm);
    } else {
      this.effects.push({ step: effect.step, kind: effect.kind });
    }
  }

  private decide(one: Waiting): void {
    const { past, by, now } = this;
    const { effect } = one;
    const topic: Topic = by.topics.get(effect.topic) ?? goneTopic(effect.topic);
    const facts = this.facts();
    const known = past.identifiers.filter(({ firstSeen }) => firstSeen <= now + clocksApart);
    const { chosen, all } = addressesOf(facts.traits, known, by.addressKinds(effect.channel));
    const hashes = all.map(({ value }) => by.hashOf(effect.channel, value));
    const talks = talksAt(past.facts, now);
    const hold = holdOf(talks, by.policy.hold, now);
    const held = hold ?? endedHold({ heldReasons: one.held, heldUntil: one.heldUntil }, now);
    const segments = new Set(facts.segments);
    const decision = decide(
      {
        ...{ channel: effect.channel, topic, expiresAt: effect.expiresAt, addresses: hashes, zone: facts.zone, talks },
        address: chosen === null ? null : by.hashOf(effect.channel, chosen.value),
        consents: past.consents.filter(({ told }) => told <= now),
        suppressions: past.suppressions
          .filter(({ at }) => at <= now)
          .map((suppression) => ({
            ...suppression,
            liftedAt: suppression.liftedAt !== null && suppression.liftedAt <= now ? suppression.liftedAt : null,
          })),
        sent: [...past.sent.filter(({ at }) => at <= now), ...this.sent],
        held: hold !== null || held === null ? null : { reasons: held.reasons, endedAt: held.until },
        releasedAt: this.releasedAt,
        // When a topic was archived in between is not known.
        isTopicArchived: false,
        isInControlGroup: isInControlGroup(past.publicId, by.policy, {
          ...{ seed: by.journey.campaign, percent: by.journey.definition.controlPercent },
        }),
        // An identifier is one person's.
        isDuplicate: false,
        hasExited: hasExited(exitRuleOfJourney(by.journey), segments),
        isOutsideSandbox: false,
      },
      by.policy,
      now,
    );
    if ('deferredUntil' in decision) {
      one.due = decision.deferredUntil;
      one.reasons = decision.reasons;
      one.held = held?.reasons ?? [];
      one.heldUntil = held?.until ?? null;
      for (const reason of decision.reasons) one.putOff.add(reason);
      return;
    }
    if ('withheld' in decision) return this.end(one, 'withheld', decision.withheld);
    if (topic.kind === 'marketing') this.sent.push({ channel: effect.channel, at: now });
    if (one.held.length > 0) this.releasedAt = now;
    this.end(one, 'sent', []);
  }

  private end(one: Waiting, state: 'sent' | 'withheld' | 'cancelled', reasons: readonly WithheldReason[]): void {
    this.waiting.delete(one);
    this.messages.push(this.messageOf(one, state, this.now, reasons));
    if (state === 'cancelled') return;
    const { step, visit } = one.effect;
    const what =
      state === 'sent' ? { outcome: 'handed' as const, at: this.now } : { outcome: 'withheld' as const, at: null };
    this.tell({ kind: 'message', enrolmentId: one.runId, step, visit, ...what, reason: toldReason(reasons) });
  }

  private messageOf(
    { runId, effect, putOff }: Waiting,
    state: SimulatedMessage['state'],
    at: number,
    reasons: readonly WithheldReason[],
  ): SimulatedMessage {
    const { step, visit, channel, template } = effect;
    return { run: runId, step, visit, channel, template, state, at, reasons, putOff: [...putOff] };
  }

  private outcome(): PersonOutcome {
    const waiting = [...this.waiting].map((one) => this.messageOf(one, 'waiting', one.due, one.reasons));
    return {
      publicId: this.past.publicId,
      runs: this.runs.map(({ id, state: { key, enteredAt, step, visits, goals, ended } }) => ({
        ...{ key, enteredAt, step, visits, goals, ended },
        failed: id !== null && this.failed.has(id),
      })),
      refused: this.refused,
      messages: [...this.messages, ...waiting],
      effects: this.effects,
    };
  }
}

/** A signal without the leaf that it is told of. */
type Unaddressed = Signal extends infer One ? (One extends Signal ? Omit<One, 'leafId'> : never) : never;
