import {
  type ConditionQuery,
  type DefinitionFault,
  exactDurationText,
  fault,
  jsonPath,
  millisecondsOf,
  param,
  type Sql,
  sql,
} from '@rapport/sdk';
import { z } from 'zod';
import { rounded } from '../aggregates/sum';
import { type DefinitionNode, mentionsOf, verdictOf } from '../definition';
import { eventAt, type Happening, Happened } from '../happened';
import { earliest } from '../horizon';
import { selectorOf, selectorShape } from '../selector';
import { text } from '../text';
import { timelessWhere } from '../where';
import { defineComputed } from './kind';

const points = z.number().min(-1e6).max(1e6);
const label = text(200).optional();

/** What has decayed below a thousandth counts nothing. */
const negligible = 0.001;

const rule = z.union([
  z.strictObject({ label, points, when: z.json() }),
  z
    .strictObject({
      label,
      points,
      ...selectorShape,
      where: timelessWhere.optional(),
      within: exactDurationText.optional(),
      /** Every so often what an event brings shrinks to this part. */
      decay: z.strictObject({ every: exactDurationText, factor: z.number().min(0.01).max(0.99) }).optional(),
      /** All of its events together bring no more than this. */
      max: z.number().min(0).max(1e9).optional(),
    })
    .refine((one) => one.event !== undefined || one.type !== undefined, {
      path: ['event'],
      ...fault('event_missing'),
    }),
]);
type Rule = z.infer<typeof rule>;
type EventRule = Exclude<Rule, { when: unknown }>;

/**
 * Points by rules: once while a condition holds, or for each event, decaying in steps. The sum is cut to `min` and `max`. Each
 * rule is a line of the explanation.
 */
export default defineComputed({
  name: 'score',
  label: { en: 'Score', 'zh-Hans': '评分' },
  schema: z.strictObject({
    score: z.array(rule).min(1).max(50),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  example: {
    score: [
      { label: 'Pays', points: 30, event: 'Order Completed', within: '90d', max: 60 },
      { label: 'Looks', points: 2, event: 'Product Viewed', decay: { every: '7d', factor: 0.5 }, max: 20 },
      { label: 'Unhappy', points: -25, when: { conversation: { rating: { op: 'lte', value: 2 } }, within: '30d' } },
    ],
    min: 0,
    max: 100,
  },
  bind(definition, reader) {
    const faults: DefinitionFault[] = [];
    const rules = definition.score.map((one, index) => {
      if (!('when' in one)) return { rule: one };
      const parsed = reader.parse(one.when);
      if (parsed.ok) return { rule: one, node: parsed.node };
      for (const fault of parsed.faults)
        faults.push({ ...fault, path: fault.path.replace(/^\$/, jsonPath(['score', index, 'when'])) });
      return { rule: one };
    });
    if (faults.length > 0) return { faults };
    const mentions = rules.flatMap(({ node }) => (node === undefined ? [] : mentionsOf(node)));
    const events = rules.flatMap(({ rule: one }) => ('when' in one ? [] : selectorOf(one)));
    const lines = (query: ConditionQuery) => rules.map((one) => lineOf(one, query));
    const cut = (total: Sql): Sql => {
      const low = definition.min === undefined ? total : sql`greatest(${total}, ${param(definition.min, 'float8')})`;
      return definition.max === undefined ? low : sql`least(${low}, ${param(definition.max, 'float8')})`;
    };
    return {
      mentions: {
        events: [...events, ...mentions.flatMap((one) => one.events)],
        traits: mentions.flatMap((one) => one.traits),
        segments: mentions.flatMap((one) => one.segments),
        computed: mentions.flatMap((one) => one.computed),
        conversations: mentions.some((one) => one.conversations),
        facts: mentions.flatMap((one) => one.facts),
      },
      value(query) {
        const all = lines(query);
        const total = rounded(all.map((one) => one.points).reduce((sum, one) => sql`${sum} + ${one}`));
        return { value: sql`to_jsonb(${cut(total)})`, horizon: earliest(all.map((one) => one.horizon)) };
      },
      explanation(query) {
        const all = lines(query).map(
          (one, index) =>
            sql`jsonb_build_object('label', ${param(definition.score[index]?.label ?? '', 'text')}, 'points', ${rounded(one.points)})`,
        );
        return sql`jsonb_build_array(${all.reduce((list, one) => sql`${list}, ${one}`)})`;
      },
    };
  },
});

type Line = { readonly points: Sql; readonly horizon: Sql | null };

function lineOf(one: { readonly rule: Rule; readonly node?: DefinitionNode }, query: ConditionQuery): Line {
  const { rule: line, node } = one;
  if (node !== undefined) {
    const verdict = verdictOf(node, query);
    return {
      points: sql`(case when ${verdict} > 0 then ${param(line.points, 'float8')} else 0 end)`,
      horizon: sql`nullif(abs(${verdict}), 'Infinity')`,
    };
  }
  return 'when' in line ? { points: sql`0::float8`, horizon: null } : eventLine(line, query);
}

function eventLine(line: EventRule, query: ConditionQuery): Line {
  const { decay } = line;
  const every = decay === undefined ? null : param(millisecondsOf(decay.every), 'float8');
  const happened = new Happened(withEnd(line), query);
  const age = every === null ? null : sql`greatest(floor((${query.now} - ${eventAt}) / ${every}), 0)`;
  const each =
    decay === undefined || age === null
      ? param(line.points, 'float8')
      : sql`${param(line.points, 'float8')} * power(${param(decay.factor, 'float8')}, ${age})`;
  const sum = sql`coalesce(${happened.over(sql`sum(${each}) filter (where ${happened.counts})`)}, 0)`;
  const steps =
    every === null || age === null
      ? null
      : happened.over(sql`min(${eventAt} + (${age} + 1) * ${every}) filter (where ${happened.counts})`);
  const bound = line.max === undefined ? null : param(line.max, 'float8');
  return {
    points: bound === null ? sum : line.points < 0 ? sql`greatest(${sum}, -${bound})` : sql`least(${sum}, ${bound})`,
    horizon: earliest([happened.crossing(), steps]),
  };
}

/** Decay ends, so that old events need no clock. */
function withEnd(line: EventRule): Happening {
  if (line.decay === undefined) return line;
  const steps = Math.ceil(Math.log(negligible) / Math.log(line.decay.factor));
  const end = steps * millisecondsOf(line.decay.every);
  return line.within !== undefined && millisecondsOf(line.within) < end ? line : { ...line, within: `${end / 1_000}s` };
}
