import { isJsonList, isJsonObject, type Json, type JsonObject } from '@rapport/sdk/admin/pure';

/** What a sentence of evidence may speak of, as far as the form knows it. */
export const factKinds = ['count', 'last', 'distinct', 'last_at', 'first_at', 'trait'] as const;
export type FactKind = (typeof factKinds)[number];

/** A line of the form. */
export type FactRow = {
  readonly name: string;
  readonly kind: FactKind;
  /** Name of the event. */
  readonly event: string;
  /** Of the event, or the trait. */
  readonly property: string;
  /** Whole number; empty: ever. */
  readonly days: string;
  /** A definition that has more in it than the form shows: it stays as it is. */
  readonly other: Json | null;
};

export const emptyFact: FactRow = { name: '', kind: 'count', event: '', property: '', days: '', other: null };

const namePattern = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/;
const daysPattern = /^[1-9]\d{0,3}$/;

export const asksProperty = (kind: FactKind): boolean => kind === 'last' || kind === 'distinct' || kind === 'trait';
export const asksEvent = (kind: FactKind): boolean => kind !== 'trait';

export function rowsOf(facts: Json): FactRow[] {
  return isJsonObject(facts) ? Object.entries(facts).map(([name, fact]) => rowOf(name, fact)) : [];
}

function rowOf(name: string, fact: Json): FactRow {
  const other = { ...emptyFact, name, other: fact };
  if (!isJsonObject(fact)) return other;
  const { first_of: paths, event, within = '', aggregate, ...more } = fact;
  if (Object.keys(more).length > 0) return other;
  if (paths !== undefined) {
    const [property, ...others] = isJsonList(paths) ? paths : [];
    return typeof property === 'string' && others.length === 0 && event === undefined
      ? { ...emptyFact, name, kind: 'trait', property }
      : other;
  }
  const days = typeof within === 'string' ? /^(?:([1-9]\d{0,3})d)?$/.exec(within) : null;
  if (typeof event !== 'string' || days === null || !isJsonObject(aggregate)) return other;
  const { fn, property = '' } = aggregate;
  const kind = factKinds.find((one) => one === fn && one !== 'trait');
  if (kind === undefined || typeof property !== 'string') return other;
  return { ...emptyFact, name, kind, event, property, days: days[1] ?? '' };
}

export function isComplete({ name, kind, event, property, days, other }: FactRow): boolean {
  if (!namePattern.test(name)) return false;
  if (other !== null) return true;
  if (asksEvent(kind) && (event.trim() === '' || (days !== '' && !daysPattern.test(days)))) return false;
  return !asksProperty(kind) || property.trim() !== '';
}

/** @param rows complete ones, each name once */
export function factsOf(rows: readonly FactRow[]): JsonObject {
  return Object.fromEntries(rows.map((row) => [row.name, definitionOf(row)]));
}

function definitionOf({ kind, event, property, days, other }: FactRow): Json {
  if (other !== null) return other;
  if (kind === 'trait') return { first_of: [property.trim()] };
  return {
    event: event.trim(),
    ...(days === '' ? {} : { within: `${days}d` }),
    aggregate: { fn: kind, ...(asksProperty(kind) ? { property: property.trim() } : {}) },
  };
}
