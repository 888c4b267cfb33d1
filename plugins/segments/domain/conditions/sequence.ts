import {
  type ConditionQuery,
  defineCondition,
  durationWords,
  exactDurationText,
  fault,
  type Language,
  limits,
  millisecondsOf,
  param,
  type Sql,
  sql,
  verdict,
} from '@rapport/sdk';
import { z } from 'zod';
import { Happened } from '../happened';
import { earliest } from '../horizon';
import { ms } from '../instant';
import { type SelectorFields, selectorOf, selectorSentence, selectorShape } from '../selector';
import { testEvent, timelessWhere, type Where, whereSentence } from '../where';
import { compileWindow, window, windowSentence } from '../window';

const eventShape = { ...selectorShape, where: timelessWhere.optional() };
const hasEvent = (one: SelectorFields): boolean => one.event !== undefined || one.type !== undefined;
const named = { path: ['event'], ...fault('event_missing') };

const happens = z.strictObject({ ...eventShape, within: exactDurationText.optional() }).refine(hasEvent, named);
const fails = z.strictObject({
  not: z.strictObject(eventShape).refine(hasEvent, named),
  within: exactDurationText.optional(),
});
const schema = z.strictObject({
  sequence: z
    .array(z.union([happens, fails]))
    .min(2)
    .max(limits.sequenceStepsMax)
    .refine((steps) => steps[0] !== undefined && !('not' in steps[0]), {
      path: [0],
      ...fault('sequence_begins'),
    })
    .refine((steps) => steps[0] === undefined || steps[0].within === undefined, {
      path: [0, 'within'],
      ...fault('sequence_first_within'),
    })
    .refine(
      (steps) => steps.every((step, index) => !('not' in step) || !('not' in (steps[index + 1] ?? {}))),
      fault('sequence_gap'),
    ),
  /** Of all events that happen. */
  within: window.optional(),
});
type Sequence = z.infer<typeof schema>;
type Step = Sequence['sequence'][number];

/**
 * One thing after another: each step later than the one before, `within` so long of it. A step that does not happen is decided
 * once its `within` is over; without one it stays so up to the next step, or for ever where it is the last.
 */
export default defineCondition({
  name: 'sequence',
  label: { en: 'Sequence', 'zh-Hans': '先后顺序' },
  schema,
  example: {
    sequence: [{ event: 'Checkout Started' }, { not: { event: 'Order Completed' }, within: '1h' }],
    within: '7d',
  },
  mentions: ({ sequence }) => ({ events: sequence.map((step) => selectorOf('not' in step ? step.not : step)) }),
  needsEvents: () => true,
  verdict(condition, query) {
    const compiled = compileWindow(condition.within, query, query.zone('workspace'));
    const steps = new Steps(condition, query);
    const [first] = condition.sequence;
    const began = new Happened({ ...(first === undefined || 'not' in first ? {} : first) }, query);
    // Most people never began: the subqueries are not run for them.
    const ifBegan = (of: Sql): Sql => sql`(case when ${began.count} > 0 then ${of} end)`;
    const truth = ifBegan(steps.from(0, null));
    // Any event of it may cross a bound of the window; a step that does not happen may be over.
    const of = (step: Step): Sql => steps.rows('not' in step ? step.not : step, sql`e`);
    const happening = condition.sequence.filter((step) => !('not' in step));
    const crossings = happening.flatMap((step) =>
      compiled.crossings.map(
        ({ pending, at }) =>
          sql`(select ${at(ms(sql`min(e.occurred_at)`))} from ${of(step)} and ${pending(sql`e.occurred_at`)})`,
      ),
    );
    const waits = condition.sequence.flatMap((step, index) => {
      const before = condition.sequence[index - 1];
      if (!('not' in step) || step.within === undefined || before === undefined) return [];
      const wait = param(millisecondsOf(step.within), 'float8');
      return sql`(select ${ms(sql`min(e.occurred_at)`)} + ${wait} from ${of(before)} and ${ms(sql`e.occurred_at`)} + ${wait} > ${query.now})`;
    });
    const horizon = earliest([...crossings, ...waits]);
    return verdict(truth, horizon === null ? null : ifBegan(horizon));
  },
  sentence: (condition, language) => sentence(condition, language),
});

