import { param, type Session, sql, type Sql } from '@rapport/sdk';
import type { Period } from '../../domain/days';
import type { Dimension } from '../../domain/dimensions';
import { medianRanks, type Totals } from '../../domain/summary';
import { type CellLevel, cellsOf, inSituation, sampledEach } from './cells';

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

/** Of a cell. */
const keys: Readonly<Record<Dimension, Sql>> = {
  day: sql`c.day`,
  month: sql`date_trunc('month', c.day::timestamp)`,
  channel: sql`c.channel`,
  team: sql`c.team`,
  agent: sql`c.agent`,
  situation: sql`c.situation`,
};

const keyOf = (by: Dimension | null): Sql => (by === null ? sql`null::text` : keys[by]);

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
  const sums = await session.rows<Omit<GroupTotals, 'ranked'>>(
    sql`select figure, ${written(question.by)} as key, n::int, sum, squares from (
        select c.figure, ${keyOf(question.by)} as key, sum(c.n) as n, sum(c.sum) as sum, sum(c.squares) as squares,
          row_number() over (partition by c.figure order by sum(c.n) desc) as place
        from ${rowsOf({ ...question, durations: [] })} group by 1, 2) g
      where place <= ${param(question.groupsMax, 'int')} order by figure, n desc, key nulls last`.render(),
  );
  const wanted = sums
    .filter(({ figure }) => question.durations.includes(figure))
    .map(({ figure, key, n }) => ({ figure, key, ...medianRanks(n) }));
  const ranked =
    wanted.length === 0 ? new Map<string, Totals['ranked']>() : await readRanked(session, question, wanted);
  return sums.map((one) => ({ ...one, ranked: ranked.get(groupKey(one)) ?? null }));
}

type WantedRanks = { readonly figure: string; readonly key: string | null } & NonNullable<Totals['ranked']>;

async function readRanked(
  session: Session,
  question: FigureQuestion,
  wanted: readonly WantedRanks[],
): Promise<Map<string, Totals['ranked']>> {
  const asked = param(JSON.stringify(wanted), 'jsonb');
  const ofDurations = { ...question, figures: question.durations };
  const isOfAll = levelOf(question) === 'all' && question.by === null;
  const statement = isOfAll ? rankedOfAll(ofDurations, asked) : rankedOfGroups(ofDurations, asked);
  const rows = await session.rows<WantedRanks>(statement.render());
  return new Map(rows.map(({ figure, key, ...ranks }) => [groupKey({ figure, key }), ranks]));
}

/**
 * A cell that is a group of its own is sorted already. Others are sorted each by itself: to sort the values of all groups together, by
 * group and value, takes five times as long. (`offset 0`: not once more for each rank.)
 */
function rankedOfGroups(question: FigureQuestion, asked: Sql): Sql {
  const { by } = question;
  const isCell = levelOf(question) === 'all' && by === 'day';
  const groups = isCell
    ? sql`select c.figure, c.day as key, c.sorted from ${rowsOf(question)}`
    : sql`select v.figure, v.key, array(select u.value from unnest(v.values) as u(value) order by u.value) as sorted
        from (select c.figure, ${keyOf(by)} as key, array_agg(u.value) as values
          from ${rowsOf(question, sql`cross join lateral unnest(c.sorted) as u(value)`)} group by 1, 2) v offset 0`;
  return sql`select g.figure, g.key, g.sorted[w.low] as low, g.sorted[w.median] as median, g.sorted[w.high] as high, g.sorted[w.p90] as p90
    from (select figure, ${written(by)} as key, sorted from (${groups}) r) g
    join jsonb_to_recordset(${asked}) as w(figure text, key text, low int, median int, high int, p90 int)
      on w.figure = g.figure and w.key is not distinct from g.key`;
}

/**
 * Ranks in all days together, without sorting their values. Of the samples of all days in order, the nth has at least n * 32 values
 * up to it, and fewer than (n - 1) * 32 + 31 * days below it. So two samples enclose the values of a rank; what lies below the lower
 * one is counted by bisection, and only what lies between them is sorted.
 */
