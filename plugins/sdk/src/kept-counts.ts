import { KeptAnswers } from './kept-answers';

const countsKeptMax = 500;

/**
 * What was counted, by the id of what it was counted of, for everybody who looks: while it is counted, and then the longer the more
 * there was to count. So pages that look on every few seconds cost a share of a core that does not grow with what there is or with those
 * who look.
 */
export class KeptCounts<T> {
  private readonly kept: KeptAnswers<number, T>;

  /**
   * @param rowsOf how many rows were counted for it
   * @param millisecondsPerRow so long it is not counted again, for each of them
   */
  constructor(rowsOf: (value: T) => number, millisecondsPerRow: number, now?: () => number) {
    const millisecondsOf = (value: T): number => millisecondsPerRow * rowsOf(value);
    this.kept = new KeptAnswers({ max: countsKeptMax, millisecondsOf, ...(now && { now }) });
  }

  /** @param count of those that are not kept, in their order. @throws what it throws */
  async read(ids: readonly number[], count: (ids: readonly number[]) => Promise<readonly T[]>): Promise<T[]> {
    const found = new Map(ids.map((id) => [id, this.kept.find(id)]));
    const missing = [...found].flatMap(([id, value]) => (value === undefined ? [id] : []));
    if (missing.length > 0) {
      const counted = count(missing);
      missing.forEach((id, place) => {
        const value = counted.then((all) => valueAt(all, place));
        found.set(id, this.kept.keep(id, value));
      });
    }
    return Promise.all(ids.flatMap((id) => found.get(id) ?? []));
  }
}

function valueAt<T>(all: readonly T[], place: number): T {
  const value = all[place];
  if (value === undefined) throw new Error('something was not counted');
  return value;
}
