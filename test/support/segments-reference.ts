import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';

/**
 * What a segment means, in the plainest way: one person, all of his events in a list, and a clock. Written from the documentation
 * and not from the compiler, of which it shares no line. Slow, and easy to believe.
 */
export type ReferenceEvent = {
  readonly type: string;
  readonly name: string;
  readonly at: number;
  readonly id: number;
  readonly properties: JsonObject;
  readonly context: JsonObject;
};
export type ReferenceConversation = JsonObject;
export type ReferencePerson = {
  readonly publicId: string;
  readonly createdAt: number;
  readonly traits: JsonObject;
  readonly events: readonly ReferenceEvent[];
  readonly conversations: readonly ReferenceConversation[];
};
export type ReferenceWorld = {
  readonly zone: string;
  readonly segments: Readonly<Record<string, JsonObject>>;
  readonly computed: Readonly<Record<string, JsonObject>>;
};

type Value = Json | undefined;

export function isMember(definition: Json, person: ReferencePerson, now: number, world: ReferenceWorld): boolean {
  if (!isJsonObject(definition)) throw new Error('no condition');
  const { all, any, not } = definition;
  if (Array.isArray(all)) return all.every((one) => isMember(one, person, now, world));
  if (Array.isArray(any)) return any.some((one) => isMember(one, person, now, world));
  if (not !== undefined) return !isMember(not, person, now, world);
  return holds(definition, new Looking(person, now, world));
}

/** One person, one moment. */
class Looking {
  constructor(
    readonly person: ReferencePerson,
    readonly now: number,
    readonly world: ReferenceWorld,
  ) {}

  zone(of: Value): string {
    const own = this.person.traits['timezone'];
    return of === 'profile' && typeof own === 'string' && isZone(own) ? own : this.world.zone;
  }

  at(now: number): Looking {
    return new Looking(this.person, now, this.world);
  }
}

function holds(condition: JsonObject, look: Looking): boolean {
  if ('trait' in condition) return traitHolds(condition, look);
  if ('periods' in condition) return periodsHold(condition, look);
  if ('sequence' in condition) return sequenceHolds(condition, look);
  if ('segment' in condition) return segmentHolds(condition, look);
  if ('computed' in condition)
    return passes(computedValue(text(condition['computed']), look), condition, look, look.world.zone);
  if ('conversation' in condition) return conversationHolds(condition, look);
  if ('bucket' in condition) return bucketHolds(condition['bucket'] ?? null, look.person);
  return eventHolds(condition, look);
}

// Traits

function traitHolds(condition: JsonObject, look: Looking): boolean {
  const zone = look.zone(condition['zone']);
  const holdsFor = (traits: JsonObject): boolean => {
    const list = condition['where'];
    if (!Array.isArray(list)) return pathPasses(traits, text(condition['trait']), [condition], look, zone, '');
    return pathPasses(traits, text(condition['trait']), list.filter(isJsonObject), look, zone, 'property');
  };
  const now = holdsFor(look.person.traits);
  if (condition['heldFor'] === undefined || !now) return now;
  const key = keysOf(text(condition['trait']))[0] ?? '';
  const writes = look.person.events
    .filter((event) => event.type === 'identify' && key in event.properties)
    .map((event) => ({ at: event.at, holds: holdsFor({ [key]: event.properties[key] ?? null }) }));
  const broken = Math.max(-Infinity, ...writes.filter((write) => !write.holds).map((write) => write.at));
  const began = Math.min(
    Infinity,
    ...writes.filter((write) => write.holds && write.at > broken).map((write) => write.at),
  );
  const since = began < Infinity ? began : broken > -Infinity ? broken : look.person.createdAt;
  return look.now - since >= milliseconds(text(condition['heldFor']));
}

/** Of a path without lists: the value passes. With one: an element passes all; of none, nothing does for it. */
function pathPasses(
  root: JsonObject,
  path: string,
  comparisons: readonly JsonObject[],
  look: Looking,
  zone: string,
  inner: string,
): boolean {
  const steps = keysOf(path);
  const list = steps.lastIndexOf('[]');
  if (list === -1) return comparisons.every((one) => passes(dig(root, steps), one, look, zone));
  const elements = elementsOf(root, steps.slice(0, list + 1));
  const rest = steps.slice(list + 1);
  return elements.some((element) =>
    comparisons.every((one) => passes(dig(element, inner === '' ? rest : keysOf(text(one[inner]))), one, look, zone)),
  );
}

