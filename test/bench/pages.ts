import type pg from 'pg';
import { z } from 'zod';
import { createPool } from '../../src/postgres/pool';
import { startLoad, type Load } from './load';
import { pageDocuments, type PageDocument } from './page-documents';
import { fillHelpdesk } from './helpdesk-fill';
import { fillOutreach } from './outreach-fill';
import { fillPages, fillStrapiSources, readPageIds, type PageSize } from './page-fill';
import { listRows, pageRequests, type PageRequest } from './page-requests';
import { processorMilliseconds } from './processor-time';
import { startRapport } from './rapport';
import { howFar, median, progress, quantile, type Result } from './report';
import { prepareSchema, startServer, type BenchServer } from './server';
import { StatementLog, type LoggedStatement } from './statement-log';

const aims = { p95Milliseconds: 100, statementsMax: 25 };
const full: PageSize = {
  customers: 1_000_000,
  eventsEach: 20,
  longTimeline: 100_000,
  eventNames: 20_000,
  sources: 300,
  rejected: 100_000,
  reviews: 100_000,
  audited: 100_000,
  conversations: 100_000,
  outreach: { messages: 1_000_000, runs: 100_000 },
};
const small: PageSize = {
  ...full,
  customers: 40_000,
  longTimeline: 20_000,
  eventNames: 2_000,
  rejected: 10_000,
  reviews: 4_000,
  audited: 10_000,
  conversations: 10_000,
  outreach: { messages: 50_000, runs: 10_000 },
};
/** Alternating: so many requests, then their statements alone as often. */
const rounds = 3;
const recordings = 3;
/**
 * A request that takes seconds (a preview over all customers) is asked less often: 40 times in each round they took an hour. Of a
 * round, that is; its statements alone have as long, and so has the time before, when each is asked in turn to warm up.
 */
const inTime = { requestsMin: 5, secondsMax: 10 };
/** Bodies of a request that are asked once before. */
const warmUpsMax = 20;
/** Requests between two lines that say how far it is. */
const progressEvery = 10;
/** A request whose statements grow with its rows shows by asking for so many. */
const fewRows = 3;

type Asked = { readonly title: string; readonly bodies: readonly string[] };

/** Every data request of every page of the admin, as somebody who is logged in sends it, one at a time. */
export function pages(quick: boolean): Promise<Result[]> {
  return quick ? pagesAt(small, 10) : pagesAt(full, 40);
}

async function pagesAt(size: PageSize, requestsEach: number): Promise<Result[]> {
  const server = await startServer();
  try {
    await fillServer(server, size);
    return await measurePages(server, requestsEach, size);
  } finally {
    await server.stop();
  }
}

export async function fillServer(server: BenchServer, size: PageSize): Promise<void> {
  const pool = await prepareSchema(server.url, 'rapport', 1);
  const events = (size.customers * size.eventsEach) / 2;
  progress(`filling ${size.customers} customers, ${events} events, and what else the pages show`);
  await fillPages(pool, size, Date.now());
  await pool.end();
}

/** @param requestsEach of each request, in each round */
export async function measurePages(
  server: BenchServer,
  requestsEach: number,
  { conversations, outreach }: PageSize,
): Promise<Result[]> {
  const pool = createPool({ ...poolOptions(server.url), applicationName: 'bench pages' });
  const replay = new Replay(server.url);
  const load = startLoad();
  const rapport = await startRapport(server);
  try {
    await fillStrapiSources(pool, 'strapi');
    await fillHelpdesk(pool, conversations, Date.now());
    await fillOutreach(pool, outreach, Date.now());
    const authorization = await login(rapport.url);
    const documents = pageDocuments();
    const requests = pageRequests(await readPageIds(pool));
    const asked = askedOf(documents, requests);
    const statements = await record(pool, asked, (body) => ask(rapport.url, authorization, body));
    const { web } = await rapport.pids();
    const processor = () => processorOfPages(pool, web);
    const results = notMeasured(documents, requests);
    const begun = performance.now();
    for (const [at, { title, bodies }] of asked.entries()) {
      const own = statements.get(title) ?? { statements: [], ofFewRows: 0 };
      const order = { load, url: rapport.url, authorization, bodies, requestsEach, processor };
      const measured = await measure(order, () => replay.run(own.statements));
      results.push(...judge(title, measured, own, requestsEach * rounds));
      if ((at + 1) % progressEvery === 0) progress(`  measured: ${howFar(at + 1, asked.length, begun)}`);
    }
    return results;
  } finally {
    load.stop();
    await Promise.all([replay.end(), pool.end()]);
    await rapport.stop();
  }
}

