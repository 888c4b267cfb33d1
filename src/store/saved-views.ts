import { type Actor, type JsonObject, limits, RapportError, type SavedView, type SavedViewDraft } from '@rapport/sdk';
import type { SavedViews } from '@rapport/sdk';
import type pg from 'pg';
import { newPublicId } from './public-id';

const columns = 'public_id, page, owner, name, shared, definition, updated_at';
const visible = '(owner = $2 or shared)';

type Row = {
  public_id: string;
  page: string;
  owner: string;
  name: string;
  shared: boolean;
  definition: JsonObject;
  updated_at: number;
};

/** `saved_view`: lists as people like to see them. `now` is in epoch milliseconds. */
export function createSavedViews(pool: pg.Pool, now: () => number): SavedViews {
  return {
    async list(page: string, owner: Actor): Promise<SavedView[]> {
      const { rows } = await pool.query<Row>({
        name: 'saved_view_list',
        text: `select ${columns} from saved_view where page = $1 and ${visible} order by lower(name), id limit $3`,
        values: [page, owner, limits.savedViewsListedMax],
      });
      return rows.map(mapRow);
    },

    async byPublicIds(ids: readonly string[], owner: Actor): Promise<(SavedView | null)[]> {
      const { rows } = await pool.query<Row>({
        name: 'saved_view_by_public_id',
        text: `select ${columns} from saved_view where public_id = any($1::uuid[]) and ${visible}`,
        values: [ids, owner],
      });
      const found = new Map(rows.map((row) => [row.public_id, mapRow(row)]));
      return ids.map((id) => found.get(id) ?? null);
    },

    async create(owner: Actor, draft: SavedViewDraft): Promise<SavedView> {
      const at = now();
      const { rows } = await pool.query<Row>({
        name: 'saved_view_create',
        text: `insert into saved_view (public_id, page, owner, name, shared, definition, created_at, updated_at)
               select $1, $2, $3, $4, $5, $6, $7, $7
               where (select count(*) from saved_view where page = $2 and owner = $3) < $8
               returning ${columns}`,
        values: [
          newPublicId(at),
          draft.page,
          owner,
          draft.name,
          draft.shared,
          draft.definition,
          new Date(at),
          limits.savedViewsPerOwnerMax,
        ],
      });
      const row = rows[0];
      if (row === undefined) throw new RapportError('saved_views_exhausted', `It is ${limits.savedViewsPerOwnerMax}.`);
      return mapRow(row);
    },

    async change(owner: Actor, publicId: string, draft: Omit<SavedViewDraft, 'page'>): Promise<SavedView> {
      const { rows } = await pool.query<Row>({
        name: 'saved_view_change',
        text: `update saved_view set name = $3, shared = $4, definition = $5, updated_at = $6
               where public_id = $1 and owner = $2 returning ${columns}`,
        values: [publicId, owner, draft.name, draft.shared, draft.definition, new Date(now())],
      });
      const row = rows[0];
      if (row === undefined) throw new RapportError('saved_view_not_found');
      return mapRow(row);
    },

    async remove(owner: Actor, publicId: string): Promise<void> {
      const { rowCount } = await pool.query({
        name: 'saved_view_remove',
        text: 'delete from saved_view where public_id = $1 and owner = $2',
        values: [publicId, owner],
      });
      if (rowCount === 0) throw new RapportError('saved_view_not_found');
    },
  };
}

function mapRow(row: Row): SavedView {
  return {
    publicId: row.public_id,
    page: row.page,
    owner: row.owner,
    name: row.name,
    shared: row.shared,
    definition: row.definition,
    updatedAt: row.updated_at,
  };
}
