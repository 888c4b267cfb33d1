import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

/** When the newest one happened: ISO 8601 in UTC, to the millisecond. */
export default defineAggregate({
  name: 'last_at',
  label: { en: 'time of the last', 'zh-Hans': '最近一次时间' },
  needsProperty: false,
  result: 'any',
  value: ({ counts, over }) => ({
    json: sql`to_jsonb(to_char(${over(sql`max(e.occurred_at) filter (where ${counts})`)} at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
  }),
});
