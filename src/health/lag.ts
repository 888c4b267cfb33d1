import type pg from 'pg';
import { unnumberedCommits } from '../store/commit-log';
import { oldestWorkAt } from '../store/work';

/** How far the hand-over to feed and lanes is behind. Ages in seconds, 0 where nothing waits. */
export type Lag = {
  readonly unnumberedCommits: number;
  readonly unnumberedSeconds: number;
  readonly workSeconds: number;
};

export async function readLag(pool: pg.Pool, now: number): Promise<Lag> {
  const unnumbered = await unnumberedCommits(pool);
  const workAt = await oldestWorkAt(pool);
  return {
    unnumberedCommits: unnumbered.count,
    unnumberedSeconds: ageSeconds(unnumbered.oldestAt, now),
    workSeconds: ageSeconds(workAt, now),
  };
}

function ageSeconds(at: number | null, now: number): number {
  return at === null ? 0 : Math.max(0, (now - at) / 1_000);
}
