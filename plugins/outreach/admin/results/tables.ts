import { csvLine } from '@rapport/sdk/admin/pure';
import { dayFigureNames, figureNames, textsOfArm } from './results-in';
import type { Figures, Group, Results, Survey } from './results-in';

/** Every table of the page, for a spreadsheet: a line for each group, day and score. Counts; lifts as shares from -1 to 1. */
export function csvOf(results: Results): string {
  const { totals, control, arms, locales, channels, days, surveys } = results;
  const heads = csvLine(['table', 'key', 'name', 'score', 'people', ...figureNames, 'lift', 'lift_low', 'lift_high']);
  const line = (table: string, key: string, { name = '', score, people, figures, lift }: Partial<Cells>): string =>
    csvLine([
      ...[table, key, name, String(score ?? ''), String(people ?? '')],
      ...figureNames.map((name) => String(figures?.[name] ?? '')),
      ...[lift?.difference, lift?.low, lift?.high].map((value) => String(value ?? '')),
    ]);
  const groups = (table: string, all: readonly Group[]): string[] => all.map((one) => line(table, one.key, one));
  const answers = (all: readonly Survey[], key: string, name: string): string[] =>
    all.flatMap(({ survey, scores }) =>
      scores.map(({ score, count }) => line(survey, key, { name, score, people: count })),
    );
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
    ...arms.map((one) => line('arm', one.key, { ...one, name: textsOfArm(one) })),
    ...groups('language', locales),
    ...groups('channel', channels),
    ...days.map((one) =>
      line('day', one.day, { figures: Object.fromEntries(dayFigureNames.map((name) => [name, one[name]])) }),
    ),
    ...answers(surveys, '', ''),
    ...arms.flatMap((one) => answers(one.surveys, one.key, textsOfArm(one))),
  ].join('');
}

type Cells = {
  readonly name: string;
  readonly score: number;
  readonly people: number;
  readonly figures: Partial<Figures>;
  readonly lift: Group['lift'];
};
