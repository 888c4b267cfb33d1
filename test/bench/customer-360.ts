import { isDeepStrictEqual } from 'node:util';
import { customerBody } from './customer-360-query';
import { customerId } from './fill';
import { startFilledServer } from './filled-server';
import { alternate, type Pair } from './pairs';
import { startLoad } from './load';
import { startRapport } from './rapport';
import { median, quantile, type Result } from './report';
import { startServerProcess } from './server-process';

const aims = { handWritten: 0.35, constant: 0.9, p99Milliseconds: 20 };
const connections = 32;
const eventsEach = 20;

/** The profile with its 20 latest events, over HTTP and GraphQL, beside two statements written by hand and beside constants. */
export async function customer360(quick: boolean): Promise<Result[]> {
  const size = quick
    ? { customers: 30_000, pairs: 3, requests: 1_500 }
    : { customers: 1_000_000, pairs: 5, requests: 8_000 };
  const server = await startFilledServer(size.customers, eventsEach);
  const load = startLoad();
  const stops: (() => void)[] = [];
  try {
    const rapport = await startRapport(server);
    const token = await rapport.command('token', 'create', 'bench', '--scopes', 'profile.read,timeline.read,pii.read');
    const bare = await startServerProcess('bare-query.js', [server.url]);
    const constant = await startServerProcess('constant-graphql.js');
    stops.push(bare.stop, constant.stop);
    const bodies = Array.from({ length: 2_000 }, (_, index) => customerBody(customerOf(index, size.customers)));
    const ask = (url: string, requests: number, perSecondMax?: number) =>
      load.run({
        type: 'bodies',
        url: `${url}/graphql`,
        authorization: `Bearer ${token}`,
        bodies,
        requests,
        connections,
        mustContain: '"hasNextPage"',
        ...(perSecondMax === undefined ? {} : { perSecondMax }),
      });
    await sameAnswers([rapport.url, bare.url], `Bearer ${token}`, bodies.slice(0, 20));
    for (const url of [rapport.url, bare.url, constant.url]) await ask(url, 1_000);

    const rate = async (url: string): Promise<number> => size.requests / (await ask(url, size.requests)).seconds;
    const constants: Pair[] = [];
    const pairs = await alternate(size.pairs, async () => {
      const ours = await rate(rapport.url);
      const limit = await rate(bare.url);
      constants.push({ ours, limit: await rate(constant.url) });
      return { ours, limit };
    });
    const best = Math.max(...pairs.map((pair) => pair.ours));
    const half = await ask(rapport.url, size.requests, best / 2);
    const p99 = quantile(half.milliseconds, 0.99);
    // What this machine does to a handler of 30 lines at that rate: its scheduler is in both.
    const limitP99 = quantile((await ask(bare.url, size.requests, best / 2)).milliseconds, 0.99);
    await rapport.stop();
    return [
      judge('profile with 20 events over GraphQL, beside two hand-written statements', pairs, aims.handWritten),
      judge('the same, beside the same schema answering constants', constants, aims.constant),
      {
        metric: `p99 at half of the top rate (${Math.round(best / 2)}/s)`,
        value: p99,
        unit: 'ms',
        limit: limitP99,
        ratio: limitP99 / p99,
        aim: `under ${aims.p99Milliseconds} ms`,
        met: p99 < aims.p99Milliseconds,
      },
    ];
  } finally {
    load.stop();
    for (const stop of stops) stop();
    await server.stop();
  }
}

/** Those who have events: the even ones. Among them the roots of the merged tenth (8 of 10). */
function customerOf(index: number, customers: number): string {
  return customerId((((index * 104_729) % customers) >> 1) << 1);
}

function judge(metric: string, pairs: readonly Pair[], aim: number): Result {
  const ratio = median(pairs.map((pair) => pair.ours / pair.limit));
  return {
    metric,
    value: Math.max(...pairs.map((pair) => pair.ours)),
    unit: 'requests/s',
    limit: Math.max(...pairs.map((pair) => pair.limit)),
    ratio,
    aim: `ratio ${aim}`,
    met: ratio >= aim,
  };
}

/** @throws where the limit does not answer what ours does: then it is none */
async function sameAnswers(
  urls: readonly [string, string],
  authorization: string,
  bodies: readonly string[],
): Promise<void> {
  for (const body of bodies) {
    const [ours, limit] = await Promise.all(
      urls.map(async (url): Promise<unknown> => {
        const headers = { authorization, 'content-type': 'application/json' };
        return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json();
      }),
    );
    if (!isDeepStrictEqual(ours, limit)) {
      throw new Error(`different answers to ${body}:\n${JSON.stringify(ours)}\n${JSON.stringify(limit)}`);
    }
  }
}
