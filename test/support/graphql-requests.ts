import fc from 'fast-check';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isCompositeType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
} from 'graphql';
import { ownTypeDefs } from '../../plugins/customer-360/server/schema';

/** Our schema as a client sees it. */
const schema = buildSchema(ownTypeDefs().join('\n'));
const typeNames = Object.keys(schema.getTypeMap()).filter((name) => isObjectType(schema.getType(name)));

/** fc.gen(): asks for one value after the other, and shrinks like any arbitrary. */
type Draw = fc.GeneratorValue;

/** What exists, so that not every id leads nowhere. */
export type Known = { readonly ids: readonly string[]; readonly values: readonly string[] };

export type GraphqlPayload = {
  readonly query: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  readonly extensions?: unknown;
};

const odd = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  0,
  101,
  1e308,
  2 ** 31,
  1.5,
  '',
  ' ',
  'null',
  '\u0000',
  '\ud800',
  '💥',
  'x'.repeat(600),
  [],
  {},
  [[]],
  { a: null },
  '2026-02-30T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-01-01T00:00:00+99:99',
  'infinity',
  "'",
  '%',
  '\\',
);
const words = fc.constantFrom(
  'anna',
  'p1',
  'p2@example.com',
  'Order Completed',
  'user_id',
  'email',
  'phone',
  'crm',
  '%_\\',
  '',
);

const draw = {
  chance: (g: Draw, percent: number): boolean => g(fc.integer, { min: 1, max: 100 }) <= percent,
  one: <T>(g: Draw, list: readonly T[]): T | undefined => list[g(fc.nat, Math.max(list.length - 1, 0))],
};

/** Writes one operation, and the values of its variables beside. */
class Writer {
  readonly variables: Record<string, unknown> = {};
  private readonly declared: string[] = [];
  private readonly fragments: string[] = [];
  private fieldsLeft: number;
  private readonly depthMax: number;
  private readonly isSloppy: boolean;

  constructor(
    private readonly g: Draw,
    private readonly known: Known,
  ) {
    // Now and then more, or deeper, than is allowed.
    this.fieldsLeft = draw.chance(g, 4) ? 1_500 : 40;
    this.depthMax = draw.chance(g, 6) ? 20 : 7;
    this.isSloppy = draw.chance(g, 40);
  }

  /** What is not valid: only in some documents, so that most get past validation. */
  private slips(percent: number): boolean {
    return this.isSloppy && draw.chance(this.g, percent);
  }

  operation(kind: 'query' | 'mutation'): string {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (root === null || root === undefined) return '';
    const body = this.selection(root, 0);
    const head = this.declared.length === 0 ? '' : `(${this.declared.join(', ')})`;
    const name = draw.chance(this.g, 80) ? 'Fuzz' : '';
    return [`${kind} ${name}${head} ${body}`, ...this.fragments].join('\n');
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const fields = isObjectType(type) || 'getFields' in type ? Object.values(type.getFields()) : [];
    // Deep down, or late, only leaves, so that the text ends.
    const isEnd = depth >= this.depthMax || this.fieldsLeft <= 0;
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const offered = isEnd ? leaves : fields;
    const parts: string[] = draw.chance(this.g, 10) ? ['__typename'] : [];
    for (let count = this.g(fc.integer, { min: 1, max: depth === 0 ? 2 : 4 }); count > 0; count--) {
      const field = draw.one(this.g, offered);
      if (field === undefined) continue;
      this.fieldsLeft--;
      const alias = draw.chance(this.g, 15) ? `a${this.g(fc.nat, 50)}: ` : '';
      const named = getNamedType(field.type);
      const below = isCompositeType(named) ? ` ${this.selection(named, depth + 1)}` : '';
      parts.push(`${alias}${field.name}${this.args(field.args)}${this.directive()}${below}`);
    }
    if (draw.chance(this.g, 8)) parts.push(this.fragment(type, depth));
    if (parts.length === 0) parts.push('__typename');
    if (this.slips(2)) parts.push('nothingOfThatName');
    return `{ ${parts.join(' ')} }`;
  }

  private fragment(type: GraphQLCompositeType, depth: number): string {
    const target = this.slips(20) ? (draw.one(this.g, typeNames) ?? type.name) : type.name;
    const other = schema.getType(target);
    const body =
      depth >= this.depthMax || !isCompositeType(other) ? '{ __typename }' : this.selection(other, depth + 1);
    if (draw.chance(this.g, 50)) return `... on ${target} ${body}`;
    const name = `f${this.fragments.length}`;
    // Some spread themselves.
    this.fragments.push(`fragment ${name} on ${target} ${this.slips(10) ? `{ __typename ...${name} }` : body}`);
    return `...${name}`;
  }

