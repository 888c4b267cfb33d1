import type { Session } from '@rapport/sdk';
import type { FigureValue } from '../../domain/figures';
import { followUpDays } from '../../domain/measures';
import { markDays } from './cells';

/** A conversation whose figures are not those of its facts. */
export type Stale = {
  readonly id: number;
  readonly publicId: string;
  readonly connection: string;
  readonly externalId: string;
  readonly leafId: number;
  readonly rootId: number;
  readonly version: string;
  readonly openedAt: number;
  readonly channel: string | null;
  readonly team: string | null;
  readonly agent: string | null;
  readonly status: string;
  readonly topic: string | null;
  readonly reopened: number;
  readonly contactedAgain: boolean;
};

/**
 * Those of the customers that were not folded yet, from another state, by other formulas, or before the customer came back. Every
 * change of its facts rewrites the row of a conversation in the same transaction (src/helpdesk/recorder.ts), so the row's own version
 * (xmin) says whether they are others now, where times of two nodes, or of one millisecond, could not.
 */
export async function readStale(
  sql: Session,
  rootIds: readonly number[],
  { builtAs, rowsMax }: { readonly builtAs: string; readonly rowsMax: number },
): Promise<Stale[]> {
  return sql.rows<Stale>({
    name: 'insights-stale',
    text: `with leaf as (
        select r as id, r as root from unnest($1::bigint[]) as r
        union select leaf_id, root_id from merged_profile where root_id = any($1::bigint[])),
      own as (select c.*, c.xmin::text as version, leaf.root from leaf join conversation c on c.profile_id = leaf.id),
      said as (
        select own.*, exists (select 1 from leaf l join conversation o on o.profile_id = l.id
          and o.opened_at > own.resolved_at and o.opened_at <= own.resolved_at + make_interval(days => ${followUpDays})
          where l.root = own.root) as again
        from own)
      select s.id, s.public_id as "publicId", s.connection, s.external_id as "externalId", s.profile_id as "leafId",
        s.root as "rootId", s.version, s.opened_at as "openedAt", s.channel, s.team, s.agent,
        s.status, s.topic, s.reopened, s.again as "contactedAgain"
      from said s left join conversation_figures f on f.conversation_id = s.id
      where f.conversation_id is null or f.row_version <> s.version or f.built_as <> $2 or f.contacted_again <> s.again
      order by s.id limit $3`,
    values: [rootIds, builtAs, rowsMax],
  });
}

export type Folded = {
  readonly id: number;
  readonly version: string;
  readonly leafId: number;
  readonly contactedAgain: boolean;
  readonly channel: string | null;
  readonly team: string | null;
  readonly agent: string | null;
  readonly situations: readonly string[];
  readonly values: readonly FigureValue[];
};

/**
 * Keeps what is still so: a conversation that changed or went since it was read is left out, whoever changed it has it folded again.
 * The shared lock holds an erasure until these rows are there for it to find. A situation that was known stays known.
 */
