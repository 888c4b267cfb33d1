import { limits, type Session } from '@rapport/sdk';
import { bumpGeneration } from './catalogue';

/** Columns of `segment` that say whether its evaluation works. */
const firstRetryMilliseconds = 1_000;

/** It is left alone for 1 s, 2 s, 4 s ... five minutes. @returns until when */
export async function noteFailure(
  sql: Session,
  segmentId: number,
  { code, now }: { readonly code: string; readonly now: number },
): Promise<number> {
  const [row] = await sql.rows<{ retryAt: number }>({
    text: `update segment set failures = failures + 1, failure = $2,
        failing_since = coalesce(failing_since, to_timestamp($3::float8 / 1000)),
        retry_at = to_timestamp(($3::float8 + least($4 * power(2, least(failures, 30)), $5)) / 1000)
      where id = $1 returning retry_at as "retryAt"`,
    values: [segmentId, code, now, firstRetryMilliseconds, limits.segmentRetryMillisecondsMax],
  });
  // Whatever was due by time waits as well; nothing is looked at before.
  await sql.run({
    text: `update membership set flips_at = s.retry_at from segment s
      where s.id = $1 and segment_id = $1 and flips_at <= to_timestamp($2::float8 / 1000)`,
    values: [segmentId, now],
  });
  await bumpGeneration(sql);
  return row?.retryAt ?? now;
}

export async function noteRecovery(sql: Session, segmentId: number): Promise<void> {
  await sql.run({
    text: 'update segment set failures = 0, failure = null, failing_since = null, retry_at = null where id = $1',
    values: [segmentId],
  });
  await bumpGeneration(sql);
}
