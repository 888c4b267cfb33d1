import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { broadcastStates, seedBroadcast, seededSender, startBroadcast } from '../support/broadcast-seed';
import { spawnSink } from '../support/smtp-sink-spawn';
import { newsletter } from './broadcast-mail';
import { alternate } from './pairs';
import { processorByName, residentMegabytes, sharesOf, slope } from './processor-time';
import { startRapport } from './rapport';
import { median, progress, type Result } from './report';
import { prepareSchema, startServer } from './server';

const aims = { ratio: 0.6, growth: 0.05 };
const concurrency = 20;

/**
 * A broadcast through the ledger to a mail server in a process of its own: audience, decision, text, hand-over and what came of it,
 * beside a bare pool of connections that writes the same text for each person.
 */
export async function broadcast(quick: boolean): Promise<Result[]> {
  const size = quick ? { people: 4_000, pairs: 3, mails: 4_000 } : { people: 100_000, pairs: 3, mails: 50_000 };
  const server = await startServer();
  const sink = await spawnSink({ keep: false });
  const bare = startBare();
  try {
    const rapport = await startRapport(server);
    const pids = await rapport.pids();
    const pool = await prepareSchema(server.url, 'rapport', 2);
    await seedBroadcast(server.url, {
      ...{ people: size.people, port: sink.port, concurrency, perSecond: 10_000, content: newsletter },
    });
    const samples: { minute: number; megabytes: number }[] = [];
    const pairs = await alternate(size.pairs, async (round) => {
      const before = await processorByName(pool, pids);
      const begun = performance.now();
      await startBroadcast(server.url, `spring-${round}`);
      for (;;) {
        await sleep(200);
        samples.push({ minute: performance.now() / 60_000, megabytes: residentMegabytes(pids.worker) });
        const { state, counts } = await broadcastStates(server.url, `spring-${round}`);
        if (state !== 'done') continue;
        if (counts['handed'] !== size.people) throw new Error(`not all went: ${JSON.stringify(counts)}`);
        break;
      }
      const ours = size.people / ((performance.now() - begun) / 1_000);
      progress(`  us of processor time a message: ${sharesOf(before, await processorByName(pool, pids), size.people)}`);
      const seconds = await bare.send({
        ...{ port: sink.port, mails: size.mails, concurrency },
        from: `${seededSender.fromName} <${seededSender.fromAddress}>`,
      });
      return { ours, limit: size.mails / seconds };
    });
    await pool.end();
    await rapport.stop();
    return [
      {
        metric: `personal mails of a broadcast to ${size.people.toLocaleString('en')}`,
        value: median(pairs.map((pair) => pair.ours)),
        unit: 'messages/s',
        limit: median(pairs.map((pair) => pair.limit)),
        ratio: median(pairs.map((pair) => pair.ours / pair.limit)),
        aim: `ratio ${aims.ratio}`,
        met: median(pairs.map((pair) => pair.ours / pair.limit)) >= aims.ratio,
      },
      memoryResult(samples),
    ];
  } finally {
    bare.stop();
    await sink.stop();
    await server.stop();
  }
}

/** From the second broadcast on: the first one fills caches. */
function memoryResult(samples: readonly { minute: number; megabytes: number }[]): Result {
  const late = samples.slice(Math.floor(samples.length / 3));
  const level = median(late.map(({ megabytes }) => megabytes));
  const minutes = (late.at(-1)?.minute ?? 0) - (late[0]?.minute ?? 0);
  const growth = (slope(late) * minutes) / level;
  for (const part of [0, 1, 2]) {
    const third = samples.slice((samples.length / 3) * part, (samples.length / 3) * (part + 1));
    progress(`  broadcast ${part + 1}: ${median(third.map(({ megabytes }) => megabytes)).toFixed(0)} MB`);
  }
  return {
    ...{ metric: "growth of the worker's memory over the later broadcasts", value: growth },
    ...{ unit: `of ${level.toFixed(0)} MB`, limit: null, ratio: null },
    ...{ aim: `under ${aims.growth}`, met: growth < aims.growth },
  };
}

type Order = { readonly port: number; readonly mails: number; readonly concurrency: number; readonly from: string };

/** The limit, in a process of its own. */
function startBare(): { send(order: Order): Promise<number>; stop(): void } {
  const child = fork(path.join(__dirname, 'bare-mail.js'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    async send(order) {
      child.send(order);
      const [seconds]: unknown[] = await once(child, 'message');
      return Number(seconds);
    },
    stop: () => child.disconnect(),
  };
}
