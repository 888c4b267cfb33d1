import { csvLine } from '@rapport/sdk/admin/pure';
import { dayFigureNames, figureNames } from './results-in';
import type { Figures, Group, Results } from './results-in';

/** Every table of the page, for a spreadsheet: a line for each group and for each day. Counts; lifts as shares from -1 to 1. */
export function csvOf(results: Results): string {
  const { totals, control, arms, locales, channels, days, surveys } = results;
  const heads = csvLine(['table', 'key', 'people', ...figureNames, 'lift', 'lift_low', 'lift_high']);
  const line = (table: string, key: string, { people, figures, lift }: Partial<Cells>): string =>
    csvLine([
      ...[table, key, people === undefined ? '' : String(people)],
      ...figureNames.map((name) => String(figures?.[name] ?? '')),
      ...[lift?.difference, lift?.low, lift?.high].map((value) => String(value ?? '')),
    ]);
  const groups = (table: string, all: readonly Group[]): string[] => all.map((one) => line(table, one.key, one));
  return [
    heads,
    line('total', '', { figures: totals }),
    ...(control === null
      ? []
      : [
          line('compared', 'got', { people: control.got.people, figures: { converted: control.got.converted } }),
          line('compared', 'control', {
            ...{ people: control.people, figures: { converted: control.converted }, lift: control.lift },
          }),
        ]),
    ...groups('arm', arms),
    ...groups('language', locales),
    ...groups('channel', channels),
    ...days.map((one) =>
      line('day', one.day, { figures: Object.fromEntries(dayFigureNames.map((name) => [name, one[name]])) }),
    ),
    ...surveys.flatMap(({ survey, scores }) =>
      scores.map(({ score, count }) => line(survey, String(score), { people: count })),
    ),
  ].join('');
}

type Cells = { readonly people: number; readonly figures: Partial<Figures>; readonly lift: Group['lift'] };
