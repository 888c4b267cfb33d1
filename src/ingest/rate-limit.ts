/**
 * A token bucket for each source, in this process. A bucket holds one second's worth of events; a request is let through while
 * any token is left and may take the bucket into debt, so that a batch larger than the rate passes once and then is waited for.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /** @param now milliseconds of the clock that the rates are measured by */
  constructor(private readonly now: () => number) {}

  /** Takes `events` tokens: 0, or the whole seconds to wait before the next try. */
  take(source: string, events: number, perSecond: number): number {
    const at = this.now();
    const bucket = this.buckets.get(source) ?? { tokens: perSecond, at };
    const elapsedSeconds = Math.max(0, at - bucket.at) / 1_000;
    const tokens = Math.min(perSecond, bucket.tokens + elapsedSeconds * perSecond);
    const admitted = tokens >= Math.min(1, events);
    this.buckets.set(source, { tokens: admitted ? tokens - events : tokens, at });
    return admitted ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }
}
