import { useAuth } from '@strapi/strapi/admin';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveHint } from './live-events';
import { liveStream } from './live-stream';
import type { LiveState, LiveTarget } from './live-stream';

type Options = {
  /** At most one call in so many seconds: the first at once, the others together at the end. */
  readonly everySeconds?: number;
};

/**
 * Calls back when customers change, for as long as the page is open and visible; usually to refetch a query.
 * @param target public ids of profiles, or `all`
 * @returns whether the server is heard, or the page polls
 */
export function useLive(target: LiveTarget, onChange: (hint: LiveHint) => void, options: Options = {}): LiveState {
  const token = useAuth('useLive', (auth) => auth.token);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const key = target === 'all' ? 'all' : [...target].sort().join(',');
  const everyMilliseconds = (options.everySeconds ?? 1) * 1000;
  useEffect(() => {
    if (key === '') return undefined;
    const throttle = createThrottle(everyMilliseconds, (hint) => latest.current(hint));
    const stop = liveStream.subscribe({ target: key === 'all' ? 'all' : key.split(','), onHint: throttle.take }, token);
    return () => {
      stop();
      throttle.stop();
    };
  }, [key, token, everyMilliseconds]);
  return useSyncExternalStore(liveStream.watch, liveStream.current);
}

/** Joins the hints that come while it waits. */
export function createThrottle(
  everyMilliseconds: number,
  work: (hint: LiveHint) => void,
): { take: (hint: LiveHint) => void; stop: () => void } {
  let waiting: LiveHint | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    if (waiting === undefined) return;
    const hint = waiting;
    waiting = undefined;
    timer = setTimeout(flush, everyMilliseconds);
    work(hint);
  };
  return {
    take(hint) {
      waiting =
        waiting === undefined
          ? hint
          : { profiles: [...new Set([...waiting.profiles, ...hint.profiles])], more: waiting.more || hint.more };
      if (timer === undefined) flush();
    },
    stop: () => clearTimeout(timer),
  };
}
