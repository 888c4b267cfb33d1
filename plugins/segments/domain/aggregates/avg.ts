import { sql } from '@rapport/sdk';
import { defineAggregate } from '../aggregate';
import { rounded, summable } from './sum';

export default defineAggregate({
  name: 'avg',
  label: { en: 'average of', 'zh-Hans': '平均值' },
  needsProperty: true,
  result: 'number',
  value(rows) {
    const number = rows.property?.number ?? sql`null::float8`;
    return { number: rounded(rows.over(sql`avg(${number}) filter (where ${summable(rows)})`)) };
  },
});
