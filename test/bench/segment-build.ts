import type { Json } from '@rapport/sdk';
import type pg from 'pg';
import { segmentTemplates } from '../../plugins/segments/domain/templates';
import { compile } from '../../plugins/segments/server/compile/compile';
import { alternate } from './pairs';
import { median, progress, type Result } from './report';
import { openSegmentStore, type SegmentStore, threeConditions } from './segment-store';

const aim = { milliseconds: 400, ratio: 0.83 };

/**
 * The three-condition example for everybody, as a build reads it, beside the best SQL that we can write by hand for these three: they
 * take turns. Members are counted and not written. Then each template once.
 */
export async function segmentBuild(quick: boolean): Promise<Result[]> {
  const store = await openSegmentStore(quick ? 10_000 : 1_000_000);
  try {
    const ours = await statementOf(store, threeConditions);
    const { names } = await store.catalogues.read(store.database);
    const [order, opened] = ['Order Completed', 'Email Opened'].map((name) => names.idsOf({ names: [name] })[0] ?? 0);
    const hand = { text: byHand, values: [store.now(), order, opened] };
    const counted = [await count(store.pool, ours), await count(store.pool, hand)];
    if (counted[0] !== counted[1]) throw new Error(`they do not agree: ${counted.join(', ')}`);
    const pairs = await alternate(quick ? 7 : 11, async () => ({
      ours: await time(store.pool, ours),
      limit: await time(store.pool, hand),
    }));
    const value = median(pairs.map((pair) => pair.ours));
    const ratio = median(pairs.map((pair) => pair.limit / pair.ours));
    for (const template of segmentTemplates) {
      const statement = await statementOf(store, template.definition);
      progress(`  ${template.key}: ${(await time(store.pool, statement)).toFixed(0)} ms`);
    }
    return [
      {
        metric: `the three-condition example for everybody, ${counted[0]} members, read but not written`,
        ...{ value, unit: 'ms', limit: median(pairs.map((pair) => pair.limit)), ratio },
        aim: `${aim.milliseconds} ms, ratio ${aim.ratio}`,
        met: value <= aim.milliseconds && ratio >= aim.ratio,
      },
    ];
  } finally {
    await store.stop();
  }
}

type Statement = { readonly text: string; readonly values: readonly unknown[] };

async function statementOf({ definitions, catalogues, database, now }: SegmentStore, json: Json): Promise<Statement> {
  const parsed = definitions.parse(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const { text, values } = compile([parsed.node], (await catalogues.read(database)).surroundings(now(), 'everyone'));
  return { text: `select count(*)::int as n from (${text}) compiled where verdicts[1] > 0`, values };
}

/**
 * What somebody would write who knows the tables: index-only over the events, the country of merged profiles by their newest write.
 * $1 now, $2 number of orders, $3 of opened e-mails.
 */
const byHand = `select count(*)::int as n from (
    select coalesce(m.root_id, e.profile_id) as root
    from event e left join merged_profile m on m.leaf_id = e.profile_id
    where e.occurred_at > to_timestamp($1::float8 / 1000) - interval '30 days' and e.name_id = any(array[$2::int, $3::int])
    group by 1
    having count(*) filter (where e.name_id = $2) >= 3 and sum(e.value) filter (where e.name_id = $2) > 15
      and count(*) filter (where e.name_id = $3
        and e.occurred_at > to_timestamp($1::float8 / 1000) - interval '14 days') = 0) o
  join profile p on p.id = o.root and p.root_id = p.id
  where case when p.id in (select root_id from merged_profile) then (
      select l.traits ->> 'country' from profile l
      where l.id = any(array(select leaf_id from merged_profile where root_id = p.id) || p.id)
      order by (l.trait_origins -> 0 ->> 0)::float8 desc limit 1)
    else p.traits ->> 'country' end = 'DE'`;

async function inBuild<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`set work_mem = '128MB'; set jit = off; set max_parallel_workers_per_gather = 0`);
    return await work(client);
  } finally {
    client.release();
  }
}

function count(pool: pg.Pool, { text, values }: Statement): Promise<number> {
  return inBuild(pool, async (client) => (await client.query<{ n: number }>(text, [...values])).rows[0]?.n ?? -1);
}

/** Milliseconds. */
function time(pool: pg.Pool, { text, values }: Statement): Promise<number> {
  return inBuild(pool, async (client) => {
    const begun = performance.now();
    await client.query(text, [...values]);
    return performance.now() - begun;
  });
}
