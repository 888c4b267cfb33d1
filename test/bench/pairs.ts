import { progress } from './report';

/** The same work by ours and by the limit, one right after the other, in units a second. */
export type Pair = { readonly ours: number; readonly limit: number };

/** Ours, limit, ours, limit ...: whatever else the machine does meets both. Shown as they come. */
export async function alternate(pairs: number, measure: (round: number) => Promise<Pair>): Promise<Pair[]> {
  const done: Pair[] = [];
  for (let round = 1; round <= pairs; round++) {
    const pair = await measure(round);
    done.push(pair);
    progress(`  ${Math.round(pair.ours)}/s beside ${Math.round(pair.limit)}/s: ${(pair.ours / pair.limit).toFixed(2)}`);
  }
  return done;
}