function elementsOf(root: Value, steps: readonly string[]): Value[] {
  const first = steps.indexOf('[]');
  if (first === -1) return [dig(root, steps)];
  const found = dig(root, steps.slice(0, first));
  const elements: Value[] = Array.isArray(found) && found.length > 0 ? found : [undefined];
  return elements.flatMap((element) => elementsOf(element, steps.slice(first + 1)));
}

/** `a.b[].c` as a, b, [], c. */
export function keysOf(path: string): string[] {
  const keys: string[] = [];
  for (const [whole, quoted, plain] of path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)|\[\]/g))
    keys.push(whole === '[]' ? '[]' : (plain ?? quoted?.replace(/\\(.)/g, '$1') ?? ''));
  return keys;
}

function dig(value: Value, keys: readonly string[]): Value {
  let found = value;
  for (const key of keys) found = isJsonObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

// Operators

function passes(found: Value, { op, value, ignoreCase }: JsonObject, look: Looking, zone: string): boolean {
  const is = found === null ? undefined : found;
  const fold = (one: Value): Value => (ignoreCase === true && typeof one === 'string' ? one.toLowerCase() : one);
  const list = Array.isArray(value) ? value : [];
  const has = (wanted: Json): boolean => (Array.isArray(is) ? is : [is]).some((one) => one === wanted);
  const time = instant(is);
  switch (op) {
    case 'eq':
      return fold(is) === fold(value);
    case 'ne':
      return fold(is) !== fold(value);
    case 'in':
      return list.some((one) => fold(one) === fold(is));
    case 'not_in':
      return !list.some((one) => fold(one) === fold(is));
    case 'gt':
      return typeof is === 'number' && is > Number(value);
    case 'gte':
      return typeof is === 'number' && is >= Number(value);
    case 'lt':
      return typeof is === 'number' && is < Number(value);
    case 'lte':
      return typeof is === 'number' && is <= Number(value);
    case 'between': {
      const [low, high] = list;
      if (typeof low === 'number') return typeof is === 'number' && is >= low && is <= Number(high);
      return time !== null && time >= (instant(low) ?? 0) && time <= (instant(high) ?? 0);
    }
    case 'contains':
      return typeof is === 'string' && text(fold(is)).includes(text(fold(value)));
    case 'not_contains':
      return !(typeof is === 'string' && text(fold(is)).includes(text(fold(value))));
    case 'starts_with':
      return typeof is === 'string' && text(fold(is)).startsWith(text(fold(value)));
    case 'ends_with':
      return typeof is === 'string' && text(fold(is)).endsWith(text(fold(value)));
    case 'exists':
      return is !== undefined;
    case 'not_exists':
      return is === undefined;
    case 'before':
      return time !== null && time < (instant(value) ?? 0);
    case 'after':
      return time !== null && time > (instant(value) ?? 0);
    case 'within_last':
      return time !== null && time <= look.now && time > look.now - milliseconds(text(value));
    case 'not_within_last':
      return !(time !== null && time <= look.now && time > look.now - milliseconds(text(value)));
    case 'within_next':
      return time !== null && time > look.now && time <= look.now + milliseconds(text(value));
    case 'anniversary_within':
      return time !== null && daysToAnniversary(time, look.now, zone) <= milliseconds(text(value)) / day;
    case 'has_any':
      return list.some(has);
    case 'has_all':
      return list.every(has);
    case 'matches':
      return typeof is === 'string' && is.length <= 512 && new RegExp(text(value), 'u').test(is);
    default:
      throw new Error(`no operator ${JSON.stringify(op)}`);
  }
}

function instant(value: Value): number | null {
  if (typeof value === 'number') return value >= -62135596800000 && value <= 253402300799999 ? Math.floor(value) : null;
  if (typeof value !== 'string') return null;
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    value,
  );
  if (match === null) return null;
  const [, y, mo, d, h = '0', mi = '0', s = '0', fraction = '', zone = 'Z'] = match;
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(Number(y), Number(mo) - 1, Number(d));
  if (date.getUTCMonth() !== Number(mo) - 1 || date.getUTCDate() !== Number(d) || Number(y) === 0) return null;
  if (Number(h) > 23 || Number(mi) > 59 || Number(s) > 59) return null;
  const offset =
    zone === 'Z' ? 0 : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * (zone.startsWith('-') ? -1 : 1);
  if (Math.abs(Number(zone.slice(1, 3)) || 0) > 14) return null;
  const base = date.getTime() - (date.getTime() % day);
  return (
    base +
    ((Number(h) * 60 + Number(mi) - offset) * 60 + Number(s)) * 1_000 +
    Number(fraction.padEnd(3, '0').slice(0, 3))
  );
}

