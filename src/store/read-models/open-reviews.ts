import type { OpenReview, OpenReviewRequest, Page, ReviewQueueReader } from '@rapport/sdk';
import type pg from 'pg';
import type { Dictionary } from './dictionary';
import { readLimits } from './limits';
import { toPage } from './page';
import { mapReview, reviewColumns, type ReviewRow, stillAsked } from './profile-lists';

/** One statement for all types and one for each: the indexes are by (id) and by (type, id), of open ones only. */
const page = (order: 'asc' | 'desc', ofType: boolean) => ({
  name: `read_open_reviews_${order}${ofType ? '_of_type' : ''}`,
  text: `select v.id, 0 as root_id, ${reviewColumns} from review v
         where v.status = 'open' and ${stillAsked} and v.id > $1 and v.id < $2 ${ofType ? 'and v.type = $4' : ''}
         order by v.id ${order} limit $3`,
});
const statements = {
  forward: { all: page('asc', false), ofType: page('asc', true) },
  backward: { all: page('desc', false), ofType: page('desc', true) },
  count: {
    name: 'read_open_reviews_count',
    text: `select type, count(*)::int as count from (
        (select type from review v where status = 'open' and type = 'conflict' and ${stillAsked} limit $1)
        union all (select type from review v where status = 'open' and type = 'suggestion' and ${stillAsked} limit $1)
      ) open group by type`,
  },
};

/** Across all customers: what a person has to decide, oldest first. */
export function createReviewQueue(pool: pg.Pool, dictionary: Dictionary): ReviewQueueReader {
  return {
    async open(request: OpenReviewRequest): Promise<Page<OpenReview>> {
      const { forward, type } = request;
      const direction = forward ? statements.forward : statements.backward;
      const { rows } = await pool.query<ReviewRow & { id: number }>({
        ...(type === undefined ? direction.all : direction.ofType),
        values: [
          request.after ?? 0,
          request.before ?? Number.MAX_SAFE_INTEGER,
          request.count + 1,
          ...(type === undefined ? [] : [type]),
        ],
      });
      await dictionary.ensure({ kinds: rows.map((row) => row.kind_id), sources: rows.map((row) => row.source_id) });
      return toPage(
        rows.map((row) => ({ ...mapReview(row, dictionary), id: row.id })),
        request,
      );
    },
    async count() {
      const { rows } = await pool.query<{ type: 'conflict' | 'suggestion'; count: number }>({
        ...statements.count,
        values: [readLimits.openReviewsCountedMax],
      });
      const of = (type: string) => rows.find((row) => row.type === type)?.count ?? 0;
      return { conflicts: of('conflict'), suggestions: of('suggestion') };
    },
  };
}
