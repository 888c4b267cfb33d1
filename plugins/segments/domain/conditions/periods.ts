import {
  defineCondition,
  durationWords,
  exactDurationText,
  fault,
  limits,
  millisecondsOf,
  param,
  sql,
  verdict,
} from '@rapport/sdk';
import { z } from 'zod';
import { comparisonSentence, holdsOf, numberComparison } from '../comparison';
import { eventAt, Happened } from '../happened';
import { selectorOf, selectorSentence, selectorShape } from '../selector';
import { timelessWhere, whereSentence } from '../where';
import { numberTruth } from './event';

const schema = z
  .strictObject({
    periods: z
      .strictObject({
        length: exactDurationText,
        /** How many, back from now. */
        last: z.int().min(1).max(limits.conditionPeriodsMax),
        /** In how many of them; all where nothing is said. */
        min: z.int().min(1).optional(),
      })
      .refine(({ last, min }) => min === undefined || min <= last, { path: ['min'], ...fault('periods_too_many') }),
    ...selectorShape,
    where: timelessWhere.optional(),
    count: numberComparison.optional(),
  })
  .refine((one) => one.event !== undefined || one.type !== undefined, {
    path: ['event'],
    ...fault('event_missing'),
  });
type Periods = z.infer<typeof schema>;

const countOf = ({ count }: Periods) => count ?? { op: 'gte' as const, value: 1 };
const minOf = ({ periods }: Periods): number => periods.min ?? periods.last;

/** A habit: in each (or so many) of the last weeks, months of 30 days ... counted back from now. */
export default defineCondition({
  name: 'periods',
  label: { en: 'Regularly', 'zh-Hans': '定期行为' },
  schema,
  example: { periods: { length: '1w', last: 4 }, event: 'Order Completed' },
  mentions: (condition) => ({ events: [selectorOf(condition)] }),
  needsEvents: (condition) => !holdsOf(0, countOf(condition)),
  verdict(condition, query) {
    const { length, last } = condition.periods;
    const milliseconds = millisecondsOf(length);
    const happened = new Happened({ ...condition, within: undefined }, query);
    const periods = Array.from({ length: last }, (_, index) => {
      const one = new Happened(
        {
          ...condition,
          within:
            index === 0
              ? seconds(milliseconds)
              : { from: `-${seconds(milliseconds * (index + 1))}`, to: `-${seconds(milliseconds * index)}` },
        },
        query,
      );
      return sql`(case when ${numberTruth(sql`${one.count}::float8`, countOf(condition))} then 1 else 0 end)`;
    });
    const all = param(milliseconds, 'float8');
    const first = sql`e.occurred_at > to_timestamp((${query.now} - ${all} * ${param(last, 'int')}) / 1000)`;
    // Each event goes on to the next period a period after the last time it did.
    const next = happened.over(
      sql`min(${eventAt} + (floor((${query.now} - ${eventAt}) / ${all}) + 1) * ${all}) filter (where ${happened.counts} and ${first})`,
    );
    return verdict(
      sql`${periods.reduce((sum, one) => sql`${sum} + ${one}`)} >= ${param(minOf(condition), 'int')}`,
      next,
    );
  },
  sentence(condition, language) {
    const { length, last } = condition.periods;
    const what = `${selectorSentence(condition, language)}${whereSentence(condition.where, language)}`;
    const often = condition.count === undefined ? '' : comparisonSentence(condition.count, language);
    const period = durationWords(length, language);
    const min = minOf(condition);
    if (language === 'en') {
      const times = often === '' ? '' : `, where the number ${often}`;
      return `did ${what} in ${min === last ? 'each' : `at least ${min}`} of the last ${last} periods of ${period}${times}`;
    }
    const times = often === '' ? '' : `，次数${often}`;
    return `最近${last}个${period}周期中，${min === last ? '每个周期' : `至少${min}个周期`}都有${what}${times}`;
  },
});

const seconds = (milliseconds: number): string => `${milliseconds / 1_000}s`;
