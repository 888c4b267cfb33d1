import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';
import { everyone } from './everyone';
import { list, object, text } from './json';

/** A graph of nodes that name their children by id. */
export function fromDittofeed(peer: JsonObject): JsonObject {
  const nodes = [peer['entryNode'], ...list(peer['nodes'])].filter(isJsonObject);
  const byId = new Map(nodes.map((node) => [text(node['id']), node]));
  const translate = (node: JsonObject): JsonObject => {
    const children = list(node['children']).map((id) => translate(byId.get(text(id)) ?? {}));
    switch (node['type']) {
      case 'And':
        return children.length === 0 ? everyone : { all: children };
      case 'Or':
        return children.length === 0 ? { not: everyone } : { any: children };
      default:
        return leaf(node);
    }
  };
  return translate(byId.get(text(object(peer['entryNode'])['id'])) ?? {});
}

function leaf(node: JsonObject): JsonObject {
  const path = toPath(text(node['path']));
  switch (node['type']) {
    case 'Trait':
      return traitNode(path, object(node['operator']));
    case 'Includes':
      return { trait: path, op: 'has_any', value: variants(node['item']) };
    case 'NotIncludes':
      return { not: { trait: path, op: 'has_any', value: variants(node['item']) } };
    case 'Performed':
      return performed(node);
    case 'KeyedPerformed':
      return keyedPerformed(node);
    case 'LastPerformed':
      return lastPerformed(node);
    case 'Everyone':
      return everyone;
    case 'RandomBucket':
      return bucket(node);
    case 'Email':
      // Its own e-mails are events of the name of what became of them.
      return {
        event: text(node['event']),
        where: [{ property: 'templateId', op: 'eq', value: node['templateId'] ?? '' }],
      };
    case 'Broadcast':
      return {
        event: 'DFSegmentBroadcast',
        where: [{ property: 'broadcastId', op: 'eq', value: node['broadcastId'] ?? '' }],
      };
    case 'SubscriptionGroup':
      return subscription(node);
    default:
      throw new NotApplicable(`Dittofeed's node ${text(node['type'])}`);
  }
}

function bucket({ id, percent }: JsonObject): JsonObject {
  const to = Number(percent) * 100;
  if (to > 0 && to < 100)
    throw new NotApplicable('Who is in a share of everybody depends on the hash, which is our own.');
  return to >= 100 ? everyone : { not: { bucket: { seed: text(id), from: 0, to: 100 } } };
}

/** The latest change of somebody's subscription decides; without one, the kind of the group. */
function subscription({ subscriptionGroupId, subscriptionGroupType }: JsonObject): JsonObject {
  const isOptIn = subscriptionGroupType === 'OptIn';
  const is = {
    event: 'DFSubscriptionChange',
    where: [{ property: 'subscriptionId', op: 'eq', value: subscriptionGroupId ?? '' }],
    last: [{ property: 'action', op: 'eq', value: isOptIn ? 'Subscribe' : 'Unsubscribe' }],
  };
  return isOptIn ? is : { not: is };
}

function traitNode(trait: string, operator: JsonObject): JsonObject {
  const { type, value, windowSeconds, comparator } = operator;
  if (type === 'HasBeen') {
    const is = { trait, op: 'in', value: variants(value) };
    const held = { ...is, heldFor: `${Number(windowSeconds)}s` };
    return comparator === 'LT' ? { all: [is, { not: held }] } : held;
  }
  if (type === 'NotExists')
    return {
      any: [
        { trait, op: 'not_exists' },
        { trait, op: 'eq', value: '' },
      ],
    };
  return { all: comparisons(operator).map((one) => ({ trait, ...one })) };
}

const timesOps: Readonly<Record<string, string>> = { '>=': 'gte', '=': 'eq', '<': 'lt' };

function performed(node: JsonObject): JsonObject {
  const { event, timesOperator, times, withinSeconds, timeOperator, properties } = node;
  if (timeOperator !== undefined && !/^within$/i.test(text(timeOperator)))
    throw new NotApplicable(`Dittofeed's time operator ${text(timeOperator)}`);
  const op = timesOperator === undefined ? 'gte' : timesOps[text(timesOperator)];
  if (op === undefined) throw new NotApplicable(`Dittofeed's times ${text(timesOperator)}`);
  const where = whereOf(properties);
  return {
    event: text(event),
    count: { op, value: typeof times === 'number' ? times : 1 },
    ...(withinSeconds === undefined ? {} : { within: `${Number(withinSeconds)}s` }),
    ...(where.length === 0 ? {} : { where }),
  };
}

