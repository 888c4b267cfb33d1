import type { Core } from '@rapport/sdk';
import { figures } from '../domain/figures';
import { insightLimits } from './limits';
import { keepDays, readStaleDays } from './stores/cells';

/** What days are added up of. */
const all = {
  figures: figures.map(({ name }) => name),
  durations: figures.filter(({ kind }) => kind === 'duration').map(({ name }) => name),
};

/**
 * One round through the days that changed: each is added up at most once a minute, however much happens on it. Until then, and where
 * no worker runs, readers add it up themselves.
 */
export function keepFigureDays(core: Core): Promise<'more' | 'done'> {
  const { keptDaysMax, unkeptMilliseconds, statementMilliseconds } = insightLimits;
  return core.database.transaction(
    async (sql) => {
      if (!(await sql.tryLock('insights days'))) return 'done';
      const days = await readStaleDays(sql, core.now() - unkeptMilliseconds, keptDaysMax);
      if (days.length > 0) await keepDays(sql, days, all);
      return days.length === keptDaysMax ? 'more' : 'done';
    },
    // Who was quicker took the marks away: then this one begins again.
    { snapshot: true, statementMilliseconds },
  );
}
