import { dayMilliseconds, isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';
import { everyone } from './everyone';
import { list, object, text } from './json';

/** @param now when its relative days are counted from, epoch ms; those of windows of events move with the clock */
export function fromUnomi(peer: Json, now: number): JsonObject {
  const { type, parameterValues } = object(peer);
  const values = object(parameterValues);
  switch (type) {
    case 'booleanCondition':
      return {
        [values['operator'] === 'or' ? 'any' : 'all']: list(values['subConditions']).map((one) => fromUnomi(one, now)),
      };
    case 'notCondition':
      return { not: fromUnomi(values['subCondition'] ?? null, now) };
    case 'matchAllCondition':
      return everyone;
    case 'profilePropertyCondition':
      return property(values, now);
    case 'profileSegmentCondition':
      return segments(values);
    case 'nestedCondition':
      return nested(values);
    case 'pastEventCondition':
      return pastEvent(values);
    default:
      return unknownCondition(text(type), values);
  }
}

/** Conditions of Unomi that look at something else than a profile and his events. What it does not know either, ours refuses. */
function unknownCondition(type: string, values: JsonObject): JsonObject {
  if (
    /^(session|geoLocation|ids|source|consent|goalMatch|userList|newVisitor|returningVisitor|video|form|login)/i.test(
      type,
    )
  )
    throw new NotApplicable(`Unomi's condition ${type}`);
  return { [type || 'nothing']: values };
}

const own = (name: Json | undefined): string => text(name).replace(/^properties\./, '');

function operand(values: JsonObject): Json | undefined {
  const key = Object.keys(values).find((one) => /^propertyValues?(Integer|Double)?$/.test(one));
  return key === undefined ? undefined : values[key];
}

const simple: Readonly<Record<string, string>> = {
  equals: 'eq',
  notEquals: 'ne',
  greaterThan: 'gt',
  greaterThanOrEqualTo: 'gte',
  lessThan: 'lt',
  lessThanOrEqualTo: 'lte',
  between: 'between',
  startsWith: 'starts_with',
  endsWith: 'ends_with',
  contains: 'contains',
  notContains: 'not_contains',
  in: 'in',
  notIn: 'not_in',
  all: 'has_all',
  hasSomeOf: 'has_any',
  inContains: 'has_any',
};

/** @param at where: `{ trait }` or `{ property }` */
function compared(at: JsonObject, values: JsonObject): JsonObject {
  const value = operand(values) ?? null;
  const operator = text(values['comparisonOperator']);
  if (operator === 'exists') return { ...at, op: 'exists' };
  if (operator === 'missing') return { ...at, op: 'not_exists' };
  if (operator === 'matchesRegex') return matching(at, text(value));
  if (operator === 'hasNoneOf') return { not: { ...at, op: 'has_any', value } };
  const op = simple[operator];
  if (op === undefined) throw new NotApplicable(`Unomi's operator ${operator}`);
  return { ...at, op, value };
}

/** Its expressions match the whole text. Ours have no groups: alternatives are conditions. */
function matching(at: JsonObject, pattern: string): JsonObject {
  if (/[()]/.test(pattern)) throw new NotApplicable('Our patterns have no groups, so that none takes long.');
  const whole = pattern.split('|').map((one): JsonObject => ({ ...at, op: 'matches', value: `^${one}$` }));
  return whole.length === 1 ? (whole[0] ?? {}) : { any: whole };
}

function property(values: JsonObject, now: number): JsonObject {
  const trait = own(values['propertyName']);
  const dateKeys = ['propertyValueDate', 'propertyValuesDate', 'propertyValueDateExpr', 'propertyValuesDateExpr'];
  const key = dateKeys.find((one) => values[one] !== undefined);
  const operator = text(values['comparisonOperator']);
  if (key !== undefined) return dated(trait, operator, [values[key] ?? null].flat(), now);
  // Texts that are instants are compared as such where the operator is one of days.
  return /^is(Not)?Day$/.test(operator)
    ? dated(trait, operator, [operand(values) ?? null], now)
    : compared({ trait }, values);
}

/** At an instant: not before it, and not after it. */
function dated(trait: string, operator: string, dates: readonly Json[], now: number): JsonObject {
  const instants = dates.map((one) => instantOf(one, now));
  const [first = '', second = first] = instants;
  const known: JsonObject = { trait, op: 'exists' };
  const before = (value: string): JsonObject => ({ trait, op: 'before', value });
  const after = (value: string): JsonObject => ({ trait, op: 'after', value });
  const from = (value: string): JsonObject => ({ all: [known, { not: before(value) }] });
  const to = (value: string): JsonObject => ({ all: [known, { not: after(value) }] });
  const at = (value: string): JsonObject => ({ all: [from(value), to(value)] });
  const day = (value: string): JsonObject => {
    const start = Math.floor(Date.parse(value) / dayMilliseconds) * dayMilliseconds;
    return { all: [from(new Date(start).toISOString()), before(new Date(start + dayMilliseconds).toISOString())] };
  };
  const conditions: Record<string, () => JsonObject> = {
    equals: () => at(first),
    notEquals: () => ({ not: at(first) }),
    greaterThan: () => after(first),
    greaterThanOrEqualTo: () => from(first),
    lessThan: () => before(first),
    lessThanOrEqualTo: () => to(first),
    between: () => ({ all: [from(first), to(second)] }),
    in: () => ({ any: instants.map(at) }),
    notIn: () => ({ not: { any: instants.map(at) } }),
    all: () => ({ all: instants.map(at) }),
    isDay: () => day(first),
    isNotDay: () => ({ not: day(first) }),
    exists: () => known,
    missing: () => ({ not: known }),
  };
  const condition = conditions[operator];
  if (condition === undefined) throw new NotApplicable(`Unomi's operator ${operator} of a date`);
  return condition();
}

/** A date, or `now-5d`. */
function instantOf(value: Json, now: number): string {
  const written = text(value);
  const [relative, sign, count, unit] = /^now(?:([+-])(\d+)([dhms]))?$/.exec(written) ?? [];
  const sizes: Record<string, number> = { d: dayMilliseconds, h: 3_600_000, m: 60_000, s: 1_000 };
  const at =
    relative === undefined
      ? Date.parse(written)
      : now + (sign === '-' ? -1 : 1) * Number(count ?? 0) * (sizes[unit ?? 's'] ?? 0);
  if (Number.isNaN(at)) throw new NotApplicable(`Unomi's date ${written}`);
  return new Date(at).toISOString();
}

/** Segments that the case says the profile is in stand in it as one of its values. */
function segments({ matchType, segments: wanted }: JsonObject): JsonObject {
  const trait = '_segments';
  switch (matchType) {
    case 'in':
      return { trait, op: 'has_any', value: wanted ?? [] };
    case 'all':
      return { trait, op: 'has_all', value: wanted ?? [] };
    case 'notIn':
      return { not: { trait, op: 'has_any', value: wanted ?? [] } };
    default:
      throw new NotApplicable(`Unomi's match ${text(matchType)}`);
  }
}

/** "Some element passes all": our `where` of a list. */
function nested(values: JsonObject): JsonObject {
  const path = own(values['path']);
  const where = partsOf(object(values['subCondition'])).map((parameters) =>
    compared({ property: own(parameters['propertyName']).slice(path.length + 1) }, parameters),
  );
  return { trait: `${path}[]`, where };
}

/** What has to hold together, as the parameters of each. */
function partsOf({ type, parameterValues }: JsonObject): JsonObject[] {
  const values = object(parameterValues);
  if (type !== 'booleanCondition') return [values];
  if (values['operator'] === 'or') throw new NotApplicable('Unomi\'s "or" within one element');
  return list(values['subConditions']).filter(isJsonObject).flatMap(partsOf);
}

function pastEvent(values: JsonObject): JsonObject {
  const parts = partsOf(object(values['eventCondition']));
  const event = parts.map((one) => text(one['eventTypeId'])).find((one) => one !== '') ?? '*';
  const where = parts
    .filter((one) => one['propertyName'] !== undefined)
    .map((one) => compared({ property: own(one['propertyName']) }, one));
  const least = Number(values['minimumEventCount'] ?? 1);
  const most = values['maximumEventCount'];
  const count = most === undefined ? { op: 'gte', value: least } : { op: 'between', value: [least, Number(most)] };
  const operator = text(values['operator']);
  const condition = { event, ...(where.length === 0 ? {} : { where }), ...windowOf(values) };
  if (operator === 'eventsNotOccurred') return { not: condition };
  // "eventsOccurred" is what stands here anyway; others are ours as little.
  return {
    ...condition,
    count: operator === '' || operator === 'eventsOccurred' ? count : { op: operator, value: least },
  };
}

function windowOf({ numberOfDays, fromDate, toDate }: JsonObject): JsonObject {
  if (numberOfDays !== undefined) return { within: `${Number(numberOfDays)}d` };
  if (fromDate === undefined && toDate === undefined) return {};
  return {
    within: {
      ...(fromDate === undefined ? {} : { from: fromDate }),
      ...(toDate === undefined ? {} : { to: toDate }),
    },
  };
}
