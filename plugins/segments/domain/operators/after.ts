import { sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { instantParam, instantText } from './before';

export default defineOperator({
  name: 'after',
  label: { en: 'is after', 'zh-Hans': '晚于' },
  types: ['date'],
  control: 'instant',
  value: instantText,
  example: '2026-01-01T00:00:00Z',
  test: (field, value) => sql`${field.instant} > ${instantParam(value)}`,
});
