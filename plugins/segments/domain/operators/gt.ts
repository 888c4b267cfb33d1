import { param, sql } from '@rapport/sdk';
import { z } from 'zod';
import { defineOperator } from '../operator';

export default defineOperator({
  name: 'gt',
  label: { en: 'is more than', 'zh-Hans': '大于' },
  types: ['number'],
  control: 'number',
  value: z.number(),
  example: 20,
  test: (field, value) => sql`${field.number} > ${param(value, 'float8')}`,
});
