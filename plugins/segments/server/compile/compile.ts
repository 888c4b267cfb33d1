import { joinSql, type Json, param, type ParameterValue, type Sql, sql } from '@rapport/sdk';
import type { ComputedDefinition, ComputedFit } from '../../domain/computed';
import { childrenOf, type DefinitionNode, leavesOf, needsEvents, nodesOf, verdictOf } from '../../domain/definition';
import { QueryBuilder, type Surroundings } from './query';

export type Statement = { readonly text: string; readonly values: readonly ParameterValue[] };

/** Of one profile in one segment. */
export type Verdict = {
  readonly member: boolean;
  /** Epoch ms: the earliest instant at which time alone may change it; null: never. Possibly too early, never too late. */
  readonly flipsAt: number | null;
};

/** What a statement of `compile` answers: one verdict for each definition, in their order. */
export type VerdictRow = { readonly root: number; readonly verdicts: readonly number[] };

/**
 * Definitions -> one query with parameters only, at a clock, over a scope: the only way from a definition to its members. All
 * definitions share one scan of the events.
 *
 * Rows of `roots`: one for each root that there is. Rows of `everyone`: only those who are in a segment, or whom time alone may
 * let in.
 */
export function compile(nodes: readonly DefinitionNode[], surroundings: Surroundings): Statement {
  const query = new QueryBuilder(surroundings);
  const verdicts = nodes.map((node) => verdictOf(node, query));
  const select = sql`b.root as root, array[${joinSql(verdicts, 'list')}]::float8[] as verdicts`;
  if (surroundings.scope !== 'everyone') return query.rows(select, null, false).render();
  const rows = query.rows(select, possible(nodes, query), nodes.every(needsEvents));
  // Of one, and most builds are of one, without a sub-select for each row: 6 % of a build of a million profiles.
  const best = nodes.length === 1 ? sql`verdicts[1]` : sql`(select max(v) from unnest(verdicts) v)`;
  return sql`select root, verdicts from (${rows}) r where ${best} > '-Infinity'`.render();
}

/**
 * What events alone rule out, so that the traits of these profiles are never read: of a single `all`, the verdicts that
 * look at nothing but aggregates.
 */
function possible(nodes: readonly DefinitionNode[], query: QueryBuilder): Sql | null {
  const [only] = nodes;
  if (nodes.length !== 1 || only === undefined || 'condition' in only || only.group !== 'all') return null;
  const verdicts = only.members.map((member) => verdictOf(member, query)).filter((one) => !one.mentions('b.'));
  // Each for itself: the first that rules somebody out spares the others, and the planner expects fewer rows of three than of one.
  return verdicts.length === 0
    ? null
    : joinSql(
        verdicts.map((one) => sql`${one} > '-Infinity'`),
        'and',
      );
}

export function readVerdict(verdict: number): Verdict {
  const size = Math.abs(verdict);
  return { member: verdict > 0, flipsAt: Number.isFinite(size) ? Math.floor(size) : null };
}

/** A condition or a group of a definition, for one profile. */
export type Explained = Verdict & {
  /** Where it stands: `$.all[1]`. */
  readonly path: string;
  readonly node: DefinitionNode;
  /** What was seen: `{ value }`, `{ count, first, last }` ...; of a group null. */
  readonly seen: Json;
  readonly children: readonly Explained[];
};

export type ExplanationRow = { readonly verdicts: readonly number[]; readonly seen: readonly Json[] };

/** One row for one profile: the verdicts of the whole and of all that is in it (nodesOf), and what its conditions saw (leavesOf). */
export function compileExplanation(node: DefinitionNode, surroundings: Surroundings): Statement {
  const query = new QueryBuilder(surroundings);
  const verdicts = nodesOf(node).map((one) => verdictOf(one, query));
  const seen = leavesOf(node).map(({ condition }) => condition.evidence(query));
  return query
    .rows(
      sql`array[${joinSql(verdicts, 'list')}]::float8[] as verdicts, jsonb_build_array(${joinSql(seen, 'list')}) as seen`,
      null,
      false,
    )
    .render();
}

