import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';
import { sendEvents } from './ingest';
import { type Load, startLoad } from './load';
import { alternate } from './pairs';
import { processorByName, sharesOf } from './processor-time';
import { type BenchRapport, startRapport } from './rapport';
import { median, progress, quantile, type Result } from './report';
import { numberOf, until } from './segment-rapport';
import { prepareSchema, startServer } from './server';

const secret = 'bench-webhook-secret';
const connections = 50;
const pacedPerSecond = 50;

/**
 * Chatwoot's webhooks over HTTP until all that they tell is in timelines and conversations, beside single events through the door:
 * both are one request each. And how long it takes until what a webhook told is seen.
 */
export async function webhook(quick: boolean): Promise<Result[]> {
  const size = quick
    ? { users: 5_000, pairs: 3, webhooks: 3_000, events: 4_000, paced: 400 }
    : { users: 100_000, pairs: 5, webhooks: 20_000, events: 20_000, paced: 3_000 };
  const server = await startServer();
  const load = startLoad();
  try {
    const rapport = await startRapport(server);
    const pool = await prepareSchema(server.url, 'rapport', 2);
    const path = await connect(rapport);
    const order = { authorization: rapport.authorization, users: size.users };
    await load.run({ type: 'seed', url: rapport.url, ...order });
    const given = { ...order, events: size.events, batch: 1, connections };
    const told = new Webhooks(load, `${rapport.url}${path}`, await rapport.pids());
    await sendEvents(load, rapport, { ...given, events: 1_000, round: 0 });
    await told.read(pool, 1_000);
    const pairs = await alternate(size.pairs, async (round) => ({
      ours: size.webhooks / (await told.read(pool, size.webhooks)),
      limit: size.events / (await sendEvents(load, rapport, { ...given, round: round + 1 })),
    }));
    const seen = await told.seen(pool, size.paced);
    await pool.end();
    await rapport.stop();
    const ratio = median(pairs.map((pair) => pair.ours / pair.limit));
    return [
      {
        ...{
          metric: 'webhooks taken in and visible, beside single events',
          unit: 'webhooks/s',
          ratio,
          aim: 'reported',
        },
        value: Math.max(...pairs.map((pair) => pair.ours)),
        limit: Math.max(...pairs.map((pair) => pair.limit)),
        met: true,
      },
      ...([0.5, 0.99] as const).map((share) => ({
        metric: `from a webhook to what it tells, at ${pacedPerSecond}/s, p${share * 100} of ${seen.length}`,
        ...{ value: quantile(seen, share), unit: 'ms', limit: null, ratio: null, aim: 'reported', met: true },
      })),
    ];
  } finally {
    load.stop();
    await server.stop();
  }
}

/** @returns the path of the webhook */
async function connect(rapport: BenchRapport): Promise<string> {
  const token = await rapport.command('token', 'create', 'bench', '--scopes', 'helpdesk.read,helpdesk.write');
  const settings = { baseUrl: 'http://127.0.0.1:9', accountId: 1, apiToken: 'none', webhookSecret: secret };
  const answer = await rapport.graphql(
    token,
    'mutation Connect($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { webhookPath } }',
    { input: { key: 'bench', helpdesk: 'chatwoot', name: 'Bench', settings } },
  );
  const shape = z.object({
    data: z.object({ createHelpdesk: z.object({ webhookPath: z.string() }) }),
  });
  return shape.parse(answer).data.createHelpdesk.webhookPath;
}

class Webhooks {
  private first = 1_000_000;

  constructor(
    private readonly load: Load,
    private readonly url: string,
    private readonly pids: Readonly<Record<string, number>>,
  ) {}

  /** Until none waits. @returns seconds */
  async read(pool: pg.Pool, webhooks: number): Promise<number> {
    const before = await processorByName(pool, this.pids);
    const begun = performance.now();
    await this.send(webhooks, {});
    const answered = performance.now();
    await until(pool, 'select count(*) as n from helpdesk_delivery');
    const ended = performance.now();
    progress(
      `  ${(webhooks / ((answered - begun) / 1000)).toFixed(0)} webhooks/s answered, the last one read ${(ended - answered).toFixed(0)} ms later`,
    );
    progress(`  us of processor time a webhook: ${sharesOf(before, await processorByName(pool, this.pids), webhooks)}`);
    const failed = await numberOf(pool, 'select count(*) as n from helpdesk_delivery where attempts > 0');
    if (failed > 0) throw new Error(`${failed} webhooks could not be read`);
    return (ended - begun) / 1000;
  }

  /** @returns milliseconds from when each was received to the commit that made it visible */
  async seen(pool: pg.Pool, webhooks: number): Promise<number[]> {
    const waits: number[] = [];
    let over = false;
    const watching = (async () => {
      const since = new Map<string, number>();
      while (!over) {
        const { rows } = await pool.query<{ id: string }>('select id from helpdesk_delivery');
        const now = performance.now();
        const waiting = new Set(rows.map(({ id }) => id));
        for (const id of waiting) if (!since.has(id)) since.set(id, now);
        for (const [id, from] of since) {
          if (waiting.has(id)) continue;
          waits.push(now - from);
          since.delete(id);
        }
        await sleep(1);
      }
    })();
    await this.send(webhooks, { perSecondMax: pacedPerSecond });
    await until(pool, 'select count(*) as n from helpdesk_delivery');
    over = true;
    await watching;
    return waits;
  }

  private async send(webhooks: number, pace: { readonly perSecondMax?: number }): Promise<void> {
    const { url, first } = this;
    this.first += webhooks;
    await this.load.run({ type: 'webhooks', url, secret, first, requests: webhooks, connections, ...pace });
  }
}
