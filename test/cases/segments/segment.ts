import { eventTypes, isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';
import { list, object, text } from './json';

/** Part of a filter over one event: the event condition's keys. Two parts of an "and" are one condition. */
type Part = {
  readonly event?: string;
  /** An event of another name. */
  readonly otherThan?: string;
  readonly type?: string;
  readonly where: readonly JsonObject[];
  readonly not: readonly JsonObject[];
};
const nothing: Part = { where: [], not: [] };

/**
 * Segment's destination filters look at one event; a condition of ours looks for one event that passes. So the filter is brought
 * into the form "any of all", and each "all" becomes one condition.
 */
export function fromSegmentFilter(peer: JsonObject): JsonObject {
  if (peer['error'] !== undefined) return { condition: 'that cannot be read' };
  return { any: alternatives(peer).map(toCondition) };
}

/** Each check has a customer of its own, and one event: what an event is not, all of his events are not. */
function toCondition({ where, not, otherThan, ...selector }: Part): JsonObject {
  const event = Object.keys(selector).length === 0 ? { event: '*' } : selector;
  const positive = { ...event, ...(where.length === 0 ? {} : { where: [...where] }) };
  const denied = not.map((one) => ({ not: { ...event, where: [one] } }));
  return { all: [positive, ...denied, ...(otherThan === undefined ? [] : [{ not: { event: otherThan } }])] };
}

function alternatives(node: JsonObject): Part[] {
  const children = list(node['children']).filter(isJsonObject);
  if (node['type'] === 'event-type') return typeAlternatives(node);
  if (node['type'] !== 'group') return [part(node)];
  if (node['operator'] === 'or') return children.flatMap(alternatives);
  if (node['operator'] !== 'and') throw new NotApplicable(`Segment's group ${text(node['operator'])}`);
  return children
    .map(alternatives)
    .reduce<Part[]>((all, some) => all.flatMap((one) => some.flatMap((other) => joined(one, other) ?? [])), [nothing]);
}

/** Null: no event is both. */
function joined(a: Part, b: Part): Part | null {
  for (const key of ['event', 'type'] as const)
    if (a[key] !== undefined && b[key] !== undefined && a[key] !== b[key]) return null;
  return { ...a, ...b, where: [...a.where, ...b.where], not: [...a.not, ...b.not] };
}

function typeAlternatives({ operator, value }: JsonObject): Part[] {
  if (operator === '=') return [{ ...nothing, type: text(value) }];
  if (operator !== '!=') throw new NotApplicable(`Segment's operator ${text(operator)} of a type`);
  return eventTypes.filter((type) => type !== value).map((type) => ({ ...nothing, type }));
}

function part({ type, name, operator, value }: JsonObject): Part {
  if (type === 'event') return eventPart(text(operator), text(value));
  if (type !== 'event-property' && type !== 'event-trait' && type !== 'event-context')
    throw new NotApplicable(`Segment's condition ${text(type)}`);
  // Traits of an identify call are the properties of its event.
  const at: JsonObject = type === 'event-context' ? { context: text(name) } : { property: text(name) };
  const opposite = denied[text(operator)];
  if (opposite !== undefined) return { where: [], not: [{ ...at, op: opposite, value: value ?? '' }] };
  return { ...nothing, where: [{ ...at, ...comparison(text(operator), value) }] };
}

function eventPart(operator: string, name: string): Part {
  const escaped = name.includes('*') ? null : name;
  const patterns: Record<string, string | null> = {
    '=': escaped,
    contains: `*${name}*`,
    starts_with: `${name}*`,
    ends_with: `*${name}`,
  };
  if (operator === '!=') return { ...nothing, otherThan: name };
  const pattern = patterns[operator];
  if (pattern === undefined || pattern === null)
    throw new NotApplicable(`Segment's operator ${operator} of the name ${name}`);
  return { ...nothing, event: pattern };
}

/** What is missing is none of these: ours say so of what is there. */
const denied: Readonly<Record<string, string>> = { not_starts_with: 'starts_with', not_ends_with: 'ends_with' };

function comparison(operator: string, value: Json | undefined): JsonObject {
  const number = Number(value);
  const simple: Record<string, JsonObject> = {
    is_true: { op: 'eq', value: true },
    is_false: { op: 'eq', value: false },
    // Segment's = and != compare texts.
    '=': { op: 'eq', value: asText(value) },
    '!=': { op: 'ne', value: asText(value) },
    number_equals: { op: 'eq', value: number },
    number_not_equals: { op: 'ne', value: number },
    '<': { op: 'lt', value: number },
    '<=': { op: 'lte', value: number },
    '>': { op: 'gt', value: number },
    '>=': { op: 'gte', value: number },
    contains: { op: 'contains', value: value ?? '' },
    not_contains: { op: 'not_contains', value: value ?? '' },
    starts_with: { op: 'starts_with', value: value ?? '' },
    ends_with: { op: 'ends_with', value: value ?? '' },
    exists: { op: 'exists' },
    not_exists: { op: 'not_exists' },
  };
  const found = simple[operator];
  if (found === undefined) throw new NotApplicable(`Segment's operator ${operator}`);
  return found;
}

const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** An event that the door takes, with what the filter looks at. Without a type it is a page: not of a type that a filter names. */
export function toCall(event: JsonObject, userId: string): JsonObject {
  const type = text(event['type']) || 'page';
  return {
    ...event,
    type,
    userId,
    ...(type === 'track' ? { event: text(event['event']) || 'Something' } : { name: text(event['event']) }),
    ...(type === 'group' ? { groupId: 'g' } : {}),
    ...(type === 'alias' ? { previousId: `${userId} before` } : {}),
    properties: object(event['properties']),
  };
}
