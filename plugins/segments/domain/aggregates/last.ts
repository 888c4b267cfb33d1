import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';

/** Of the newest event that has the property. */
export default defineAggregate({
  name: 'last',
  label: { en: 'last', 'zh-Hans': '最近一次' },
  needsProperty: true,
  result: 'any',
  value({ counts, property, at, over }) {
    const value = property?.json ?? sql`null::jsonb`;
    const newest = over(
      sql`max(array[to_jsonb(${at}), to_jsonb(e.id), ${value}]) filter (where ${counts} and ${value} is not null)`,
    );
    return { json: sql`(${newest})[3]` };
  },
});
