import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

/** When the oldest one happened: ISO 8601 in UTC, to the millisecond. */
export default defineAggregate({
  name: 'first_at',
  label: { en: 'time of the first', 'zh-Hans': '首次时间' },
  needsProperty: false,
  result: 'any',
  value: ({ counts, over }) => ({
    json: sql`to_jsonb(to_char(${over(sql`min(e.occurred_at) filter (where ${counts})`)} at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
  }),
});