export async function writeFolded(
  sql: Session,
  folded: readonly Folded[],
  { builtAs, now }: { readonly builtAs: string; readonly now: number },
): Promise<void> {
  const written = await sql.rows<{ id: number }>({
    name: 'insights-write',
    text: `with given as (
        select * from json_to_recordset($1::json) as g(id bigint, version text, "leafId" bigint, "contactedAgain" boolean, channel text,
          team text, agent text, situations text[])),
      held as (
        select g.* from given g join conversation c on c.id = g.id where c.xmin::text = g.version order by c.id for key share of c)
      insert into conversation_figures as f
        (conversation_id, profile_id, row_version, built_as, contacted_again, channel, team, agent, situations)
      select id, "leafId", version, $2, "contactedAgain", channel, team, agent, situations from held
      on conflict (conversation_id) do update set profile_id = excluded.profile_id, row_version = excluded.row_version,
        built_as = excluded.built_as, contacted_again = excluded.contacted_again, channel = excluded.channel, team = excluded.team,
        agent = excluded.agent,
        situations = array(select distinct key from unnest(f.situations || excluded.situations) as key order by key)
      returning conversation_id as id`,
    values: [JSON.stringify(folded.map(({ values: _, ...row }) => row)), builtAs],
  });
  const ids = new Set(written.map((row) => row.id));
  const values = folded.flatMap(({ id, values: own }) => (ids.has(id) ? own.map((value) => ({ id, ...value })) : []));
  const before = await sql.rows<{ day: string }>({
    name: 'insights-values-delete',
    text: `delete from figure_value where conversation_id = any($1::bigint[]) returning to_char(day, 'YYYY-MM-DD') as day`,
    values: [[...ids]],
  });
  await sql.run({
    name: 'insights-values-insert',
    text: `insert into figure_value (conversation_id, figure, day, value)
      select id, figure, day, value from json_to_recordset($1::json) as v(id bigint, figure text, day date, value float8)`,
    values: [JSON.stringify(values)],
  });
  await markDays(sql, daysOf([...before, ...values]), now);
}

function daysOf(all: readonly { readonly day: string }[]): string[] {
  return [...new Set(all.map(({ day }) => day))];
}

/** Where the walk through all conversations stands; it begins again where formulas or zone are others. */
export async function readBuild(sql: Session, builtAs: string): Promise<number> {
  const [row] = await sql.rows<{ afterId: number }>({
    name: 'insights-build-read',
    text: 'select case when built_as = $1 then after_id else 0 end as "afterId" from figure_build',
    values: [builtAs],
  });
  return row?.afterId ?? 0;
}

export async function moveBuild(sql: Session, builtAs: string, afterId: number): Promise<void> {
  await sql.run({
    name: 'insights-build-move',
    text: 'update figure_build set built_as = $1, after_id = $2',
    values: [builtAs, afterId],
  });
}

/** The customers of the next conversations, in the order of their numbers. */
export async function rootsAfter(
  sql: Session,
  afterId: number,
  rowsMax: number,
): Promise<readonly { readonly id: number; readonly rootId: number }[]> {
  return sql.rows<{ id: number; rootId: number }>({
    name: 'insights-build-next',
    text: `select c.id, p.root_id as "rootId" from conversation c join profile p on p.id = c.profile_id
      where c.id > $1 order by c.id limit $2`,
    values: [afterId, rowsMax],
  });
}

/** @returns rows that are gone, by table */
export async function deleteFiguresOf(
  sql: Session,
  leafIds: readonly number[],
  now: number,
): Promise<Record<string, number>> {
  const values = await sql.rows<{ day: string }>({
    text: `delete from figure_value v using conversation_figures f
      where f.profile_id = any($1::bigint[]) and v.conversation_id = f.conversation_id returning to_char(v.day, 'YYYY-MM-DD') as day`,
    values: [leafIds],
  });
  await markDays(sql, daysOf(values), now);
  const conversations = await sql.run({
    text: 'delete from conversation_figures where profile_id = any($1::bigint[])',
    values: [leafIds],
  });
  return { conversation_figures: conversations, figure_value: values.length };
}

export type ExportedValue = {
  readonly connection: string;
  readonly externalId: string;
  readonly figure: string;
  readonly day: string;
  readonly value: number;
  readonly situations: readonly string[];
};

/** What the conversations of a person add to figures. */
export async function readFiguresOf(sql: Session, leafIds: readonly number[]): Promise<ExportedValue[]> {
  return sql.rows<ExportedValue>({
    text: `select c.connection, c.external_id as "externalId", v.figure, to_char(v.day, 'YYYY-MM-DD') as day, v.value, f.situations
      from conversation_figures f join conversation c on c.id = f.conversation_id
      join figure_value v on v.conversation_id = f.conversation_id
      where f.profile_id = any($1::bigint[]) order by v.day, c.id, v.figure`,
    values: [leafIds],
  });
}
