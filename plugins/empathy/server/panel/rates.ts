import { RapportError } from '@rapport/sdk';

/** Counts by key and minute, in this process. */
export class MinuteRates {
  private minute = 0;
  private counts = new Map<string, number>();

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {}

  /** @throws RapportError rate_limited */
  take(key: string, perMinute: number): void {
    const minute = Math.floor(this.now() / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts = new Map();
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count > perMinute) throw new RapportError('rate_limited', 'Too many requests; wait a minute.');
  }
}
