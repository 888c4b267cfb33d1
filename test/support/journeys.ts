import type { Json, JsonObject, TransitionCause } from '@rapport/sdk';
import {
  type DateStart,
  type EntryRefusal,
  mayEnter,
  nextDateStart,
  type Trigger,
} from '../../plugins/outreach/domain/journey/entry';
import { type Journey, parseJourney } from '../../plugins/outreach/domain/journey/journey';
import type { SeenEvent } from '../../plugins/outreach/domain/journey/selector';
import type { Effect, Facts, Input, MessageOutcome, RunState } from '../../plugins/outreach/domain/journey/state';
import { begin, restartsAt, step, type Stepped } from '../../plugins/outreach/domain/journey/step';

export type Done = { readonly at: number; readonly run: number; readonly effect: Effect };
type InputOf<Kind extends Input['kind']> = Omit<Extract<Input, { kind: Kind }>, 'facts' | 'kind'>;

export function journeyOf(json: Json): Journey {
  const parsed = parseJourney('campaign', json);
  if ('faults' in parsed) throw new Error(parsed.faults.map((one) => `${one.path}: ${one.message}`).join('; '));
  return parsed.journey;
}

/** One person and one journey under a moved clock: what a worker does with rows, done with lists. */
export class JourneyWorld {
  readonly runs: RunState[] = [];
  readonly done: Done[] = [];
  readonly refused: EntryRefusal[] = [];
  traits: JsonObject = {};
  private readonly segments = new Set<string>();
  private readonly arms = new Map<string, string>();
  private readonly restarts = new Set<number>();
  private lastStart = -Infinity;

  /** @param outcome of each message, told at once; null: nothing is told of it */
  constructor(
    readonly journey: Journey,
    public now: number,
    private readonly who: { readonly publicId?: string; readonly zone?: string } = {},
    private readonly outcome: MessageOutcome | null = 'handed',
  ) {}

  get facts(): Facts {
    const { publicId = 'person', zone = 'UTC' } = this.who;
    return { publicId, zone, traits: this.traits, segments: [...this.segments], arms: Object.fromEntries(this.arms) };
  }

  /** Everything that becomes due until then happens at its time. */
  moveTo(to: number): void {
    for (let due = this.nextDue(); due !== null && due <= to; due = this.nextDue()) {
      this.now = Math.max(this.now, due);
      const start = this.nextDate();
      if (start?.at === due) {
        this.lastStart = due;
        this.enter({ kind: 'date', start });
      }
      for (const [index, run] of this.runs.entries()) {
        if (run.ended === null && run.until !== null && run.until <= due) this.tell(index, 'time', {});
        if (this.restartOf(index) !== null && (this.restartOf(index) ?? 0) <= due) {
          this.restarts.add(index);
          this.enter({ kind: 'again', at: due });
        }
      }
    }
    this.now = to;
  }

  /** @param how received now, and live, unless it says otherwise */
  event(
    name: string,
    properties: JsonObject = {},
    how: { readonly at?: number; readonly historical?: boolean } = {},
  ): void {
    const { at = this.now, historical = false } = how;
    const { revenue } = properties;
    const value = typeof revenue === 'number' ? revenue : null;
    const event: SeenEvent = { name, at, properties, context: {}, value };
    const before = this.runs.length;
    this.enter({ kind: 'event', event, receivedAt: this.now, historical });
    for (let index = 0; index < before; index += 1) this.tell(index, 'event', { event });
  }

  turn(segment: string, entered: boolean, cause: TransitionCause = 'event'): void {
    if (entered) this.segments.add(segment);
    else this.segments.delete(segment);
    const before = this.runs.length;
    if (entered) this.enter({ kind: 'segment', segment, cause, at: this.now });
    for (let index = 0; index < before; index += 1) this.tell(index, 'segment', { segment, entered });
  }

  tell<Kind extends Input['kind']>(index: number, kind: Kind, rest: InputOf<Kind>): void;
  tell(index: number, kind: Input['kind'], rest: object): void {
    const run = this.runs[index];
    if (run === undefined) throw new Error('no such run');
    const input = { kind, facts: this.facts, ...rest };
    if (!isInput(input)) throw new Error('no input');
    this.apply(index, step(this.journey, run, input, this.now));
  }

  sent(template?: string): Done[] {
    return this.done.filter(
      ({ effect }) => effect.kind === 'send' && (template ?? effect.template) === effect.template,
    );
  }

  private enter(trigger: Trigger): void {
    const earlier = this.runs.map(({ key, ended }) => ({ key, hasEnded: ended !== null }));
    const entry = mayEnter(this.journey, trigger, earlier);
    if ('refused' in entry) return void this.refused.push(entry.refused);
    this.apply(this.runs.length, begin(this.journey, entry.enters, this.facts, this.now));
  }

  private apply(index: number, { state, effects }: Stepped): void {
    this.runs[index] = state;
    for (const effect of effects) {
      this.done.push({ at: this.now, run: index, effect });
      if (effect.kind === 'arm') this.arms.set(effect.seed, effect.arm);
      if (effect.kind === 'update_trait') this.traits = { ...this.traits, ...effect.traits };
      if (effect.kind === 'send' && this.outcome !== null) {
        const { step: id, visit } = effect;
        this.tell(index, 'message', { step: id, visit, outcome: this.outcome, at: this.now, reason: null });
      }
    }
  }

  private nextDue(): number | null {
    const due = this.runs.flatMap((run, index) => [run.ended === null ? run.until : this.restartOf(index)]);
    const dues = [...due, this.nextDate()?.at ?? null].filter((one) => one !== null);
    return dues.length === 0 ? null : Math.min(...dues);
  }

  private restartOf(index: number): number | null {
    const run = this.runs[index];
    return run === undefined || this.restarts.has(index) ? null : restartsAt(this.journey, run, this.facts);
  }

  private nextDate(): DateStart | null {
    return nextDateStart(this.journey, this.traits, this.facts.zone, Math.max(this.lastStart, this.now - 1));
  }
}

const kinds: readonly string[] = ['event', 'segment', 'time', 'message', 'close'] satisfies Input['kind'][];

function isInput(input: object): input is Input {
  return 'kind' in input && typeof input.kind === 'string' && kinds.includes(input.kind);
}
