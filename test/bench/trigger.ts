import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { seedBroadcast, startBroadcast } from '../support/broadcast-seed';
import { spawnSink } from '../support/smtp-sink-spawn';
import { toldMail } from '../support/smtp-sink';
import { newsletter } from './broadcast-mail';
import { startLoad } from './load';
import { type BenchRapport, startRapport } from './rapport';
import { progress, quantile, type Result } from './report';
import { startServer } from './server';

const aims = { p50: 150, p99: 1_000 };
const eventsPerSecond = 500;
const probesPerSecond = 10;
const waitMillisecondsMax = 60_000;
const scopes = ['outreach.read', 'outreach.write', 'outreach.send'];

/**
 * From the 200 of an event to the message that its journey sends, taken by the mail server: while other events come in, and a broadcast
 * goes by the same channel.
 */
export async function trigger(quick: boolean): Promise<Result[]> {
  const size = quick ? { people: 4_000, users: 2_000, seconds: 8 } : { people: 100_000, users: 100_000, seconds: 60 };
  const server = await startServer();
  const sink = await spawnSink({ keep: false, tell: 'Probe ' });
  const load = startLoad();
  try {
    const rapport = await startRapport(server);
    const way = { people: size.people, port: sink.port, concurrency: 20, perSecond: 10_000, content: newsletter };
    await seedBroadcast(server.url, way);
    await drawJourney(rapport);
    const order = { url: rapport.url, authorization: rapport.authorization, users: size.users };
    await load.run({ type: 'seed', ...order });
    const probe = new Probe(rapport);
    sink.child.on('message', (mail) => probe.arrived(mail));
    await probe.send(3);
    const quiet = await probe.send(size.seconds * probesPerSecond);
    await startBroadcast(server.url, 'spring');
    const events = size.seconds * eventsPerSecond;
    const run = { type: 'events', ...order, run: 'trigger', seed: 5, batch: 10, connections: 8 } as const;
    const loading = load.run({ ...run, events, perSecondMax: eventsPerSecond });
    const busy = await probe.send(size.seconds * probesPerSecond);
    await loading;
    await rapport.stop();
    progress(`  alone: p50 ${quantile(quiet, 0.5).toFixed(0)} ms, p99 ${quantile(quiet, 0.99).toFixed(0)} ms`);
    const metric = `from the 200 to the mail server, at ${eventsPerSecond} events/s and beside a broadcast`;
    return (['p50', 'p99'] as const).map((name) => {
      const value = quantile(busy, name === 'p50' ? 0.5 : 0.99);
      return {
        ...{ metric: `${metric}, ${name} of ${busy.length}`, value, unit: 'ms', limit: null, ratio: null },
        ...{ aim: `under ${aims[name]} ms`, met: value < aims[name] },
      };
    });
  } finally {
    load.stop();
    await sink.stop();
    await server.stop();
  }
}

/** What is said to whom: a transactional message for each event. */
async function drawJourney(rapport: BenchRapport): Promise<void> {
  const token = await rapport.command('token', 'create', 'bench', '--scopes', scopes.join(','));
  const change = async (name: string, type: string, input: object): Promise<{ journeyId?: string | undefined }> => {
    const wanted = name.endsWith('Journey') ? 'journey { journeyId }' : 'clientMutationId';
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${wanted} } }`;
    const answer = await rapport.graphql(token, query, { input });
    const shape = z.object({
      data: z.record(z.string(), z.object({ journey: z.object({ journeyId: z.string() }).optional() })),
    });
    return shape.parse(answer).data[name]?.journey ?? {};
  };
  await change('createTopic', 'CreateTopicInput', {
    ...{ key: 'orders', name: { en: 'Orders' }, kind: 'TRANSACTIONAL', basis: 'OPT_IN' },
  });
  const content = { en: { subject: 'Probe {{event.number}}', text: 'Order {{event.number}} is confirmed.' } };
  await change('createTemplate', 'CreateTemplateInput', {
    ...{ key: 'confirmed', name: 'Confirmed', medium: 'email', defaultLocale: 'en', content },
  });
  await change('publishTemplate', 'TemplateInput', { key: 'confirmed' });
  const definition = {
    ...{ entry: { event: 'Probed' }, enters: 'every_time', start: 'confirm' },
    steps: {
      confirm: { kind: 'send', channel: 'email', template: 'confirmed', topic: 'orders', next: 'end' },
      end: { kind: 'exit' },
    },
  };
  const { journeyId } = await change('createJourney', 'CreateJourneyInput', {
    key: 'probe',
    name: 'Probe',
    definition,
  });
  await change('publishJourney', 'JourneyInput', { journeyId });
}

/** Sends events of a customer of its own, and waits for what they lead to. */
class Probe {
  private number = 0;
  private readonly answered = new Map<string, number>();
  private readonly taken = new Map<string, number>();

  constructor(private readonly rapport: BenchRapport) {}

  arrived(told: unknown): void {
    const { subject, at } = toldMail.parse(told);
    this.taken.set(subject, at);
  }

  /** @returns milliseconds of each */
  async send(count: number): Promise<number[]> {
    if (this.number === 0)
      await this.call('identify', { traits: { email: 'probe@example.org' }, messageId: 'probe-identify' });
    const sent: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const next = sleep(1_000 / probesPerSecond);
      const number = ++this.number;
      await this.call('track', { event: 'Probed', properties: { number }, messageId: `probe-${number}` });
      this.answered.set(`Probe ${number}`, Date.now());
      sent.push(`Probe ${number}`);
      await next;
    }
    const until = Date.now() + waitMillisecondsMax;
    while (sent.some((one) => !this.taken.has(one))) {
      if (Date.now() > until) throw new Error('not every event led to its message');
      await sleep(20);
    }
    return sent.map((one) => Math.max(0, (this.taken.get(one) ?? 0) - (this.answered.get(one) ?? 0)));
  }

  private async call(type: string, body: object): Promise<void> {
    const { url, authorization } = this.rapport;
    const response = await fetch(`${url}/v1/${type}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, userId: 'probe', timestamp: new Date().toISOString() }),
    });
    if (response.status !== 200) throw new Error(`answered ${response.status}`);
    await response.arrayBuffer();
  }
}
