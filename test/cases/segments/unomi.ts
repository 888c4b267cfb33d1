import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';
import { list, object, text } from './dittofeed';

export function fromUnomi(peer: Json): JsonObject {
  const { type, parameterValues } = object(peer);
  const values = object(parameterValues);
  switch (type) {
    case 'booleanCondition':
      return { [values['operator'] === 'or' ? 'any' : 'all']: list(values['subConditions']).map(fromUnomi) };
    case 'notCondition':
      return { not: fromUnomi(values['subCondition'] ?? null) };
    case 'profilePropertyCondition':
      return property(values);
    case 'nestedCondition':
      return nested(values);
    case 'pastEventCondition':
      return pastEvent(values);
    default:
      // Ours knows it as little.
      return { [text(type) || 'nothing']: values };
  }
}

const own = (name: Json | undefined): string => text(name).replace(/^properties\./, '');

function operand(values: JsonObject): Json | undefined {
  const key = Object.keys(values).find((one) => /^propertyValues?(Integer|Double)?$/.test(one));
  return key === undefined ? undefined : values[key];
}

function comparisonOf(values: JsonObject): JsonObject {
  const value = operand(values) ?? null;
  const simple: Record<string, string> = {
    equals: 'eq',
    notEquals: 'ne',
    greaterThan: 'gt',
    greaterThanOrEqualTo: 'gte',
    lessThan: 'lt',
    startsWith: 'starts_with',
    endsWith: 'ends_with',
    contains: 'contains',
    in: 'in',
    notIn: 'not_in',
    all: 'has_all',
  };
  const operator = text(values['comparisonOperator']);
  if (operator === 'exists') return { op: 'exists' };
  if (operator === 'missing') return { op: 'not_exists' };
  // Its expressions match the whole text.
  if (operator === 'matchesRegex') return { op: 'matches', value: `^${text(value)}$` };
  const op = simple[operator];
  if (op === undefined) throw new NotApplicable(`Unomi's operator ${operator}`);
  return { op, value };
}

function property(values: JsonObject): JsonObject {
  const trait = own(values['propertyName']);
  const expression = text(values['propertyValueDateExpr']);
  const [, days] = /^now-(\d+)d$/.exec(expression) ?? [];
  // Not before so long ago: also ahead of now.
  if (days !== undefined && values['comparisonOperator'] === 'greaterThanOrEqualTo')
    return {
      any: [
        { trait, op: 'within_last', value: `${days}d` },
        { trait, op: 'within_next', value: '36500d' },
      ],
    };
  return { trait, ...comparisonOf(values) };
}

/** "Some element passes all": our `where` of a list. */
function nested(values: JsonObject): JsonObject {
  const path = own(values['path']);
  const inner = list(object(object(values['subCondition'])['parameterValues'])['subConditions']).filter(isJsonObject);
  const where = inner.map((one) => {
    const parameters = object(one['parameterValues']);
    return { property: own(parameters['propertyName']).slice(path.length + 1), ...comparisonOf(parameters) };
  });
  return { trait: `${path}[]`, where };
}

function pastEvent(values: JsonObject): JsonObject {
  const event = text(object(object(values['eventCondition'])['parameterValues'])['eventTypeId']);
  const least = Number(values['minimumEventCount'] ?? 1);
  const most = values['maximumEventCount'];
  const count = most === undefined ? { op: 'gte', value: least } : { op: 'between', value: [least, Number(most)] };
  const operator = text(values['operator']);
  return {
    event,
    within: `${Number(values['numberOfDays'])}d`,
    // "eventsOccurred" is what stands here anyway; others are ours as little.
    count: operator === '' || operator === 'eventsOccurred' ? count : { op: operator, value: least },
  };
}
