import { pathOf, sql } from '@rapport/sdk';
import { z } from 'zod';
import { below, jsonField } from '../field';
import { earliest } from '../horizon';
import { plainPath } from '../where';
import { eventAggregate, mentionsOf, shownBy, valueOf } from './aggregate';
import { defineComputed } from './kind';

/** The first of some traits, or of what events say, that is known. */
export default defineComputed({
  name: 'first_of',
  label: { en: 'First known of traits', 'zh-Hans': '首个有值的属性' },
  schema: z.strictObject({
    first_of: z
      .array(z.union([plainPath, eventAggregate]))
      .min(1)
      .max(20),
  }),
  example: {
    first_of: ['company.name', { event: 'Account Created', aggregate: { fn: 'last', property: 'account_name' } }],
  },
  bind: ({ first_of: sources }) => {
    const keysOf = (path: string): readonly string[] => pathOf(path)[0] ?? [];
    const paths = sources.flatMap((one) => (typeof one === 'string' ? [keysOf(one)] : []));
    const aggregates = sources.flatMap((one) => (typeof one === 'string' ? [] : [one]));
    const mentioned = aggregates.map(mentionsOf);
    return {
      mentions: {
        traits: [...paths.map(([key = '']) => key), ...mentioned.flatMap(({ traits }) => traits)],
        events: mentioned.flatMap(({ events }) => events),
      },
      shows: [...paths.flat(), ...aggregates.flatMap(shownBy)],
      value(query) {
        const values = sources.map((one) => {
          if (typeof one !== 'string') return valueOf(one, query);
          const [key = '', ...rest] = keysOf(one);
          return { value: jsonField(below(query.trait(key), rest)).json, horizon: null };
        });
        return {
          value: sql`coalesce(${values.map((one) => one.value).reduce((all, one) => sql`${all}, ${one}`)})`,
          horizon: earliest(values.map((one) => one.horizon)),
        };
      },
      explanation: () => sql`'{}'::jsonb`,
    };
  },
});
