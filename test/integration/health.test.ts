import { createServer, type Server } from 'node:http';
import path from 'node:path';
import supertest from 'supertest';
import { readLag } from '../../src/health/lag';
import { createMetrics, type Metrics } from '../../src/health/metrics';
import { healthMounts } from '../../src/health/mounts';
import { createPool, inTransaction } from '../../src/postgres/pool';
import { insertCommit } from '../../src/store/commit-log';
import { insertWork } from '../../src/store/work';
import { createTestDatabase, type TestDatabase } from '../support/database';

const now = Date.parse('2026-03-15T12:00:00Z');
const migrations = [{ name: 'core', folder: path.join(__dirname, '../../database/rapport') }];
let database: TestDatabase;
let draining = false;
let metrics: Metrics;

beforeEach(async () => {
  draining = false;
  database = await createTestDatabase(now);
  metrics = createMetrics({ pools: { core: database.pool }, readLag: () => readLag(database.pool, now) });
});
afterEach(() => database.drop());

function serve(pool = database.pool): Server {
  const mounts = healthMounts({ pool, migrations, isDraining: () => draining, metrics });
  return createServer((request, response) => {
    const mount = mounts.find((each) => each.path === request.url);
    if (mount === undefined) response.writeHead(404).end();
    else void mount.handle(request, response);
  });
}

test('a process with a current database is alive and ready', async () => {
  await supertest(serve()).get('/healthz').expect(200, { status: 'ok' });
  await supertest(serve()).get('/readyz').expect(200, { status: 'ready' });
  await supertest(serve()).post('/readyz').expect(405).expect('allow', 'GET, HEAD');
});

test('a process that drains is alive, and not ready', async () => {
  draining = true;
  await supertest(serve()).get('/healthz').expect(200);
  const answer = await supertest(serve()).get('/readyz').expect(503);
  expect(answer.body).toMatchObject({ code: 'shutting_down' });
});

test('without its migrations it is not ready, and says which', async () => {
  await database.pool.query('delete from migration');
  const answer = await supertest(serve()).get('/readyz').expect(503);
  expect(answer.body).toMatchObject({ code: 'migrations_pending' });
  expect(JSON.stringify(answer.body)).toContain('core/0001_spine.sql');
});

test('without a database it is not ready', async () => {
  const databaseUrl = 'postgres://rapport@127.0.0.1:1/none';
  const nowhere = createPool({ databaseUrl, schema: 'x', connectionsMax: 1, applicationName: 'test' });
  const answer = await supertest(serve(nowhere)).get('/readyz').expect(503);
  expect(answer.body).toMatchObject({ code: 'database_unavailable' });
  await nowhere.end();
});

test('the metrics say what was committed, what waits and for how long', async () => {
  metrics.ingest.committed({
    accepted: 90,
    duplicates: 7,
    erased: 2,
    rejected: [{ code: 'identity_missing' }, { code: 'identity_missing' }, { code: 'event_too_large' }],
    events: 100,
    seconds: 0.03,
  });
  await inTransaction(database.pool, async (client) => {
    const id = await insertCommit(client, { at: now - 5_000, changes: [] });
    await insertWork(client, id, [{ leafId: 1, rootId: 1, kind: 'event', subject: 1 }]);
  });
  const { text } = await supertest(serve()).get('/metrics').expect(200);
  for (const line of [
    'rapport_events_accepted_total 90',
    'rapport_events_duplicate_total 7',
    'rapport_events_rejected_total{code="identity_missing"} 2',
    'rapport_events_rejected_total{code="event_too_large"} 1',
    'rapport_ingest_batch_events_bucket{le="100"} 1',
    'rapport_ingest_commit_seconds_bucket{le="0.05"} 1',
    'rapport_database_up 1',
    'rapport_commits_unnumbered 1',
    'rapport_commit_unnumbered_age_seconds 5',
    'rapport_work_age_seconds 5',
    'rapport_pool_connections{pool="core",state="waiting"} 0',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).toContain('process_resident_memory_bytes');
});

test('without a database the metrics say so and show no stale lag', async () => {
  const dark = createMetrics({ pools: {}, readLag: () => Promise.reject(new Error('away')) });
  const text = await dark.text();
  expect(text).toContain('rapport_database_up 0');
  expect(text).not.toMatch(/^rapport_work_age_seconds \d/m);
});
