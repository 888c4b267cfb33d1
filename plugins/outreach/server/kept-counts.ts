import { KeptAnswers } from './kept-answers';

const campaignsKeptMax = 500;

/**
 * What was counted of campaigns, for everybody who looks: while it is counted, and then the longer the more there was to count. So
 * pages that look on every few seconds cost a share of a core that does not grow with the campaign or with those who look.
 */
export class KeptCounts<T> {
  private readonly kept: KeptAnswers<number, T>;

  /**
   * @param messagesOf how many messages were counted for it
   * @param millisecondsPerMessage so long it is not counted again, for each of them
   */
  constructor(messagesOf: (value: T) => number, millisecondsPerMessage: number, now?: () => number) {
    const millisecondsOf = (value: T): number => millisecondsPerMessage * messagesOf(value);
    this.kept = new KeptAnswers({ max: campaignsKeptMax, millisecondsOf, ...(now && { now }) });
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
  if (value === undefined) throw new Error('a campaign was not counted');
  return value;
}