class Steps {
  constructor(
    private readonly condition: Sequence,
    private readonly query: ConditionQuery,
  ) {}

  /** `event ... where` it is of the profile and of the step; more conditions follow. */
  rows(step: SelectorFields & { readonly where?: Where | undefined }, alias: Sql): Sql {
    const test = testEvent(step.where, { now: this.query.now, zone: this.query.zone('workspace') });
    const rows = sql`(select e.occurred_at from event e where ${this.query.isOwnEvent(selectorOf(step))}${test === null ? sql`` : sql` and ${test.truth}`}) ${alias}`;
    return sql`${rows} where true`;
  }

  /** boolean: the steps from `index` happen, after `previous` (timestamptz; null at the beginning). */
  from(index: number, previous: Sql | null): Sql {
    const step = this.condition.sequence[index];
    if (step === undefined) return sql`true`;
    if ('not' in step) return this.fails(step, index, previous ?? sql`null`);
    const alias = aliases[index] ?? sql`s`;
    const at = sql`${alias}.occurred_at`;
    const window = compileWindow(this.condition.within, this.query, this.query.zone('workspace')).inside(at);
    const parts = [
      ...(window === null ? [] : [window]),
      ...(previous === null ? [] : [sql`${at} > ${previous}`]),
      ...(previous === null || step.within === undefined ? [] : [sql`${at} <= ${later(previous, step.within)}`]),
      ...this.notBefore(index, previous, at),
      this.from(index + 1, at),
    ];
    return sql`exists (select from ${this.rows(step, alias)} and ${parts.reduce((all, one) => sql`${all} and ${one}`)})`;
  }

  /** A step that does not happen, without an end of its own: it does not happen up to this one. */
  private notBefore(index: number, previous: Sql | null, at: Sql): Sql[] {
    const before = this.condition.sequence[index - 1];
    if (before === undefined || !('not' in before) || before.within !== undefined || previous === null) return [];
    return [this.none(before, index, sql`> ${previous}`, sql`< ${at}`)];
  }

  private fails(step: Extract<Step, { not: unknown }>, index: number, previous: Sql): Sql {
    const rest = this.from(index + 1, previous);
    const isLast = index === this.condition.sequence.length - 1;
    if (step.within === undefined) return isLast ? this.none(step, index, sql`> ${previous}`, null) : rest;
    const end = later(previous, step.within);
    return sql`(${end} <= ${this.query.nowAt} and ${this.none(step, index, sql`> ${previous}`, sql`<= ${end}`)} and ${rest})`;
  }

  private none(step: Extract<Step, { not: unknown }>, index: number, after: Sql, before: Sql | null): Sql {
    const alias = notAliases[index] ?? sql`n`;
    const at = sql`${alias}.occurred_at`;
    return sql`not exists (select from ${this.rows(step.not, alias)} and ${at} ${after}${before === null ? sql`` : sql` and ${at} ${before}`})`;
  }
}

const later = (at: Sql, duration: string): Sql =>
  sql`(${at} + make_interval(secs => ${param(millisecondsOf(duration) / 1_000, 'float8')}))`;
const aliases = [sql`s0`, sql`s1`, sql`s2`, sql`s3`, sql`s4`, sql`s5`, sql`s6`, sql`s7`, sql`s8`, sql`s9`];
const notAliases = [sql`t0`, sql`t1`, sql`t2`, sql`t3`, sql`t4`, sql`t5`, sql`t6`, sql`t7`, sql`t8`, sql`t9`];

function sentence({ sequence, within }: Sequence, language: Language): string {
  const en = language === 'en';
  const steps = sequence.map((step) => {
    const what = 'not' in step ? step.not : step;
    const event = `${selectorSentence(what, language)}${whereSentence(what.where, language)}`;
    const limit = step.within === undefined ? '' : durationWords(step.within, language);
    if ('not' in step) return en ? `no ${event}${limit && ` within ${limit}`}` : `${limit && `${limit}内`}没有${event}`;
    return en ? `${event}${limit && ` within ${limit}`}` : `${limit && `${limit}内`}${event}`;
  });
  const when = windowSentence(within, language);
  return en ? `did ${steps.join(', then ')}${when}` : `${when}先后：${steps.join('，然后')}`;
}
