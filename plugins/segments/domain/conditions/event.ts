import { defineCondition, fault, type FaultCode, type Language, type Sql, sql, verdict } from '@rapport/sdk';
import { z } from 'zod';
import { aggregatesByName } from '../aggregates';
import {
  checkComparison,
  comparisonSentence,
  comparisonShape,
  holdsOf,
  numberComparison,
  type NumberComparison,
  operatorOf,
} from '../comparison';
import { eventAt, Happened } from '../happened';
import { selectorOf, selectorSentence, selectorShape } from '../selector';
import { plainPath, testEvent, where, whereSentence } from '../where';
import { window, windowSentence } from '../window';

const shape = {
  ...selectorShape,
  where: where.optional(),
  within: window.optional(),
  /** Calendar days are those of the profile's own zone. */
  zone: z.literal('profile').optional(),
};
const schema = z
  .strictObject({
    ...shape,
    /** How often; at least once where nothing is said. */
    count: numberComparison.optional(),
    aggregate: z.strictObject({ fn: z.string(), property: plainPath.optional() }).optional(),
    ...comparisonShape,
    op: z.string().optional(),
    /** The newest of these events passes. */
    last: where.optional(),
  })
  .superRefine((one, context) => {
    const complain = (path: string[], code: FaultCode): void =>
      context.addIssue({ code: 'custom', path, ...fault(code) });
    if (one.event === undefined && one.type === undefined) complain(['event'], 'event_missing');
    if ([one.count, one.aggregate, one.last].filter((part) => part !== undefined).length > 1)
      complain(['count'], 'event_measures');
    if (one.aggregate === undefined) {
      if (one.op !== undefined) complain(['op'], 'compares_nothing');
      if (one.value !== undefined) complain(['value'], 'compares_nothing');
      return;
    }
    const aggregate = aggregatesByName.get(one.aggregate.fn);
    if (aggregate === undefined) complain(['aggregate', 'fn'], 'aggregate_unknown');
    else if (aggregate.needsProperty !== (one.aggregate.property !== undefined))
      complain(
        ['aggregate', 'property'],
        aggregate.needsProperty ? 'aggregate_needs_property' : 'aggregate_no_property',
      );
    if (one.op === undefined) complain(['op'], 'operator_missing');
    else checkComparison({ ...one, op: one.op }, context, { timed: false });
  });
type EventCondition = z.infer<typeof schema>;

/** What the customer did: how often, how much, what last. */
export default defineCondition({
  name: 'event',
  otherKeys: ['type'],
  label: { en: 'Event', 'zh-Hans': '事件' },
  schema,
  example: {
    event: 'Order Completed',
    where: [{ property: 'revenue', op: 'gt', value: 20 }],
    count: { op: 'gte', value: 3 },
    within: '30d',
  },
  mentions: (condition) => ({
    events: [selectorOf(condition)],
    traits: condition.zone === 'profile' ? ['timezone'] : [],
  }),
  needsEvents: (condition) => isFalseForNone(condition),
  verdict(condition, query) {
    const happened = new Happened(condition, query);
    if (condition.aggregate !== undefined && condition.op !== undefined) {
      const { field, horizon, onlyFalls } = happened.aggregate(condition.aggregate.fn, condition.aggregate.property);
      const comparison = { ...condition, op: condition.op };
      const test = operatorOf(comparison).test(field, comparison, { now: query.now, zone: query.zone('workspace') });
      const falls = condition.op === 'gt' || condition.op === 'gte' ? onlyFalls() : null;
      if (falls === null) return verdict(test.truth, horizon);
      return sql`(case when not (${test.truth}) and ${falls} then '-Infinity'::float8 else ${verdict(test.truth, horizon)} end)`;
    }
    if (condition.last !== undefined) {
      const test = testEvent(condition.last, { now: query.now, zone: query.zone(condition.zone ?? 'workspace') });
      const newest = happened.over(
        sql`max(array[${eventAt}, e.id, (case when ${test?.truth ?? sql`true`} then 1 else 0 end), ${test?.horizon ?? sql`null`}]::float8[]) filter (where ${happened.counts})`,
      );
      return verdict(sql`(${newest})[3] = 1`, sql`least(${happened.crossing()}, (${newest})[4])`);
    }
    return countVerdict(happened, condition.count ?? atLeastOnce);
  },
  evidence(condition, query) {
    const happened = new Happened(condition, query);
    const at = (which: Sql): Sql => happened.over(sql`${which} filter (where ${happened.counts})`);
    const value =
      condition.aggregate === undefined
        ? sql`null`
        : happened.aggregate(condition.aggregate.fn, condition.aggregate.property).field.json;
    return sql`jsonb_build_object('count', ${happened.count}, 'first', ${at(sql`min(e.occurred_at)`)},
      'last', ${at(sql`max(e.occurred_at)`)}, 'value', ${value})`;
  },
  sentence: (condition, language) => sentence(condition, language),
});

