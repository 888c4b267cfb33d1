import { z } from 'zod';
import { RawConnection, requestHead } from './raw-http';
import { webhookOf } from './webhook-workload';
import { batchBody, isoTime, loadCall, seedCalls, UserSequence } from './workload';

/** What a parent asks of this process; the answer is a LoadResult. Everything runs with `connections` requests at a time. */
export const loadOrder = z.discriminatedUnion('type', [
  /** Calls for all users of the population, in batches of 500. */
  z.object({ type: z.literal('seed'), url: z.string(), authorization: z.string(), users: z.number() }),
  /** `events` events, `batch` to a request (1: no envelope). `run` makes their ids unique. */
  z.object({
    type: z.literal('events'),
    url: z.string(),
    authorization: z.string(),
    users: z.number(),
    run: z.string(),
    seed: z.number(),
    events: z.number(),
    batch: z.number(),
    connections: z.number(),
    /** Events; without: as fast as it goes. */
    perSecondMax: z.number().optional(),
  }),
  /** `requests` of the given bodies in turn, at most `perSecondMax`; fewer where they are slow (`inTime`). */
  z.object({
    type: z.literal('bodies'),
    url: z.string(),
    authorization: z.string(),
    bodies: z.array(z.string()),
    requests: z.number(),
    connections: z.number(),
    perSecondMax: z.number().optional(),
    /** Once `requestsMin` are sent, none is after `secondsMax`. */
    inTime: z.object({ requestsMin: z.number(), secondsMax: z.number() }).optional(),
    mustContain: z.string(),
  }),
  /** GET of the given paths (with their queries) in turn, at most `perSecondMax` a second. */
  z.object({
    type: z.literal('paths'),
    url: z.string(),
    authorization: z.string(),
    paths: z.array(z.string()),
    requests: z.number(),
    connections: z.number(),
    perSecondMax: z.number().optional(),
    mustContain: z.string(),
  }),
  /** Signed webhooks of Chatwoot (webhook-workload.ts); their conversations are numbered from `first`. */
  z.object({
    type: z.literal('webhooks'),
    url: z.string(),
    secret: z.string(),
    first: z.number(),
    requests: z.number(),
    connections: z.number(),
    perSecondMax: z.number().optional(),
  }),
]);
export type LoadOrder = z.infer<typeof loadOrder>;

export const loadResult = z.object({
  seconds: z.number(),
  requests: z.number(),
  milliseconds: z.array(z.number()),
  error: z.string().nullable(),
});
export type LoadResult = z.infer<typeof loadResult>;

/** Headers: each ended by CRLF. From when on it may be sent (performance.now). */
type Request = {
  readonly path: string;
  readonly body: string;
  readonly headers?: string;
  readonly notBefore: number;
};
/** Next one, or null at the end. */
type Next = () => Request | null;

async function run(order: LoadOrder): Promise<LoadResult> {
  const url = new URL(order.url);
  const connections = order.type === 'seed' ? 4 : order.connections;
  const next = bodiesOf(order);
  const mustContain = mustContainOf(order);
  const authorization = 'authorization' in order ? order.authorization : '';
  const method = order.type === 'paths' ? 'GET' : 'POST';
  const milliseconds: number[] = [];
  const open = await Promise.all(Array.from({ length: connections }, () => RawConnection.open(url)));
  const begun = performance.now();
  const work = async (connection: RawConnection): Promise<void> => {
    for (let one = next(); one !== null; one = next()) {
      const head = requestHead(new URL(one.path, url), authorization, method);
      const wait = one.notBefore - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      // From when it was due, not from when it was sent: a slow server does not hide its own queue.
      const sentAt = one.notBefore > 0 ? one.notBefore : performance.now();
      const answer = await connection.send(
        `${head}${Buffer.byteLength(one.body)}\r\n${one.headers ?? ''}\r\n${one.body}`,
      );
      milliseconds.push(performance.now() - sentAt);
      if (answer.status !== 200 || !answer.body.includes(mustContain)) {
        throw new Error(`answered ${answer.status}: ${answer.body.slice(0, 300)}`);
      }
    }
  };
  let error: string | null = null;
  await Promise.all(open.map(work)).catch((failure: unknown) => {
    error = failure instanceof Error ? failure.message : String(failure);
  });
  const seconds = (performance.now() - begun) / 1000;
  for (const connection of open) connection.close();
  return { seconds, requests: milliseconds.length, milliseconds, error };
}

function mustContainOf(order: LoadOrder): string {
  if (order.type === 'webhooks') return '{}';
  return 'mustContain' in order ? order.mustContain : '"rejected":[]';
}

function bodiesOf(order: LoadOrder): Next {
  switch (order.type) {
    case 'seed':
      return seedBodies(order.users);
    case 'events':
      return eventBodies(order);
    case 'bodies': {
      const { pathname } = new URL(order.url);
      return inTurn(order, (sent) => ({ path: pathname, body: order.bodies[sent % order.bodies.length] ?? '' }));
    }
    case 'paths':
      return inTurn(order, (sent) => ({ path: order.paths[sent % order.paths.length] ?? '', body: '' }));
    case 'webhooks': {
      const { pathname } = new URL(order.url);
      return inTurn(order, (sent) => ({ path: pathname, ...webhookOf(order.first, sent, order.secret, Date.now()) }));
    }
  }
}

function seedBodies(users: number): Next {
  const time = isoTime(Date.now() - 86_400_000);
  let from = 0;
  return () => {
    if (from >= users) return null;
    const calls = Array.from({ length: Math.min(500, users - from) }, (_, index) => seedCalls(from + index, time));
    from += 500;
    return { path: '/v1/batch', body: batchBody(calls.flat(), time), notBefore: 0 };
  };
}

function eventBodies(order: Extract<LoadOrder, { type: 'events' }>): Next {
  const sequence = new UserSequence(order.users, order.seed);
  const begun = performance.now();
  let sent = 0;
  return () => {
    const count = Math.min(order.batch, order.events - sent);
    if (count <= 0) return null;
    const notBefore = order.perSecondMax === undefined ? 0 : begun + (sent * 1000) / order.perSecondMax;
    const time = isoTime(Date.now());
    const calls = Array.from({ length: count }, () => loadCall(sequence.next(), `${order.run}-${sent}`, sent++, time));
    if (order.batch > 1) return { path: '/v1/batch', body: batchBody(calls, time), notBefore };
    const call = calls[0] ?? '{}';
    return { path: call.startsWith('{"type":"track"') ? '/v1/track' : '/v1/identify', body: call, notBefore };
  };
}

type Turns = {
  readonly requests: number;
  readonly perSecondMax?: number | undefined;
  readonly inTime?: { readonly requestsMin: number; readonly secondsMax: number } | undefined;
};

function inTurn({ requests, perSecondMax, inTime }: Turns, of: (sent: number) => Omit<Request, 'notBefore'>): Next {
  const begun = performance.now();
  let sent = 0;
  const isTimeOver = (): boolean =>
    inTime !== undefined && sent >= inTime.requestsMin && performance.now() - begun >= inTime.secondsMax * 1000;
  return () => {
    if (sent >= requests || isTimeOver()) return null;
    const one = of(sent);
    const notBefore = perSecondMax === undefined ? 0 : begun + (sent * 1000) / perSecondMax;
    sent++;
    return { ...one, notBefore };
  };
}

if (process.send !== undefined) {
  process.on('message', (raw) => {
    const order = loadOrder.parse(raw);
    run(order).then(
      (result) => process.send?.(result),
      (error: unknown) => process.send?.({ seconds: 0, requests: 0, milliseconds: [], error: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}
