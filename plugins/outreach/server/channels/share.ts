import { limits } from '@rapport/sdk';

/** So often the share is looked at again. */
const stepMilliseconds = 100;
/** Of the places at a time a broadcast keeps this part in any case, at least one: it goes on beside the busiest day. */
const leastShare = 10;

/**
 * How many messages of a broadcast are on their way at a time: as many as the connection takes, while what happens is followed at
 * once. While that takes long (lanes share the processors with all the mails), half as many each time it is looked at; then one more
 * each time.
 */
export class Share {
  private places = Infinity;
  private lookedAt = -Infinity;

  /** @param followMilliseconds how long what happens now waits to be followed */
  constructor(
    private readonly followMilliseconds: () => number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  of(concurrency: number): number {
    const now = this.now();
    this.places = Math.min(this.places, concurrency);
    if (now - this.lookedAt >= stepMilliseconds) {
      this.lookedAt = now;
      const isLate = this.followMilliseconds() > limits.outreachFollowMillisecondsMax;
      const least = Math.ceil(concurrency / leastShare);
      this.places = isLate ? Math.max(least, Math.floor(this.places / 2)) : Math.min(concurrency, this.places + 1);
    }
    return this.places;
  }
}
