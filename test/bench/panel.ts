import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { startFilledServer } from './filled-server';
import { startLoad } from './load';
import { alternate, type Pair } from './pairs';
import { captureViews, type CapturedView } from './panel-statements';
import { startRapport } from './rapport';
import { median, quantile, type Result } from './report';
import { until } from './segment-rapport';
import { prepareSchema } from './server';
import { startServerProcess } from './server-process';

/** `statements`: of somebody in situations, who has two more than others. */
const aims = { ratio: 0.5, p99Milliseconds: 30, perSecond: 200, statements: 16 };
const connections = 16;
const eventsEach = 40;
const viewed = 500;
const scopes = 'panel.use,profile.read,timeline.read,segment.read,situation.read,script.read,pii.read';

/** All that the agents' panel shows, in one request, beside a bare handler that runs the very same statements. */
export async function panel(quick: boolean): Promise<Result[]> {
  const size = quick
    ? { customers: 20_000, pairs: 3, requests: 600, paced: 1_000 }
    : { customers: 200_000, pairs: 5, requests: 4_000, paced: 6_000 };
  const server = await startFilledServer(size.customers, eventsEach);
  const load = startLoad();
  const stops: (() => void)[] = [];
  try {
    const pool = await prepareSchema(server.url, 'rapport', 2);
    const profiles = await fillConversations(pool);
    const rapport = await startRapport(server);
    // The ready situations are there, and who is in them: else they would be in our requests and not in the limit's.
    await until(pool, "select count(*) as n from segment_build where stage in ('waiting', 'scanning', 'swapping')");
    await pool.end();
    const captured = await captureViews(server.url, profiles);
    const file = path.join(server.folder, 'panel-statements.json');
    await writeFile(file, JSON.stringify(captured));
    const token = await rapport.command('token', 'create', 'bench', '--scopes', scopes);
    const bare = await startServerProcess('bare-panel.js', [server.url, file]);
    stops.push(bare.stop);
    const paths = profiles.map((id) => `/panel/api/view?profile=${id}`);
    const ask = (url: string, requests: number, perSecondMax?: number) =>
      load.run({
        type: 'paths',
        ...{ url, authorization: `Bearer ${token}`, paths, requests, connections, mustContain: 'conversation' },
        ...(perSecondMax === undefined ? {} : { perSecondMax }),
      });
    for (const url of [rapport.url, bare.url]) await ask(url, viewed);
    const rate = async (url: string): Promise<number> => size.requests / (await ask(url, size.requests)).seconds;
    const pairs = await alternate(size.pairs, async () => ({
      ours: await rate(rapport.url),
      limit: await rate(bare.url),
    }));
    const p99 = async (url: string): Promise<number> =>
      quantile((await ask(url, size.paced, aims.perSecond)).milliseconds, 0.99);
    const ours = await p99(rapport.url);
    const limit = await p99(bare.url);
    await rapport.stop();
    return [beside(pairs), paced(ours, limit), counted(captured)];
  } finally {
    load.stop();
    for (const stop of stops) stop();
    await server.stop();
  }
}

/** Those who have events get two conversations with some messages each. @returns public ids */
async function fillConversations(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: number; public_id: string }>(
    `select p.id, p.public_id from profile p where p.root_id = p.id
       and exists (select from event e where e.profile_id = p.id) order by p.id limit $1`,
    [viewed],
  );
  await pool.query(
    `insert into conversation (public_id, connection, external_id, profile_id, channel, status, agent, handoffs, opened_at,
       resolved_at, rating, topic, last_writer, last_written_at, updated_at)
     select gen_random_uuid(), 'bench', p.id || '-' || n, p.id, 'chat', case n when 0 then 'open' else 'resolved' end, 'Priya', n,
       to_timestamp($2::float8 / 1000) - n * interval '9 days', case n when 0 then null else to_timestamp($2::float8 / 1000) end,
       case n when 0 then null else 4 end, 'delivery', 'customer', to_timestamp($2::float8 / 1000), to_timestamp($2::float8 / 1000)
     from unnest($1::bigint[]) as p(id), generate_series(0, 1) n`,
    [rows.map((row) => row.id), Date.now()],
  );
  await pool.query(
    `insert into conversation_fact (connection, external_id, key, at, fact)
     select 'bench', p.id || '-' || n, 'm' || m, to_timestamp($2::float8 / 1000) - m * interval '1 minute',
       jsonb_build_object('key', 'm' || m, 'at', $2::float8 - m * 60000, 'kind', 'message', 'author', 'customer', 'by', null,
         'isPrivate', false, 'text', 'Where is my parcel? I wrote already.', 'attachments', 0)
     from unnest($1::bigint[]) as p(id), generate_series(0, 1) n, generate_series(1, 12) m`,
    [rows.map((row) => row.id), Date.now()],
  );
  await pool.query('analyze');
  return rows.map((row) => row.public_id);
}

function beside(pairs: readonly Pair[]): Result {
  const ratio = median(pairs.map((pair) => pair.ours / pair.limit));
  return {
    metric: 'all data of the panel in one request, beside the same statements',
    value: Math.max(...pairs.map((pair) => pair.ours)),
    unit: 'requests/s',
    limit: Math.max(...pairs.map((pair) => pair.limit)),
    ratio,
    aim: `ratio ${aims.ratio}`,
    met: ratio >= aims.ratio,
  };
}

function paced(value: number, limit: number): Result {
  return {
    ...{ metric: `p99 at ${aims.perSecond} requests/s`, value, unit: 'ms', limit, ratio: limit / value },
    ...{ aim: `under ${aims.p99Milliseconds} ms`, met: value < aims.p99Milliseconds },
  };
}

function counted(views: readonly CapturedView[]): Result {
  const value = Math.max(...views.map(({ waves }) => waves.flat().length));
  return {
    ...{ metric: 'statements of one request', value, unit: 'statements', limit: null, ratio: null },
    ...{ aim: `at most ${aims.statements}, whoever it is`, met: value <= aims.statements },
  };
}
