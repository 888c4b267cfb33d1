import { param, sql } from '@rapport/sdk';
import { z } from 'zod';
import { defineOperator } from '../operator';

export default defineOperator({
  name: 'lt',
  label: { en: 'is less than', 'zh-Hans': '小于' },
  types: ['number'],
  control: 'number',
  value: z.number(),
  example: 20,
  test: (field, value) => sql`${field.number} < ${param(value, 'float8')}`,
});