  private directive(): string {
    if (!this.slips(4)) return draw.chance(this.g, 5) ? ' @include(if: true)' : '';
    return (
      draw.one(this.g, [' @include(if: true)', ' @skip(if: false)', ' @include(if: "x")', ' @nothing', ' @skip']) ?? ''
    );
  }

  private args(args: readonly GraphQLArgument[]): string {
    const written = args.flatMap((arg) => {
      const needed = isNonNullType(arg.type);
      if (needed ? this.slips(3) : !draw.chance(this.g, 30)) return [];
      return [`${arg.name}: ${this.argument(arg.type)}`];
    });
    return written.length === 0 ? '' : `(${written.join(', ')})`;
  }

  private argument(type: GraphQLInputType): string {
    const value = this.value(type, 0);
    if (draw.chance(this.g, 50)) return literal(value);
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${this.slips(5) ? 'String' : String(type)}`);
    if (!this.slips(5)) this.variables[name] = value;
    return `$${name}`;
  }

  private value(type: GraphQLInputType, depth: number): unknown {
    const { g } = this;
    if (this.slips(6)) return g(() => odd);
    if (isNonNullType(type)) return this.value(type.ofType, depth);
    if (isListType(type)) {
      const length = draw.chance(g, 5) ? 150 : g(fc.nat, 3);
      const { ofType } = type;
      return Array.from({ length }, () => this.value(ofType, depth + 1));
    }
    if (isEnumType(type)) return new EnumName(draw.one(g, type.getValues())?.name ?? 'NOTHING');
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const kept = fields.filter((field) => draw.chance(g, isNonNullType(field.type) ? 100 : 40));
      return Object.fromEntries(
        kept.map((field) => [field.name, depth > 3 ? null : this.value(field.type, depth + 1)]),
      );
    }
    return isScalarType(type) ? this.scalar(type.name) : null;
  }

  private scalar(name: string): unknown {
    const { g, known } = this;
    switch (name) {
      case 'Int':
        return this.slips(20) ? draw.one(g, [0, 101, -1, 2 ** 31 - 1]) : draw.one(g, [1, 2, 5, 20, 100]);
      case 'Float':
        return g(fc.double);
      case 'Boolean':
        return g(fc.boolean);
      case 'ID':
        return draw.chance(g, 80) ? draw.one(g, known.ids) : g(fc.string, { maxLength: 40 });
      case 'DateTime':
        return draw.one(g, [
          '2026-01-01T00:00:00Z',
          '2030-06-01T12:00:00+02:00',
          this.isSloppy ? 'yesterday' : '2026-11-01T00:00:00.123Z',
        ]);
      case 'JSON':
        return g(fc.jsonValue);
      default:
        return draw.chance(g, 50)
          ? draw.one(g, known.values)
          : draw.chance(g, 50)
            ? g(() => words)
            : g(fc.string, { maxLength: 60 });
    }
  }
}

/** Written bare in the text, as a string among the variables. */
class EnumName {
  constructor(readonly name: string) {}
  toJSON(): string {
    return this.name;
  }
}

function literal(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => /^[_a-z]\w*$/i.test(key));
    return `{${entries.map(([key, inner]) => `${key}: ${literal(inner)}`).join(', ')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** A body for POST /graphql: nearly always an operation of our schema, sometimes broken. */
export function drawPayload(g: Draw, known: Known): unknown {
  if (draw.chance(g, 4)) return g(() => fc.oneof(odd, fc.jsonValue()));
  const writer = new Writer(g, known);
  const text = writer.operation(draw.chance(g, 30) ? 'mutation' : 'query');
  const broken = draw.chance(g, 6) ? breakText(g, text) : text;
  const payload: GraphqlPayload = {
    query: draw.chance(g, 2) ? g(() => odd) : broken,
    ...(draw.chance(g, 95) ? { variables: draw.chance(g, 3) ? g(() => odd) : writer.variables } : {}),
    ...(draw.chance(g, 6) ? { operationName: draw.one(g, ['Fuzz', 'Other', '', 1, null]) } : {}),
    ...(draw.chance(g, 6) ? { extensions: draw.one<unknown>(g, persisted) } : {}),
  };
  return draw.chance(g, 3) ? [payload, payload] : payload;
}

const persisted = [
  { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
  { persistedQuery: { version: 2, sha256Hash: '' } },
  { persistedQuery: null },
  { persistedQuery: { version: 1, sha256Hash: { a: 1 } } },
  'x',
  [],
];

function breakText(g: Draw, text: string): string {
  const at = g(fc.nat, text.length);
  const dirt =
    draw.one(g, [
      '',
      '{',
      '}',
      '"',
      '"""',
      '\u0000',
      '\ud800',
      '#',
      '...',
      '$',
      '@',
      '{'.repeat(3_000),
      ' a'.repeat(5_000),
    ]) ?? '';
  return draw.chance(g, 50) ? text.slice(0, at) + dirt : text.slice(0, at) + dirt + text.slice(at);
}