function poolOptions(databaseUrl: string) {
  return { databaseUrl, schema: 'rapport', connectionsMax: 1 };
}

/** What a page asks without anything that has to be filled in, or with a number of rows alone, needs no line in page-requests.ts. */
function requestsOf({ name, text }: PageDocument, requests: ReadonlyMap<string, readonly PageRequest[]>) {
  const known = requests.get(name);
  if (known !== undefined) return known;
  const [head = ''] = text.split('{', 1);
  if (/^[^{]*!/.test(head.replace('$first: Int!', ''))) return [];
  return [{ variables: [head.includes('$first: Int!') ? { first: listRows } : {}] }];
}

function askedOf(documents: readonly PageDocument[], requests: ReadonlyMap<string, readonly PageRequest[]>): Asked[] {
  return documents.flatMap((document) =>
    requestsOf(document, requests).map(({ title, variables }) => ({
      title: title === undefined ? document.name : `${document.name}, ${title}`,
      bodies: variables.map((one) =>
        JSON.stringify({ query: document.text, operationName: document.name, variables: one }),
      ),
    })),
  );
}

/** A new page shows here until somebody says what it is asked with. */
function notMeasured(
  documents: readonly PageDocument[],
  requests: ReadonlyMap<string, readonly PageRequest[]>,
): Result[] {
  return documents
    .filter((document) => requestsOf(document, requests).length === 0)
    .map(({ name }) => ({
      metric: `${name}: not measured`,
      value: 0,
      unit: 'requests',
      limit: null,
      ratio: null,
      aim: 'variables in test/bench/page-requests.ts',
      met: false,
    }));
}

const registered = z.object({ data: z.object({ token: z.string() }) });

/** The first admin, who may do everything. */
async function login(url: string): Promise<string> {
  const admin = { firstname: 'Ada', lastname: 'Admin', email: 'ada@rapport.example', password: 'Correct-Horse-7' };
  const response = await fetch(`${url}/admin/register-admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(admin),
  });
  return `Bearer ${registered.parse(await response.json()).data.token}`;
}

/** @throws an answer with errors: it would be fast for the wrong reason */
async function ask(url: string, authorization: string, body: string): Promise<void> {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).text();
  if (!answer.startsWith('{"data":{') || answer.includes('"errors":'))
    throw new Error(`${body}\nanswered ${answer.slice(0, 500)}`);
}

/** Of one request; `ofFewRows`: how many there are where a list is asked for a few rows only. */
type Recorded = { readonly statements: readonly LoggedStatement[]; readonly ofFewRows: number };

/**
 * The statements of the first body of each. What ran in every recording is the request's own: processes of Rapport have their
 * own to do at their own times (and the audit log one for all requests of half a second).
 */
async function record(
  pool: pg.Pool,
  asked: readonly Asked[],
  send: (body: string) => Promise<void>,
): Promise<ReadonlyMap<string, Recorded>> {
  progress(`asking each of ${asked.length} requests, and recording its statements`);
  for (const { bodies } of asked) await inTurn(Math.min(bodies.length, warmUpsMax), (n) => send(bodies[n] ?? ''));
  const log = new StatementLog(pool);
  const statementsOf = async (body: string): Promise<LoggedStatement[]> => {
    const runs: LoggedStatement[][] = [];
    for (let n = 0; n < recordings; n++) runs.push((await log.record(() => send(body))).filter(isOfPages));
    return common(runs);
  };
  const found = new Map<string, Recorded>();
  await log.start();
  const begun = performance.now();
  for (const { title, bodies } of asked) {
    const [body = ''] = bodies;
    const statements = await statementsOf(body);
    const few = body.replace(/"first":\d+/, `"first":${fewRows}`);
    found.set(title, { statements, ofFewRows: few === body ? statements.length : (await statementsOf(few)).length });
    if (found.size % progressEvery === 0) progress(`  recorded: ${howFar(found.size, asked.length, begun)}`);
  }
  await log.stop();
  return found;
}

/** Reads go by a pool of their own, and so do plugins; Strapi's (logins, sources) has no name. */
const pools = ['rapport read', 'rapport web', 'rapport plugins web', 'rapport lookups web', ''];

function isOfPages({ application, text }: LoggedStatement): boolean {
  return pools.includes(application) && !/^\s*insert into audit\b/.test(text);
}

/** Of the web process and its backends, in milliseconds: it says what a request costs, however busy the machine is. */
async function processorOfPages(pool: pg.Pool, web: number): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and application_name = any($1)`,
    [pools],
  );
  return rows.reduce((sum, { pid }) => sum + processorMilliseconds(pid), processorMilliseconds(web));
}

function common(runs: readonly (readonly LoggedStatement[])[]): LoggedStatement[] {
  const [first = [], ...others] = runs;
  const left = others.map((run) => run.map(({ text }) => text));
  return first.filter(({ text }) =>
    left.every((texts) => {
      const at = texts.indexOf(text);
      if (at >= 0) texts.splice(at, 1);
      return at >= 0;
    }),
  );
}

/** Runs statements as they ran, alone: those of Rapport's reads have plans that do not look at their values, those of others may. */
class Replay {
  private readonly reads: pg.Pool;
  private readonly others: pg.Pool;

  constructor(databaseUrl: string) {
    const options = { ...poolOptions(databaseUrl), applicationName: 'bench replay' };
    this.reads = createPool({ ...options, genericPlans: true });
    this.others = createPool(options);
  }

  /** @returns milliseconds, one statement after the other, those of one kind on one connection */
  async run(statements: readonly LoggedStatement[]): Promise<number> {
    const [read, other] = [await this.reads.connect(), await this.others.connect()];
    let isWhole = false;
    try {
      const begun = performance.now();
      for (const { application, name, text, values } of statements) {
        const client = application === 'rapport read' ? read : other;
        await client.query({ ...(name === '' || name === '<unnamed>' ? {} : { name }), text, values: [...values] });
      }
      isWhole = true;
      return performance.now() - begun;
    } finally {
      // What failed may be within a transaction.
      for (const client of [read, other]) client.release(!isWhole);
    }
  }

  async end(): Promise<void> {
    await Promise.all([this.reads.end(), this.others.end()]);
  }
}

type Measured = {
  readonly ours: number[];
  readonly limit: number[];
  readonly ratios: number[];
  /** Milliseconds of processor time that a request takes, by round. */
  readonly processor: number[];
};

type MeasureOrder = {
  readonly load: Load;
  readonly url: string;
  readonly authorization: string;
  readonly bodies: readonly string[];
  readonly requestsEach: number;
  readonly processor: () => Promise<number>;
};

async function measure(
  { load, requestsEach, processor, ...order }: MeasureOrder,
  alone: () => Promise<number>,
): Promise<Measured> {
  const measured: Measured = { ours: [], limit: [], ratios: [], processor: [] };
  for (let round = 0; round < rounds; round++) {
    const before = await processor();
    const { milliseconds } = await load.run({
      ...order,
      type: 'bodies',
      bodies: [...order.bodies],
      url: `${order.url}/graphql`,
      requests: requestsEach,
      connections: 1,
      mustContain: '{"data":{',
      inTime,
    });
    measured.processor.push(((await processor()) - before) / milliseconds.length);
    const limit: number[] = [];
    await inTurn(milliseconds.length, async () => void limit.push(await alone()));
    measured.ours.push(...milliseconds);
    measured.limit.push(...limit);
    measured.ratios.push(median(milliseconds) / median(limit));
  }
  return measured;
}

/** One after the other, within the time of a round. */
async function inTurn(count: number, work: (n: number) => Promise<void>): Promise<void> {
  const begun = performance.now();
  const isTime = (n: number): boolean => n < inTime.requestsMin || performance.now() - begun < inTime.secondsMax * 1000;
  for (let n = 0; n < count && isTime(n); n++) await work(n);
}

/** @param requests that it is asked, unless it is slow */
function judge(
  title: string,
  { ours, limit, ratios, processor }: Measured,
  recorded: Recorded,
  requests: number,
): Result[] {
  const p50 = median(ours);
  const p95 = quantile(ours, 0.95);
  const cost = median(processor);
  const statements = recorded.statements.length;
  const fewer = ours.length < requests ? `, asked ${ours.length} times, not ${requests}` : '';
  progress(
    `  ${title}: ${shown(p50)} / ${shown(p95)} ms, alone ${shown(median(limit))}, processor ${shown(cost)}, ${statements} statements${fewer}`,
  );
  return [
    {
      metric: `${title}: p95 (p50 ${shown(p50)} ms, processor time ${shown(cost)} ms${fewer})`,
      value: p95,
      unit: 'ms',
      limit: quantile(limit, 0.95),
      ratio: median(ratios),
      aim: `under ${aims.p95Milliseconds} ms`,
      met: p95 < aims.p95Milliseconds,
    },
    {
      metric: `${title}: statements`,
      value: statements,
      unit: 'statements',
      limit: null,
      ratio: null,
      aim: `at most ${aims.statementsMax}, whatever the number of rows`,
      met: statements <= aims.statementsMax && statements <= recorded.ofFewRows,
    },
  ];
}

function shown(milliseconds: number): string {
  return milliseconds.toFixed(1);
}
