import { RapportError, type Retention, type RetentionPreview } from '@rapport/sdk';
import type pg from 'pg';
import { type RetentionChange, retentionDaysMax } from '../domain/retention';
import { errorCode } from '../postgres/error-code';
import { inTransaction } from '../postgres/pool';
import { listEventNames } from '../store/event-names';
import { countExpired } from '../store/event-retention';
import { deleteRetentionRule, readRetentionRules, writeRetentionRule } from '../store/retention-rules';
import { readRetentionRuns } from '../store/retention-runs';
import { readSizes } from '../store/storage';
import { readCutoffs } from './retention';

const previewMilliseconds = 20_000;
const nameCharactersMax = 255;
const queryCanceled = '57014';

/** Rules by people; what they mean is in retention.ts. */
export function createRetention(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly now: () => number;
}): Retention {
  const { pool, schema, now } = options;
  return {
    rules: () => readRetentionRules(pool),
    async set({ name, days }, actor) {
      check({ name, days });
      await writeRetentionRule(pool, { name, days, actor, at: now() });
    },
    remove: (name) => deleteRetentionRule(pool, name),
    async preview(change) {
      if (change !== undefined) check(change);
      return preview(pool, schema, now(), change);
    },
    runs: (count) => readRetentionRuns(pool, count),
  };
}

/** @throws RapportError bad_input */
function check({ name, days = null }: RetentionChange): void {
  if (days !== null && !(Number.isInteger(days) && days > 0 && days <= retentionDaysMax)) {
    throw new RapportError('bad_input', `Events are kept for 1 to ${retentionDaysMax} days, or for ever.`);
  }
  if (name !== null && (name === '' || name.length > nameCharactersMax)) {
    throw new RapportError('bad_input', `A name has 1 to ${nameCharactersMax} characters.`);
  }
}

async function preview(
  pool: pg.Pool,
  schema: string,
  now: number,
  change?: RetentionChange,
): Promise<RetentionPreview> {
  const cutoffs = await readCutoffs(pool, now, change);
  const names = new Map((await listEventNames(pool)).map((one) => [one.id, one]));
  const sizes = await readSizes(pool, [schema]);
  const expired = await inTransaction(pool, (client) => countExpired(client, cutoffs, previewMilliseconds)).catch(
    (error: unknown) => {
      if (errorCode(error) !== queryCanceled) throw error;
      throw new RapportError('overloaded', `Counting took more than ${previewMilliseconds / 1_000} s.`);
    },
  );
  const bytesEach = sizes.events === 0 ? 0 : sizes.eventBytes / sizes.events;
  const rows = expired.map(({ nameId, events }) => ({
    type: names.get(nameId)?.type ?? 'track',
    name: names.get(nameId)?.name ?? '',
    events,
    bytes: Math.round(events * bytesEach),
  }));
  const events = rows.reduce((sum, row) => sum + row.events, 0);
  return { names: rows, events, bytes: Math.round(events * bytesEach) };
}
