import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

export default defineAggregate({
  name: 'max',
  label: { en: 'largest', 'zh-Hans': '最大值' },
  needsProperty: true,
  result: 'number',
  value: ({ counts, property, over }) => ({
    number: over(sql`max(${property?.number ?? sql`null::float8`}) filter (where ${counts})`),
  }),
  onlyFalls: () => sql`true`,
});
