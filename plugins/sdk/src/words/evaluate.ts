import { isJsonObject } from '../json';
import { type ErrorCode, RapportError } from '../errors';
import type { Json } from '../json';
import { dateText } from './dates';
import { isolate } from './direction';
import type { Helper, HelperContext } from './helper';
import { helpers } from './helpers';
import { wordLimits } from './limits';
import { listText } from './lists';
import type { Call, Expression, Template, TemplateNode } from './template';
import { cleanText, isIsoDate, isThere, plainText } from './value';
import type { Value } from './view';

/**
 * What a walk leaves, in order. A `hole` is where a value was asked for and is not there: the sentence around it goes. An `edge`
 * ends a sentence, whatever stands there.
 */
export type Token =
  | { readonly kind: 'text' | 'value'; readonly text: string }
  | { readonly kind: 'hole'; readonly path: string }
  /** A sentence that gave way to its fall-back, as it would have been. */
  | { readonly kind: 'dropped'; readonly tokens: readonly Token[] }
  | { readonly kind: 'edge' };

const byName: ReadonlyMap<string, Helper> = new Map(helpers.map((helper) => [helper.name, helper]));

/** What names mean: the view, an item of a list inside it ... */
type Scope = { readonly value: Json; readonly data: Readonly<Record<string, Json>>; readonly outer: Scope | null };

/** What one rendering may cost, and what it is called to cost more. */
export type WalkBounds = { readonly stepsMax: number; readonly outputCharsMax: number; readonly code: ErrorCode };

/** Walks templates over one view; used once. */
export class Walk {
  private steps = 0;
  private length = 0;
  private readonly asked = new Set<string>();

  constructor(
    private readonly context: HelperContext,
    private readonly bounds: WalkBounds,
  ) {}

  /** Paths that were asked for and are not there. */
  get missing(): readonly string[] {
    return [...this.asked];
  }

  /** @throws RapportError of the bounds' code */
  run(template: Template): Token[] {
    return this.nodes(template, { value: this.context.names, data: {}, outer: null });
  }

  private nodes(nodes: Template, scope: Scope): Token[] {
    return nodes.flatMap((node) => this.node(node, scope));
  }

  private node(node: TemplateNode, scope: Scope): Token[] {
    this.count(1, node.kind === 'content' ? node.text.length : 0);
    if (node.kind === 'content') return [{ kind: 'text', text: node.text }];
    if (node.kind === 'block') return this.block(node, scope);
    const path = sourceOf(node.call);
    const text = this.textOf(this.call(node.call, scope));
    if (text === undefined) {
      this.asked.add(path);
      return [{ kind: 'hole', path }];
    }
    this.count(0, text.length);
    return [{ kind: 'value', text: isolate(text, this.context.locale) }];
  }

  private block(node: Extract<TemplateNode, { kind: 'block' }>, scope: Scope): Token[] {
    const { call, then, otherwise } = node;
    const otherwiseTokens = () => this.nodes(otherwise ?? [], scope);
    switch (call.name) {
      case 'sentence': {
        const tokens = this.nodes(then, scope);
        if (!tokens.some((token) => token.kind === 'hole')) return [edge, ...tokens, edge];
        const instead = otherwiseTokens();
        const holds = !instead.some((token) => token.kind === 'hole');
        return [edge, { kind: 'dropped', tokens }, ...(holds ? instead : []), edge];
      }
      case 'if':
        return isThere(this.param(call, scope)) ? this.nodes(then, scope) : otherwiseTokens();
      case 'unless':
        return isThere(this.param(call, scope)) ? otherwiseTokens() : this.nodes(then, scope);
      case 'with': {
        const value = this.param(call, scope);
        if (isJsonObject(value)) return this.nodes(then, { value, data: {}, outer: scope });
        return otherwise === null ? this.hole(call) : otherwiseTokens();
      }
      case 'each':
        return this.each(call, then, scope) ?? (otherwise === null ? this.hole(call) : otherwiseTokens());
      default:
        return isThere(this.call(call, scope)) ? this.nodes(then, scope) : otherwiseTokens();
    }
  }

  private each(call: Call, then: Template, scope: Scope): Token[] | null {
    const list = this.param(call, scope);
    const items = Array.isArray(list) ? list.slice(0, wordLimits.eachMax) : [];
    if (items.length === 0) return null;
    return items.flatMap((value, index) => {
      const data = { index, number: index + 1, first: index === 0, last: index === items.length - 1 };
      return this.nodes(then, { value, data, outer: scope });
    });
  }

  private hole({ params, name }: Call): Token[] {
    const [first] = params;
    const path = first?.kind === 'path' ? first.original : name;
    this.asked.add(path);
    return [{ kind: 'hole', path }];
  }

  private param(call: Call, scope: Scope): Value {
    const [first] = call.params;
    return first === undefined ? undefined : this.evaluate(first, scope);
  }

  private call(call: Call, scope: Scope): Value {
    const helper = byName.get(call.name);
    if (helper === undefined) return call.params.length > 0 ? undefined : this.evaluate(call.path, scope);
    const args = call.params.map((param) => {
      const value = this.evaluate(param, scope);
      if (helper.takesMissing !== true && value !== 0 && !isThere(value) && param.kind === 'path')
        this.asked.add(param.original);
      return value;
    });
    const named = Object.fromEntries(Object.entries(call.named).map(([key, one]) => [key, this.evaluate(one, scope)]));
    return helper.run(args, this.context, named);
  }

  private evaluate(expression: Expression, scope: Scope): Value {
    this.count(1, 0);
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'call') return this.call(expression.call, scope);
    const { parts, depth, isData } = expression;
    if (isData) return own(scope.data, parts[0] ?? '');
    const [first, ...rest] = parts;
    const from = above(scope, depth);
    if (first === undefined) return from.value;
    if (byName.has(first) && rest.length === 0 && own(from.value, first) === undefined)
      return this.call({ name: first, path: expression, params: [], named: {}, place: { line: 1, column: 0 } }, scope);
    // A name that the item does not have is one of what is around it.
    let holder: Scope | null = from;
    while (holder !== null && own(holder.value, first) === undefined) holder = holder.outer;
    return parts.reduce<Value>((value, part) => own(value, part), holder?.value);
  }

  private textOf(value: Value): string | undefined {
    const { locale } = this.context;
    if (Array.isArray(value)) return listText(value, { locale, field: null, type: 'conjunction' });
    if (typeof value === 'string' && value.includes('T') && isIsoDate(value))
      return dateText(value, 'dateTime', this.context);
    return plainText(typeof value === 'string' ? cleanText(value) : value);
  }

  private count(steps: number, chars: number): void {
    this.steps += steps;
    this.length += chars;
    if (this.steps > this.bounds.stepsMax || this.length > this.bounds.outputCharsMax)
      throw new RapportError(this.bounds.code);
  }
}

const edge: Token = { kind: 'edge' };

/** Own members only: no prototype, no method, no length. */
function own(value: Value, key: string): Value {
  if (Array.isArray(value)) return /^\d{1,4}$/.test(key) ? value[Number(key)] : undefined;
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  return value[key];
}

function above(scope: Scope, depth: number): Scope {
  let found = scope;
  for (let level = 0; level < depth && found.outer !== null; level++) found = found.outer;
  return found;
}

/** How the author wrote it, for naming what is missing. */
function sourceOf({ name, params }: Call): string {
  const [first] = params;
  return first?.kind === 'path' ? first.original : name;
}
