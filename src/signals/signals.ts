import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { listenOn, sendNotification } from '../postgres/notifications';

/**
 * `committed`: a transaction wrote facts and work. `woken`: a plugin left something to do. `numbered`: the feed has new positions.
 * `sources`, `plans`: an admin changed one.
 */
export const topics = ['committed', 'woken', 'numbered', 'sources', 'plans'] as const;
export type Topic = (typeof topics)[number];

/**
 * Wake-ups. They are hints: rows are the truth, and everybody who listens also looks once a second (src/worker/loop.ts),
 * so a lost one costs a second and nothing else.
 */
export type Signals = {
  /** After the commit: wakes this process at once, the others by NOTIFY. Never fails, never waits. */
  notify(topic: Topic): void;
  /** @returns a function that ends the subscription */
  on(topic: Topic, listener: () => void): () => void;
  /** Resolves once the wake-ups of other processes arrive here (they are listened for from the first `on`). */
  ready(): Promise<void>;
  close(): Promise<void>;
};

/** The first wake-up goes out at once, those within so many milliseconds after it as one. */
const coalesceMilliseconds = 20;
const reconnectMilliseconds = { first: 50, last: 2_000 };

export function createSignals(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly log: Logger;
}): Signals {
  const { pool, schema, log } = options;
  const channel = `rapport_${schema}`.slice(0, 63);
  const self = randomUUID();
  const emitter = new EventEmitter().setMaxListeners(0);
  const senders = new Map(topics.map((topic) => [topic, createSender(() => send(topic))]));
  let listening: Listening | undefined;
  let closed = false;

  async function send(topic: Topic): Promise<void> {
    await sendNotification(pool, channel, `${topic} ${self}`).catch((error: unknown) => {
      log.debug({ err: error, topic }, 'a wake-up was not sent');
    });
  }

  function receive(payload: string | undefined): void {
    const [name, sender] = payload?.split(' ') ?? [];
    const topic = topics.find((known) => known === name);
    if (topic !== undefined && sender !== self) emitter.emit(topic);
  }

  return {
    notify(topic) {
      if (closed) return;
      emitter.emit(topic);
      senders.get(topic)?.request();
    },
    on(topic, listener) {
      emitter.on(topic, listener);
      // After a broken connection: whatever was missed meanwhile, look now.
      listening ??= listen({
        pool,
        channel,
        log,
        receive,
        connected: () => topics.forEach((each) => emitter.emit(each)),
      });
      return () => emitter.off(topic, listener);
    },
    ready: async () => listening?.ready,
    async close() {
      closed = true;
      await Promise.all([...senders.values()].map((sender) => sender.close()));
      await listening?.close();
      emitter.removeAllListeners();
    },
  };
}

/** Runs `send` at once when it was quiet, else once at the end of the current pause; never two at a time. */
function createSender(send: () => Promise<void>): { request(): void; close(): Promise<void> } {
  let active: Promise<void> | undefined;
  let requested = false;
  let closed = false;

  async function run(): Promise<void> {
    while (requested) {
      requested = false;
      await send();
      if (!closed) await delay(coalesceMilliseconds);
    }
    active = undefined;
  }

  return {
    request() {
      requested = true;
      active ??= run();
    },
    async close() {
      closed = true;
      await active;
    },
  };
}

type Listening = { readonly ready: Promise<void>; close(): Promise<void> };

/** One connection of the pool that LISTENs for as long as the process lives, and is made anew when it breaks. */
function listen(options: {
  readonly pool: pg.Pool;
  readonly channel: string;
  readonly log: Logger;
  readonly receive: (payload: string | undefined) => void;
  readonly connected: () => void;
}): Listening {
  const stop = new AbortController();
  let isReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (isReady = resolve));

  async function run(): Promise<void> {
    let wait = reconnectMilliseconds.first;
    while (!stop.signal.aborted) {
      try {
        await listenUntilBroken(options, stop.signal, () => {
          wait = reconnectMilliseconds.first;
          isReady();
          options.connected();
        });
      } catch (error) {
        options.log.warn({ err: error }, 'wake-ups of other processes are interrupted');
        await delay(wait, undefined, { signal: stop.signal }).catch(() => undefined);
        wait = Math.min(wait * 2, reconnectMilliseconds.last);
      }
    }
    isReady();
  }

  const running = run();
  return {
    ready,
    async close() {
      stop.abort();
      await running;
    },
  };
}

async function listenUntilBroken(
  options: {
    readonly pool: pg.Pool;
    readonly channel: string;
    readonly receive: (payload: string | undefined) => void;
  },
  stop: AbortSignal,
  connected: () => void,
): Promise<void> {
  const client = await options.pool.connect();
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('error', reject);
      client.once('end', () => reject(new Error('the connection ended')));
      client.on('notification', (message) => options.receive(message.payload));
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => resolve(), { once: true });
      listenOn(client, options.channel).then(connected, reject);
    });
  } finally {
    // Destroyed, not returned: nobody else wants a connection that listens.
    client.removeAllListeners('notification');
    client.release(true);
  }
}
