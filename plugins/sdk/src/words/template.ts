import Handlebars from 'handlebars';
import { wordLimits } from './limits';

/**
 * Templates are written in Handlebars, and read by its parser. They are not run by its engine but walked (evaluate.ts): no code
 * is generated, prototypes are out of reach, every step is counted, and what is missing has a name.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | {
      readonly kind: 'path';
      readonly parts: readonly string[];
      readonly depth: number;
      readonly isData: boolean;
      readonly original: string;
    }
  | { readonly kind: 'call'; readonly call: Call };
export type Call = {
  readonly name: string;
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly named: Readonly<Record<string, Expression>>;
  readonly place: Place;
};
export type TemplateNode =
  | { readonly kind: 'content'; readonly text: string }
  | { readonly kind: 'value'; readonly call: Call }
  | {
      readonly kind: 'block';
      readonly call: Call;
      readonly then: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[] | null;
    };
export type Template = readonly TemplateNode[];

export type Place = { readonly line: number; readonly column: number };
export type TemplateFault = Place & { readonly message: string };
export type ParsedTemplate = { readonly nodes: Template } | { readonly fault: TemplateFault };

const kept = new Map<string, ParsedTemplate>();

/** Parsed once; the templates that were used last are kept. */
export function parseTemplate(text: string): ParsedTemplate {
  const found = kept.get(text);
  if (found !== undefined) kept.delete(text);
  const parsed = found ?? readTemplate(text, wordLimits.templateCharsMax);
  kept.set(text, parsed);
  const [oldest] = kept.keys();
  if (kept.size > wordLimits.parsedTemplatesMax && oldest !== undefined) kept.delete(oldest);
  return parsed;
}

/** For who keeps it himself, and may have longer texts. */
export function readTemplate(text: string, charsMax: number): ParsedTemplate {
  if (text.length > charsMax)
    return { fault: { line: 1, column: 0, message: `A text has at most ${charsMax} characters.` } };
  try {
    return { nodes: nodesOf(Handlebars.parse(text), 0) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** What our own reader refuses. */
class Refused extends Error {
  constructor(
    message: string,
    readonly place: Place,
  ) {
    super(message);
  }
}

function faultOf(error: unknown): TemplateFault {
  if (error instanceof Refused) return { ...error.place, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  return { line, column: 0, message: message.replace(/\n[\s\S]*\n/, ': ').slice(0, 300) };
}

function nodesOf(program: hbs.AST.Program, depth: number): TemplateNode[] {
  if (depth > wordLimits.depthMax) throw new Refused('Blocks are nested too deep.', placeOf(program));
  return program.body.flatMap((node): TemplateNode[] => {
    if (isContent(node)) return node.value === '' ? [] : [{ kind: 'content', text: node.value }];
    if (isMustache(node)) return [{ kind: 'value', call: callOf(node, depth) }];
    if (isBlock(node)) return [blockOf(node, depth)];
    if (node.type === 'CommentStatement') return [];
    throw new Refused('Partials and decorators are not part of the language.', placeOf(node));
  });
}

function blockOf(node: hbs.AST.BlockStatement, depth: number): TemplateNode {
  // Typed as always there; a block without {{else}} has none, {{^x}} only that.
  const { program, inverse }: { program?: hbs.AST.Program; inverse?: hbs.AST.Program } = node;
  return {
    kind: 'block',
    call: callOf(node, depth),
    then: program === undefined ? [] : nodesOf(program, depth + 1),
    otherwise: inverse === undefined ? null : nodesOf(inverse, depth + 1),
  };
}

type Called = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

function callOf(node: Called, depth: number): Call {
  if (depth > wordLimits.depthMax) throw new Refused('Expressions are nested too deep.', placeOf(node));
  const path = expressionOf(node.path, depth);
  const { hash }: { hash?: hbs.AST.Hash } = node;
  const named = Object.fromEntries((hash?.pairs ?? []).map(({ key, value }) => [key, expressionOf(value, depth)]));
  const name = path.kind === 'path' ? path.original : '';
  return { name, path, params: node.params.map((one) => expressionOf(one, depth)), named, place: placeOf(node) };
}

function expressionOf(node: hbs.AST.Expression, depth: number): Expression {
  if (isSubExpression(node)) return { kind: 'call', call: callOf(node, depth + 1) };
  if (isPath(node)) {
    const { parts, depth: above, data, original } = node;
    return { kind: 'path', parts, depth: above, isData: data, original };
  }
  if (isString(node)) return { kind: 'literal', value: node.value };
  if (isNumber(node)) return { kind: 'literal', value: Number(node.value) };
  if (isBoolean(node)) return { kind: 'literal', value: node.value };
  return { kind: 'literal', value: null };
}

function placeOf({ loc }: hbs.AST.Node): Place {
  return { line: loc.start.line, column: loc.start.column };
}

function isContent(node: hbs.AST.Node): node is hbs.AST.ContentStatement {
  return node.type === 'ContentStatement';
}
function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}
function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}
function isSubExpression(node: hbs.AST.Node): node is hbs.AST.SubExpression {
  return node.type === 'SubExpression';
}
function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}
function isString(node: hbs.AST.Node): node is hbs.AST.StringLiteral {
  return node.type === 'StringLiteral';
}
function isNumber(node: hbs.AST.Node): node is hbs.AST.NumberLiteral {
  return node.type === 'NumberLiteral';
}
function isBoolean(node: hbs.AST.Node): node is hbs.AST.BooleanLiteral {
  return node.type === 'BooleanLiteral';
}
