import { setTimeout as sleep } from 'node:timers/promises';
import { customerBody } from './customer-360-query';
import { startLoad } from './load';
import { residentMegabytes, slope } from './processor-time';
import { startRapport } from './rapport';
import { median, progress, type Result } from './report';
import { startServer } from './server';
import { userId } from './workload';

const growthMax = 0.05;

/**
 * Resident memory of the web process under a steady load of batches and queries: what it grows from the third to the tenth
 * minute, by a straight line through all samples. --quick: the same shape in seconds instead of quarter minutes.
 */
export async function memory(quick: boolean): Promise<Result[]> {
  const minuteSeconds = quick ? 3 : 60;
  const size = { users: quick ? 5_000 : 100_000, eventsPerSecond: quick ? 1_000 : 4_000 };
  const server = await startServer();
  const [events, queries] = [startLoad(), startLoad()];
  try {
    const rapport = await startRapport(server);
    const token = await rapport.command('token', 'create', 'bench', '--scopes', 'profile.read,timeline.read');
    const order = { url: rapport.url, authorization: rapport.authorization, users: size.users };
    await events.run({ type: 'seed', ...order });
    const begun = performance.now();
    const minutes = (): number => (performance.now() - begun) / 1000 / minuteSeconds;
    const loading = async (): Promise<void> => {
      for (let round = 0; minutes() < 10; round++) {
        const next = sleep(1_000);
        await events.run({
          type: 'events',
          ...order,
          run: `memory-${round}`,
          seed: round + 1,
          events: size.eventsPerSecond,
          batch: 100,
          connections: 8,
        });
        await next;
      }
    };
    const asking = async (): Promise<void> => {
      const bodies = Array.from({ length: 200 }, (_, user) => customerBody(userId(user * 10)));
      while (minutes() < 10) {
        await queries.run({
          type: 'bodies',
          url: `${rapport.url}/graphql`,
          authorization: `Bearer ${token}`,
          bodies,
          requests: 200,
          connections: 4,
          perSecondMax: 100,
          mustContain: '"hasNextPage"',
        });
      }
    };
    const { web } = await rapport.pids();
    const samples: { minute: number; megabytes: number }[] = [];
    const sampling = async (): Promise<void> => {
      for (; minutes() < 10; await sleep((minuteSeconds * 1000) / 20)) {
        samples.push({ minute: minutes(), megabytes: residentMegabytes(web) });
      }
    };
    await Promise.all([loading(), asking(), sampling()]);
    await rapport.stop();
    const late = samples.filter((sample) => sample.minute >= 3);
    const growth = slope(late) * 7;
    const level = median(late.map((sample) => sample.megabytes));
    for (const from of [0, 3, 5, 7, 9]) {
      const part = samples
        .filter(({ minute }) => minute >= from && minute < from + 1)
        .map(({ megabytes }) => megabytes);
      progress(`  minute ${from}: ${median(part).toFixed(0)} MB`);
    }
    return [
      {
        metric: `growth of the web process's memory from minute 3 to 10${quick ? ' (a minute is 3 s)' : ''}`,
        value: growth / level,
        unit: `of ${level.toFixed(0)} MB`,
        limit: null,
        ratio: null,
        aim: `under ${growthMax}`,
        met: growth / level < growthMax,
      },
    ];
  } finally {
    events.stop();
    queries.stop();
    await server.stop();
  }
}
