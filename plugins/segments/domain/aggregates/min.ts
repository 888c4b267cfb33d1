import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

export default defineAggregate({
  name: 'min',
  label: { en: 'smallest', 'zh-Hans': '最小值' },
  needsProperty: true,
  result: 'number',
  value: ({ counts, property, over }) => ({
    number: over(sql`min(${property?.number ?? sql`null::float8`}) filter (where ${counts})`),
  }),
});
