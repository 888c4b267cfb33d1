import { exactDurationText } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { isWithinLast } from './within-last';

export default defineOperator({
  name: 'not_within_last',
  label: { en: 'is not within the last', 'zh-Hans': '不在最近' },
  types: ['date'],
  control: 'duration',
  value: exactDurationText,
  example: '30d',
  isTimed: true,
  negates: true,
  test: (field, value, { now }) => isWithinLast(field, value, now),
});
