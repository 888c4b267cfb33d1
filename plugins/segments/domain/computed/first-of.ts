import { pathOf, sql } from '@rapport/sdk';
import { z } from 'zod';
import { jsonField } from '../field';
import { plainPath } from '../where';
import { below } from '../field';
import { defineComputed } from './kind';

/** The first of some traits that is known. */
export default defineComputed({
  name: 'first_of',
  label: { en: 'First known of traits', 'zh-Hans': '首个有值的属性' },
  schema: z.strictObject({ first_of: z.array(plainPath).min(1).max(20) }),
  example: { first_of: ['company.name', 'organisation'] },
  bind: ({ first_of: paths }) => {
    const keys = paths.map((path) => pathOf(path)[0] ?? []);
    return {
      mentions: { traits: keys.map(([key = '']) => key) },
      shows: keys.flat(),
      value(query) {
        const values = keys.map(([key = '', ...rest]) => jsonField(below(query.trait(key), rest)).json);
        return { value: sql`coalesce(${values.reduce((all, one) => sql`${all}, ${one}`)})`, horizon: null };
      },
      explanation: () => sql`'{}'::jsonb`,
    };
  },
});
