import type { Session } from '@rapport/sdk';
import { type EndedCount, endedCounts, endedTotals } from './ended-runs';

/** A run, as people see it. */
export type EnrolmentRow = {
  readonly id: number;
  readonly publicId: string;
  readonly campaignId: number;
  readonly leafId: number;
  readonly version: number;
  readonly key: string;
  readonly step: string;
  readonly dueAt: number | null;
  readonly enteredAt: number;
  readonly endedAt: number | null;
  readonly endReason: string | null;
  readonly failure: string | null;
};

const columns = `id, public_id as "publicId", campaign_id as "campaignId", profile_id as "leafId", version, entry_key as key, step,
  due_at as "dueAt", entered_at as "enteredAt", ended_at as "endedAt", end_reason as "endReason", failure`;

export async function enrolmentsByPublicIds(sql: Session, publicIds: readonly string[]): Promise<EnrolmentRow[]> {
  return sql.rows({
    text: `select ${columns} from enrolment where public_id = any($1::uuid[])`,
    values: [publicIds],
  });
}

type Listed = { readonly before: number; readonly count: number };

/** Of the leaves of a profile, newest first. */
export async function enrolmentsOfLeaves(
  sql: Session,
  leafIds: readonly number[],
  { before, count }: Listed,
): Promise<EnrolmentRow[]> {
  return sql.rows({
    text: `select ${columns} from enrolment where profile_id = any($1::bigint[]) and id < $2::bigint order by id desc limit $3`,
    values: [leafIds, before, count],
  });
}

/** Of a journey, newest first: of each of the two indexes as many as are asked for. */
export async function enrolmentsOfJourney(
  sql: Session,
  campaignId: number,
  { before, count }: Listed,
): Promise<EnrolmentRow[]> {
  const half = (condition: string): string => `(select * from enrolment
    where campaign_id = $1 and id < $2::bigint and ended_at ${condition} order by id desc limit $3)`;
  return sql.rows({
    text: `select ${columns} from (${half('is null')} union all ${half('is not null')}) e order by id desc limit $3`,
    values: [campaignId, before, count],
  });
}

export type JourneyFigures = {
  /** Runs. */
  readonly running: number;
  readonly ended: number;
  /** Messages that were handed over, whatever became of them then. */
  readonly sent: number;
};

/** In the order given. Runs that ended are added up where they end. */
export async function journeyFigures(sql: Session, ids: readonly number[]): Promise<JourneyFigures[]> {
  return sql.rows({
    text: `select coalesce(e.running, 0) as running, coalesce(d.ended, 0) as ended, coalesce(m.sent, 0) as sent
      from unnest($1::int[]) with ordinality as c(id, place)
      left join (select campaign_id, count(*) as running from enrolment
        where campaign_id = any($1::int[]) and ended_at is null group by 1) e on e.campaign_id = c.id
      left join (${endedTotals}) d on d.campaign_id = c.id
      left join (select campaign_id, count(*) as sent from message
        where campaign_id = any($1::int[]) and state in ('handed', 'delivered', 'bounced', 'complained') group by 1) m
        on m.campaign_id = c.id
      order by c.place`,
    values: [ids],
  });
}

export type StepCount = {
  readonly step: string;
  /** Runs that came there, however often; that stand there now; of those that it fails for. */
  readonly reached: number;
  readonly count: number;
  readonly failing: number;
  /** Runs that ended there otherwise than by coming to an end of the journey. */
  readonly left: readonly EndCount[];
};
export type EndCount = { readonly reason: string; readonly count: number };
export type RunCounts = { readonly steps: readonly StepCount[]; readonly ends: readonly EndCount[] };

/** A reason is missing, too, of those who stand there and go on. */
type PathRow = EndedCount & { readonly failing: number };

/**
 * Who came how far, stands where, and ended how. Of runs that go on each is looked at: they go few ways, so they are counted by the way
 * first, and steps of ways then.
 */
export async function countRuns(sql: Session, campaignId: number): Promise<RunCounts> {
  const rows = await sql.rows<PathRow>({
    text: `with ways as materialized (
        select step, state -> 'visits' as visits, count(*) as count, count(failure) as failing
        from enrolment where campaign_id = $1 and ended_at is null group by 1, 2)
      select step, kind, reason, sum(count)::bigint as count, sum(failing)::bigint as failing from (
        select step, 'stands' as kind, null as reason, count, failing from ways
        union all
        select visited, 'reached', null, count, 0 from ways, jsonb_object_keys(visits) as visited
        union all
        select step, kind, reason, count, 0 from (${endedCounts}) d) c
      group by 1, 2, 3 order by 1, 2, 3`,
    values: [campaignId],
  });
  return foldRuns(rows);
}

function foldRuns(rows: readonly PathRow[]): RunCounts {
  const ends = new Map<string, number>();
  for (const { reason, count } of rows) if (reason !== null) ends.set(reason, (ends.get(reason) ?? 0) + count);
  const steps = [...new Set(rows.map(({ step }) => step))].map((step): StepCount => {
    const own = rows.filter((row) => row.step === step);
    const here = own.find(({ kind, reason }) => kind === 'stands' && reason === null);
    return {
      ...{ step, reached: own.find(({ kind }) => kind === 'reached')?.count ?? 0 },
      ...{ count: here?.count ?? 0, failing: here?.failing ?? 0 },
      left: own.flatMap(({ kind, reason, count }) =>
        kind === 'before' || reason === null || reason === 'finished' ? [] : [{ reason, count }],
      ),
    };
  });
  return { steps, ends: [...ends].sort().map(([reason, count]) => ({ reason, count })) };
}

type StoryRow = {
  readonly at: number;
  readonly step: string;
  readonly kind: string;
  readonly detail: string | null;
  readonly state: string;
  readonly reasons: readonly string[];
};

/** Messages and effects of one run, oldest first. */
export async function readStory(
  sql: Session,
  { id, leafId }: Pick<EnrolmentRow, 'id' | 'leafId'>,
): Promise<StoryRow[]> {
  return sql.rows({
    text: `select at, step, kind, detail, state, reasons from (
      select id, planned_at as at, step, 'message' as kind, template as detail, state,
        case when reasons = '{}' and code is not null then array[code] else reasons end as reasons
      from message where profile_id = $2 and enrolment_id = $1
      union all
      select id, at, step, kind, null, case when done_at is null then 'waiting' when is_unknown then 'unknown' when failure is null then 'done' else 'failed' end,
        case when failure is null then '{}' else array[failure] end
      from enrolment_effect where profile_id = $2 and enrolment_id = $1) s
      order by at, id`,
    values: [id, leafId],
  });
}
