import type { OrderTotals, Root } from '@rapport/sdk';
import type pg from 'pg';
import { rootColumns } from './page';

/**
 * What customers ordered: `Order Completed` counts with its main number, `Order Refunded` takes its own off. The index on
 * (profile_id, occurred_at) holds name and value of each event, so that only the few orders themselves are read, for their
 * currency. A customer with orders in several currencies has one row for each; the largest stands for them.
 */
const statement = {
  name: 'read_orders_of_roots',
  text: `with named as materialized (
      select id, name = 'Order Refunded' as refund from event_name
      where type = 1 and name in ('Order Completed', 'Order Refunded')
    )
    select root_id, currency, count(*) filter (where not refund)::int as orders,
      coalesce(sum(case when refund then -value else value end), 0) as total
    from (
      select l.root_id, n.refund, e.value, coalesce(upper(e.properties ->> 'currency'), '') as currency
      from unnest($1::bigint[], $2::bigint[]) as l(root_id, leaf_id)
      cross join lateral (
        select distinct occurred_at from event
        where profile_id = l.leaf_id and name_id = any(array(select id from named))
      ) at
      join event e on e.profile_id = l.leaf_id and e.occurred_at = at.occurred_at
      join named n on n.id = e.name_id
    ) ordered
    group by root_id, currency
    order by root_id, orders desc, total desc, currency`,
};

type Row = { root_id: number; currency: string; orders: number; total: number };

export function createOrderReader(pool: pg.Pool): (roots: readonly Root[]) => Promise<Map<number, OrderTotals>> {
  return async (roots) => {
    if (roots.length === 0) return new Map();
    const { rows } = await pool.query<Row>({ ...statement, values: rootColumns(roots) });
    const totals = new Map<number, OrderTotals>();
    for (const row of rows) {
      const known = totals.get(row.root_id);
      if (known === undefined) {
        const currency = row.currency === '' ? null : row.currency;
        totals.set(row.root_id, { orders: row.orders, total: row.total, currency, otherCurrencies: false });
      } else totals.set(row.root_id, { ...known, orders: known.orders + row.orders, otherCurrencies: true });
    }
    return totals;
  };
}
