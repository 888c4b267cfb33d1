import {
  type AggregateRequest,
  type ConditionQuery,
  type EventSelector,
  joinSql,
  type LeafTable,
  numbered,
  param,
  type Sql,
  sql,
  verdict,
} from '@rapport/sdk';
import type { ComputedDefinition } from '../../domain/computed';
import { type DefinitionNode, verdictOf } from '../../domain/definition';
import type { EventNames } from './event-names';
import { foldedTraits } from './traits';

/** Everybody, or these profiles (ids of roots). */
export type Scope = 'everyone' | { readonly roots: readonly number[] };

export type Surroundings = {
  readonly scope: Scope;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly names: EventNames;
  /** Of the workspace, and those that PostgreSQL knows: a profile's own zone counts if it is one of them. */
  readonly zone: string;
  readonly zones: readonly string[];
  /**
   * What other segments are: a definition, which is put in where it is named, or a list, of which the memberships are read.
   * undefined: there is none (any more); nobody is in it.
   */
  readonly segment: (key: string) => { readonly node: DefinitionNode } | { readonly segmentId: number } | undefined;
  readonly computed: (key: string) => ComputedDefinition | undefined;
};

/** Rows of one table that are read once for all aggregates over them. */
type Group = {
  readonly table: LeafTable;
  readonly aggregates: Map<string, { readonly column: Sql; readonly aggregate: Sql }>;
  readonly eventIds: Set<number>;
  isAnyEvent: boolean;
  /** null: not all of them end somewhere. */
  since: Map<string, Sql> | null;
};

const tables = {
  event: { from: sql`event e`, leaf: sql`e.profile_id` },
  conversation: { from: sql`conversation c`, leaf: sql`c.profile_id` },
};

/**
 * Puts one query together: conditions ask for traits and aggregates, and what they ask for is joined to one row for each
 * profile, `b`. Equal aggregates are computed once, whichever condition of whichever segment asks.
 */
export class QueryBuilder implements ConditionQuery {
  readonly now: Sql;
  readonly nowAt: Sql;
  readonly root = sql`b.root`;
  readonly publicId = sql`b.public_id`;
  readonly createdAt = sql`b.created_at`;
  private readonly groups = new Map<string, Group>();
  private readonly traitKeys = new Set<string>();
  private usesLeaves = false;
  private columns = 0;

  constructor(private readonly surroundings: Surroundings) {
    this.now = param(surroundings.now, 'float8');
    this.nowAt = sql`to_timestamp(${this.now} / 1000)`;
  }

  get leaves(): Sql {
    this.usesLeaves = true;
    return sql`b.leaves`;
  }

  zone(of: 'workspace' | 'profile'): Sql {
    const own = param(this.surroundings.zone, 'text');
    if (of === 'workspace') return own;
    const zone = sql`(${this.trait('timezone')} #>> '{}')`;
    return sql`(case when ${zone} = any(${param(this.surroundings.zones, 'text[]')}) then ${zone} else ${own} end)`;
  }

  trait(key: string): Sql {
    this.traitKeys.add(key);
    return sql`(b.traits -> ${param(key, 'text')})`;
  }

  isEvent(selector: EventSelector): Sql {
    if (isAny(selector)) return sql`true`;
    const ids = this.surroundings.names.idsOf(selector);
    const [only] = ids;
    if (only === undefined) return sql`false`;
    return ids.length === 1 ? sql`e.name_id = ${param(only, 'int')}` : sql`e.name_id = any(${param(ids, 'int[]')})`;
  }

  over({ table, aggregate, events = {}, since = null }: AggregateRequest): Sql {
    // What depends on the row (the profile's own zone) cannot be grouped beforehand.
    if (aggregate.mentions('b.')) {
      const { from, leaf } = tables[table];
      const isNamed = table === 'event' ? sql` and ${this.isEvent(events)}` : sql``;
      return sql`(select ${aggregate} from ${from} where ${leaf} = any(${this.leaves})${isNamed})`;
    }
    const group = this.groupOf(table, aggregate);
    if (isAny(events)) group.isAnyEvent = true;
    else for (const id of this.surroundings.names.idsOf(events)) group.eventIds.add(id);
    if (since === null || since.mentions('b.')) group.since = null;
    else group.since?.set(since.key, since);
    const known = group.aggregates.get(aggregate.key);
    if (known !== undefined) return known.column;
    const column = numbered('a', this.columns++);
    group.aggregates.set(aggregate.key, { column, aggregate });
    return column;
  }

  segment(key: string): Sql {
    const segment = this.surroundings.segment(key);
    if (segment === undefined) return verdict(sql`false`, null);
    if ('node' in segment) return verdictOf(segment.node, this);
    return verdict(
      sql`exists (select from membership where membership.profile_id = b.root
        and membership.segment_id = ${param(segment.segmentId, 'bigint')} and membership.member)`,
      null,
    );
  }

