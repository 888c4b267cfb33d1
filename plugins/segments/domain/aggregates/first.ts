import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

/** Of the oldest event that has the property. */
export default defineAggregate({
  name: 'first',
  label: { en: 'first', 'zh-Hans': '首次' },
  needsProperty: true,
  result: 'any',
  value({ counts, property, at, over }) {
    const value = property?.json ?? sql`null::jsonb`;
    const oldest = over(
      sql`min(array[to_jsonb(${at}), to_jsonb(e.id), ${value}]) filter (where ${counts} and ${value} is not null)`,
    );
    return { json: sql`(${oldest})[3]` };
  },
});
