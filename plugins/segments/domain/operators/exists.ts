import { sql } from '@rapport/sdk';
import { defineOperator, nothing } from '../operator';

/** "" exists, null does not. */
export default defineOperator({
  name: 'exists',
  label: { en: 'is known', 'zh-Hans': '有值' },
  types: ['text', 'number', 'boolean', 'date', 'list'],
  control: 'none',
  value: nothing,
  test: (field) => sql`${field.json} is not null`,
});
