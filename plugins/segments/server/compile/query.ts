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
import { asOfTables } from './as-of';
import { foldedTraits, rebuiltTraits } from './traits';

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
  /** Epoch ms: a back-test, which sees what was known then (see as-of.ts); the clock is the same. */
  readonly asOf?: number;
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
  /** Some condition looks at events beside the groups. */
  private readsEventsApart = false;
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

  /** `+ 0`: else the planner may take the index on names, and read everybody's events of that name for each profile. */
  isOwnEvent(selector: EventSelector): Sql {
    const own = sql`e.profile_id = any(${this.leaves})`;
    if (isAny(selector)) return own;
    return sql`${own} and e.name_id + 0 = any(${param(this.surroundings.names.idsOf(selector), 'int[]')})`;
  }

  over({ table, aggregate, events = {}, since = null }: AggregateRequest): Sql {
    // What depends on the row (the profile's own zone) cannot be grouped beforehand.
    if (aggregate.mentions('b.')) {
      const { from, leaf } = tables[table];
      if (table === 'event') this.readsEventsApart = true;
      const isOwn = table === 'event' ? this.isOwnEvent(events) : sql`${leaf} = any(${this.leaves})`;
      return sql`(select ${aggregate} from ${from} where ${isOwn})`;
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
    // Only where the one group holds every event that may let somebody in.
    const isDriven = needsEvents && events.length === 1 && !this.readsEventsApart;
    const joins = [...this.groups.values()].map((group, index) =>
      this.grouped(group, numbered('c', index), isDriven && group.table === 'event'),
    );
    const filter = where === null ? sql`` : sql` where ${where}`;
    const { asOf } = this.surroundings;
    const tables = asOf === undefined ? sql`` : asOfTables(asOf);
    return sql`${tables}select ${select} from ${this.base()} b ${joins.reduce((all, one) => sql`${all} ${one}`, sql``)}${filter}`;
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

  /** Joined to `b`: what the rows of one table add up to. */
  private grouped(group: Group, alias: Sql, isDriving: boolean): Sql {
    const { from, leaf } = tables[group.table];
    const aggregates = joinSql(
      [...group.aggregates.values()].map(({ column, aggregate }) => sql`${aggregate} as ${column}`),
      'list',
    );
    const filters = this.filtersOf(group);
    // Few profiles: each by the index on its leaves, whatever the planner guesses of their number.
    if (this.surroundings.scope !== 'everyone') {
      const where = joinSql([sql`${leaf} = any(${this.leaves})`, ...filters], 'and');
      return sql`cross join lateral (select ${aggregates} from ${from} where ${where}) ${alias}`;
    }
    const where = filters.length === 0 ? sql`` : sql` where ${joinSql(filters, 'and')}`;
    return sql`${isDriving ? sql`join` : sql`left join`} (select coalesce(m.root_id, ${leaf}) as root, ${aggregates}
      from ${from} left join merged_profile m on m.leaf_id = ${leaf}${where} group by 1) ${alias} on ${alias}.root = b.root`;
  }

  private filtersOf({ table, isAnyEvent, eventIds, since }: Group): Sql[] {
    if (table !== 'event') return [];
    const ids = param(
      [...eventIds].sort((x, y) => x - y),
      'int[]',
    );
    return [
      ...(isAnyEvent
        ? []
        : [this.surroundings.scope === 'everyone' ? sql`e.name_id = any(${ids})` : sql`e.name_id + 0 = any(${ids})`]),
      ...(since === null || since.size === 0
        ? []
        : [sql`e.occurred_at >= least(${joinSql([...since.values()], 'list')})`]),
    ];
  }

  private base(): Sql {
    const isEveryone = this.surroundings.scope === 'everyone';
    const others = sql`array(select m.leaf_id from merged_profile m where m.root_id = p.id and m.leaf_id <> p.id)`;
    // Most are one leaf: a look into a hash table says so.
    const leaves = isEveryone
      ? sql`(case when p.id in (select root_id from merged_profile) then ${others} || p.id else array[p.id] end)`
      : sql`(${others} || p.id)`;
    const usesTraits = this.traitKeys.size > 0;
    const trees =
      this.usesLeaves || usesTraits ? sql` cross join lateral (select ${leaves} as leaves offset 0) t` : sql``;
    const folded = usesTraits
      ? sql` cross join lateral (select ${this.traitsOf(sql`t.leaves`)} as traits offset 0) f`
      : sql``;
    const { scope } = this.surroundings;
    const from =
      scope === 'everyone'
        ? sql`profile p`
        : sql`(select distinct id from unnest(${param(scope.roots, 'bigint[]')}) as asked(id)) asked join profile p on p.id = asked.id`;
    return sql`(select p.id as root, p.public_id, p.created_at, ${usesTraits ? sql`f.traits` : sql`null::jsonb`} as traits,
      ${this.usesLeaves ? sql`t.leaves` : sql`null::bigint[]`} as leaves
      from ${from}${trees}${folded} where p.root_id = p.id)`;
  }

  /** jsonb: the wanted traits of the profile `p` with these leaves. */
  private traitsOf(leaves: Sql): Sql {
    const keys = [...this.traitKeys].sort();
    if (this.surroundings.asOf !== undefined)
      return rebuiltTraits(keys, leaves, this.surroundings.names.idsOf({ types: ['identify'] }));
    return sql`(case when cardinality(${leaves}) = 1 then p.traits else ${foldedTraits(keys, leaves)} end)`;
  }
}

function isAny({ names, types }: EventSelector): boolean {
  return names === undefined && types === undefined;
}
