import { useSyncExternalStore } from 'react';
import { formatMoment, relativeTime } from './format';
import { useLocale } from './use-texts';

const tickMilliseconds = 20_000;
const listeners = new Set<() => void>();
let current = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    listeners.forEach((each) => each());
  }, tickMilliseconds);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Epoch milliseconds, told again every 20 s: one clock for all times on a page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}

/** `3 minutes ago`, with the exact time as a title. @param at ISO 8601 */
export function RelativeTime({ at }: { readonly at: string }) {
  const locale = useLocale();
  const now = useNow();
  const milliseconds = Date.parse(at);
  // What happened after the last tick is not in the future.
  const isFresh = milliseconds > now && milliseconds - now < 2 * tickMilliseconds;
  return (
    <time dateTime={at} title={formatMoment(milliseconds, locale)}>
      {relativeTime(milliseconds, isFresh ? milliseconds : now, locale)}
    </time>
  );
}
