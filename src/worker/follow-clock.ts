/** What took long so long ago says nothing of now. */
const forgottenMilliseconds = 1_000;

/** How long lanes take, of one process: what its transactions took, and the one that runs has taken so far. */
export class FollowClock {
  private readonly running = new Set<number>();
  private took = 0;
  private endedAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  async time<T>(work: () => Promise<T>): Promise<T> {
    const begun = this.now();
    this.running.add(begun);
    try {
      return await work();
    } finally {
      this.running.delete(begun);
      this.endedAt = this.now();
      this.took = this.endedAt - begun;
    }
  }

  get milliseconds(): number {
    const now = this.now();
    const last = now - this.endedAt > forgottenMilliseconds ? 0 : this.took;
    return Math.max(last, ...[...this.running].map((begun) => now - begun));
  }
}
