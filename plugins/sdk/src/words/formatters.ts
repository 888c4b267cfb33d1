import { wordLimits } from './limits';

/** Intl's formatters are dear to make and cheap to use: kept by what makes them, the oldest go first. */
const kept = new Map<string, unknown>();

function keep<T>(name: string, locale: string, options: object, make: () => T, is: (value: unknown) => value is T): T {
  const key = `${name} ${locale} ${JSON.stringify(options)}`;
  const found = kept.get(key);
  if (is(found)) return found;
  const made = make();
  kept.set(key, made);
  const [oldest] = kept.keys();
  if (kept.size > wordLimits.formattersMax && oldest !== undefined) kept.delete(oldest);
  return made;
}

export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const make = () => new Intl.NumberFormat(locale, options);
  return keep('number', locale, options, make, (value) => value instanceof Intl.NumberFormat);
}

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const make = () => new Intl.DateTimeFormat(locale, options);
  return keep('date', locale, options, make, (value) => value instanceof Intl.DateTimeFormat);
}

export function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const make = () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return keep('relative', locale, {}, make, (value) => value instanceof Intl.RelativeTimeFormat);
}

export function listFormat(locale: string, type: 'conjunction' | 'disjunction'): Intl.ListFormat {
  const make = () => new Intl.ListFormat(locale, { type });
  return keep('list', locale, { type }, make, (value) => value instanceof Intl.ListFormat);
}

export function pluralRules(locale: string): Intl.PluralRules {
  const make = () => new Intl.PluralRules(locale);
  return keep('plural', locale, {}, make, (value) => value instanceof Intl.PluralRules);
}
