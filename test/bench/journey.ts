import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '@rapport/sdk';
import type pg from 'pg';
import empathy from '../../plugins/empathy/server';
import outreach from '../../plugins/outreach/server';
import { journeys } from '../../plugins/outreach/server/journeys';
import segments from '../../plugins/segments/server';
import { migrationSources } from '../../src/plugins';
import { migrate } from '../../src/postgres/migrate';
import { createIngestPool } from '../../src/postgres/pool';
import { MemorySources } from '../support/administration';
import type { TestDatabase } from '../support/database';
import { createTestIngest } from '../support/ingest';
import { Product } from '../support/product';
import { customerId, fillCustomers } from './fill';
import { stepsByHand } from './journey-by-hand';
import { progress, type Result } from './report';
import { appDir, prepareSchema, startServer } from './server';

const aim = 'none: there is nothing of others to compare it with';
const day = 86_400_000;
const schema = 'rapport';
const actor = 'admin:1';
const eventsTogether = 500;
const pollMilliseconds = 100;
const waitMillisecondsMax = 30 * 60_000;
const stepsEach = 10;

const mail = (next: string): JsonObject => ({
  ...{ kind: 'send', channel: 'email', template: 'hello', topic: 'news', next },
});
/** Whoever comes in comes to each of its ten steps once. */
const definition: JsonObject = {
  ...{ entry: { event: 'Signed Up' }, enters: 'once', start: 'hello' },
  steps: {
    hello: mail('day'),
    day: { kind: 'wait', for: '1d', next: 'arm' },
    arm: {
      kind: 'split',
      arms: ['a', 'b'].map((name) => ({ name, share: 50, next: 'nudge' })),
    },
    nudge: mail('click'),
    click: {
      kind: 'wait_for',
      any: [{ event: 'Clicked', next: 'clicked' }],
      timeout: { after: '2d', next: 'clicked' },
    },
    clicked: { kind: 'branch', when: [{ event: 'Clicked', next: 'end' }], otherwise: 'morning' },
    morning: { kind: 'wait', until: { time: '09:00' }, next: 'last' },
    last: mail('done'),
    done: { kind: 'goal', name: 'read', next: 'end' },
    end: { kind: 'exit' },
  },
};

/**
 * A whole node with its workers in this process and a clock that is moved; what becomes of messages is told as the ledger would.
 * The limit writes the same rows by hand: a thousand people to a statement, no definition read, nothing decided.
 */
export async function journey(quick: boolean): Promise<Result[]> {
  const people = quick ? 4_500 : 90_000;
  const server = await startServer(new Map([['shared_preload_libraries', 'pg_stat_statements']]));
  let offset = 0;
  const pool = await prepareSchema(server.url, schema, 8);
  const options = { databaseUrl: server.url, schema, connectionsMax: 4, applicationName: 'bench ingest' };
  const ingestPool = createIngestPool(options);
  const database: TestDatabase = { ...{ url: server.url, schema, pool, ingestPool }, drop: () => Promise.resolve() };
  try {
    await migrate(pool, schema, migrationSources(appDir, [segments, empathy, outreach]));
    await pool.query('create extension pg_stat_statements with schema public');
    const filled = (people * 10) / 9;
    await fillCustomers(pool, { from: 0, to: filled, eventsEach: 0, now: Date.now() });
    await pool.query('vacuum (analyze)');
    const product = await Product.start(database, new MemorySources(), () => Date.now() + offset, [outreach]);
    await publish(product, pool);
    await enter(database, filled);
    await pool.query('select pg_stat_statements_reset()');
    const engine = new Engine(product, pool);
    progress(`  ${people} people come in`);
    product.house.startWork();
    const pass = (milliseconds: number) => (offset += milliseconds);
    const milliseconds = [
      await engine.until('hello', people),
      await engine.handed('day', people),
      pass(day) && (await engine.until('nudge', people)),
      await engine.handed('click', people),
      pass(2 * day) && (await engine.until('morning', people)),
      pass(day) && (await engine.until('last', people)),
      await engine.handed('end', people),
    ].reduce((sum, one) => sum + one, 0);
    const statements = await calls(pool);
    await product.stop();
    const steps = people * stepsEach;
    const value = (steps * 1_000) / milliseconds;
    const limit = await stepsByHand(pool, people);
    progress(`  ${value.toFixed(0)} steps/s beside ${limit.toFixed(0)}/s`);
    return [
      { metric: `steps of ${people} people`, value, unit: 'steps/s', limit, ratio: value / limit, aim, met: true },
      {
        ...{ metric: 'statements a step, with all that the node does meanwhile', value: statements / steps },
        ...{ unit: 'statements', limit: null, ratio: null, aim, met: true },
      },
    ];
  } finally {
    await Promise.all([pool.end(), ingestPool.end()]);
    await server.stop();
  }
}

async function publish({ house }: Product, pool: pg.Pool): Promise<void> {
  // No default connection: nothing is sent.
  await pool.query(
    `insert into channel_connection (key, channel, medium, name, settings, address_secret, enabled, is_default, created_at,
       updated_at, updated_by)
     values ('mail', 'smtp', 'email', 'Mail', '{}', 'x', true, false, now(), now(), 'bench');
     insert into topic (key, name, kind, basis, updated_at, updated_by) values ('news', '{}', 'marketing', 'opt_in', now(), 'bench');
     insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
     values (gen_random_uuid(), 'hello', 'hello', 'email', 'en', '{}', 1, now(), now(), 'bench')`,
  );
  const { commands } = journeys(house);
  const { publicId } = await commands.create({ key: 'ten', name: 'Ten steps', definition }, actor);
  await commands.publish(publicId, actor);
}

/** The event with which each root begins, before anybody works. */
async function enter(database: TestDatabase, filled: number): Promise<void> {
  const ingest = createTestIngest(database);
  const roots = Array.from({ length: filled }, (_, customer) => customer).filter((customer) => customer % 10 !== 9);
  for (let from = 0; from < roots.length; from += eventsTogether)
    await ingest.send(
      ...roots.slice(from, from + eventsTogether).map((customer) => ({
        ...{ ids: `user_id:${customerId(customer)}`, name: 'Signed Up', occurredAt: Date.now() },
      })),
    );
}

/** Milliseconds that it takes until all stand somewhere. */
class Engine {
  constructor(
    private readonly product: Product,
    private readonly pool: pg.Pool,
  ) {}

  /** What waits to be sent was handed over. */
  async handed(step: string, people: number): Promise<number> {
    const now = new Date(this.product.house.now());
    await this.pool.query(
      `update message set state = 'handed', due_at = null, ended_at = $1, handed_at = $1, counts_at = $1 where state = 'planned'`,
      [now],
    );
    return this.until(step, people);
  }

  async until(step: string, people: number): Promise<number> {
    const begun = performance.now();
    this.product.house.wake();
    for (;;) {
      const { rows } = await this.pool.query<{ n: number }>(
        `select count(*) as n from enrolment where step = $1 and (ended_at is not null) = ($1 = 'end')`,
        [step],
      );
      const taken = performance.now() - begun;
      if (rows[0]?.n === people) {
        progress(`  ${step}: ${(taken / 1_000).toFixed(1)} s`);
        return taken;
      }
      if (taken > waitMillisecondsMax) throw new Error(`only ${rows[0]?.n} of ${people} came to ${step}`);
      await sleep(pollMilliseconds);
    }
  }
}

async function calls(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select sum(calls)::float8 as n from pg_stat_statements');
  return rows[0]?.n ?? 0;
}
