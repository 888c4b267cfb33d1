import { limits, param, patternProblem, postgresPattern, sql } from '@rapport/sdk';
import { z } from 'zod';
import { defineOperator } from '../operator';
import { isStorable } from '../text';

/** A safe subset of regular expressions: characters, escapes, classes, few quantifiers; see safe-pattern.ts of the sdk. */
export default defineOperator({
  name: 'matches',
  label: { en: 'matches the pattern', 'zh-Hans': '匹配模式' },
  types: ['text'],
  control: 'pattern',
  value: z.string().superRefine((pattern, context) => {
    const problem =
      patternProblem(pattern) ??
      (postgresPattern(pattern) === null || !isStorable(pattern) ? 'A class holds no \\D, \\W or \\S.' : null);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  }),
  example: '^[A-Z]{2}-\\d+$',
  test: ({ text }, pattern) =>
    sql`(case when char_length(${text}) <= ${param(limits.patternTextCharsMax, 'int')} then ${text} ~ ${param(postgresPattern(pattern) ?? '', 'text')} end)`,
});