  computed(key: string): { readonly value: Sql; readonly horizon: Sql | null } {
    const definition = this.surroundings.computed(key);
    return definition === undefined ? { value: sql`null::jsonb`, horizon: null } : definition.value(this);
  }

  /**
   * One row for each profile of the scope. Called last: it joins what was asked for.
   * @param needsEvents profiles without any of the events that were asked for are left out
   */
  rows(select: Sql, where: Sql | null, needsEvents: boolean): Sql {
    const events = [...this.groups.values()].filter((group) => group.table === 'event');
    const isDriven = needsEvents && events.length === 1;
    const joins = [...this.groups.values()].map((group, index) => {
      const alias = numbered('c', index);
      const kind = isDriven && group.table === 'event' ? sql`join` : sql`left join`;
      return sql`${kind} ${this.grouped(group)} ${alias} on ${alias}.root = b.root`;
    });
    const filter = where === null ? sql`` : sql` where ${where}`;
    return sql`${this.scopeRows()}select ${select} from ${this.base()} b ${joins.reduce((all, one) => sql`${all} ${one}`, sql``)}${filter}`;
  }

  private groupOf(table: LeafTable, aggregate: Sql): Group {
    // For everyone, what the index answers is read apart from what needs the rows themselves.
    const isHeavy =
      this.surroundings.scope === 'everyone' && (aggregate.mentions('e.properties') || aggregate.mentions('e.context'));
    const key = `${table} ${isHeavy}`;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const group: Group = { table, aggregates: new Map(), eventIds: new Set(), isAnyEvent: false, since: new Map() };
    this.groups.set(key, group);
    return group;
  }

  private grouped(group: Group): Sql {
    const { from, leaf } = tables[group.table];
    const aggregates = joinSql(
      [...group.aggregates.values()].map(({ column, aggregate }) => sql`${aggregate} as ${column}`),
      'list',
    );
    const filters: Sql[] = [];
    if (group.table === 'event' && !group.isAnyEvent)
      filters.push(
        sql`e.name_id = any(${param(
          [...group.eventIds].sort((a, b) => a - b),
          'int[]',
        )})`,
      );
    if (group.table === 'event' && group.since !== null && group.since.size > 0)
      filters.push(sql`e.occurred_at >= least(${joinSql([...group.since.values()], 'list')})`);
    const where = filters.length === 0 ? sql`` : sql` where ${joinSql(filters, 'and')}`;
    if (this.surroundings.scope === 'everyone')
      return sql`(select coalesce(m.root_id, ${leaf}) as root, ${aggregates}
        from ${from} left join merged_profile m on m.leaf_id = ${leaf}${where} group by 1)`;
    return sql`(select l.root, ${aggregates} from members l join ${from} on ${leaf} = l.leaf${where} group by 1)`;
  }

  private scopeRows(): Sql {
    const { scope } = this.surroundings;
    if (scope === 'everyone')
      return sql`with members as not materialized (
        select root_id as root, leaf_id as leaf from merged_profile union select root_id, root_id from merged_profile) `;
    return sql`with scope as materialized (select distinct root from unnest(${param(scope.roots, 'bigint[]')}) as root),
      members as materialized (select root, root as leaf from scope union
        select m.root_id, m.leaf_id from merged_profile m join scope on scope.root = m.root_id) `;
  }

  private base(): Sql {
    const isEveryone = this.surroundings.scope === 'everyone';
    const merged = isEveryone
      ? sql`members`
      : sql`(select root, leaf from members where root in (select root from members where leaf <> root))`;
    const [traits, folded] =
      this.traitKeys.size === 0
        ? [sql`null::jsonb`, sql``]
        : [
            sql`(case when f.root is null then p.traits else f.traits end)`,
            sql` left join ${foldedTraits([...this.traitKeys].sort(), merged)} f on f.root = p.id`,
          ];
    const [leaves, trees] = !this.usesLeaves
      ? [sql`null::bigint[]`, sql``]
      : [
          sql`coalesce(t.leaves, array[p.id])`,
          sql` left join (select root, array_agg(leaf) as leaves from members group by root) t on t.root = p.id`,
        ];
    const within = isEveryone ? sql`` : sql` and p.id in (select root from scope)`;
    return sql`(select p.id as root, p.public_id, p.created_at, ${traits} as traits, ${leaves} as leaves
      from profile p${folded}${trees} where p.root_id = p.id${within})`;
  }
}

function isAny({ names, types }: EventSelector): boolean {
  return names === undefined && types === undefined;
}
