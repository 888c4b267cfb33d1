import { randomUUID } from 'node:crypto';
import { laneCount, type Session } from '@rapport/sdk';
import type { ChangedRun, LiveRun, PastRuns } from '../../domain/journey/person';
import { type RunState, runState } from '../../domain/journey/state';
import { addEnded } from './ended-runs';

const time = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

type LiveRow = {
  readonly id: number;
  readonly leafId: number;
  readonly campaignId: number;
  readonly version: number;
  readonly run: number;
  readonly state: RunState;
};

/** Runs of these leaves that go on, locked: whoever moves one waits for whoever does. */
export async function lockLiveRuns(sql: Session, leafIds: readonly number[]): Promise<LiveRun[]> {
  const rows = await sql.rows<LiveRow>({
    name: 'outreach-live-runs',
    text: `select id, profile_id as "leafId", campaign_id as "campaignId", version, run, state from enrolment
      where profile_id = any($1::bigint[]) and ended_at is null order by id for update`,
    values: [leafIds],
  });
  return rows.map((row) => ({ ...row, state: runState.parse(row.state) }));
}

/** Of each leaf by campaign and key. */
export async function pastRuns(
  sql: Session,
  leafIds: readonly number[],
  campaignIds: readonly number[],
): Promise<(PastRuns & { readonly leafId: number })[]> {
  return sql.rows({
    name: 'outreach-past-runs',
    text: `select profile_id as "leafId", campaign_id as "campaignId", entry_key as key, max(run) as run,
        bool_or(ended_at is null) as "isRunning"
      from enrolment where profile_id = any($1::bigint[]) and campaign_id = any($2::int[]) group by 1, 2, 3`,
    values: [leafIds, campaignIds],
  });
}

/** Of these roots those of whom a run goes on, by any of their leaves. */
export async function rootsWithRuns(sql: Session, rootIds: readonly number[]): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    name: 'outreach-roots-with-runs',
    text: `select r.id from unnest($1::bigint[]) as r(id) where exists (
        select from enrolment e where e.ended_at is null
          and e.profile_id in (select r.id union all select m.leaf_id from merged_profile m where m.root_id = r.id))`,
    values: [rootIds],
  });
  return rows.map((row) => row.id);
}

/** New ones are kept, the others as they are now. @returns ids in the order given */
export async function writeRuns(
  sql: Session,
  runs: readonly ChangedRun[],
  { now, retryMilliseconds }: { readonly now: number; readonly retryMilliseconds: number },
): Promise<number[]> {
  const dueAt = ({ state, failure }: ChangedRun): number | null => {
    if (state.ended !== null) return null;
    return failure === null ? state.until : now + retryMilliseconds;
  };
  await addEnded(sql, runs);
  const kept = runs.filter((one) => one.id !== null);
  if (kept.length > 0)
    await sql.run({
      name: 'outreach-move-runs',
      text: `update enrolment e set state = r.state, step = r.step, due_at = ${time('r.due')}, ended_at = ${time('r.ended')},
          end_reason = r.reason, failure = r.failure, version = r.version
        from unnest($1::bigint[], $2::jsonb[], $3::text[], $4::float8[], $5::float8[], $6::text[], $7::text[], $8::int[])
          as r (id, state, step, due, ended, reason, failure, version)
        where e.id = r.id`,
      values: [
        kept.map((one) => one.id),
        kept.map((one) => JSON.stringify(one.state)),
        kept.map((one) => one.state.step),
        kept.map(dueAt),
        kept.map((one) => one.state.ended?.at ?? null),
        kept.map((one) => one.state.ended?.reason ?? null),
        kept.map((one) => one.failure?.name ?? null),
        kept.map((one) => one.version),
      ],
    });
  const fresh = runs.filter((one) => one.id === null);
  const publicIds = fresh.map(() => randomUUID());
  const rows =
    fresh.length === 0
      ? []
      : await sql.rows<{ id: number; publicId: string }>({
          name: 'outreach-enter-runs',
          text: `insert into enrolment (public_id, campaign_id, version, profile_id, entry_key, run, state, step, due_at,
              entered_at, ended_at, end_reason, failure)
            select r.public_id, r.campaign_id, r.version, r.leaf_id, r.key, r.run, r.state, r.step, ${time('r.due')},
              ${time('r.entered')}, ${time('r.ended')}, r.reason, r.failure
            from unnest($1::uuid[], $2::int[], $3::int[], $4::bigint[], $5::text[], $6::int[], $7::jsonb[], $8::text[],
              $9::float8[], $10::float8[], $11::float8[], $12::text[], $13::text[])
              as r (public_id, campaign_id, version, leaf_id, key, run, state, step, due, entered, ended, reason, failure)
            returning id, public_id as "publicId"`,
          values: [
            publicIds,
            fresh.map((one) => one.campaignId),
            fresh.map((one) => one.version),
            fresh.map((one) => one.leafId),
            fresh.map((one) => one.state.key),
            fresh.map((one) => one.run),
            fresh.map((one) => JSON.stringify(one.state)),
            fresh.map((one) => one.state.step),
            fresh.map(dueAt),
            fresh.map((one) => one.state.enteredAt),
            fresh.map((one) => one.state.ended?.at ?? null),
            fresh.map((one) => one.state.ended?.reason ?? null),
            fresh.map((one) => one.failure?.name ?? null),
          ],
        });
  const idOf = new Map(rows.map((row) => [row.publicId, row.id]));
  const freshIds = publicIds.map((publicId) => idOf.get(publicId) ?? 0);
  return runs.map((one) => one.id ?? freshIds.shift() ?? 0);
}

