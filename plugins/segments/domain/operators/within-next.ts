import { exactDurationText, millisecondsOf, param, sql } from '@rapport/sdk';
import { defineOperator } from '../operator';

/** Renewals: ahead of now, at most so far. */
export default defineOperator({
  name: 'within_next',
  label: { en: 'is within the next', 'zh-Hans': '在未来' },
  types: ['date'],
  control: 'duration',
  value: exactDurationText,
  example: '14d',
  isTimed: true,
  test({ instant }, value, { now }) {
    const length = param(millisecondsOf(value), 'float8');
    return {
      truth: sql`(${instant} > ${now} and ${instant} <= ${now} + ${length})`,
      horizon: sql`(case when ${instant} > ${now} + ${length} then ${instant} - ${length} when ${instant} > ${now} then ${instant} end)`,
    };
  },
});
