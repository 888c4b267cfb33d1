import { limits } from '@rapport/sdk';
import { entrySelector, type Journey, keyPath } from './journey';
import { lengthOf } from './length';
import { keyIn, selects, type SeenEvent, type Selector } from './selector';
import type { Effect, EndReason, Facts, Input, RunState } from './state';
import type { BoundStep, Move, Scene } from './step-kind';

/** Plain data: whoever applies it writes the state and the effects in one transaction. */
export type Stepped = { readonly state: RunState; readonly effects: readonly Effect[] };

/** Somebody comes in (see `mayEnter`): to the first step, and on from there as far as nothing keeps him. */
export function begin(
  journey: Journey,
  by: { readonly key: string; readonly at: number; readonly event: SeenEvent | null },
  facts: Facts,
  now: number,
): Stepped {
  const state: RunState = {
    key: by.key,
    beganAt: by.at,
    enteredAt: now,
    first: by.event,
    latest: by.event,
    ...{ step: journey.definition.start, since: now, until: null, visits: {}, happened: [], goals: {}, ended: null },
    ...{ handedAt: null, early: [] },
  };
  const exit = exitOf(journey, state, { kind: 'time', facts });
  if (exit !== null) return { state: ended(state, exit.end, exit.by, now), effects: [] };
  const known = by.event === null ? state : { ...state, happened: remembered(journey, state, by.event) };
  return follow(journey, known, { to: journey.definition.start }, facts, now);
}

/**
 * What one input makes of a run. Pure: the same state, input and time give the same. An input that does not concern the run, or
 * comes a second time, changes nothing.
 */
export function step(journey: Journey, state: RunState, input: Input, now: number): Stepped {
  if (state.ended !== null) return { state, effects: [] };
  if (input.kind === 'close') return abandon(journey, state, input.reason, null, now);
  const exit = exitOf(journey, state, input);
  if (exit !== null) return abandon(journey, state, exit.end, exit.by, now);
  if (input.kind === 'event' && state.until !== null && input.event.at > state.until) {
    // The wait was over when this happened: it is only told late.
    const waited = receive(journey, state, { kind: 'time', facts: input.facts }, now);
    const after = waited.state.ended === null ? receive(journey, waited.state, input, now) : waited;
    return after === waited ? waited : { state: after.state, effects: [...waited.effects, ...after.effects] };
  }
  return receive(journey, state, input, now);
}

/**
 * On the version `to`: where he stands, if that has a step of the same id and kind, else his run ends. Without applying it, it is
 * the preview.
 */
export function moveTo(from: Journey, to: Journey, state: RunState, facts: Facts, now: number): Stepped {
  if (state.ended !== null) return { state, effects: [] };
  const there = to.steps.get(state.step);
  if (there === undefined || there.kind !== from.steps.get(state.step)?.kind)
    return abandon(from, state, 'version', null, now);
  return step(to, state, { kind: 'time', facts }, now);
}

/** When somebody whose run has ended starts again, in a journey that does so while he is in its segment; null: never. */
export function restartsAt(
  { definition: { entry, enters } }: Journey,
  { ended: end }: RunState,
  facts: Facts,
): number | null {
  if (end?.reason !== 'finished' || !('segment' in entry) || entry.again === undefined || enters === 'once')
    return null;
  return facts.segments.includes(entry.segment) ? end.at + lengthOf(entry.again) : null;
}

/** Of runs of one person that came together by a merge the one that goes on: the furthest, then the latest to move, then the first. */
export function furthest<Run extends RunState>(runs: readonly [Run, ...Run[]]): Run {
  const distance = ({ visits }: RunState): number => Object.values(visits).reduce((sum, one) => sum + one, 0);
  return runs.reduce((best, one) => {
    const order = distance(one) - distance(best) || one.since - best.since || best.enteredAt - one.enteredAt;
    return order > 0 ? one : best;
  });
}

function receive(journey: Journey, before: RunState, input: Input, now: number): Stepped {
  const state = input.kind === 'event' ? seen(journey, before, input.event) : before;
  const move = stepAt(journey, state.step).receive(sceneOf(journey, state, input, now), input);
  const isOpen = input.kind === 'event' && move?.heard !== input.event;
  const known = isOpen ? foreseen(journey, state, input.event) : state;
  return move === null ? { state: known, effects: [] } : follow(journey, known, move, input.facts, now);
}

/** From step to step, until one keeps him. It ends: a journey has no way round without a wait. */
function follow(journey: Journey, state: RunState, first: Move, facts: Facts, now: number): Stepped {
  const effects: Effect[] = [];
  let run = state;
  let move = first;
  for (;;) {
    run = noted(run, move);
    const at = { step: run.step, visit: countOf(run.visits, run.step) };
    for (const effect of move.effects ?? []) {
      effects.push({ ...at, ...effect });
      if (effect.kind === 'goal' && countOf(run.goals, effect.name) === 0)
        run = { ...run, goals: { ...run.goals, [effect.name]: now } };
    }
    if ('stay' in move) return { state: { ...run, until: move.stay }, effects };
    if ('end' in move) return { state: ended(run, move.end, move.by ?? null, now), effects };
    const visit = countOf(run.visits, move.to) + 1;
    if (visit > limits.journeyVisitsMax) return { state: ended(run, 'visits', move.to, now), effects };
    run = { ...run, step: move.to, since: now, until: null, visits: { ...run.visits, [move.to]: visit } };
    move = stepAt(journey, run.step).arrive(sceneOf(journey, run, { kind: 'time', facts }, now));
  }
}

