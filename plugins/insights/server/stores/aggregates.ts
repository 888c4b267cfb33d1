import { param, type Session, sql, type Sql } from '@rapport/sdk';
import type { Period } from '../../domain/days';
import type { Dimension } from '../../domain/dimensions';
import { medianRanks, type Totals } from '../../domain/summary';

/** Of each, one value or (null) whoever has none; a dimension that is missing is not looked at. */
export type FigureFilter = Partial<Readonly<Record<Exclude<Dimension, 'day' | 'month'>, string | null>>>;

export type FigureQuestion = Period & {
  readonly figures: readonly string[];
  /** Those of them whose ranks are wanted. */
  readonly durations: readonly string[];
  /** Null: all together. */
  readonly by: Dimension | null;
  readonly filter: FigureFilter;
  readonly groupsMax: number;
};

/** `key` is null for those who have none of the dimension, and where all are together. */
export type GroupTotals = Totals & { readonly figure: string; readonly key: string | null };

const columns: Readonly<Record<Dimension, Sql>> = {
  day: sql`v.day`,
  month: sql`date_trunc('month', v.day::timestamp)`,
  channel: sql`f.channel`,
  team: sql`f.team`,
  agent: sql`f.agent`,
  situation: sql`s.key`,
};

/** The column as it is written: of each group once, as writing a date of every row costs more than adding the row. */
function written(by: Dimension | null): Sql {
  if (by === 'day') return sql`to_char(key, 'YYYY-MM-DD')`;
  return by === 'month' ? sql`to_char(key, 'YYYY-MM')` : sql`key`;
}

/**
 * Sums by figure and group, the larger groups first. Two statements, however many figures and groups: sums of all, then the ranked
 * values of durations, at one moment (give it a transaction that is a snapshot).
 */
export async function readTotals(session: Session, question: FigureQuestion): Promise<GroupTotals[]> {
  const key = question.by === null ? sql`null::text` : columns[question.by];
  const sums = await session.rows<Omit<GroupTotals, 'ranked'>>(
    sql`select figure, ${written(question.by)} as key, n, sum, squares from (
        select v.figure, ${key} as key, count(*) as n, sum(v.value) as sum, sum(v.value * v.value) as squares,
          row_number() over (partition by v.figure order by count(*) desc) as place
        from ${rowsOf(question, question.figures)} group by 1, 2) g
      where place <= ${param(question.groupsMax, 'int')} order by figure, n desc, key nulls last`.render(),
  );
  const wanted = sums.filter(({ figure }) => question.durations.includes(figure));
  const ranked =
    wanted.length === 0 ? new Map<string, Totals['ranked']>() : await readRanked(session, question, wanted);
  return sums.map((one) => ({ ...one, ranked: ranked.get(groupKey(one)) ?? null }));
}

async function readRanked(
  session: Session,
  question: FigureQuestion,
  groups: readonly Pick<GroupTotals, 'figure' | 'key' | 'n'>[],
): Promise<Map<string, Totals['ranked']>> {
  const key = question.by === null ? sql`null::text` : columns[question.by];
  const wanted = groups.map(({ figure, key: group, n }) => ({ figure, key: group, ...medianRanks(n) }));
  const rows = await session.rows<{ figure: string; key: string | null } & NonNullable<Totals['ranked']>>(
    sql`select g.figure, g.key, g.sorted[w.low] as low, g.sorted[w.median] as median, g.sorted[w.high] as high, g.sorted[w.p90] as p90
      from (select figure, ${written(question.by)} as key, sorted
        from (select v.figure, ${key} as key, array_agg(v.value order by v.value) as sorted
          from ${rowsOf(question, question.durations)} group by 1, 2) r) g
      join jsonb_to_recordset(${param(JSON.stringify(wanted), 'jsonb')})
        as w(figure text, key text, low int, median int, high int, p90 int)
        on w.figure = g.figure and w.key is not distinct from g.key`.render(),
  );
  return new Map(rows.map(({ figure, key: group, ...ranks }) => [groupKey({ figure, key: group }), ranks]));
}

function groupKey({ figure, key }: Pick<GroupTotals, 'figure' | 'key'>): string {
  return JSON.stringify([figure, key]);
}

/**
 * Values of the period as `v`, with what they are grouped and filtered by as `f`, and (by situation) one row for each as `s`. Where
 * nothing of the conversation is asked, the index of the values is all that is read.
 */
function rowsOf({ by, ...question }: Period & Pick<FigureQuestion, 'by' | 'filter'>, figures: readonly string[]): Sql {
  const isOfValue = by === null || by === 'day' || by === 'month';
  const conversations =
    isOfValue && Object.values(question.filter).every((one) => one === undefined)
      ? sql``
      : sql`join conversation_figures f on f.conversation_id = v.conversation_id`;
  const situations = by === 'situation' ? sql`left join lateral unnest(f.situations) as s(key) on true` : sql``;
  return sql`figure_value v ${conversations} ${situations}
    where v.figure = any(${param(figures, 'text[]')}) and v.day >= ${param(question.from, 'text')}::date
      and v.day <= ${param(question.to, 'text')}::date${conditions(question.filter)}`;
}

function conditions({ channel, team, agent, situation }: FigureFilter): Sql {
  const is = (column: Sql, value: string | null | undefined): Sql => {
    if (value === undefined) return sql``;
    return value === null ? sql` and ${column} is null` : sql` and ${column} = ${param(value, 'text')}`;
  };
  const inSituation =
    situation === undefined
      ? sql``
      : situation === null
        ? sql` and f.situations = '{}'`
        : sql` and ${param(situation, 'text')} = any(f.situations)`;
  return sql`${is(columns.channel, channel)}${is(columns.team, team)}${is(columns.agent, agent)}${inSituation}`;
}

export type CountedPosition = { readonly value: number; readonly id: number };
export type Counted = CountedPosition & { readonly publicId: string; readonly day: string };

/** Conversations that a figure counts: the worst first, the newer of equals first. One more than asked says whether there is more. */
export async function readCounted(
  session: Session,
  question: Period & {
    readonly figure: string;
    readonly filter: FigureFilter;
    readonly worst: 'high' | 'low';
    readonly after: CountedPosition | null;
    readonly count: number;
  },
): Promise<Counted[]> {
  const { after, worst } = question;
  const rows = rowsOf({ ...question, by: null }, [question.figure]);
  const isHigh = worst === 'high';
  const order = isHigh ? sql`v.value desc, v.conversation_id desc` : sql`v.value, v.conversation_id desc`;
  const further = (position: CountedPosition): Sql => {
    const [value, id] = [param(position.value, 'float8'), param(position.id, 'bigint')];
    const beyond = isHigh ? sql`v.value < ${value}` : sql`v.value > ${value}`;
    return sql` and (${beyond} or (v.value = ${value} and v.conversation_id < ${id}))`;
  };
  return session.rows<Counted>(
    sql`select p.id, p.value, p.day, c.public_id as "publicId" from (
        select v.conversation_id as id, v.value, to_char(v.day, 'YYYY-MM-DD') as day
        from ${rows}${after === null ? sql`` : further(after)} order by ${order} limit ${param(question.count, 'int')}) p
      join conversation c on c.id = p.id order by ${isHigh ? sql`p.value desc, p.id desc` : sql`p.value, p.id desc`}`.render(),
  );
}
