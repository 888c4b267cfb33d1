import type pg from 'pg';

const defaultMonthsBack = 24;
const monthsAhead = 3;

/**
 * Makes the monthly partitions of `event` from `monthsBack` (at the first call) to 3 months ahead of `now`, without a gap
 * since the last one, however long nobody called. `event_before` and `event_after` catch the rest; event_after is cut off,
 * and put back behind the new months. It is empty, since later events than tomorrow are not accepted, unless this was not
 * called for months: then its rows move to where they belong. Called inside a transaction.
 */
export async function ensureEventPartitions(
  client: pg.ClientBase,
  now: number,
  monthsBack = defaultMonthsBack,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'event'::regclass order by c.relname`,
  );
  const existing = new Set(rows.map((row) => row.name));
  const first = monthStart(now, -monthsBack);
  if (!existing.has('event_before')) {
    await client.query(`create table event_before partition of event for values from (minvalue) to ('${iso(first)}')`);
  }
  const wanted: Date[] = [];
  const end = monthStart(now, monthsAhead + 1);
  for (let month = lastMonth(existing, 1) ?? first; month < end; month = monthStart(+month, 1)) wanted.push(month);
  if (wanted.length === 0) return;
  if (existing.has('event_after')) await client.query('alter table event detach partition event_after');
  else await client.query('create table event_after (like event including defaults)');
  for (const month of wanted) {
    const name = partitionName(month);
    await client.query(
      `create table ${name} partition of event for values from ('${iso(month)}') to ('${iso(monthStart(+month, 1))}')`,
    );
    // Index-only scans need the visibility map: vacuum after 1 % of new rows instead of 20 %.
    await client.query(`alter table ${name} set (autovacuum_vacuum_insert_scale_factor = 0.01)`);
  }
  await client.query(
    `with moved as (delete from event_after where occurred_at < '${iso(end)}' returning *)
     insert into event select * from moved`,
  );
  await client.query(`alter table event attach partition event_after for values from ('${iso(end)}') to (maxvalue)`);
}

/** The start of the newest monthly partition, moved by `offset` months; undefined where there is none. */
function lastMonth(existing: ReadonlySet<string>, offset: number): Date | undefined {
  const months = [...existing].filter((name) => /^event_\d{4}_\d{2}$/.test(name)).sort();
  const newest = months.at(-1)?.slice('event_'.length).replace('_', '-');
  return newest === undefined ? undefined : monthStart(Date.parse(`${newest}-01T00:00:00Z`), offset);
}

function monthStart(time: number, offset: number): Date {
  const date = new Date(time);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1));
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function partitionName(month: Date): string {
  return `event_${month.toISOString().slice(0, 7).replace('-', '_')}`;
}
