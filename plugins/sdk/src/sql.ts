/**
 * Pieces of SQL that can be put together, and into which no text of a user can get: text comes from template literals in our own
 * sources only, everything else is a parameter. Rendering numbers the parameters; equal ones share a number.
 * @example
 * sql`${column} > ${param(value, 'float8')} and ${other}`
 */
export class Sql {
  /** @internal */
  constructor(
    private readonly texts: readonly string[],
    private readonly values: readonly Parameter[],
  ) {}

  /** Whether its own text (never a parameter) mentions `word`. */
  mentions(word: string): boolean {
    return this.texts.some((text) => text.includes(word));
  }

  /** Two pieces with the same key say the same. */
  get key(): string {
    return JSON.stringify([this.texts, this.values]);
  }

  /** @internal */
  appendTo(target: { texts: string[]; values: Parameter[] }): void {
    const last = target.texts.length - 1;
    target.texts[last] = (target.texts[last] ?? '') + (this.texts[0] ?? '');
    this.values.forEach((value, index) => {
      target.values.push(value);
      target.texts.push(this.texts[index + 1] ?? '');
    });
  }

  /** As pg takes it. */
  render(): { readonly text: string; readonly values: readonly ParameterValue[] } {
    const numbers = new Map<string, number>();
    const values: ParameterValue[] = [];
    let text = this.texts[0] ?? '';
    this.values.forEach((parameter, index) => {
      const key = JSON.stringify([parameter.type, parameter.value]);
      const number = numbers.get(key) ?? values.push(parameter.value);
      numbers.set(key, number);
      text += `$${number}::${parameter.type}${this.texts[index + 1] ?? ''}`;
    });
    return { text, values };
  }
}

const parameterTypes = [
  'boolean',
  'int',
  'int[]',
  'bigint',
  'bigint[]',
  'float8',
  'float8[]',
  'text',
  'text[]',
  'jsonb',
] as const;
export type ParameterType = (typeof parameterTypes)[number];
export type ParameterValue = string | number | boolean | readonly string[] | readonly number[];
type Parameter = { readonly value: ParameterValue; readonly type: ParameterType };

/** A piece of SQL as a tagged template; what is put in is SQL again. */
export function sql(strings: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  const target: { texts: string[]; values: Parameter[] } = { texts: [strings[0] ?? ''], values: [] };
  parts.forEach((part, index) => {
    part.appendTo(target);
    const last = target.texts.length - 1;
    target.texts[last] = (target.texts[last] ?? '') + (strings[index + 1] ?? '');
  });
  return new Sql(target.texts, target.values);
}

/** A value, never a part of the text. A value for jsonb is its JSON text. */
export function param(value: ParameterValue, type: ParameterType): Sql {
  if (!parameterTypes.includes(type)) throw new Error('not a type of parameters');
  return new Sql(['', ''], [{ value, type }]);
}

/** A name made of a letter and a number: columns that a query makes up. */
export function numbered(letter: 'a' | 'c' | 'n' | 'v', number: number): Sql {
  if (!Number.isSafeInteger(number) || number < 0 || letter.length !== 1) throw new Error('not a number of a column');
  return new Sql([`${letter}${number}`], []);
}

const separators = { list: sql`, `, and: sql` and `, or: sql` or `, union: sql` union all ` };

export function joinSql(pieces: readonly Sql[], separator: keyof typeof separators): Sql {
  const target: { texts: string[]; values: Parameter[] } = { texts: [''], values: [] };
  pieces.forEach((piece, index) => {
    if (index > 0) separators[separator].appendTo(target);
    piece.appendTo(target);
  });
  return new Sql(target.texts, target.values);
}
