import { openRejectedMax } from '@rapport/sdk';
import type { Page, PageRequest, RejectedFilter, RejectedPosition, RejectedRecord } from '@rapport/sdk';
import type pg from 'pg';
import { rejectedByIds, rejectedCondition, type RejectedRow } from '../rejected-events';
import { inOrder, toPage } from './page';

const page = (forward: boolean, shape: { readonly source: boolean; readonly open: boolean }) => ({
  name: `read_rejected_events_${forward ? 'older' : 'newer'}_${shape.source}_${shape.open}`,
  text: `select r.id, s.ref, r.received_at, r.message_id, r.code, r.message, r.body, r.replayed_at
    from rejected_event r join source_ref s on s.id = r.source_id
    where r.id ${forward ? '<' : '>'} $1 and ${rejectedCondition(shape)} and ($3::text is null or r.code = $3)
    order by r.id ${forward ? 'desc' : 'asc'} limit $4`,
});
const statements = {
  openCodes: {
    name: 'read_rejected_open_codes',
    // From one code to the next by the index, so that a million rows of one code are not read to find the second.
    text: `with recursive source as (select id from source_ref where ref = $1),
      codes as (
        (select code from rejected_event where source_id = (select id from source) and replayed_at is null order by code limit 1)
        union all
        select (select r.code from rejected_event r where r.source_id = (select id from source) and r.replayed_at is null
          and r.code > codes.code order by r.code limit 1)
        from codes where codes.code is not null
      )
      select c.code, n.count from codes c cross join lateral (
        select count(*) from (
          select 1 from rejected_event where source_id = (select id from source) and replayed_at is null and code = c.code limit $2
        ) capped
      ) n where c.code is not null order by c.code`,
  },
};
const idMax = Number.MAX_SAFE_INTEGER;

export type RejectedReader = {
  page(filter: RejectedFilter, request: PageRequest<RejectedPosition>): Promise<Page<RejectedRecord>>;
  byIds(ids: readonly number[]): Promise<(RejectedRecord | null)[]>;
  openCodes(source: string): Promise<readonly { readonly code: string; readonly count: number }[]>;
};

type Row = Omit<RejectedRow, 'sourceRef' | 'receivedAt' | 'messageId' | 'replayedAt'> & {
  ref: string;
  received_at: number;
  message_id: string | null;
  replayed_at: number | null;
};

export function createRejectedReader(pool: pg.Pool): RejectedReader {
  return {
    async page(filter, request) {
      const { rows } = await pool.query<Row>({
        ...page(request.forward, { source: filter.source !== undefined, open: filter.open }),
        values: [
          request.forward ? (request.after?.id ?? idMax) : (request.before?.id ?? 0),
          filter.source ?? null,
          filter.code ?? null,
          request.count + 1,
        ],
      });
      return toPage(rows.map(mapRow), request);
    },
    async byIds(ids) {
      const rows = await rejectedByIds(pool, ids);
      return inOrder(ids, new Map(rows.map(({ sourceRef, ...row }) => [row.id, { ...row, source: sourceRef }])));
    },
    async openCodes(source) {
      const { rows } = await pool.query<{ code: string; count: number }>({
        ...statements.openCodes,
        values: [source, openRejectedMax],
      });
      return rows;
    },
  };
}

function mapRow({ id, ref, received_at, message_id, code, message, body, replayed_at }: Row): RejectedRecord {
  return {
    ...{ id, source: ref, receivedAt: received_at, messageId: message_id },
    ...{ code, message, body, replayedAt: replayed_at },
  };
}
