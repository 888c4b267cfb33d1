import { param, sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { scalars } from './in';

/** A single value counts as a list of one. */
export default defineOperator({
  name: 'has_all',
  label: { en: 'has all of', 'zh-Hans': '同时含有' },
  types: ['list'],
  control: 'values',
  value: scalars,
  example: ['news', 'offers'],
  test: ({ json }, values) =>
    sql`(case when jsonb_typeof(${json}) = 'array' then ${json} else jsonb_build_array(${json}) end) @> ${param(JSON.stringify(values), 'jsonb')}`,
});
