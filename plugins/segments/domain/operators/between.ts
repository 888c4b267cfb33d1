import { param, parseInstant, sql } from '@rapport/sdk';
import { z } from 'zod';
import { defineOperator } from '../operator';
import { instantText } from './before';

/** Two numbers, or two times; both ends belong to it. */
export default defineOperator({
  name: 'between',
  label: { en: 'is between', 'zh-Hans': '介于' },
  types: ['number', 'date'],
  control: 'range',
  value: z.union([z.tuple([z.number(), z.number()]), z.tuple([instantText, instantText])]),
  example: [10, 20],
  test(field, [low, high]) {
    if (typeof low === 'number' && typeof high === 'number')
      return sql`${field.number} between ${param(low, 'float8')} and ${param(high, 'float8')}`;
    const [from, to] = [low, high].map((one) => param(parseInstant(String(one)) ?? 0, 'float8'));
    return sql`${field.instant} between ${from ?? sql`null`} and ${to ?? sql`null`}`;
  },
});
