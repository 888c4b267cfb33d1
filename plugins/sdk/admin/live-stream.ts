import { attemptTokenRefresh } from '@strapi/strapi/admin';
import { takeHints } from './live-events';
import type { LiveHint } from './live-events';

export type LiveTarget = 'all' | readonly string[];
/** `live`: the server tells; `polling`: it cannot be heard, so everybody looks again now and then; `paused`: nobody looks. */
export type LiveState = 'live' | 'polling' | 'paused';
type Subscriber = { readonly target: LiveTarget; readonly onHint: (hint: LiveHint) => void };

const path = '/live';
/** More than so many customers at once: listen to all. The server's bound. */
const profilesMax = 50;
const pollMilliseconds = 10_000;
const retryMilliseconds = { first: 1_000, last: 30_000 };
/** The server beats every 15 s: a connection that is silent for longer is dead. */
const silenceMilliseconds = 40_000;
/** Pages that open together share one connection. */
const settleMilliseconds = 50;
const everything: LiveHint = { profiles: [], more: true };

/**
 * One connection for all pages of a tab. A hint is only a hint: whoever gets one asks the API again.
 * States: paused (nobody listens, or the tab is hidden) -> connecting -> live -> broken -> polling while it retries -> live.
 * Coming back from any other state counts as a hint about everybody, so nothing is missed.
 */
class LiveStream {
  private readonly subscribers = new Set<Subscriber>();
  private readonly watchers = new Set<() => void>();
  private token: string | null = null;
  private connection: AbortController | undefined;
  private poll: ReturnType<typeof setInterval> | undefined;
  private state: LiveState = 'paused';

  constructor() {
    document.addEventListener('visibilitychange', () => this.restart());
  }

  subscribe(subscriber: Subscriber, token: string | null): () => void {
    this.subscribers.add(subscriber);
    this.token = token;
    this.restart();
    return () => {
      this.subscribers.delete(subscriber);
      this.restart();
    };
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly current = (): LiveState => this.state;

  private restart(): void {
    this.connection?.abort();
    const connection = new AbortController();
    this.connection = connection;
    if (this.subscribers.size === 0 || document.hidden) this.become('paused');
    else void this.run(connection.signal);
  }

  private async run(signal: AbortSignal): Promise<void> {
    await pause(settleMilliseconds, signal);
    for (let wait = retryMilliseconds.first; !signal.aborted; wait = Math.min(wait * 2, retryMilliseconds.last)) {
      const startedAt = performance.now();
      await this.listen(signal).catch(() => undefined);
      if (signal.aborted) return;
      this.become('polling');
      if (performance.now() - startedAt > silenceMilliseconds) wait = retryMilliseconds.first;
      await pause(wait, signal);
    }
  }

  /** Until the connection ends. */
  private async listen(signal: AbortSignal): Promise<void> {
    const silence = new AbortController();
    const either = AbortSignal.any([signal, silence.signal]);
    let timer = setTimeout(() => silence.abort(), silenceMilliseconds);
    try {
      const response = await fetch(this.address(), {
        headers: { accept: 'text/event-stream', authorization: `Bearer ${this.token ?? ''}` },
        signal: either,
      });
      if (response.status === 401) this.token = await attemptTokenRefresh(this.token);
      if (!response.ok || response.body === null) return;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      this.become('live');
      this.tell(everything);
      for (let text = ''; ;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silenceMilliseconds);
        const { hints, rest } = takeHints(text + value);
        text = rest;
        hints.forEach((hint) => this.tell(hint));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  private address(): string {
    const ids = new Set<string>();
    for (const { target } of this.subscribers) {
      if (target === 'all') return path;
      target.forEach((id) => ids.add(id));
    }
    return ids.size > profilesMax ? path : `${path}?profiles=${[...ids].sort().join(',')}`;
  }

  private tell(hint: LiveHint): void {
    for (const { target, onHint } of this.subscribers) {
      if (target === 'all' || hint.more || hint.profiles.some((id) => target.includes(id))) onHint(hint);
    }
  }

  private become(state: LiveState): void {
    clearInterval(this.poll);
    this.poll = state === 'polling' ? setInterval(() => this.tell(everything), pollMilliseconds) : undefined;
    if (state === this.state) return;
    this.state = state;
    this.watchers.forEach((watcher) => watcher());
  }
}

export const liveStream = new LiveStream();

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
