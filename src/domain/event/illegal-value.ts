/**
 * A test for values that name nobody ("null", "anonymous", zeros and dashes ...): ignored as identifiers, or all who send them
 * would become one person. Values are compared without case, also when quoted (`"undefined"`); blanks are always illegal.
 */
export function illegalValues(values: readonly string[], patterns: readonly string[]): (value: string) => boolean {
  const known = new Set(values.map((value) => value.trim().toLowerCase()));
  const longest = Math.max(0, ...values.map((value) => value.length));
  const compiled = patterns.map((pattern) => new RegExp(pattern));
  return (value) => {
    const bare = unquote(value.trim());
    if (bare === '') return true;
    if (bare.length <= longest && known.has(bare.toLowerCase())) return true;
    return compiled.some((pattern) => pattern.test(bare));
  };
}

const quotes = new Set(['"', "'", '`', '\\', '“', '”', '‘', '’']);

/** The text between quotes, however many and whichever; only quotes: ''. */
function unquote(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && quotes.has(text.charAt(start))) start++;
  if (start === 0) return text;
  while (end > start && quotes.has(text.charAt(end - 1))) end--;
  return text.slice(start, end).trim();
}
