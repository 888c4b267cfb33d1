import type { UnfinishedWork } from '@rapport/sdk';
import type pg from 'pg';
import { stillAsked } from './read-models/profile-lists';

/** Since when what waits has been waiting, the oldest first; one index probe each. */
export async function readUnfinished(pool: pg.Pool): Promise<UnfinishedWork[]> {
  const { rows } = await pool.query<UnfinishedWork>(
    `select kind, since from (
       select 'feed' as kind, (select at from commit_log where position is null order by id limit 1) as since
       union all select 'lanes', (select at from commit_log where id = (select commit_id from work order by id limit 1))
       union all select 'reviews', (select first_at from review v where status = 'open' and ${stillAsked} order by id limit 1)
       union all select 'rejected', (select received_at from rejected_event where replayed_at is null order by id limit 1)
       union all select 'erasures', (select erased_at from erasure where finished_at is null order by id limit 1)
       union all select 'retention', (select started_at from (select * from retention_run order by id desc limit 1) r where not finished)
     ) w where since is not null order by since, kind`,
  );
  return rows;
}
