import { exactDurationText, millisecondsOf, param, sql } from '@rapport/sdk';
import type { Sql } from '@rapport/sdk';
import type { Field } from '../field';
import { defineOperator, type Test } from '../operator';

/** From now back, without the moment exactly that long ago: at `value + duration` it is over. */
export function isWithinLast({ instant }: Field, duration: string, now: Sql): Test {
  const length = param(millisecondsOf(duration), 'float8');
  return {
    truth: sql`(${instant} <= ${now} and ${instant} > ${now} - ${length})`,
    horizon: sql`(case when ${instant} > ${now} then ${instant} when ${instant} > ${now} - ${length} then ${instant} + ${length} end)`,
  };
}

export default defineOperator({
  name: 'within_last',
  label: { en: 'is within the last', 'zh-Hans': '在最近' },
  types: ['date'],
  control: 'duration',
  value: exactDurationText,
  example: '30d',
  isTimed: true,
  test: (field, value, { now }) => isWithinLast(field, value, now),
});
