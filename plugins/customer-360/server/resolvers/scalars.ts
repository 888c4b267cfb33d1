import { RapportError } from '@rapport/sdk';
import { GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';

const moment = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/i;

/** Epoch milliseconds inside, ISO 8601 outside. */
export const dateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (typeof value !== 'number') throw new TypeError('a time is a number of milliseconds');
    return new Date(value).toISOString();
  },
  parseValue: parseMoment,
  parseLiteral: (node) => parseMoment(node.kind === Kind.STRING ? node.value : undefined),
});

/** Years 1 to 9999: what ISO 8601 writes with four digits, JavaScript and PostgreSQL alike. */
export function isMoment(time: number): boolean {
  return time >= -62_135_596_800_000 && time <= 253_402_300_799_999;
}

function parseMoment(value: unknown): number {
  const time = typeof value === 'string' && moment.test(value) ? Date.parse(value) : NaN;
  if (!isMoment(time)) throw new RapportError('bad_input', 'A DateTime is an ISO 8601 moment with a zone.');
  return time;
}

export const date = new GraphQLScalarType<string, string>({ name: 'Date', serialize: String });

export const json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => literal(node, variables ?? {}),
});

function literal(node: ValueNode, variables: Record<string, unknown>): unknown {
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((value) => literal(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literal(field.value, variables)]));
    case Kind.VARIABLE:
      return variables[node.name.value] ?? null;
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
  }
}