export function readExplanation(whole: DefinitionNode, row: ExplanationRow): Explained {
  const verdicts = new Map(nodesOf(whole).map((node, index) => [node, row.verdicts[index] ?? -Infinity]));
  const seen = new Map<DefinitionNode, Json>(leavesOf(whole).map((node, index) => [node, row.seen[index] ?? null]));
  const explain = (node: DefinitionNode): Explained => ({
    ...readVerdict(verdicts.get(node) ?? -Infinity),
    ...{ node, path: node.path, seen: seen.get(node) ?? null },
    children: childrenOf(node).map(explain),
  });
  return explain(whole);
}

export type ComputedRow = {
  readonly root: number;
  /** null: it has no value. */
  readonly values: readonly Json[];
  readonly horizons: readonly number[];
};

/** Computed traits -> their values, one row for each profile of the scope, and when time alone may change them (epoch ms). */
export function compileComputed(definitions: readonly ComputedDefinition[], surroundings: Surroundings): Statement {
  const query = new QueryBuilder(surroundings);
  const all = definitions.map((definition) => definition.value(query));
  const values = joinSql(
    all.map(({ value }) => value),
    'list',
  );
  const horizons = joinSql(
    all.map(({ horizon }) => sql`coalesce(${horizon ?? sql`null`}, 'Infinity')`),
    'list',
  );
  const select = sql`b.root as root, jsonb_build_array(${values}) as values, array[${horizons}]::float8[] as horizons`;
  return query.rows(select, null, false).render();
}

export type AnswerRow = {
  readonly root: number;
  /** Of the definitions, in their order. */
  readonly verdicts: readonly number[];
  /** Of the computed ones, in theirs; null: none. */
  readonly values: readonly Json[];
  readonly explanations: readonly Json[];
};

/** What somebody asks of a few profiles: definitions and computed traits that need not be anybody's, in one scan. */
export function compileAnswers(
  {
    nodes,
    values: definitions,
    explained,
  }: {
    readonly nodes: readonly DefinitionNode[];
    readonly values: readonly ComputedDefinition[];
    readonly explained: readonly ComputedDefinition[];
  },
  surroundings: Surroundings,
): Statement {
  const query = new QueryBuilder(surroundings);
  const verdicts = joinSql(
    nodes.map((node) => verdictOf(node, query)),
    'list',
  );
  const values = joinSql(
    definitions.map((definition) => definition.value(query).value),
    'list',
  );
  const explanations = joinSql(
    explained.map((definition) => definition.explanation(query)),
    'list',
  );
  const select = sql`b.root as root, array[${verdicts}]::float8[] as verdicts, array[${values}]::jsonb[] as values,
    array[${explanations}]::jsonb[] as explanations`;
  return query.rows(select, null, false).render();
}

export type ComputedExplanationRow = { readonly root: number; readonly explanations: readonly Json[] };

/** What the values of these profiles are made of, for people. */
export function compileComputedExplanation(
  definitions: readonly ComputedDefinition[],
  surroundings: Surroundings,
): Statement {
  const query = new QueryBuilder(surroundings);
  const all = joinSql(
    definitions.map((definition) => definition.explanation(query)),
    'list',
  );
  return query.rows(sql`b.root as root, jsonb_build_array(${all}) as explanations`, null, false).render();
}

export type FitRow = { readonly columns: readonly number[] };

/** Of everybody, or of `rowsMax` people drawn by their ids: what is learned from. */
export function compileFit(fit: ComputedFit, surroundings: Surroundings, rowsMax: number): Statement {
  const query = new QueryBuilder(surroundings);
  const columns = joinSql(fit.columns(query), 'list');
  const rows = query.rows(sql`array[${columns}]::float8[] as columns, b.public_id`, null, true);
  return sql`select columns from (${rows}) r where columns[1] is not null
    order by md5(public_id::text) limit ${param(rowsMax, 'int')}`.render();
}
