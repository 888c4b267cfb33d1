import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import pino from 'pino';
import { createQueue } from '../../src/queue/queue';
import { eventually } from '../support/eventually';
import { describeWith } from '../support/system';

const redisServer = '/usr/bin/redis-server';

describeWith(redisServer, 'the queue on Redis', () => {
  let port: number;
  let redis: ChildProcess;
  beforeEach(async () => {
    port = await freePort();
    redis = startRedis(port);
  });
  afterEach(() => stop(redis));

  test('runs what is due, and after Redis came back empty the next start makes the schedules again', async () => {
    await runTwice(port);
    await stop(redis);
    redis = startRedis(port);
    await runTwice(port);
  });
});

async function runTwice(port: number): Promise<void> {
  let ran = 0;
  const queue = createQueue({
    databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
    redisUrl: `redis://127.0.0.1:${port}`,
    schema: 'redis_test',
    log: pino({ level: 'silent' }),
  });
  queue.work('test', [{ name: 'tick', everySeconds: 1, run: async () => void ran++ }]);
  await eventually(() => ran >= 2);
  await queue.close();
}

function startRedis(port: number): ChildProcess {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return spawn(redisServer, options, { stdio: 'ignore' });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
