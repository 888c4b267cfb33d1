import { dayMilliseconds, type JsonObject, type TransitionCause } from '@rapport/sdk';
import { clockMilliseconds } from '../time/clock-time';
import { anniversaries, dateOf } from '../time/date';
import { dayOf, instantFrom, localOf } from '../time/local';
import { entrySelector, type Journey, keyPath } from './journey';
import { lengthOf } from './length';
import { keyIn, type SeenEvent, selects, valueAt } from './selector';

/** What may let somebody in. */
export type Trigger =
  | {
      readonly kind: 'event';
      readonly event: SeenEvent;
      readonly receivedAt: number;
      /** Of an import, a backfill or a replay. */
      readonly historical: boolean;
    }
  | { readonly kind: 'segment'; readonly segment: string; readonly cause: TransitionCause; readonly at: number }
  | { readonly kind: 'date'; readonly start: DateStart }
  /** See `restartsAt`. */
  | { readonly kind: 'again'; readonly at: number };

/** Of an earlier run of the same campaign, by any leaf of the person. */
export type EarlierRun = { readonly key: string; readonly hasEnded: boolean };

/** Why somebody does not come in. */
export const entryRefusals = [
  /** Not what this journey begins with. */
  'other',
  /** Told by an import, a backfill or a replay. */
  'historical',
  /** Older at receipt than the entry window. */
  'late',
  /** The journey is keyed, and the event has none. */
  'no_key',
  /** In the segment because its definition changed, or two profiles became one or two. */
  'definition',
  'merge',
  /** Once only; or not before the last run has ended. */
  'entered_before',
  'running',
] as const;
export type EntryRefusal = (typeof entryRefusals)[number];

export type Entry = { readonly key: string; readonly at: number; readonly event: SeenEvent | null };

/** Whether a trigger lets somebody in, with what `begin` wants to know; or why not. */
export function mayEnter(
  journey: Journey,
  trigger: Trigger,
  earlier: readonly EarlierRun[],
): { readonly enters: Entry } | { readonly refused: EntryRefusal } {
  const entry = entryBy(journey, trigger);
  if (typeof entry === 'string') return { refused: entry };
  const same = earlier.filter(({ key }) => key === entry.key);
  const { enters } = journey.definition;
  // The key of a date is the day: what starts by it, starts once for each.
  if (same.length > 0 && (enters === 'once' || trigger.kind === 'date')) return { refused: 'entered_before' };
  if (enters === 'once_at_a_time' && same.some((one) => !one.hasEnded)) return { refused: 'running' };
  return { enters: entry };
}

function entryBy(journey: Journey, trigger: Trigger): Entry | EntryRefusal {
  const { entry } = journey.definition;
  switch (trigger.kind) {
    case 'event': {
      const selector = entrySelector(journey);
      const { event, receivedAt, historical } = trigger;
      if (selector === null || !('window' in entry) || !selects(selector, event)) return 'other';
      if (historical) return 'historical';
      if (receivedAt - event.at > lengthOf(entry.window)) return 'late';
      const path = keyPath(journey);
      const key = path === null ? '' : keyIn(event, path);
      return key === null ? 'no_key' : { key, at: event.at, event };
    }
    case 'segment': {
      if (!('segment' in entry) || entry.segment !== trigger.segment) return 'other';
      const refusal = refusalOf(trigger.cause, entry.onDefinition);
      return refusal ?? { key: '', at: trigger.at, event: null };
    }
    case 'date':
      return 'date' in entry ? { ...trigger.start, event: null } : 'other';
    case 'again':
      return 'segment' in entry && entry.again !== undefined ? { key: '', at: trigger.at, event: null } : 'other';
  }
}

function refusalOf(cause: TransitionCause, onDefinition: boolean): EntryRefusal | null {
  switch (cause) {
    case 'event':
    case 'time':
    case 'manual':
      return null;
    case 'definition':
      return onDefinition ? null : 'definition';
    case 'import':
      return 'historical';
    case 'merge':
    case 'unmerge':
    case 'erase':
      return 'merge';
  }
}

/** One start by a date: `key` is the day of the date, as `2026-12-01`. */
export type DateStart = { readonly key: string; readonly at: number };

/** The next start of a journey that begins with a date, after that moment; null: there is none. */
export function nextDateStart(journey: Journey, traits: JsonObject, zone: string, after: number): DateStart | null {
  const { entry } = journey.definition;
  if (!('date' in entry)) return null;
  const { trait, yearly, daysBefore, at } = entry.date;
  const date = dateOf(valueAt(traits, trait), zone);
  if (date === null) return null;
  // A year's start may lie a year before its day.
  const later = after + daysBefore * dayMilliseconds;
  const dates = yearly ? [...anniversaries(date, zone, after), ...anniversaries(date, zone, later)] : [date];
  const starts = dates.map((one) => {
    const day = dayOf(localOf(one, zone));
    const local = day - daysBefore * dayMilliseconds + clockMilliseconds(at);
    return { key: new Date(day).toISOString().slice(0, 10), at: instantFrom(local, zone, after + 1) };
  });
  return starts.filter((one) => one.at > after).sort((a, b) => a.at - b.at)[0] ?? null;
}
