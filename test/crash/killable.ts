import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { findEmbedded } from '../../src/postgres/embedded';
import { findPostmaster } from '../../src/postgres/postmaster';
import { eventually } from '../support/eventually';
import { freePort } from '../support/free-port';
import { Node } from '../support/node';
import { killNow } from '../support/rapport';
import { killRedis, startRedis } from '../support/redis';

/** A worker; a node whole, which is started again; all of them; PostgreSQL, which its node brings back; and all that the queue holds. */
export const breaks = ['worker', 'node', 'nodes', 'server', 'queue'] as const;
export type Break = (typeof breaks)[number];

type Running = {
  readonly dataDir: string;
  readonly nodes: Node[];
  readonly redis: { readonly child: ChildProcess; readonly url: string } | null;
};

/** Rapport as processes, each of which may be killed: some nodes on the embedded PostgreSQL of the first, and Redis where it is asked for. */
export class Killable {
  private turn = 0;

  private constructor(private readonly running: Running) {}

  static async start(wanted: { readonly nodes: number; readonly redis: boolean }): Promise<Killable> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-crash-'));
    await chmod(folder, 0o755);
    const port = wanted.redis ? await freePort() : null;
    const redis = port === null ? null : { child: startRedis(port), url: `redis://127.0.0.1:${port}` };
    const world = new Killable({ dataDir: path.join(folder, 'data'), nodes: [], redis });
    const { dataDir, nodes } = world.running;
    const env = { RAPPORT_DATA_DIR: dataDir, ...(redis === null ? {} : { REDIS_URL: redis.url }) };
    nodes.push(await Node.start(env));
    const others = { ...env, DATABASE_URL: await world.databaseUrl() };
    for (let made = 1; made < wanted.nodes; made += 1) nodes.push(await Node.start(others));
    return world;
  }

  /** The one whose PostgreSQL it is. */
  get first(): Node {
    const [first] = this.running.nodes;
    if (first === undefined) throw new Error('there is no node');
    return first;
  }

  async databaseUrl(): Promise<string> {
    const url = await findEmbedded(this.running.dataDir);
    if (url === null) throw new Error('the embedded server is away');
    return url;
  }

  /** kill -9 of something. @returns how many workers died of it */
  async break(what: Break): Promise<number> {
    const { nodes } = this.running;
    const next = nodes[this.turn++ % nodes.length] ?? this.first;
    switch (what) {
      case 'worker':
        next.killWorker();
        return 1;
      case 'node':
        await next.killAndStart();
        return 1;
      case 'nodes':
        await Promise.all(nodes.map((node) => node.killAndStart()));
        return nodes.length;
      case 'server':
        await this.killServer();
        return 0;
      case 'queue':
        await this.emptyQueue();
        return 0;
    }
  }

  /** After its last kill it may still be on its way back. */
  async killServer(): Promise<void> {
    await eventually(async () => (await this.postmaster()) !== null);
    const pid = await this.postmaster();
    killNow(pid === null ? [] : [pid]);
  }

  async stop(): Promise<void> {
    const { dataDir, nodes, redis } = this.running;
    for (const node of nodes.toReversed()) await node.stop();
    if (redis !== null) await killRedis(redis.child);
    const left = await this.postmaster();
    killNow(left === null ? [] : [left]);
    await rm(path.dirname(dataDir), { recursive: true, force: true });
  }

  private async emptyQueue(): Promise<void> {
    const { redis } = this.running;
    if (redis === null) return;
    const client = new Redis(redis.url);
    try {
      await client.flushall();
    } finally {
      client.disconnect();
    }
  }

  private async postmaster(): Promise<number | null> {
    return (await findPostmaster(path.join(this.running.dataDir, 'postgres/data')))?.pid ?? null;
  }
}