/** What a move says of messages and events. */
function noted(run: RunState, { handedAt, heard }: Move): RunState {
  const since = handedAt ?? run.handedAt;
  if (handedAt === undefined && heard === undefined) return run;
  return {
    ...run,
    handedAt: since,
    early: run.early.filter((one) => one !== heard && one.at >= (since ?? -Infinity)),
    latest: heard !== undefined && heard.at >= (run.latest?.at ?? -Infinity) ? heard : run.latest,
  };
}

/**
 * The run, after an event that did not move it: a later step may wait for it. While a message may be going nobody knows which events will
 * be behind its hand-over, so that all are kept, the newest; then of each branch the first.
 */
function foreseen(journey: Journey, state: RunState, event: SeenEvent): RunState {
  const { handedAt, early } = state;
  const isGoing = stepAt(journey, state.step).sends;
  if (handedAt === null ? !isGoing : event.at < handedAt) return state;
  const awaited = [...journey.steps.values()]
    .flatMap((one) => one.awaits)
    .filter((one) => concerns(journey, state, one, event));
  const isKnown = (one: Selector): boolean => early.some((known) => concerns(journey, state, one, known));
  if (isGoing && awaited.length > 0) return { ...state, early: [...early, event].slice(-limits.journeyEarlyEventsMax) };
  return awaited.every(isKnown) || early.length >= limits.journeyEarlyEventsMax
    ? state
    : { ...state, early: [...early, event] };
}

function exitOf(
  { definition, ...rest }: Journey,
  state: RunState,
  input: Input,
): { end: EndReason; by: string } | null {
  const { segments } = input.facts;
  for (const condition of definition.exit) {
    if ('segment' in condition) {
      if (segments.includes(condition.segment) === (condition.is === 'in'))
        return { end: 'exit', by: condition.segment };
    } else if (input.kind === 'event' && concerns({ definition, ...rest }, state, condition, input.event)) {
      return { end: 'exit', by: input.event.name };
    }
  }
  const { entry, whileMember } = definition;
  return whileMember && 'segment' in entry && !segments.includes(entry.segment)
    ? { end: 'left', by: entry.segment }
    : null;
}

function abandon(journey: Journey, state: RunState, reason: EndReason, by: string | null, now: number): Stepped {
  const at = { step: state.step, visit: countOf(state.visits, state.step) };
  const effects = stepAt(journey, state.step).abandoned.map((effect) => ({ ...at, ...effect }));
  return { state: ended(state, reason, by, now), effects };
}

/** The run, after it has heard of an event. */
function seen(journey: Journey, state: RunState, event: SeenEvent): RunState {
  const entry = entrySelector(journey);
  const selectors = [...(entry === null ? [] : [entry]), ...stepAt(journey, state.step).selectors];
  const isAbout = selectors.some((one) => concerns(journey, state, one, event));
  const latest = isAbout && event.at >= (state.latest?.at ?? -Infinity) ? event : state.latest;
  return { ...state, latest, happened: remembered(journey, state, event) };
}

function remembered(journey: Journey, state: RunState, event: SeenEvent): string[] {
  const found = [...journey.steps].flatMap(([id, { remembers }]) =>
    remembers.flatMap((one, index) => (concerns(journey, state, one, event) ? [`${id}/${index}`] : [])),
  );
  return [...new Set([...state.happened, ...found])];
}

function concerns(journey: Journey, state: RunState, selector: Selector, event: SeenEvent): boolean {
  if (event.at < state.beganAt || !selects(selector, event)) return false;
  const path = keyPath(journey);
  return path === null || selector.key === false || keyIn(event, selector.key ?? path) === state.key;
}

function sceneOf(journey: Journey, run: RunState, input: Input, now: number): Scene {
  return {
    run,
    facts: input.facts,
    now,
    step: run.step,
    visit: countOf(run.visits, run.step),
    campaign: journey.campaign,
    early(selectors) {
      if (run.handedAt === null) return null;
      for (const event of [...run.early].sort((a, b) => a.at - b.at)) {
        const place = selectors.findIndex((one) => concerns(journey, run, one, event));
        if (place >= 0) return { event, place };
      }
      return null;
    },
    concerns: (selector) => input.kind === 'event' && concerns(journey, run, selector, input.event),
  };
}

const ended = (state: RunState, reason: EndReason, by: string | null, now: number): RunState => ({
  ...state,
  until: null,
  ended: { at: now, reason, by },
});

function stepAt(journey: Journey, id: string): BoundStep {
  const found = journey.steps.get(id);
  if (found === undefined) throw new Error('a run stands at a step that its version does not have');
  return found;
}

/** Steps and goals may be called `constructor`. */
const countOf = (counts: Readonly<Record<string, number>>, key: string): number =>
  Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0;
