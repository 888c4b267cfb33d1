import type { ChildProcess } from 'node:child_process';
import pino from 'pino';
import { createQueue } from '../../src/queue/queue';
import { eventually } from '../support/eventually';
import { freePort } from '../support/free-port';
import { killRedis, redisServer, startRedis } from '../support/redis';
import { describeWith } from '../support/system';

describeWith(redisServer, 'the queue on Redis', () => {
  let port: number;
  let redis: ChildProcess;
  beforeEach(async () => {
    port = await freePort();
    redis = startRedis(port);
  });
  afterEach(() => killRedis(redis));

  test('runs what is due, and after Redis came back empty the next start makes the schedules again', async () => {
    await runTwice(port);
    await killRedis(redis);
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
