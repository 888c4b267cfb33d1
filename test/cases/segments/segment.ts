import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';
import { list, object, text } from './dittofeed';

/** Part of a filter over one event: the event condition's keys. Two parts of an "and" are one condition. */
type Part = {
  readonly event?: string;
  readonly type?: string;
  readonly where: readonly JsonObject[];
  readonly not: readonly JsonObject[];
};

/**
 * Segment's destination filters look at one event; a condition of ours looks for one event that passes. So the filter is brought
 * into the form "any of all", and each "all" becomes one condition.
 */
export function fromSegmentFilter(peer: JsonObject): JsonObject {
  if (peer['error'] !== undefined) return { condition: 'that cannot be read' };
  return { any: alternatives(peer).map(toCondition) };
}

function toCondition({ where, not, ...selector }: Part): JsonObject {
  const event = Object.keys(selector).length === 0 ? { event: '*' } : selector;
  const positive = { ...event, ...(where.length === 0 ? {} : { where: [...where] }) };
  return { all: [positive, ...not.map((one) => ({ not: { ...event, where: [one] } }))] };
}

function alternatives(node: JsonObject): Part[] {
  const children = list(node['children']).filter(isJsonObject);
  if (node['type'] !== 'group') return [part(node)];
  if (node['operator'] === 'or') return children.flatMap(alternatives);
  return children
    .map(alternatives)
    .reduce<Part[]>(
      (all, some) => all.flatMap((one) => some.map((other) => joined(one, other))),
      [{ where: [], not: [] }],
    );
}

function joined(a: Part, b: Part): Part {
  return { ...a, ...b, where: [...a.where, ...b.where], not: [...a.not, ...b.not] };
}

function part({ type, name, operator, value }: JsonObject): Part {
  const nothing = { where: [], not: [] };
  if (type === 'event') return { ...nothing, event: text(value) };
  if (type === 'event-type') return { ...nothing, type: text(value) };
  const at: JsonObject = type === 'event-context' ? { context: text(name) } : { property: text(name) };
  const number = Number(value);
  const simple: Record<string, JsonObject> = {
    is_true: { op: 'eq', value: true },
    // Segment's = and != compare texts.
    '=': { op: 'eq', value: asText(value) },
    number_equals: { op: 'eq', value: number },
    '!=': { op: 'ne', value: asText(value) },
    '<=': { op: 'lte', value: number },
    '>=': { op: 'gte', value: number },
    not_contains: { op: 'not_contains', value: value ?? '' },
    not_exists: { op: 'not_exists' },
  };
  const negated: Record<string, string> = { not_starts_with: 'starts_with', not_ends_with: 'ends_with' };
  const comparison = simple[text(operator)];
  if (comparison !== undefined) return { ...nothing, where: [{ ...at, ...comparison }] };
  const opposite = negated[text(operator)];
  if (opposite !== undefined) return { where: [], not: [{ ...at, op: opposite, value: value ?? '' }] };
  throw new NotApplicable(`Segment's operator ${text(operator)}`);
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
    properties: object(event['properties']),
  };
}
