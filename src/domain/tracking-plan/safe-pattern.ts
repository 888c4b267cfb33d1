/**
 * `pattern` of a tracking plan runs at the door over text that anybody can send, so only patterns are taken that cannot run
 * away: a line of characters, escapes and classes, each with at most one quantifier; no groups, no alternatives, no
 * references. Of the quantifiers that leave a choice (`?`, `*`, `+`, `{1,3}`) at most two are allowed, which makes the time
 * quadratic at the worst, and longer texts than 512 characters match nothing: a quarter of a million steps, a millisecond.
 */
const textCharsMax = 512;
const choicesMax = 2;
const patternCharsMax = 200;
const repeatsMax = 100;

const atom = /^(?:\\[dDwWsS.^$*+?()[\]{}|/\\-]|\[\^?(?:[^\]\\[]|\\[dwsDWS\]\\[^.-])+\]|[^\\^$*+?()[\]{}|]|\.)/u;
const quantifier = /^(?:[?*+]|\{(\d{1,3})(,(\d{0,3}))?\})/u;

/** Why it is not taken; null: it is. */
export function patternProblem(pattern: string): string | null {
  if (pattern.length > patternCharsMax) return `A pattern has at most ${patternCharsMax} characters.`;
  let rest = pattern.replace(/^\^/, '');
  if (rest.endsWith('$') && !rest.endsWith('\\$')) rest = rest.slice(0, -1);
  let choices = 0;
  // Without ^ the search begins anew at each character: that is a choice, too.
  if (!pattern.startsWith('^')) choices++;
  while (rest !== '') {
    const [taken] = atom.exec(rest) ?? [];
    if (taken === undefined)
      return 'A pattern is made of characters, escapes and [classes]: no groups, alternatives or references.';
    rest = rest.slice(taken.length);
    const found = quantifier.exec(rest);
    if (found === null) continue;
    const [text, least, range, most] = found;
    if (Number(least ?? 0) > repeatsMax || Number(most ?? 0) > repeatsMax)
      return `It repeats at most ${repeatsMax} times.`;
    if (least === undefined || range !== undefined) choices++;
    rest = rest.slice(text.length);
  }
  if (choices > choicesMax) return `A pattern begins with ^ and has at most ${choicesMax} of ? * + {1,3}.`;
  return compiles(pattern) ? null : 'It is not a regular expression.';
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
export function safePattern(pattern: string): { test(text: string): boolean } {
  const problem = patternProblem(pattern);
  if (problem !== null) throw new Error(problem);
  const expression = new RegExp(pattern, 'u');
  return { test: (text) => text.length <= textCharsMax && expression.test(text), toString: () => `safe ${pattern}` };
}
