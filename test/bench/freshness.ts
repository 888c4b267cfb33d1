import { startLoad } from './load';
import { startRapport } from './rapport';
import { progress, quantile, type Result } from './report';
import { startServer } from './server';

const query = `query Fresh($id: String!, $name: [String!]) {
  profile(identifier: { kind: "user_id", value: $id }) { timeline(first: 5, names: $name) { edges { node { messageId } } } }
}`;

/**
 * What is acknowledged is visible: while others load the door, one client sends an event, waits for the 200, and asks GraphQL at
 * once, on another connection. Every such event must be in the first answer.
 */
export async function freshness(quick: boolean): Promise<Result[]> {
  const size = quick ? { users: 5_000, seconds: 12 } : { users: 100_000, seconds: 120 };
  const server = await startServer();
  const load = startLoad();
  try {
    const rapport = await startRapport(server);
    const token = await rapport.command('token', 'create', 'bench', '--scopes', 'profile.read,timeline.read');
    const order = { url: rapport.url, authorization: rapport.authorization, users: size.users };
    await load.run({ type: 'seed', ...order });
    const until = performance.now() + size.seconds * 1000;
    const loading = (async () => {
      for (let round = 0; performance.now() < until; round++) {
        await load.run({
          type: 'events',
          ...order,
          run: `fresh-${round}`,
          seed: round + 1,
          events: 5_000,
          batch: 100,
          connections: 8,
        });
      }
    })();
    const milliseconds: number[] = [];
    let missing = 0;
    const ask = async (worker: number): Promise<void> => {
      for (let count = 0; performance.now() < until; count++) {
        // Known people and new ones, by turns.
        const userId =
          count % 2 === 0 ? `user-${String((count * 7) % size.users).padStart(8, '0')}` : `fresh-${worker}-${count}`;
        const messageId = `probe-${worker}-${count}`;
        const kept = await post(`${rapport.url}/v1/track`, rapport.authorization, {
          userId,
          messageId,
          event: 'Freshness Probed',
        });
        if (!kept.includes('"accepted":1')) throw new Error(`not accepted: ${kept}`);
        const asked = performance.now();
        const answer = await post(`${rapport.url}/graphql`, `Bearer ${token}`, {
          query,
          variables: { id: userId, name: ['Freshness Probed'] },
        });
        milliseconds.push(performance.now() - asked);
        if (!answer.includes(messageId)) missing++;
      }
    };
    await Promise.all([ask(0), ask(1), ask(2), ask(3)]);
    await loading;
    await rapport.stop();
    progress(
      `  ${milliseconds.length} probes, ${missing} missing; GraphQL p99 ${quantile(milliseconds, 0.99).toFixed(1)} ms`,
    );
    const share = (milliseconds.length - missing) / milliseconds.length;
    return [
      {
        metric: `acknowledged events in the first GraphQL answer after their 200, of ${milliseconds.length} under load`,
        value: share,
        unit: 'share',
        limit: 1,
        ratio: share,
        aim: 'always',
        met: missing === 0 && milliseconds.length > 0,
      },
    ];
  } finally {
    load.stop();
    await server.stop();
  }
}

async function post(url: string, authorization: string, body: unknown): Promise<string> {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return text;
}