function keyedPerformed({ key, keyValue, ...node }: JsonObject): JsonObject {
  if (keyValue === undefined)
    throw new NotApplicable(
      'Its key comes from the event that began a journey: a condition of a journey of ours, not of a segment.',
    );
  const keyed = { path: key ?? '', operator: { type: 'Equals', value: keyValue } };
  return performed({ ...node, properties: [keyed, ...list(node['properties'])] });
}

function lastPerformed({ event, whereProperties, hasProperties }: JsonObject): JsonObject {
  const [where, last] = [whereOf(whereProperties), whereOf(hasProperties)];
  const selector = { event: text(event), ...(where.length === 0 ? {} : { where }) };
  return last.length === 0 ? selector : { ...selector, last };
}

function whereOf(properties: Json | undefined): JsonObject[] {
  return list(properties)
    .filter(isJsonObject)
    .flatMap(({ path, operator }) =>
      comparisons(object(operator)).map((one) => ({ property: toPath(text(path)), ...one })),
    );
}

/** Dittofeed compares everything as text: "5" is 5. */
function variants(value: Json | undefined): Json[] {
  const written = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  const others: Json[] = /^-?\d+(\.\d+)?$/.test(written) ? [Number(written)] : [];
  return [written, ...others, ...(written === 'true' || written === 'false' ? [written === 'true'] : [])];
}

/** "Exists" means not empty. */
function comparisons({ type, value, absoluteTimestamp, direction, windowSeconds }: JsonObject): JsonObject[] {
  switch (type) {
    case 'Equals':
      return [{ op: 'in', value: variants(value) }];
    case 'NotEquals':
      return [{ op: 'not_in', value: variants(value) }];
    case 'LessThan':
      return [{ op: 'lt', value: Number(value) }];
    case 'GreaterThanOrEqual':
      return [{ op: 'gte', value: Number(value) }];
    case 'Exists':
      return [{ op: 'exists' }, { op: 'ne', value: '' }];
    case 'NotExists':
      return [{ op: 'not_exists' }];
    case 'Within':
      return [{ op: 'within_last', value: `${Number(windowSeconds)}s` }];
    case 'AbsoluteTimestamp':
      return [{ op: text(direction), value: absoluteTimestamp ?? '' }];
    default:
      throw new NotApplicable(`Dittofeed's operator ${text(type)}`);
  }
}

/** Its user properties are our computed traits. `id`: the user id itself, which needs no definition. */
export function fromUserProperty(definition: JsonObject): JsonObject | 'id' {
  const { type, path } = definition;
  if (type === 'Id') return 'id';
  if (type === 'Trait') return { first_of: [toPath(text(path))] };
  if (type === 'Group') return { first_of: sourcesOf(definition) };
  if (type === 'Performed' && definition['skipReCompute'] !== true) return lastOf(definition);
  const why: Record<string, string> = {
    AnonymousId: 'It is an identifier of ours, with where it is from and since when; a trait would be a copy of it.',
    Performed: 'A computed trait of ours is always kept up to date: there is no skipReCompute.',
    PerformedMany: 'A list of whole events is the timeline, which GraphQL pages by event names; no trait holds it.',
    KeyedPerformed: 'It is of one journey: ours carries the event that began it.',
    File: "It reads a file out of Dittofeed's own blob store, and adds its name to it.",
  };
  throw new NotApplicable(why[text(type)] ?? `Dittofeed's user property ${text(type)}`);
}

function lastOf({ event, path, properties }: JsonObject): JsonObject {
  const where = whereOf(properties);
  return {
    event: text(event),
    ...(where.length === 0 ? {} : { where }),
    aggregate: { fn: 'last', property: toPath(text(path)) },
  };
}

/** In the order in which the group names its children, also through groups within it. */
function sourcesOf({ entry, nodes }: JsonObject): Json[] {
  const byId = new Map(
    list(nodes)
      .filter(isJsonObject)
      .map((node) => [text(node['id']), node]),
  );
  const walk = (id: string): Json[] => {
    const node = byId.get(id) ?? {};
    if (node['type'] === 'AnyOf') return list(node['children']).flatMap((child) => walk(text(child)));
    if (node['type'] === 'Trait') return [toPath(text(node['path']))];
    const definition = fromUserProperty(node);
    if (typeof definition === 'string' || definition['event'] === undefined)
      throw new NotApplicable(`Dittofeed's ${text(node['type'])} as one of several`);
    return [definition];
  };
  return walk(text(entry));
}

/** JSONPath from the root: `$.a.b`, `$["odd key"]`, or plain. */
const toPath = (path: string): string => path.replace(/^\$(\.|(?=\[))/, '');
