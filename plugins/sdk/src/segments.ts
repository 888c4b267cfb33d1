import type { z } from 'zod';
import { type DefinitionFault, faultsOf, withInput } from './definition-issues';
import type { EventType } from './events';
import type { Json } from './json';
import type { Session } from './database';
import { type Sql, sql } from './sql';

export type LocalizedText = { readonly en: string; readonly 'zh-Hans': string };
export type Language = keyof LocalizedText;

/** Which events: by exact name, by pattern (`Order *`), by type; nothing given means all. */
export type EventSelector = {
  readonly names?: readonly string[] | undefined;
  readonly types?: readonly EventType[] | undefined;
};

/** What can change the truth of a condition, besides time and merges. */
export type Mentions = {
  readonly events?: readonly EventSelector[];
  readonly traits?: readonly string[];
  readonly segments?: readonly string[];
  readonly computed?: readonly string[];
  readonly conversations?: boolean;
  /** What a plugin keeps of a profile and tells by Transaction.touch: `consent`. */
  readonly facts?: readonly string[];
};

/**
 * A verdict is one float8: its sign says whether the condition is true, its size when time alone may change that, as epoch
 * milliseconds: possibly too early (then one looks again), never too late; Infinity where time changes nothing. So `all` is
 * the least of its verdicts, `any` the greatest, `not` the negative: a group that is false because of two conditions cannot
 * become true before the later of the two changes.
 */
export function verdict(truth: Sql, horizon: Sql | null): Sql {
  const at = horizon === null ? sql`'Infinity'::float8` : sql`coalesce(${horizon}, 'Infinity')`;
  return sql`(case when ${truth} then ${at} else -${at} end)`;
}

/** Tables whose rows belong to a leaf: `e` is an event, `c` a conversation. */
export type LeafTable = 'event' | 'conversation';

export type AggregateRequest = {
  readonly table: LeafTable;
  /** With its FILTER: `count(*) filter (where e.value > ...)`. */
  readonly aggregate: Sql;
  /** Rows that matter have one of these names. */
  readonly events?: EventSelector;
  /** No row from before (timestamptz) matters. */
  readonly since?: Sql | null;
};

/** What the SQL of a condition may ask for. All of it is SQL that is valid for the row of one profile. */
export interface ConditionQuery {
  /** The clock, as epoch milliseconds (float8) and as timestamptz. */
  readonly now: Sql;
  readonly nowAt: Sql;
  /** bigint */
  readonly root: Sql;
  /** uuid */
  readonly publicId: Sql;
  /** timestamptz */
  readonly createdAt: Sql;
  /** bigint[]: the profile's leaves, for subqueries. */
  readonly leaves: Sql;
  /** Name of a time zone. */
  zone(of: 'workspace' | 'profile'): Sql;
  /** jsonb, null where it is not there. */
  trait(key: string): Sql;
  /** boolean: `e` is such an event. */
  isEvent(selector: EventSelector): Sql;
  /** boolean: `e` is such an event of the profile, for subqueries; found by the profile's index, however few the planner thinks there are. */
  isOwnEvent(selector: EventSelector): Sql;
  /** An aggregate over all rows of the profile, shared with whoever asks for the same. */
  over(request: AggregateRequest): Sql;
  /** A verdict: whether he is in that segment. */
  segment(key: string): Sql;
  /** A computed trait: jsonb, and when time alone may change it (float8 or null). */
  computed(key: string): { readonly value: Sql; readonly horizon: Sql | null };
}

/** A condition that was parsed. */
export type BoundCondition = {
  readonly kind: string;
  readonly mentions: Mentions;
  /** True where the verdict of somebody without any event is "false, for ever", whatever else is known of him. */
  readonly needsEvents: boolean;
  verdict(query: ConditionQuery): Sql;
  /** jsonb: what was seen, for the explanation of one profile. */
  evidence(query: ConditionQuery): Sql;
  sentence(language: Language): string;
};

