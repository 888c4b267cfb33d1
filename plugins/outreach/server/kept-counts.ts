const campaignsKeptMax = 500;

type Kept<T> = { readonly until: number; readonly value: Promise<T> };

/**
 * What was counted of campaigns, for everybody who looks: while it is counted, and then the longer the more there was to count. So
 * pages that look on every few seconds cost a share of a core that does not grow with the campaign or with those who look.
 */
export class KeptCounts<T> {
  private readonly kept = new Map<number, Kept<T>>();

  /**
   * @param messagesOf how many messages were counted for it
   * @param millisecondsPerMessage so long it is not counted again, for each of them
   */
  constructor(
    private readonly messagesOf: (value: T) => number,
    private readonly millisecondsPerMessage: number,
    private readonly now = () => performance.now(),
  ) {}

  /** @param count of those that are not kept, in their order. @throws what it throws */
  async read(ids: readonly number[], count: (ids: readonly number[]) => Promise<readonly T[]>): Promise<T[]> {
    const now = this.now();
    const missing = ids.filter((id) => !((this.kept.get(id)?.until ?? 0) > now));
    if (missing.length > 0) {
      const counted = count(missing);
      missing.forEach((id, place) =>
        this.keep(
          id,
          counted.then((all) => valueAt(all, place)),
        ),
      );
    }
    const found = ids.flatMap((id) => this.kept.get(id)?.value ?? []);
    this.forget();
    return Promise.all(found);
  }

  private keep(id: number, value: Promise<T>): void {
    // A map is in the order in which it was written: the first was counted longest ago.
    this.kept.delete(id);
    this.kept.set(id, { until: Infinity, value });
    const isStill = (): boolean => this.kept.get(id)?.value === value;
    void value.then(
      (known) => {
        const until = this.now() + this.millisecondsPerMessage * this.messagesOf(known);
        if (isStill()) this.kept.set(id, { until, value });
      },
      () => {
        if (isStill()) this.kept.delete(id);
      },
    );
  }

  private forget(): void {
    for (const id of [...this.kept.keys()].slice(0, Math.max(0, this.kept.size - campaignsKeptMax)))
      this.kept.delete(id);
  }
}

function valueAt<T>(all: readonly T[], place: number): T {
  const value = all[place];
  if (value === undefined) throw new Error('a campaign was not counted');
  return value;
}
