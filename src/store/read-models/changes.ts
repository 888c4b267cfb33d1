import { changeKinds, RapportError } from '@rapport/sdk';
import type { ChangePosition, ChangeReader, ChangeRecord, Page, PageRequest } from '@rapport/sdk';
import type pg from 'pg';
import { inOrder, toPage } from './page';

const entries = (
  from: string,
) => `select c.position, e.index::int, c.at, e.kind, p.root_id, r.public_id as profile_public_id, m.public_id as merge_public_id,
    x.public_id as erased_public_id
  from ${from}
  cross join lateral unnest(c.change_kinds, c.change_profile_ids, c.change_merge_ids)
    with ordinality as e(kind, profile_id, merge_id, index)
  left join profile p on p.id = e.profile_id
  left join profile r on r.id = p.root_id
  left join merge m on m.id = e.merge_id
  left join erased_profile x on e.kind = 4 and x.leaf_id = e.profile_id`;

/** Commits are cut to the page's size before they are unfolded: each has at least one entry, so they are enough. */
const page = (order: 'asc' | 'desc') => ({
  name: `read_changes_${order}`,
  text: `${entries(`(
      select position, at, change_kinds, change_profile_ids, change_merge_ids from commit_log
      where position >= $1::bigint and position <= $3::bigint and cardinality(change_kinds) > 0
        and (position > $1 or cardinality(change_kinds) > $2::bigint) and (position < $3 or $4::bigint > 1)
      order by position ${order} limit $5
    ) c`)}
    where (c.position, e.index) > ($1::bigint, $2::bigint) and (c.position, e.index) < ($3::bigint, $4::bigint)
    order by c.position ${order}, e.index ${order} limit $5`,
});
const statements = {
  forward: page('asc'),
  backward: page('desc'),
  byPositions: {
    name: 'read_change_by_position',
    text: `${entries('unnest($1::bigint[], $2::bigint[]) as a(position, index) join commit_log c on c.position = a.position')}
           where e.index = a.index`,
  },
  bounds: {
    name: 'read_change_bounds',
    text: 'select min(position) as oldest, max(position) as newest from commit_log',
  },
};

type Row = {
  position: number;
  index: number;
  at: number;
  kind: number;
  root_id: number | null;
  profile_public_id: string | null;
  merge_public_id: string | null;
  erased_public_id: string | null;
};

export function createChangeReader(pool: pg.Pool): ChangeReader {
  return {
    async page(request: PageRequest<ChangePosition>): Promise<Page<ChangeRecord>> {
      const { rows } = await pool.query<Row>({
        ...(request.forward ? statements.forward : statements.backward),
        values: [
          request.after?.position ?? 0,
          request.after?.index ?? 0,
          request.before?.position ?? Number.MAX_SAFE_INTEGER,
          request.before?.index ?? 1,
          request.count + 1,
        ],
      });
      if (request.after !== undefined) await requireKept(pool, request.after);
      return toPage(rows.map(mapRow), request);
    },
    async byPositions(positions: readonly ChangePosition[]): Promise<(ChangeRecord | null)[]> {
      const { rows } = await pool.query<Row>({
        ...statements.byPositions,
        values: [positions.map((entry) => entry.position), positions.map((entry) => entry.index)],
      });
      const found = new Map(rows.map((row) => [`${row.position}.${row.index}`, mapRow(row)]));
      return inOrder(
        positions.map((entry) => `${entry.position}.${entry.index}`),
        found,
      );
    },
  };
}

/**
 * The newest commit is never pruned, so whoever reads in time always stands within the bounds. Called after the page was read:
 * what is pruned meanwhile is noticed.
 * @throws RapportError cursor_expired
 */
async function requireKept(pool: pg.Pool, after: ChangePosition): Promise<void> {
  const { rows } = await pool.query<{ oldest: number | null; newest: number | null }>(statements.bounds);
  const { oldest, newest } = rows[0] ?? {};
  if (after.position < (oldest ?? 0) || after.position > (newest ?? 0)) throw new RapportError('cursor_expired');
}

function mapRow(row: Row): ChangeRecord {
  return {
    position: row.position,
    index: row.index,
    kind: changeKinds[row.kind - 1] ?? 'profile',
    at: row.at,
    profileId: row.profile_public_id,
    rootId: row.root_id,
    erasedProfileId: row.erased_public_id,
    mergeId: row.merge_public_id,
  };
}
