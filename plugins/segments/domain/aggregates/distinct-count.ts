import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

export default defineAggregate({
  name: 'distinct_count',
  label: { en: 'number of different', 'zh-Hans': '不同值的个数' },
  needsProperty: true,
  result: 'number',
  value({ counts, property, over }) {
    const value = property?.json ?? sql`null::jsonb`;
    return { number: sql`coalesce(${over(sql`count(distinct ${value}) filter (where ${counts})`)}, 0)::float8` };
  },
  onlyFalls: () => sql`true`,
});
