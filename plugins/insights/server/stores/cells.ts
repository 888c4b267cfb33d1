import { param, type Session, sql, type Sql } from '@rapport/sdk';
import type { Period } from '../../domain/days';

/** What cells tell apart; see migrations/0003_figure_days.sql. */
export type CellLevel = 'all' | 'conversation' | 'situation';
const levels: readonly CellLevel[] = ['all', 'conversation', 'situation'];

/** In `sample` stands each so manieth of the sorted values. */
export const sampledEach = 32;

export type CellQuestion = Period & {
  readonly level: CellLevel;
  readonly figures: readonly string[];
  /** Those of them whose sorted values are read. */
  readonly durations: readonly string[];
  /** Only conversations in (null: in no) situation, whatever the cells tell apart; what is kept cannot say it. */
  readonly within?: string | null;
};

const told: Readonly<Record<CellLevel, Sql>> = {
  all: sql`null::text as channel, null::text as team, null::text as agent, null::text as situation`,
  conversation: sql`f.channel, f.team, f.agent, null::text as situation`,
  situation: sql`f.channel, f.team, f.agent, s.key as situation`,
};
const groups: Readonly<Record<CellLevel, Sql>> = {
  all: sql`v.figure, v.day`,
  conversation: sql`v.figure, v.day, f.channel, f.team, f.agent`,
  situation: sql`v.figure, v.day, f.channel, f.team, f.agent, s.key`,
};
const joined: Readonly<Record<CellLevel, Sql>> = {
  all: sql``,
  conversation: sql`join conversation_figures f on f.conversation_id = v.conversation_id`,
  situation: sql`join conversation_figures f on f.conversation_id = v.conversation_id
    left join lateral unnest(f.situations) as s(key) on true`,
};

/** Of conversations that a level does not look at, too: the join is there. */
export function inSituation(situation: string | null): Sql {
  return situation === null ? sql`f.situations = '{}'` : sql`${param(situation, 'text')} = any(f.situations)`;
}

/** Cells as they are worked out: the one place that says what is in them. `days` is a condition on v.day. */
function computed({ level, figures, durations, within }: Omit<CellQuestion, keyof Period>, days: Sql): Sql {
  const only = within === undefined ? sql`` : sql` and ${inSituation(within)}`;
  return sql`select c.*, array(select u.value from unnest(c.sorted) with ordinality as u(value, place)
      where u.place % ${param(sampledEach, 'int')} = 0 order by u.place) as sample
    from (select v.figure, v.day, ${told[level]}, count(*)::int as n, sum(v.value) as sum, sum(v.value * v.value) as squares,
        array_agg(v.value order by v.value) filter (where v.figure = any(${param(durations, 'text[]')})) as sorted
      from figure_value v ${joined[level]}
      where v.figure = any(${param(figures, 'text[]')}) and ${days}${only} group by ${groups[level]}) c`;
}

/**
 * Cells of a period, kept ones of days that nobody changed and the others worked out: the same whichever they are. Give it a
 * transaction that is a snapshot.
 */
export function cellsOf({ from, to, ...question }: CellQuestion): Sql {
  const isIn = (day: Sql): Sql => sql`${day} >= ${param(from, 'text')}::date and ${day} <= ${param(to, 'text')}::date`;
  if (question.within !== undefined) return computed(question, isIn(sql`v.day`));
  const stale = sql`v.day = any(array(select distinct s.day from figure_day_stale s where ${isIn(sql`s.day`)}))`;
  return sql`select d.figure, d.day, d.channel, d.team, d.agent, d.situation, d.n, d.sum, d.squares, d.sorted, d.sample
    from figure_day d where d.level = ${param(question.level, 'text')} and d.figure = any(${param(question.figures, 'text[]')})
      and ${isIn(sql`d.day`)} and not exists (select from figure_day_stale s where s.day = d.day)
    union all ${computed(question, stale)}`;
}

/** Values of these days (YYYY-MM-DD) changed; in the transaction that changes them. */
export async function markDays(session: Session, days: readonly string[], now: number): Promise<void> {
  if (days.length === 0) return;
  await session.run({
    name: 'insights-days-mark',
    text: `insert into figure_day_stale (day, since)
      select distinct day::date, to_timestamp($2::float8 / 1000) from unnest($1::text[]) as day`,
    values: [days, now],
  });
}

/** Days that changed and have been left alone, or have waited long enough; the newest first, as they are looked at most. */
export async function readStaleDays(session: Session, before: number, daysMax: number): Promise<string[]> {
  const rows = await session.rows<{ day: string }>({
    name: 'insights-days-stale',
    text: `select to_char(day, 'YYYY-MM-DD') as day from figure_day_stale group by figure_day_stale.day
      having min(since) <= to_timestamp($1::float8 / 1000) order by figure_day_stale.day desc limit $2`,
    values: [before, daysMax],
  });
  return rows.map(({ day }) => day);
}

/**
 * Keeps the cells of these days, as they are in the snapshot of the transaction. Marks that it does not see stay, and with them
 * what it does not see is read as it is.
 */
export async function keepDays(
  session: Session,
  days: readonly string[],
  of: { readonly figures: readonly string[]; readonly durations: readonly string[] },
): Promise<void> {
  const values = [days];
  await session.run({ text: 'delete from figure_day_stale where day = any($1::text[]::date[])', values });
  await session.run({ text: 'delete from figure_day where day = any($1::text[]::date[])', values });
  const isOne = sql`v.day = any(${param(days, 'text[]')}::date[])`;
  for (const level of levels) {
    const sample = level === 'all' ? sql`sample` : sql`null`;
    await session.run(
      sql`insert into figure_day (level, figure, day, channel, team, agent, situation, n, sum, squares, sorted, sample)
        select ${param(level, 'text')}, figure, day, channel, team, agent, situation, n, sum, squares, sorted, ${sample}
        from (${computed({ ...of, level }, isOne)}) k`.render(),
    );
  }
}
