import { param, sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { scalars } from './in';

/** A single value counts as a list of one. */
export default defineOperator({
  name: 'has_any',
  label: { en: 'has any of', 'zh-Hans': '含有任一' },
  types: ['list'],
  control: 'values',
  value: scalars,
  example: ['news', 'offers'],
  test: ({ json }, values) => sql`exists (select from
    jsonb_array_elements(case when jsonb_typeof(${json}) = 'array' then ${json} else jsonb_build_array(${json}) end) as has(one)
    join jsonb_array_elements(${param(JSON.stringify(values), 'jsonb')}) as wanted(one) on wanted.one = has.one)`,
});
