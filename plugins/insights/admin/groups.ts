import { csvLine, formatText } from '@rapport/sdk/admin/pure';
import type { Locale } from '@rapport/sdk/admin/pure';
import type { FigureBreakdownQuery, FiguresOverviewQuery } from './figures.documents';
import { formatMonth, formatSituation } from './format';
import { texts } from './texts';
import type { Breakdown, Sort } from './view';

export type Figure = FiguresOverviewQuery['figures'][number];
export type Group = FigureBreakdownQuery['figures'][number]['groups'][number];

/** Months stay in their order; what has no value is last. */
export function sorted(
  groups: readonly Group[],
  { by, sort, good }: { readonly by: Breakdown; readonly sort: Sort; readonly good: Figure['good'] },
): readonly Group[] {
  if (by === 'month') return groups;
  const byName = (a: Group, b: Group): number =>
    Number(a.key === null) - Number(b.key === null) || (a.key ?? '').localeCompare(b.key ?? '');
  return [...groups].sort((a, b) => {
    if (sort === 'name') return byName(a, b);
    if (sort === 'size') return b.value.n - a.value.n || byName(a, b);
    const difference = (a.value.value ?? 0) - (b.value.value ?? 0);
    return (good === 'HIGH' ? difference : -difference) || b.value.n - a.value.n || byName(a, b);
  });
}

export function nameOfGroup(key: string | null, by: Breakdown, locale: Locale): string {
  if (key === null) return formatText(texts.noName, locale);
  if (by === 'month') return formatMonth(key, locale);
  return by === 'situation' ? formatSituation(key) : key;
}

/** All figures by day, for a spreadsheet: shares 0 to 1, durations in seconds. */
export function csvOf(figures: readonly Figure[]): string {
  const heads = csvLine(['figure', 'day', 'conversations', 'value', 'low', 'high']);
  const lines = figures.flatMap(({ name, kind, groups }) => {
    const cell = (value: number | null): string =>
      value === null ? '' : String(kind === 'DURATION' ? value / 1_000 : value);
    return groups.map(({ key, value: { n, value, low, high } }) =>
      csvLine([name, key ?? '', String(n), cell(value), cell(low), cell(high)]),
    );
  });
  return [heads, ...lines].join('');
}
