type Kept<T> = { readonly until: number; readonly answer: Promise<T> };
type Bounds<T> = {
  /** Beside so many, those go that nobody asked for longest. */
  readonly max: number;
  /** Once it is there it is kept for so long; without: as long as there is room. */
  readonly millisecondsOf?: (answer: T) => number;
  readonly now?: () => number;
};

/** What takes long to answer, for everybody who asks: while it is worked out, and for a while. What fails is not kept. */
export class KeptAnswers<Key, T> {
  /** In the order in which somebody asked for them last. */
  private readonly kept = new Map<Key, Kept<T>>();
  private readonly max: number;
  private readonly millisecondsOf: (answer: T) => number;
  private readonly now: () => number;

  constructor({ max, millisecondsOf = () => Infinity, now = () => performance.now() }: Bounds<T>) {
    this.max = max;
    this.millisecondsOf = millisecondsOf;
    this.now = now;
  }

  read(key: Key, work: () => Promise<T>): Promise<T> {
    return this.find(key) ?? this.keep(key, work());
  }

  find(key: Key): Promise<T> | undefined {
    const found = this.kept.get(key);
    if (found === undefined) return undefined;
    this.kept.delete(key);
    if (found.until <= this.now()) return undefined;
    this.kept.set(key, found);
    return found.answer;
  }

  /** @returns the same promise; whoever has it hears what it throws */
  keep(key: Key, answer: Promise<T>): Promise<T> {
    this.kept.delete(key);
    this.kept.set(key, { until: Infinity, answer });
    this.forget();
    const isStill = (): boolean => this.kept.get(key)?.answer === answer;
    void answer.then(
      (known) => {
        if (isStill()) this.kept.set(key, { until: this.now() + this.millisecondsOf(known), answer });
      },
      () => {
        if (isStill()) this.kept.delete(key);
      },
    );
    return answer;
  }

  private forget(): void {
    const now = this.now();
    for (const [key, { until }] of this.kept) if (until <= now || this.kept.size > this.max) this.kept.delete(key);
  }
}
