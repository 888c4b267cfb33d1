import { type Core, RapportError } from '@rapport/sdk';
import { daysOf, lengthOf, monthsOf, parseDay, type Period } from '../domain/days';
import type { Dimension } from '../domain/dimensions';
import type { Figure } from '../domain/figure';
import { figures } from '../domain/figures';
import { summarise, type Summary } from '../domain/summary';
import { insightLimits } from './limits';
import { type FigureFilter, type GroupTotals, readTotals } from './stores/aggregates';

export type Group = { readonly key: string | null; readonly value: Summary };
export type Asked = { readonly period: Period; readonly filter: FigureFilter };

const nothing = { n: 0, sum: 0, squares: 0, ranked: null };

/** @throws bad_input */
export function figuresNamed(names: readonly string[] | null | undefined): readonly Figure[] {
  if (names === null || names === undefined) return figures;
  return names.map((name) => {
    const found = figures.find((figure) => figure.name === name);
    if (found === undefined) throw new RapportError('bad_input', `There is no figure \`${name.slice(0, 60)}\`.`);
    return found;
  });
}

/** @throws bad_input where it is no period, or too long */
export function periodOf({ from, to }: { readonly from: unknown; readonly to: unknown }): Period {
  const [first, last] = [parseDay(from), parseDay(to)];
  if (first === null || last === null) throw new RapportError('bad_input', 'A day is written YYYY-MM-DD.');
  const period = { from: first, to: last };
  if (lengthOf(period) < 1) throw new RapportError('bad_input', 'The period ends before it begins.');
  if (lengthOf(period) > insightLimits.periodDaysMax)
    throw new RapportError('bad_input', `A period has at most ${insightLimits.periodDaysMax} days.`);
  return period;
}

/** Each figure over the whole period. One question for all of them. */
export async function totalsOf(core: Core, asked: readonly Figure[], { period, filter }: Asked): Promise<Summary[]> {
  const rows = await ask(core, asked, { period, filter, by: null });
  return asked.map(({ name, kind }) => summarise(kind, rows.find(({ figure }) => figure === name) ?? nothing));
}

/** Each figure by a dimension: days and months in order and none left out, others the larger first. */
export async function groupsOf(
  core: Core,
  asked: readonly Figure[],
  by: Dimension,
  { period, filter }: Asked,
): Promise<Group[][]> {
  const rows = await ask(core, asked, { period, filter, by });
  return asked.map(({ name, kind }) => {
    const own = rows.filter(({ figure }) => figure === name);
    const found = new Map(own.map((one) => [one.key, one]));
    const keys = by === 'day' ? daysOf(period) : by === 'month' ? monthsOf(period) : own.map(({ key }) => key);
    return keys.map((key) => ({ key, value: summarise(kind, found.get(key) ?? nothing) }));
  });
}

function ask(
  core: Core,
  asked: readonly Figure[],
  { period, filter, by }: Asked & { readonly by: Dimension | null },
): Promise<GroupTotals[]> {
  return core.database.transaction(
    (sql) =>
      readTotals(sql, {
        ...period,
        ...{ filter, by },
        figures: asked.map(({ name }) => name),
        durations: asked.filter(({ kind }) => kind === 'duration').map(({ name }) => name),
        groupsMax: insightLimits.groupsMax,
      }),
    {
      snapshot: true,
      statementMilliseconds: insightLimits.statementMilliseconds,
      settings: { work_mem: insightLimits.sortMemory },
    },
  );
}
