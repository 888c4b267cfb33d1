import { sql } from '@rapport/sdk';
import { defineOperator, nothing } from '../operator';

export default defineOperator({
  name: 'not_exists',
  label: { en: 'is unknown', 'zh-Hans': '没有值' },
  types: ['text', 'number', 'boolean', 'date', 'list'],
  control: 'none',
  value: nothing,
  test: (field) => sql`${field.json} is null`,
});
