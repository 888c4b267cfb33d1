import { defineCondition, keyText, sql, verdict } from '@rapport/sdk';
import { z } from 'zod';
import { checkComparison, comparisonSentence, comparisonShape, operatorOf } from '../comparison';
import { jsonField } from '../field';
import { earliest } from '../horizon';

/** A computed trait or a score. */
export default defineCondition({
  name: 'computed',
  label: { en: 'Computed trait', 'zh-Hans': '计算属性' },
  schema: z
    .strictObject({ computed: keyText, ...comparisonShape })
    .superRefine((one, context) => checkComparison(one, context)),
  example: { computed: 'lifetime_value', op: 'gte', value: 500 },
  mentions: ({ computed }) => ({ computed: [computed] }),
  verdict(condition, query) {
    const { value, horizon } = query.computed(condition.computed);
    const surroundings = { now: query.now, zone: query.zone('workspace') };
    const test = operatorOf(condition).test(jsonField(value), condition, surroundings);
    return verdict(test.truth, earliest([horizon, test.horizon]));
  },
  evidence: ({ computed }, query) => sql`jsonb_build_object('value', ${query.computed(computed).value})`,
  sentence: (condition, language) => `${condition.computed} ${comparisonSentence(condition, language)}`,
});
