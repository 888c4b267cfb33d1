import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

/** A list without repetitions, in the order of jsonb. */
export default defineAggregate({
  name: 'distinct',
  label: { en: 'all different', 'zh-Hans': '所有不同的' },
  needsProperty: true,
  result: 'list',
  value({ counts, property, over }) {
    const value = property?.json ?? sql`null::jsonb`;
    return { json: over(sql`jsonb_agg(distinct ${value}) filter (where ${counts} and ${value} is not null)`) };
  },
});
