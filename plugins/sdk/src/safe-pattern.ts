import { describeFault, type FaultCause, type FaultCode, type FaultParameters } from './definition-faults';
import { limits } from './limits';

/**
 * A pattern of a tracking plan or a segment runs over text that anybody can send, so only patterns are taken that cannot run
 * away: a line of characters, escapes and classes, each with at most one quantifier; no groups, no alternatives, no
 * references. Of the quantifiers that leave a choice (`?`, `*`, `+`, `{1,3}`) at most two are allowed, which makes the time
 * quadratic at the worst, and longer texts than 512 characters match nothing: a quarter of a million steps, a millisecond.
 */
const textCharsMax = limits.patternTextCharsMax;
const choicesMax = 2;
const patternCharsMax = 200;
const repeatsMax = 100;

const atom = /^(?:\\[dDwWsS.^$*+?()[\]{}|/\\-]|\[\^?(?:[^\]\\[]|\\[dwsDWS\]\\[^.-])+\]|[^\\^$*+?()[\]{}|]|\.)/u;
const quantifier = /^(?:[?*+]|\{(\d{1,3})(,(\d{0,3}))?\})/u;

/** Why it is not taken, in English; null: it is. */
export function patternProblem(pattern: string): string | null {
  const fault = patternFault(pattern);
  return fault === null ? null : describeFault(fault, 'en');
}

/** Why it is not taken; null: it is. */
export function patternFault(pattern: string): FaultCause | null {
  const because = (code: FaultCode, parameters: FaultParameters = {}): FaultCause => ({ code, parameters });
  if (pattern.length > patternCharsMax) return because('pattern_too_long', { max: patternCharsMax });
  let rest = pattern.replace(/^\^/, '');
  if (rest.endsWith('$') && !rest.endsWith('\\$')) rest = rest.slice(0, -1);
  let choices = 0;
  // Without ^ the search begins anew at each character: that is a choice, too.
  if (!pattern.startsWith('^')) choices++;
  while (rest !== '') {
    const [taken] = atom.exec(rest) ?? [];
    if (taken === undefined) return because('pattern_parts');
    rest = rest.slice(taken.length);
    const found = quantifier.exec(rest);
    if (found === null) continue;
    const [text, least, range, most] = found;
    if (Number(least ?? 0) > repeatsMax || Number(most ?? 0) > repeatsMax)
      return because('pattern_repeats', { max: repeatsMax });
    if (least === undefined || range !== undefined) choices++;
    rest = rest.slice(text.length);
  }
  if (choices > choicesMax) return because('pattern_choices', { max: choicesMax });
  return compiles(pattern) ? null : because('pattern_invalid');
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/**
 * `toString` tells patterns apart: ajv keeps each different text once.
 * @throws Error where patternProblem says no
 */
export function safePattern(pattern: string): { test(text: string): boolean; toString(): string } {
  const problem = patternProblem(pattern);
  if (problem !== null) throw new Error(problem);
  const expression = new RegExp(pattern, 'u');
  return { test: (text) => text.length <= textCharsMax && expression.test(text), toString: () => `safe ${pattern}` };
}

const whitespace = '\\t\\n\\v\\f\\r\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const classes: Record<string, string> = { d: '0-9', w: 'A-Za-z0-9_', s: whitespace };
const classItem = /(?:\\([dws])|(\\?.)(?:-(\\?[^\]]))?)/gsu;

/**
 * The same pattern for PostgreSQL's `~`, which means other things by `.`, `\w`, `\d` and `\s`.
 * null: it cannot be said there (`[^\W]`), or patternProblem says no.
 */
export function postgresPattern(pattern: string): string | null {
  if (patternProblem(pattern) !== null || /\[[^\]]*\\[DWS]/.test(pattern)) return null;
  const ends = pattern.endsWith('$') && !pattern.endsWith('\\$');
  const begins = pattern.startsWith('^');
  let rest = pattern.slice(begins ? 1 : 0, ends ? -1 : undefined);
  let written = begins ? '^' : '';
  while (rest !== '') {
    const [taken = ''] = atom.exec(rest) ?? [];
    const [repeated = ''] = quantifier.exec(rest.slice(taken.length)) ?? [];
    if (taken === '') return null;
    written += postgresAtom(taken) + repeated;
    rest = rest.slice(taken.length + repeated.length);
  }
  return ends ? `${written}$` : written;
}

function postgresAtom(taken: string): string {
  if (taken === '.') return '[^\\n\\r\\u2028\\u2029]';
  if (taken.startsWith('[')) return postgresClass(taken.slice(1, -1));
  const known = classes[taken.slice(1).toLowerCase()];
  if (!taken.startsWith('\\') || known === undefined) return codePoint(taken.replace(/^\\/, ''));
  return taken === taken.toLowerCase() ? `[${known}]` : `[^${known}]`;
}

function postgresClass(inside: string): string {
  const negated = inside.startsWith('^');
  const items = (negated ? inside.slice(1) : inside).matchAll(classItem);
  const written = [...items].map(([, known, from = '', to]) => {
    if (known !== undefined) return classes[known] ?? '';
    const first = codePoint(from.replace(/^\\(?=.)/su, ''));
    return to === undefined ? first : `${first}-${codePoint(to.replace(/^\\(?=.)/su, ''))}`;
  });
  return `[${negated ? '^' : ''}${written.join('')}]`;
}

function codePoint(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