export async function lanesWithDueRuns(sql: Session, now: number): Promise<number[]> {
  const rows = await sql.rows<{ lane: number }>({
    name: 'outreach-lanes-with-runs',
    text: `select lane from generate_series(0, ${laneCount - 1}) as lane where exists (
        select from enrolment where profile_id % ${laneCount} = lane and due_at <= ${time('$1')} and ended_at is null)
      or exists (select from journey_start where profile_id % ${laneCount} = lane and due_at <= ${time('$1')})`,
    values: [now],
  });
  return rows.map((row) => row.lane);
}

/** Leaves of runs that are due in these lanes, the longest due first. */
export async function dueLeaves(
  sql: Session,
  request: { readonly lanes: readonly number[]; readonly now: number; readonly rowsMax: number },
): Promise<number[]> {
  const rows = await sql.rows<{ leafId: number }>({
    name: 'outreach-due-leaves',
    text: `select d.profile_id as "leafId" from unnest($1::int[]) as l(lane) cross join lateral (
        select profile_id, due_at from enrolment
        where profile_id % ${laneCount} = l.lane and due_at <= ${time('$2')} and due_at is not null and ended_at is null
        order by due_at limit $3) d
      order by d.due_at limit $3`,
    values: [request.lanes, request.now, request.rowsMax],
  });
  return [...new Set(rows.map((row) => row.leafId))];
}

export async function leavesOnOtherVersions(
  sql: Session,
  campaignId: number,
  version: number,
  rowsMax: number,
): Promise<number[]> {
  const rows = await sql.rows<{ leafId: number }>({
    text: `select distinct profile_id as "leafId" from (
        select profile_id from enrolment where campaign_id = $1 and version <> $2 and ended_at is null order by id limit $3) e`,
    values: [campaignId, version, rowsMax],
  });
  return rows.map((row) => row.leafId);
}

/** While a journey is paused nobody in it is due. */
export async function stopClocks(sql: Session, campaignId: number): Promise<void> {
  await sql.run({
    text: 'update enrolment set due_at = null where campaign_id = $1 and ended_at is null and due_at is not null',
    values: [campaignId],
  });
}

export async function startClocks(sql: Session, campaignId: number): Promise<void> {
  await sql.run({
    text: `update enrolment set due_at = ${time("(state ->> 'until')")} where campaign_id = $1 and ended_at is null`,
    values: [campaignId],
  });
}