const atLeastOnce: NumberComparison = { op: 'gte', value: 1 };

/** Somebody without any event: false, and time alone does not change it. */
function isFalseForNone({ aggregate, last, count }: EventCondition): boolean {
  return aggregate === undefined && (last !== undefined || !holdsOf(0, count ?? atLeastOnce));
}

/** Where counts can only fall, a side of the comparison that a smaller count cannot leave is for ever. */
function countVerdict(happened: Happened, comparison: NumberComparison): Sql {
  const truth = numberTruth(sql`${happened.count}::float8`, comparison);
  if (!happened.isShrinking) return verdict(truth, happened.crossing());
  const zeroAgainst = (count: number): boolean => holdsOf(0, comparison) === holdsOf(count, comparison);
  // Whether one event makes the whole difference: then all that matters is when the last one goes.
  const isAboutNone =
    !zeroAgainst(1) && comparison.op !== 'between' && [2, 3, 1e9].every((count) => !zeroAgainst(count));
  const crossing = happened.crossing(isAboutNone);
  const { op } = comparison;
  if (op === 'gte' || op === 'gt')
    return sql`(case when ${truth} then coalesce(${crossing}, 'Infinity') else '-Infinity'::float8 end)`;
  if (op === 'lte' || op === 'lt')
    return sql`(case when ${truth} then 'Infinity'::float8 else -coalesce(${crossing}, 'Infinity') end)`;
  return verdict(truth, crossing);
}

export function numberTruth(number: Sql, comparison: NumberComparison): Sql {
  const field = { json: sql`to_jsonb(${number})`, number, text: sql`null`, instant: sql`null` };
  return operatorOf(comparison).test(field, comparison, { now: sql`null`, zone: sql`null` }).truth;
}

function sentence(condition: EventCondition, language: Language): string {
  const en = language === 'en';
  const events = `${selectorSentence(condition, language)}${whereSentence(condition.where, language)}`;
  const when = windowSentence(condition.within, language);
  if (condition.aggregate !== undefined && condition.op !== undefined) {
    const label = aggregatesByName.get(condition.aggregate.fn)?.label[language] ?? '';
    const property = condition.aggregate.property ?? '';
    const compared = comparisonSentence({ ...condition, op: condition.op }, language);
    return en
      ? `the ${[label, property].filter(Boolean).join(' ')} of ${events}${when} ${compared}`
      : `${when}${events}的${property}${label}${compared}`;
  }
  if (condition.last !== undefined) {
    const passes = whereSentence(condition.last, language);
    return en ? `the latest ${events}${when} is one${passes}` : `${when}最近一次${events}满足${passes}`;
  }
  const { count } = condition;
  if (count === undefined || (count.op === 'gte' && count.value === 1))
    return en ? `did ${events}${when}` : `${when}有过${events}`;
  if (isNone(count)) return en ? `did not do ${events}${when}` : `${when}没有${events}`;
  return en
    ? `did ${events} ${timesWords(count)}${when}`
    : `${when}${events}的次数${comparisonSentence(count, language)}`;
}

function isNone({ op, value }: NumberComparison): boolean {
  return (op === 'eq' || op === 'lte' ? value === 0 : false) || (op === 'lt' && value === 1);
}

const timesOf: Record<string, string> = {
  eq: 'exactly',
  ne: 'not exactly',
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  between: 'between',
};
export function timesWords({ op, value }: NumberComparison): string {
  const number = Array.isArray(value) ? value.map(Number).join(' and ') : String(Number(value));
  return `${timesOf[op] ?? op} ${number} ${number === '1' ? 'time' : 'times'}`;
}
