import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

/** Of equally frequent ones the least, in the order of jsonb. */
export default defineAggregate({
  name: 'most_frequent',
  label: { en: 'most frequent', 'zh-Hans': '最常见' },
  needsProperty: true,
  result: 'any',
  value({ counts, property, over }) {
    const value = property?.json ?? sql`null::jsonb`;
    return {
      json: over(sql`mode() within group (order by ${value}) filter (where ${counts} and ${value} is not null)`),
    };
  },
});
