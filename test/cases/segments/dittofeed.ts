import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';

/** A graph of nodes that name their children by id. */
export function fromDittofeed(peer: JsonObject): JsonObject {
  const nodes = [peer['entryNode'], ...list(peer['nodes'])].filter(isJsonObject);
  const byId = new Map(nodes.map((node) => [text(node['id']), node]));
  const translate = (node: JsonObject): JsonObject => {
    const children = list(node['children']).map((id) => translate(byId.get(text(id)) ?? {}));
    if (node['type'] === 'And') return { all: children };
    if (node['type'] === 'Or') return { any: children };
    if (node['type'] === 'Trait') return traitNode(node);
    if (node['type'] === 'Performed') return performed(node);
    if (node['type'] === 'LastPerformed') return lastPerformed(node);
    throw new NotApplicable(`Dittofeed's node ${text(node['type'])}`);
  };
  return translate(byId.get(text(object(peer['entryNode'])['id'])) ?? {});
}

function traitNode({ path, operator }: JsonObject): JsonObject {
  const { type, value, windowSeconds } = object(operator);
  const trait = toPath(text(path));
  if (type === 'HasBeen') return { trait, op: 'eq', value: value ?? '', heldFor: `${Number(windowSeconds)}s` };
  return { all: comparisons(object(operator)).map((one) => ({ trait, ...one })) };
}

function performed({ event, timesOperator, times, withinSeconds, properties }: JsonObject): JsonObject {
  const ops: Record<string, string> = { '>=': 'gte', '=': 'eq', '<': 'lt' };
  const where = whereOf(properties);
  return {
    event: text(event),
    count: { op: ops[text(timesOperator)] ?? 'gte', value: typeof times === 'number' ? times : 1 },
    ...(withinSeconds === undefined ? {} : { within: `${Number(withinSeconds)}s` }),
    ...(where.length === 0 ? {} : { where }),
  };
}

function lastPerformed({ event, whereProperties, hasProperties }: JsonObject): JsonObject {
  const where = whereOf(whereProperties);
  return { event: text(event), ...(where.length === 0 ? {} : { where }), last: whereOf(hasProperties) };
}

function whereOf(properties: Json | undefined): JsonObject[] {
  return list(properties)
    .filter(isJsonObject)
    .flatMap(({ path, operator }) =>
      comparisons(object(operator)).map((one) => ({ property: toPath(text(path)), ...one })),
    );
}

/** Dittofeed compares everything as text; "exists" means not empty. */
function comparisons({ type, value, absoluteTimestamp, direction }: JsonObject): JsonObject[] {
  const asText = [value ?? '', ...(typeof value === 'string' && /^\d+$/.test(value) ? [Number(value)] : [])];
  if (type === 'Equals') return [{ op: 'in', value: asText }];
  if (type === 'NotEquals') return [{ op: 'not_in', value: asText }];
  if (type === 'LessThan') return [{ op: 'lt', value: value ?? 0 }];
  if (type === 'Exists') return [{ op: 'exists' }, { op: 'ne', value: '' }];
  if (type === 'AbsoluteTimestamp') return [{ op: text(direction), value: absoluteTimestamp ?? '' }];
  throw new NotApplicable(`Dittofeed's operator ${text(type)}`);
}

/** Its user properties are our computed traits. `id`: the user id itself, which needs no definition. */
export function fromUserProperty(definition: JsonObject): JsonObject | 'id' {
  const { type, path, event } = definition;
  if (type === 'Id') return 'id';
  if (type === 'Trait') return { first_of: [text(path)] };
  if (type === 'Group') {
    const paths = list(definition['nodes'])
      .filter(isJsonObject)
      .filter((node) => node['type'] === 'Trait');
    return { first_of: paths.map((node) => text(node['path'])) };
  }
  if (type === 'Performed' && definition['skipReCompute'] !== true)
    return { event: text(event), aggregate: { fn: 'last', property: text(path) } };
  const why: Record<string, string> = {
    Performed: 'A computed trait of ours is always kept up to date: there is no skipReCompute.',
    PerformedMany: 'A list of whole events is the timeline, which GraphQL pages by event names; no trait holds it.',
    File: "It reads a file out of Dittofeed's own blob store, and adds its name to it.",
  };
  throw new NotApplicable(why[text(type)] ?? `Dittofeed's user property ${text(type)}`);
}

const toPath = (path: string): string => path.replace(/^\$\.?/, (start) => (path.startsWith('$[') ? '' : start));

export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
export const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
export const object = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
