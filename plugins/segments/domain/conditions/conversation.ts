import { defineCondition, type Language, type Sql, sql, verdict } from '@rapport/sdk';
import { z } from 'zod';
import { checkComparison, comparisonSentence, holdsOf, numberComparison, operatorOf } from '../comparison';
import { type Field, instantField, numberField, textField } from '../field';
import { earliest } from '../horizon';
import { ms } from '../instant';
import type { Test } from '../operator';
import { scalar } from '../text';
import { allOf } from '../where';
import { compileWindow, window, windowSentence } from '../window';
import { numberTruth } from './event';

/** What is known of a conversation, whatever the helpdesk. */
const fields: Record<string, Field> = {
  status: textField(sql`c.status`),
  channel: textField(sql`c.channel`),
  team: textField(sql`c.team`),
  agent: textField(sql`c.agent`),
  topic: textField(sql`c.topic`),
  outcome: textField(sql`c.outcome`),
  lastWriter: textField(sql`c.last_writer`),
  handoffs: numberField(sql`c.handoffs::float8`),
  reopened: numberField(sql`c.reopened::float8`),
  rating: numberField(sql`c.rating::float8`),
  openedAt: instantField(sql`c.opened_at`),
  firstReplyAt: instantField(sql`c.first_reply_at`),
  resolvedAt: instantField(sql`c.resolved_at`),
  lastWrittenAt: instantField(sql`c.last_written_at`),
  waitingSince: instantField(
    sql`(case when c.status <> 'resolved' and c.last_writer = 'customer' then c.last_written_at end)`,
  ),
};
export const conversationFields = Object.keys(fields);

const comparison = z.union([
  scalar,
  z.strictObject({ op: z.string(), value: z.json().optional(), ignoreCase: z.boolean().optional() }),
]);
type Comparisons = Record<string, z.infer<typeof comparison>>;

const schema = z
  .strictObject({
    conversation: z.partialRecord(
      z.enum([
        'status',
        'channel',
        'team',
        'agent',
        'topic',
        'outcome',
        'lastWriter',
        'handoffs',
        'reopened',
        'rating',
        'openedAt',
        'firstReplyAt',
        'resolvedAt',
        'lastWrittenAt',
        /** Since when the customer waits for an answer: he wrote last, and it is not resolved. */
        'waitingSince',
      ]),
      comparison,
    ),
    count: numberComparison.optional(),
    /** Of when it was opened. */
    within: window.optional(),
  })
  .superRefine((one, context) => {
    for (const [name, comparisonOf] of Object.entries(one.conversation)) {
      if (typeof comparisonOf === 'object') checkComparison(comparisonOf, context, { at: ['conversation', name] });
    }
  });

const toComparison = (one: Comparisons[string]) => (typeof one === 'object' ? one : { op: 'eq', value: one });

/** Conversations with the helpdesk: so many (one at least) that pass all comparisons. */
export default defineCondition({
  name: 'conversation',
  label: { en: 'Conversation', 'zh-Hans': '会话' },
  schema,
  example: { conversation: { status: 'open', handoffs: { op: 'gte', value: 2 } } },
  mentions: () => ({ conversations: true }),
  verdict(condition, query) {
    const zone = query.zone('workspace');
    const compiled = compileWindow(condition.within, query, zone);
    const tests = Object.entries(condition.conversation).flatMap(([name, one]): Test[] => {
      const field = fields[name];
      return field === undefined
        ? []
        : [operatorOf(toComparison(one)).test(field, toComparison(one), { now: query.now, zone })];
    });
    const test = allOf(tests) ?? { truth: sql`true`, horizon: null };
    const inside = compiled.inside(sql`c.opened_at`);
    const over = (aggregate: Sql): Sql => query.over({ table: 'conversation', aggregate });
    const count = over(sql`count(*) filter (where ${test.truth}${inside === null ? sql`` : sql` and ${inside}`})`);
    const horizons = [
      ...compiled.crossings.map(({ pending, at }) =>
        at(ms(over(sql`min(c.opened_at) filter (where ${test.truth} and ${pending(sql`c.opened_at`)})`))),
      ),
      ...(test.horizon === null ? [] : [over(sql`min(${test.horizon})`)]),
    ];
    const truth = numberTruth(sql`coalesce(${count}, 0)::float8`, condition.count ?? { op: 'gte', value: 1 });
    return verdict(truth, earliest(horizons));
  },
  sentence(condition, language) {
    const en = language === 'en';
    const parts = Object.entries(condition.conversation).map(([name, one]) => comparisonWords(name, one, language));
    const which = parts.length === 0 ? '' : en ? ` where ${parts.join(' and ')}` : `（${parts.join('，且 ')}）`;
    const when = windowSentence(condition.within, language);
    const { count } = condition;
    if (count === undefined)
      return en ? `has a conversation${which}${when && `, opened${when}`}` : `${when}有会话${which}`;
    if (holdsOf(0, count) && !holdsOf(1, count))
      return en ? `has no conversation${which}${when && `, opened${when}`}` : `${when}没有会话${which}`;
    const number = comparisonSentence(count, language);
    return en
      ? `the number of conversations${which}${when && `, opened${when},`} ${number}`
      : `${when}会话${which}的数量${number}`;
  },
});

function comparisonWords(name: string, one: Comparisons[string], language: Language): string {
  return `${name} ${comparisonSentence(toComparison(one), language)}`;
}
