/** How long events are kept. `days` null: for ever. */
export type RetentionRule = { readonly name: string | null; readonly days: number | null };

const dayMilliseconds = 24 * 60 * 60 * 1_000;

/**
 * From when on events of a name are kept: its own rule, else the default (the rule without a name), else for ever: -Infinity.
 * Epoch milliseconds.
 */
export function keptSince(rules: readonly RetentionRule[], name: string, now: number): number {
  const rule = rules.find((one) => one.name === name) ?? rules.find((one) => one.name === null);
  return rule === undefined || rule.days === null ? -Infinity : now - rule.days * dayMilliseconds;
}

/** A rule that is set, or (`days` undefined) removed. */
export type RetentionChange = { readonly name: string | null; readonly days?: number | null };

/** The rules as they would be after the change. */
export function withRule(rules: readonly RetentionRule[], { name, days }: RetentionChange): RetentionRule[] {
  const others = rules.filter((rule) => rule.name !== name);
  return days === undefined ? others : [...others, { name, days }];
}

/** `90d`, `12w`, `24m` (of 30 days), `2y` (of 365), `forever`. Null where it is none of them. */
export function parseRetention(text: string): { readonly days: number | null } | null {
  if (text === 'forever') return { days: null };
  const [, count, unit = 'd'] = /^([1-9]\d{0,4})\s*([dwmy])?$/.exec(text) ?? [];
  if (count === undefined) return null;
  const factor = new Map([
    ['d', 1],
    ['w', 7],
    ['m', 30],
    ['y', 365],
  ]).get(unit);
  const days = Number(count) * (factor ?? 1);
  return days <= retentionDaysMax ? { days } : null;
}

/** A hundred years. */
export const retentionDaysMax = 36_500;
