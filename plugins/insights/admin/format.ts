import { formatNumber } from '@rapport/sdk/admin/pure';
import type { Locale } from '@rapport/sdk/admin/pure';

export type Kind = 'SHARE' | 'DURATION' | 'MEAN';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `62.5%`, `4 min 10 sec` (the two largest units), `1.3`. */
export function formatValue(value: number, kind: Kind, locale: Locale): string {
  switch (kind) {
    case 'SHARE':
      return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);
    case 'DURATION':
      return formatDuration(value, locale);
    case 'MEAN':
      return formatNumber(value, locale);
  }
}

/** @param milliseconds of a stretch */
export function formatDuration(milliseconds: number, locale: Locale): string {
  let rest = Math.round(milliseconds / 1_000);
  const parts: string[] = [];
  for (const [unit, seconds] of units) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count === 0 && (parts.length > 0 || unit !== 'second')) {
      if (parts.length > 0) break;
      continue;
    }
    parts.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count));
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

export type Change = {
  readonly verdict: 'better' | 'worse' | 'unclear' | 'same';
  /** Of shares in points, else a share of what was before. */
  readonly amount: number;
};

type Now = { readonly value: number; readonly low: number | null; readonly high: number | null };

/** A change counts as one where what was before lies outside of the interval of now. */
export function changeOf(now: Now, before: number, kind: Kind, good: 'HIGH' | 'LOW'): Change | null {
  const difference = now.value - before;
  if (difference === 0) return { verdict: 'same', amount: 0 };
  if (kind !== 'SHARE' && before === 0) return null;
  const amount = kind === 'SHARE' ? difference * 100 : difference / before;
  const isClear = now.low !== null && now.high !== null && (before < now.low || before > now.high);
  if (!isClear) return { verdict: 'unclear', amount };
  return { verdict: difference > 0 === (good === 'HIGH') ? 'better' : 'worse', amount };
}

/** `+3.1` or `−12%`. */
export function formatChange({ amount }: Change, kind: Kind, locale: Locale): string {
  return new Intl.NumberFormat(locale, {
    ...{ signDisplay: 'always', maximumFractionDigits: 1 },
    style: kind === 'SHARE' ? 'decimal' : 'percent',
  }).format(amount);
}

/** `6 Nov`, of YYYY-MM-DD. */
export function formatShortDay(day: string, locale: Locale): string {
  return new Date(day).toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** `November 2026`, of YYYY-MM. */
export function formatMonth(month: string, locale: Locale): string {
  return new Date(`${month}-01`).toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** `third contact`, of `situation-third-contact`. */
export function formatSituation(key: string): string {
  return key.replace(/^situation-/, '').replaceAll('-', ' ');
}