// Events

function eventHolds(condition: JsonObject, look: Looking): boolean {
  const events = matching(condition, look);
  const { aggregate, last, count } = condition;
  if (isJsonObject(aggregate)) return passes(aggregated(aggregate, events, look), condition, look, look.world.zone);
  if (Array.isArray(last)) {
    const newest = events.at(-1);
    return newest !== undefined && whereHolds(last, newest, look, look.zone(condition['zone']));
  }
  return passes(events.length, isJsonObject(count) ? count : { op: 'gte', value: 1 }, look, 'UTC');
}

/** Oldest first. */
function matching(condition: JsonObject, look: Looking): ReferenceEvent[] {
  const zone = look.zone(condition['zone']);
  const list = condition['where'];
  return look.person.events
    .filter((event) => isKind(condition, event))
    .filter((event) => isInside(event.at, condition['within'], look.now, zone))
    .filter((event) => !Array.isArray(list) || whereHolds(list, event, look, zone))
    .sort((a, b) => a.at - b.at || a.id - b.id);
}

function isKind({ event, type }: JsonObject, { name, type: ofEvent }: ReferenceEvent): boolean {
  const types = type === undefined ? [ofEvent] : Array.isArray(type) ? type : [type];
  const names = event === undefined ? ['*'] : Array.isArray(event) ? event : [event];
  const asPattern = (one: string): RegExp =>
    new RegExp(
      `^${one
        .split('*')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
      'su',
    );
  return types.includes(ofEvent) && names.some((one) => asPattern(text(one)).test(name));
}

function whereHolds(list: readonly Json[], event: ReferenceEvent, look: Looking, zone: string): boolean {
  const groups = new Map<string, JsonObject[]>();
  for (const one of list.filter(isJsonObject)) {
    const path = text(one['property'] ?? one['context']);
    const steps = keysOf(path);
    const prefix = JSON.stringify(['property' in one, steps.slice(0, steps.lastIndexOf('[]') + 1)]);
    groups.set(prefix, [...(groups.get(prefix) ?? []), one]);
  }
  return [...groups.values()].every((group) => {
    const [first] = group;
    if (first === undefined) return true;
    const root = 'property' in first ? event.properties : event.context;
    const steps = keysOf(text(first['property'] ?? first['context']));
    const list = steps.lastIndexOf('[]');
    if (list === -1) return group.every((one) => plainPasses(one, event, look, zone));
    return elementsOf(root, steps.slice(0, list + 1)).some((element) =>
      group.every((one) =>
        passes(dig(element, keysOf(text(one['property'] ?? one['context'])).slice(list + 1)), one, look, zone),
      ),
    );
  });
}

const numeric = new Set(['eq', 'ne', 'in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'between']);

function plainPasses(one: JsonObject, event: ReferenceEvent, look: Looking, zone: string): boolean {
  if (one['context'] !== undefined) return passes(dig(event.context, keysOf(text(one['context']))), one, look, zone);
  const value = dig(event.properties, keysOf(text(one['property'])));
  if (one['property'] !== 'revenue' || !numeric.has(text(one['op']))) return passes(value, one, look, zone);
  // As a number, revenue is the main number; as anything else it is itself.
  const readings = [mainNumber(event), typeof value === 'number' ? undefined : value];
  const isNegative = one['op'] === 'ne' || one['op'] === 'not_in';
  const results = readings.map((reading) => passes(reading, one, look, zone));
  return isNegative ? results.every(Boolean) : results.some(Boolean);
}

function mainNumber({ properties }: ReferenceEvent): number | undefined {
  for (const key of ['revenue', 'total', 'value', 'price']) {
    const value = properties[key];
    if (typeof value === 'number') return value;
  }
  return undefined;
}

function aggregated({ fn, property }: JsonObject, events: readonly ReferenceEvent[], look: Looking): Value {
  const path = typeof property === 'string' ? property : '';
  const values = events
    .map((event) => dig(event.properties, keysOf(path)))
    .filter((value) => value !== undefined && value !== null);
  const numbers = events
    .map((event) => (path === 'revenue' ? mainNumber(event) : dig(event.properties, keysOf(path))))
    .filter((value) => typeof value === 'number');
  const summands = numbers.filter((value) => Math.abs(value) <= 1e15);
  const sum = summands.reduce((total, value) => total + value, 0);
  switch (fn) {
    case 'count':
      return events.length;
    case 'sum':
      return sixDecimals(sum);
    case 'avg':
      return summands.length === 0 ? undefined : sixDecimals(sum / summands.length);
    case 'min':
      return numbers.length === 0 ? undefined : Math.min(...numbers);
    case 'max':
      return numbers.length === 0 ? undefined : Math.max(...numbers);
    case 'first':
      return values[0];
    case 'last':
      return values.at(-1);
    case 'most_frequent': {
      const count = (value: Value): number => values.filter((one) => same(one, value)).length;
      const most = Math.max(0, ...values.map(count));
      return values.filter((value) => count(value) === most).sort(jsonOrder)[0];
    }
    case 'distinct':
      return values.length === 0
        ? undefined
        : values.filter((value, index) => values.findIndex((one) => same(one, value)) === index).sort(jsonOrder);
    case 'distinct_count':
      return new Set(values.map((value) => JSON.stringify(value))).size;
    case 'days_since': {
      const newest = events.at(-1);
      return newest === undefined ? undefined : Math.max(0, Math.floor((look.now - newest.at) / day));
    }
    case 'first_at':
      return events[0] === undefined ? undefined : new Date(events[0].at).toISOString();
    case 'last_at': {
      const newest = events.at(-1);
      return newest === undefined ? undefined : new Date(newest.at).toISOString();
    }
    default:
      throw new Error(`no aggregate ${JSON.stringify(fn)}`);
  }
}

/** Half to even, as PostgreSQL rounds a float8. */
function sixDecimals(value: number): number {
  const scaled = value * 1e6;
  const floor = Math.floor(scaled);
  const half = scaled - floor === 0.5;
  return (half ? floor + (floor % 2 === 0 ? 0 : 1) : Math.round(scaled)) / 1e6;
}

const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);
const kindOrder = ['string', 'number'];
/** Of texts and numbers, as jsonb orders them. */
function jsonOrder(a: Json, b: Json): number {
  const kinds = kindOrder.indexOf(typeof a) - kindOrder.indexOf(typeof b);
  if (kinds !== 0) return kinds;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return text(a) < text(b) ? -1 : text(a) === text(b) ? 0 : 1;
}

function periodsHold(condition: JsonObject, look: Looking): boolean {
  const periods = object(condition['periods']);
  const length = milliseconds(text(periods['length']));
  const last = Number(periods['last']);
  const events = matching({ ...condition, within: {} }, look);
  const count = isJsonObject(condition['count']) ? condition['count'] : { op: 'gte', value: 1 };
  const good = Array.from({ length: last }, (_, index) => {
    const end = index === 0 ? Infinity : look.now - index * length;
    const inside = events.filter((event) => event.at > look.now - (index + 1) * length && event.at <= end);
    return passes(inside.length, count, look, 'UTC');
  });
  return good.filter(Boolean).length >= Number(periods['min'] ?? last);
}

function sequenceHolds(condition: JsonObject, look: Looking): boolean {
  const steps = Array.isArray(condition['sequence']) ? condition['sequence'].filter(isJsonObject) : [];
  const of = (step: JsonObject): ReferenceEvent[] => matching({ ...step, within: {} }, look);
  const follows = (index: number, previous: number): boolean => {
    const step = steps[index];
    if (step === undefined) return true;
    const within = step['within'] === undefined ? null : milliseconds(text(step['within']));
    if (isJsonObject(step['not'])) {
      const wrong = of(step['not']).filter((event) => event.at > previous);
      if (within !== null) {
        const isOver = previous + within <= look.now;
        return isOver && !wrong.some((event) => event.at <= previous + within) && follows(index + 1, previous);
      }
      if (index === steps.length - 1) return wrong.length === 0;
      return happens(index + 1, previous, (at) => !wrong.some((event) => event.at < at));
    }
    return happens(index, previous, () => true);
  };
  const happens = (index: number, previous: number, allowed: (at: number) => boolean): boolean => {
    const step = steps[index] ?? {};
    const end = index === 0 || step['within'] === undefined ? Infinity : previous + milliseconds(text(step['within']));
    return of(step)
      .filter((event) => isInside(event.at, condition['within'], look.now, look.world.zone))
      .filter((event) => event.at > previous && event.at <= end && allowed(event.at))
      .some((event) => follows(index + 1, event.at));
  };
  return follows(0, -Infinity);
}

// Others

function segmentHolds(condition: JsonObject, look: Looking): boolean {
  const definition = look.world.segments[text(condition['segment'])];
  return definition !== undefined && isMember(definition, look.person, look.now, look.world);
}

export function computedValue(
  key: string,
  look: { person: ReferencePerson; now: number; world: ReferenceWorld },
): Value {
  const definition = look.world.computed[key];
  const looking = new Looking(look.person, look.now, look.world);
  if (definition === undefined) return undefined;
  if (isJsonObject(definition['aggregate']))
    return aggregated(definition['aggregate'], matching(definition, looking), looking);
  if (Array.isArray(definition['first_of']))
    return definition['first_of']
      .map((one) =>
        isJsonObject(one)
          ? aggregated(object(one['aggregate']), matching(one, looking), looking)
          : dig(look.person.traits, keysOf(text(one))),
      )
      .find((value) => value !== undefined && value !== null);
  if (isJsonObject(definition['ratio'])) return ratioOf(definition['ratio'], looking);
  const rules = Array.isArray(definition['score']) ? definition['score'].filter(isJsonObject) : [];
  const total = sixDecimals(rules.reduce((sum, rule) => sum + ruleScore(rule, looking), 0));
  const low = definition['min'] === undefined ? total : Math.max(total, Number(definition['min']));
  return definition['max'] === undefined ? low : Math.min(low, Number(definition['max']));
}

function ratioOf(ratio: JsonObject, look: Looking): Value {
  const amount = (part: Json | undefined): number => {
    const one = object(part);
    const aggregate = one['aggregate'];
    const events = matching(one, look);
    return Number(isJsonObject(aggregate) ? (aggregated(aggregate, events, look) ?? 0) : events.length);
  };
  const [of, per] = [amount(ratio['of']), amount(ratio['per'])];
  const divisor = ratio['atLeast'] === undefined ? per : Math.max(per, Number(ratio['atLeast']));
  return of === 0 || divisor === 0 ? undefined : sixDecimals(of / divisor);
}

function ruleScore(rule: JsonObject, look: Looking): number {
  const points = Number(rule['points']);
  if (rule['when'] !== undefined) return isMember(rule['when'], look.person, look.now, look.world) ? points : 0;
  const { decay } = rule;
  const every = isJsonObject(decay) ? milliseconds(text(decay['every'])) : Infinity;
  const factor = isJsonObject(decay) ? Number(decay['factor']) : 1;
  const end = isJsonObject(decay) ? Math.ceil(Math.log(0.001) / Math.log(factor)) * every : Infinity;
  const sum = matching(rule, look)
    .filter((event) => event.at > look.now - end)
    .map((event) => points * factor ** Math.max(0, every === Infinity ? 0 : Math.floor((look.now - event.at) / every)))
    .reduce((total, one) => total + one, 0);
  if (rule['max'] === undefined) return sum;
  return points < 0 ? Math.max(sum, -Number(rule['max'])) : Math.min(sum, Number(rule['max']));
}

function conversationHolds(condition: JsonObject, look: Looking): boolean {
  const good = look.person.conversations.filter(
    (one) =>
      isInside(instant(one['openedAt']) ?? 0, condition['within'], look.now, look.world.zone) &&
      Object.entries(object(condition['conversation'])).every(([field, comparison]) =>
        passes(
          field === 'waitingSince' ? waitingSince(one) : one[field],
          isJsonObject(comparison) ? comparison : { op: 'eq', value: comparison },
          look,
          look.world.zone,
        ),
      ),
  );
  const { count } = condition;
  return passes(good.length, isJsonObject(count) ? count : { op: 'gte', value: 1 }, look, 'UTC');
}

function waitingSince({ status, lastWriter, lastWrittenAt }: ReferenceConversation): Value {
  return status !== 'resolved' && lastWriter === 'customer' ? lastWrittenAt : undefined;
}

function bucketHolds(bucket: Json, { publicId }: ReferencePerson): boolean {
  const { seed, from, to } = object(bucket);
  const hash = createHash('md5')
    .update(`${text(seed)}:${publicId}`)
    .digest()
    .readUInt32BE(0);
  const place = (hash * 100) / 2 ** 32;
  return place >= Number(from) && place < Number(to);
}

// Time

const second = 1_000;
const day = 86_400 * second;
const lengths: Record<string, number> = { s: second, m: 60 * second, h: 3_600 * second, d: day, w: 7 * day };

export function milliseconds(duration: string): number {
  const [, count, unit = ''] = /^(\d+)([smhdw])$/.exec(duration) ?? [];
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?)?$/.exec(duration);
  if (count === undefined && iso === null) throw new Error(`no exact duration: ${duration}`);
  return count === undefined
    ? Number(iso?.[1] ?? 0) * day + Number(iso?.[2] ?? 0) * 3_600 * second
    : Number(count) * (lengths[unit] ?? NaN);
}

const monthsOf = (duration: string): number | null => {
  const [, count, unit] = /^(\d+)(mo|y)$/.exec(duration) ?? [];
  return count === undefined ? null : Number(count) * (unit === 'y' ? 12 : 1);
};

function isInside(at: number, within: Value, now: number, zone: string): boolean {
  if (within === undefined) return true;
  if (typeof within === 'string') return isAfter(at, `-${within}`, now, zone);
  const { from, to, calendar, back } = object(within);
  if (typeof calendar === 'string') {
    const start = startOf(calendar, localDate(now, zone), -Number(back ?? 0));
    const end = startOf(calendar, localDate(now, zone), 1 - Number(back ?? 0));
    return at >= midnight(start, zone) && (Number(back ?? 0) === 0 || at < midnight(end, zone));
  }
  return (
    (typeof from !== 'string' || isAfter(at, from, now, zone)) &&
    (typeof to !== 'string' || !isAfter(at, to, now, zone))
  );
}

/** Behind a bound: those exactly on one that moves with the clock are not; on one that stands still they are. */
function isAfter(at: number, bound: string, now: number, zone: string): boolean {
  if (bound === 'now') return at > now;
  if (!bound.startsWith('-'))
    return at >= (bound.length === 10 ? midnight(parseDate(bound), zone) : (instant(bound) ?? 0));
  const months = monthsOf(bound.slice(1));
  if (months === null) return at > now - milliseconds(bound.slice(1));
  return at >= midnight(addMonths(localDate(now, zone), -months), zone);
}

/** A calendar day, as the UTC midnight of the same name. */
const parseDate = (text: string): number => Date.parse(`${text}T00:00:00Z`);

const formats = new Map<string, Intl.DateTimeFormat>();
function localDate(at: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  formats.set(zone, format);
  return parseDate(format.format(at));
}

const zones = new Set(Intl.supportedValuesOf('timeZone'));
function isZone(name: string): boolean {
  return zones.has(name);
}

const midnights = new Map<string, number>();
/** The first moment of a day in a zone. */
function midnight(date: number, zone: string): number {
  const key = `${date} ${zone}`;
  const known = midnights.get(key) ?? findMidnight(date, zone);
  midnights.set(key, known);
  return known;
}

function findMidnight(date: number, zone: string): number {
  let low = date - 16 * 3_600 * second;
  let high = date + 16 * 3_600 * second;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localDate(middle, zone) >= date) high = middle;
    else low = middle;
  }
  return high;
}

function addMonths(date: number, months: number): number {
  const from = new Date(date);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const daysInMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() + (Math.min(from.getUTCDate(), daysInMonth) - 1) * day;
}

function startOf(unit: string, date: number, units: number): number {
  const on = new Date(date);
  if (unit === 'day') return date + units * day;
  if (unit === 'week') return date - ((on.getUTCDay() + 6) % 7) * day + units * 7 * day;
  const months = { month: 1, quarter: 3, year: 12 }[unit] ?? 1;
  const first = Math.floor(on.getUTCMonth() / months) * months;
  return addMonths(Date.UTC(on.getUTCFullYear(), first, 1), units * months);
}

function daysToAnniversary(born: number, now: number, zone: string): number {
  const today = localDate(now, zone);
  const date = new Date(born);
  const inYear = (year: number): number =>
    addMonths(Date.UTC(year, date.getUTCMonth(), 1), 0) +
    (Math.min(date.getUTCDate(), new Date(Date.UTC(year, date.getUTCMonth() + 1, 0)).getUTCDate()) - 1) * day;
  const year = new Date(today).getUTCFullYear();
  const next = [year, year + 1].map(inYear).find((one) => one >= today) ?? Infinity;
  return (next - today) / day;
}

function text(value: Value): string {
  return typeof value === 'string' ? value : '';
}

function object(value: Value): JsonObject {
  return isJsonObject(value) ? value : {};
}