/** What can be chosen in a field: a topic, a campaign. */
export type ConditionOption = { readonly value: string; readonly label: LocalizedText };
export type ConditionOptions = {
  /** The right to see them: without it the field is a text. */
  readonly scope: string;
  /** Lists by name, some hundred each at the most; a field says by `options` which is its own. */
  read(sql: Session): Promise<Readonly<Record<string, readonly ConditionOption[]>>>;
  /** Of one list, however long it is; null: there is none of this name. */
  find(sql: Session, list: string, wanted: WantedOptions): Promise<readonly ConditionOption[] | null>;
};
/** Those with these values first, then those that have the text in their name or value. */
export type WantedOptions = {
  readonly text: string;
  readonly values: readonly string[];
  readonly count: number;
};

/** How a field of a condition is shown in the builder. */
export type ConditionField = {
  readonly label: LocalizedText;
  /** Of an enum: its values in words. */
  readonly choices?: Readonly<Record<string, LocalizedText>>;
  /** The list of the kind's `options` from which it is chosen. */
  readonly options?: string;
  readonly control?: 'duration';
  /** Of one that may be left out: what it begins with when it is switched on. */
  readonly initial?: Json;
};

/** What stands beside a field in its schema: `z.enum(states).meta(conditionField({ label: ... }))`. */
export function conditionField(field: ConditionField): Record<string, unknown> {
  return { ...field };
}

export type ConditionKind = {
  /** The key by which a condition is known: `{ "consent": ... }` */
  readonly name: string;
  /** Keys that do as well. */
  readonly otherKeys: readonly string[];
  readonly label: LocalizedText;
  readonly schema: z.ZodType;
  /** An example for the docs and the tests. */
  readonly example: Json;
  /** Null: nothing is chosen from lists. */
  readonly options: ConditionOptions | null;
  bind(json: Json): { readonly condition: BoundCondition } | { readonly faults: readonly DefinitionFault[] };
};

type ConditionSpec<S extends z.ZodType> = {
  readonly name: string;
  readonly otherKeys?: readonly string[];
  readonly label: LocalizedText;
  readonly schema: S;
  readonly example: Json;
  readonly options?: ConditionOptions;
  readonly mentions: (condition: z.infer<S>) => Mentions;
  readonly needsEvents?: (condition: z.infer<S>) => boolean;
  readonly verdict: (condition: z.infer<S>, query: ConditionQuery) => Sql;
  readonly evidence?: (condition: z.infer<S>, query: ConditionQuery) => Sql;
  readonly sentence: (condition: z.infer<S>, language: Language) => string;
};

/**
 * A kind of condition: what it looks like, what it means, how it reads. Definition, validation, builder, docs and tests derive
 * from this one object.
 * @example
 * export default defineCondition({
 *   name: 'known_by',
 *   label: { en: 'Known by', 'zh-Hans': '已知标识' },
 *   schema: z.strictObject({ known_by: z.string() }),
 *   example: { known_by: 'email' },
 *   mentions: () => ({}),
 *   verdict: ({ known_by }, query) => verdict(sql`exists (select from identifier i join identifier_kind k on k.id = i.kind_id
 *     where i.profile_id = any(${query.leaves}) and k.name = ${param(known_by, 'text')})`, null),
 *   sentence: ({ known_by }, language) => (language === 'en' ? `is known by ${known_by}` : `有${known_by}`),
 * });
 */
export function defineCondition<S extends z.ZodType>(spec: ConditionSpec<S>): ConditionKind {
  return {
    name: spec.name,
    otherKeys: spec.otherKeys ?? [],
    label: spec.label,
    schema: spec.schema,
    example: spec.example,
    options: spec.options ?? null,
    bind(json) {
      const parsed = spec.schema.safeParse(json, withInput);
      if (!parsed.success) return { faults: faultsOf(parsed.error) };
      const condition = parsed.data;
      return {
        condition: {
          kind: spec.name,
          mentions: spec.mentions(condition),
          needsEvents: spec.needsEvents?.(condition) ?? false,
          verdict: (query) => spec.verdict(condition, query),
          evidence: (query) => spec.evidence?.(condition, query) ?? sql`'{}'::jsonb`,
          sentence: (language) => spec.sentence(condition, language),
        },
      };
    },
  };
}