function rankedOfAll(question: FigureQuestion, asked: Sql): Sql {
  const [each, left] = [param(sampledEach, 'int'), param(sampledEach - 1, 'int')];
  return sql`with w as materialized (
      select * from jsonb_to_recordset(${asked}) as w(figure text, low int, median int, high int, p90 int)),
    -- Read once, and whole: a bisection would read a value that is kept apart each time.
    part as materialized (select c.figure, c.sorted || '{}'::float8[] as sorted, c.sample from ${rowsOf(question)}),
    mark as materialized (
      select p.figure, u.value, row_number() over (partition by p.figure order by u.value) as place
      from part p cross join lateral unnest(p.sample) as u(value)),
    stretch as materialized (
      select w.figure, r.name,
        (select max(m.value) from mark m where m.figure = w.figure and m.value < (select l.value from mark l
          where l.figure = w.figure and l.place = floor((r.first - 1 - ${left} * p.days)::float8 / ${each}) + 1)) as above,
        (select m.value from mark m where m.figure = w.figure and m.place = (r.last + ${left}) / ${each}) as until
      from w join (select figure, count(*) as days from part group by figure) p on p.figure = w.figure
      cross join lateral (values ('median', w.low, w.high), ('p90', w.p90, w.p90)) as r(name, first, last)),
    cut as materialized (
      select s.figure, s.name, b.below, p.sorted[b.below + 1 : b.until] as values
      from stretch s join part p on p.figure = s.figure
      cross join lateral (select coalesce(width_bucket(s.above, p.sorted), 0) as below,
        coalesce(width_bucket(s.until, p.sorted), cardinality(p.sorted)) as until) b),
    middle as (
      select b.figure, b.name, b.below, (select array_agg(u.value order by u.value) from cut c cross join lateral unnest(c.values) as u(value)
        where c.figure = b.figure and c.name = b.name) as sorted
      from (select figure, name, sum(below)::int as below from cut group by 1, 2) b)
    select w.figure, null::text as key, m.sorted[w.low - m.below] as low, m.sorted[w.median - m.below] as median,
      m.sorted[w.high - m.below] as high, n.sorted[w.p90 - n.below] as p90
    from w join middle m on m.figure = w.figure and m.name = 'median' join middle n on n.figure = w.figure and n.name = 'p90'`;
}

function groupKey({ figure, key }: Pick<GroupTotals, 'figure' | 'key'>): string {
  return JSON.stringify([figure, key]);
}

type Dimensions = Pick<FigureQuestion, 'by' | 'filter'>;

/** By a situation, and within one: no kept cell knows both. */
const isOfBoth = ({ by, filter }: Dimensions): boolean => by === 'situation' && filter.situation !== undefined;

/** The coarsest cells that know what is asked. */
function levelOf({ by, filter }: Dimensions): CellLevel {
  if (by === 'situation' || filter.situation !== undefined) return 'situation';
  const isOfDay = by === null || by === 'day' || by === 'month';
  return isOfDay && Object.values(filter).every((one) => one === undefined) ? 'all' : 'conversation';
}

/** The cells of a question as `c`; `more` joins to each. */
function rowsOf(question: Omit<FigureQuestion, 'groupsMax'>, more: Sql = sql``): Sql {
  const { from, to, figures, durations, filter } = question;
  const level = levelOf(question);
  const within = isOfBoth(question) ? { within: filter.situation } : {};
  const cells = cellsOf({ from, to, figures, durations, level, ...within });
  const conditions = equal([
    [sql`c.channel`, filter.channel],
    [sql`c.team`, filter.team],
    [sql`c.agent`, filter.agent],
    [sql`c.situation`, isOfBoth(question) ? undefined : filter.situation],
  ]);
  return sql`(${cells}) c ${more} where true${conditions}`;
}

function equal(pairs: readonly (readonly [column: Sql, value: string | null | undefined])[]): Sql {
  return pairs.reduce(
    (all, [column, value]) => {
      if (value === undefined) return all;
      return value === null ? sql`${all} and ${column} is null` : sql`${all} and ${column} = ${param(value, 'text')}`;
    },
    sql``,
  );
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
  const isHigh = worst === 'high';
  const order = isHigh ? sql`v.value desc, v.conversation_id desc` : sql`v.value, v.conversation_id desc`;
  const further = (position: CountedPosition): Sql => {
    const [value, id] = [param(position.value, 'float8'), param(position.id, 'bigint')];
    const beyond = isHigh ? sql`v.value < ${value}` : sql`v.value > ${value}`;
    return sql` and (${beyond} or (v.value = ${value} and v.conversation_id < ${id}))`;
  };
  return session.rows<Counted>(
    sql`select p.id, p.value, to_char(p.day, 'YYYY-MM-DD') as day, c.public_id as "publicId" from (
        select v.conversation_id as id, v.value, v.day
        from ${valuesOf(question)}${after === null ? sql`` : further(after)} order by ${order} limit ${param(question.count, 'int')}) p
      join conversation c on c.id = p.id order by ${isHigh ? sql`p.value desc, p.id desc` : sql`p.value, p.id desc`}`.render(),
  );
}

/** Values of the period as `v`; where nothing of the conversation is asked, their index is all that is read. */
function valuesOf({
  from,
  to,
  figure,
  filter,
}: Period & { readonly figure: string; readonly filter: FigureFilter }): Sql {
  const isPlain = Object.values(filter).every((one) => one === undefined);
  const conversations = isPlain ? sql`` : sql`join conversation_figures f on f.conversation_id = v.conversation_id`;
  const conditions = equal([
    [sql`f.channel`, filter.channel],
    [sql`f.team`, filter.team],
    [sql`f.agent`, filter.agent],
  ]);
  const situation = filter.situation === undefined ? sql`` : sql` and ${inSituation(filter.situation)}`;
  return sql`figure_value v ${conversations} where v.figure = ${param(figure, 'text')}
    and v.day >= ${param(from, 'text')}::date and v.day <= ${param(to, 'text')}::date${conditions}${situation}`;
}
