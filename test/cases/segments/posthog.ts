import { dayMilliseconds, durationOf, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';

/**
 * PostHog's cohorts stand in the cases in words. What the words are made of:
 *
 *   any   = all { " or " all }
 *   all   = clause { (", " | " and " | " but ") clause }
 *   clause = "(" any ")" | what somebody did, with its window | a property of his
 *
 * A clause that names no event means that of the clause before it; "before that" ends where the window before it began.
 */
export function fromPostHog(words: string): JsonObject {
  return new Reader(words).read();
}

type Span = { readonly from: string; readonly to: string | null };
const unit = '(second|minute|hour|day|week|month|year)s?';
const units: Readonly<Record<string, string>> = {
  ...{ second: 's', minute: 'm', hour: 'h', day: 'd', week: 'w', month: 'mo', year: 'y' },
};
const name = String.raw`("[^"]+"|\S+)`;
const times = String.raw`(>=|<=|>|<|=|at least|at most|exactly|more than|less than|fewer than)? ?(\d+) times?`;

const duration = (count: string | undefined, of: string | undefined): string =>
  `${count ?? '1'}${units[of ?? ''] ?? ''}`;

class Reader {
  private event: string | null = null;
  private span: Span | null = null;
  private readonly groups: string[] = [];

  constructor(private readonly words: string) {}

  read(): JsonObject {
    return this.any(this.words.trim());
  }

  private any(text: string): JsonObject {
    // The innermost groups first: each stands for itself from then on.
    const flat = text.replace(/\(([^()]*)\)/g, (_, inner: string) => `#${this.groups.push(inner) - 1}#`);
    if (flat !== text) return this.any(flat);
    const alternatives = text.split(/,? or /).map((one) => this.all(one));
    return alternatives.length === 1 ? (alternatives[0] ?? {}) : { any: alternatives };
  }

  private all(text: string): JsonObject {
    // "between A and B ago" is no two clauses.
    const clauses = text.split(
      /,? but |, and |, (?=did|not|never|performed)| and (?!\d+ (?:second|minute|hour|day|week|month|year)s? ago)/,
    );
    const conditions = clauses.map((one) => this.clause(one.trim()));
    return conditions.length === 1 ? (conditions[0] ?? {}) : { all: conditions };
  }

  private clause(text: string): JsonObject {
    const [, group] = /^#(\d+)#$/.exec(text) ?? [];
    if (group !== undefined) return this.any(this.groups[Number(group)] ?? '');
    const found =
      this.regularly(text) ?? this.sequence(text) ?? this.firstTime(text) ?? this.did(text) ?? property(text);
    if (found === null) throw new NotApplicable(`PostHog's words are not understood: ${text}`);
    return found;
  }

  private regularly(text: string): JsonObject | null {
    const pattern = `^performed ${name} (?:regularly:? )?${times} per (\\d+)[- ]${unit} periods? in (?:at least )?(\\d+) of the last (\\d+) periods$`;
    const [found, event, op, count, length, of, min, last] = new RegExp(pattern).exec(text) ?? [];
    if (found === undefined) return null;
    const periods = { length: duration(length, of), last: Number(last), min: Number(min) };
    return { periods, event: this.named(event), count: countOf(op, Number(count)) };
  }

  private sequence(text: string): JsonObject | null {
    const pattern = `^performed ${name}(.*?) (?:followed by|then|before) (?:performing )?${name} within (\\d+) ${unit}(.*)$`;
    const [found, first, early, second, count, of, late] = new RegExp(pattern).exec(text) ?? [];
    if (found === undefined) return null;
    const window = this.window(early ?? '') ?? this.window(late ?? '');
    const steps: JsonObject[] = [
      { event: this.named(first) },
      { event: unquoted(second), within: duration(count, of) },
    ];
    return { sequence: steps, ...(window === null ? {} : { within: window }) };
  }

  private firstTime(text: string): JsonObject | null {
    const pattern = `^(?:performed ${name} for the first time|(?:first time )?first performed ${name})(.*)$`;
    const [found, one, other, when] = new RegExp(pattern).exec(text) ?? [];
    if (found === undefined) return null;
    const event = this.named(one ?? other);
    const window = this.window(when ?? '');
    const before = this.span === null ? undefined : { to: `-${this.span.from}` };
    return { all: [{ event, ...within(window) }, { not: { event, ...within(before ?? null) } }] };
  }

  private did(text: string): JsonObject | null {
    const verbs = '(performed|did not(?: perform)?|did|not|never performed)';
    const [found, verb, rest = ''] = new RegExp(`^${verbs}((?: .*)?)$`).exec(text) ?? [];
    if (found === undefined) return null;
    const isNamed = rest !== '' && !/^ (in|for|between|before) /.test(rest);
    const [parsed, event, op, count, when = ''] =
      new RegExp(`^${isNamed ? ` ${name}` : '()'}(?: ${times})?((?: .*)?)$`).exec(rest) ?? [];
    if (parsed === undefined) return null;
    const window = this.window(when);
    if (window === null && when.trim() !== '') return null;
    const condition = { event: this.named(isNamed ? event : undefined), ...within(window) };
    if (verb !== 'performed' && verb !== 'did') return { not: condition };
    return count === undefined ? condition : { ...condition, count: countOf(op, Number(count)) };
  }

  /** Remembered for "before that". @returns null: there is none, or it is not understood */
  private window(text: string): JsonObject | string | null {
    const trimmed = text.trim();
    const [last, count, of] = new RegExp(`^(?:in|for) the last (?:(\\d+) )?${unit}$`).exec(trimmed) ?? [];
    if (last !== undefined) {
      this.span = { from: duration(count, of), to: null };
      return this.span.from;
    }
    const between = new RegExp(`^between (\\d+) ${unit}(?: ago)? and (\\d+) ${unit} ago$`).exec(trimmed);
    if (between !== null) {
      const [, one, oneOf, other, otherOf] = between;
      const [a, b] = [duration(one, oneOf), duration(other, otherOf)];
      const [from, to] = milliseconds(a) > milliseconds(b) ? [a, b] : [b, a];
      this.span = { from, to };
      return { from: `-${from}`, to: `-${to}` };
    }
    const [ago, since, sinceOf] = new RegExp(`^before (\\d+) ${unit} ago$`).exec(trimmed) ?? [];
    if (ago !== undefined) return { to: `-${duration(since, sinceOf)}` };
    if (/^before (that|then)$/.test(trimmed) && this.span !== null) return { to: `-${this.span.from}` };
    return null;
  }

  private named(event: string | undefined): string {
    if (event !== undefined) this.event = unquoted(event);
    if (this.event === null) throw new NotApplicable(`PostHog's words name no event: ${this.words}`);
    return this.event;
  }
}

const unquoted = (text: string | undefined): string => (text ?? '').replace(/^"(.*)"$/, '$1');
const within = (window: JsonObject | string | null): JsonObject => (window === null ? {} : { within: window });

/** To see which of two is longer: a month counts as 30 days. */
function milliseconds(length: string): number {
  const duration = durationOf(length);
  return 'months' in duration ? duration.months * 30 * dayMilliseconds : duration.milliseconds;
}

/** It counts those who did it at all: "at most once" is once. */
function countOf(op: string | undefined, count: number): JsonObject {
  switch (op ?? '>=') {
    case '>=':
    case 'at least':
      return { op: 'gte', value: count };
    case '>':
    case 'more than':
      return { op: 'gt', value: count };
    case '=':
    case 'exactly':
      return { op: 'eq', value: count };
    case '<=':
    case 'at most':
      return { op: 'between', value: [1, count] };
    default:
      return { op: 'between', value: [1, count - 1] };
  }
}

function property(text: string): JsonObject | null {
  const ops: Record<string, string> = {
    ...{ '=': 'eq', is: 'eq', equals: 'eq', '!=': 'ne', 'is not': 'ne', contains: 'contains' },
    ...{ 'does not contain': 'not_contains', '>': 'gt', '<': 'lt', '>=': 'gte', '<=': 'lte' },
  };
  const pattern =
    /^(?:person )?(?:property )?(\S+) (is not set|is set|is not|is|equals|does not contain|contains|!=|>=|<=|=|>|<)(?: (.+))?$/;
  const [found, trait, operator, value] = pattern.exec(text) ?? [];
  if (found === undefined || trait === undefined || operator === undefined) return null;
  if (operator === 'is set') return { trait, op: 'exists' };
  if (operator === 'is not set') return { trait, op: 'not_exists' };
  const op = ops[operator];
  if (op === undefined || value === undefined) return null;
  const isNumber = /^(gt|lt)e?$/.test(op) || /^-?\d+(\.\d+)?$/.test(value);
  return { trait, op, value: isNumber ? Number(value) : unquoted(value) };
}
