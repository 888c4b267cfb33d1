import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

export default defineAggregate({
  name: 'count',
  label: { en: 'number of', 'zh-Hans': '次数' },
  needsProperty: false,
  result: 'number',
  value: ({ counts, over }) => ({ number: sql`coalesce(${over(sql`count(*) filter (where ${counts})`)}, 0)::float8` }),
  onlyFalls: () => sql`true`,
});
