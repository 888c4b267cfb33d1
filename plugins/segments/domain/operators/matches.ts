import { fault, type FaultCause, isStorable, limits, param, patternFault, postgresPattern, sql } from '@rapport/sdk';
import { z } from 'zod';
import { defineOperator } from '../operator';

const isWritable = (pattern: string): boolean => postgresPattern(pattern) !== null && isStorable(pattern);

/** A safe subset of regular expressions: characters, escapes, classes, few quantifiers; see safe-pattern.ts of the sdk. */
export default defineOperator({
  name: 'matches',
  label: { en: 'matches the pattern', 'zh-Hans': '匹配模式' },
  types: ['text'],
  control: 'pattern',
  value: z.string().superRefine((pattern, context) => {
    const problem: FaultCause | null =
      patternFault(pattern) ?? (isWritable(pattern) ? null : { code: 'pattern_class', parameters: {} });
    if (problem !== null) context.addIssue({ code: 'custom', ...fault(problem.code, problem.parameters) });
  }),
  example: '^[A-Z]{2}-\\d+$',
  test: ({ text }, pattern) =>
    sql`(case when char_length(${text}) <= ${param(limits.patternTextCharsMax, 'int')} then ${text} ~ ${param(postgresPattern(pattern) ?? '', 'text')} end)`,
});
