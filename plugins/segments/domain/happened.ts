import { type ConditionQuery, type EventSelector, type Sql, sql } from '@rapport/sdk';
import type { Rows } from './aggregate';
import { aggregatesByName } from './aggregates';
import { type Field, jsonField, numberField } from './field';
import { earliest } from './horizon';
import { ms } from './instant';
import type { Test } from './operator';
import { type SelectorFields, selectorOf } from './selector';
import { propertyField, testEvent, type Where } from './where';
import { type CompiledWindow, compileWindow, type Window } from './window';

/** Which events count for a condition or a computed trait. */
export type Happening = SelectorFields & {
  readonly where?: Where | undefined;
  readonly within?: Window | undefined;
  readonly zone?: 'profile' | undefined;
};

export const eventAt = ms(sql`e.occurred_at`);

/** Events of one kind, in one window, of one profile: what can be asked of them. */
export class Happened {
  readonly window: CompiledWindow;
  /** boolean of one event: it is of the kind, whenever it was. */
  private readonly isKind: Sql;
  /** boolean of one event: it counts. */
  readonly counts: Sql;
  private readonly test: Test | null;
  private readonly selector: EventSelector;

  constructor(
    happening: Happening,
    private readonly query: ConditionQuery,
  ) {
    const zone = query.zone(happening.zone ?? 'workspace');
    this.selector = selectorOf(happening);
    this.window = compileWindow(happening.within, query, zone);
    this.test = testEvent(happening.where, { now: query.now, zone });
    const isNamed = query.isEvent(this.selector);
    this.isKind = this.test === null ? isNamed : sql`${isNamed} and ${this.test.truth}`;
    const inside = this.window.inside(sql`e.occurred_at`);
    this.counts = inside === null ? this.isKind : sql`${this.isKind} and ${inside}`;
  }

  /** An aggregate over these events. `always`: over those outside of the window, too. */
  over(aggregate: Sql, always = false): Sql {
    return this.query.over({
      table: 'event',
      aggregate,
      events: this.selector,
      since: always || (this.test?.horizon ?? null) !== null ? null : this.window.since,
    });
  }

  get count(): Sql {
    return sql`coalesce(${this.over(sql`count(*) filter (where ${this.counts})`)}, 0)`;
  }

  /** When the first of these events comes or goes by time alone: epoch ms or null. `latest`: when the last one goes. */
  crossing(latest = false): Sql {
    const crossings = this.window.crossings.map(({ pending, at }) => {
      const filter = sql`filter (where ${this.isKind} and ${pending(sql`e.occurred_at`)})`;
      const earliest = latest
        ? this.over(sql`max(e.occurred_at) ${filter}`)
        : this.over(sql`min(e.occurred_at) ${filter}`);
      return at(ms(earliest));
    });
    return earliest([...crossings, ...this.ofTests]) ?? sql`null::float8`;
  }

  /** Tests of properties that look at the clock. */
  private get ofTests(): Sql[] {
    const horizon = this.test?.horizon;
    if (horizon === null || horizon === undefined) return [];
    return [this.over(sql`min(${horizon}) filter (where ${this.query.isEvent(this.selector)})`, true)];
  }

  /** Only `from` moves, and nothing else: counts can only fall as time passes. */
  get isShrinking(): boolean {
    return this.window.isShrinking && (this.test?.horizon ?? null) === null;
  }

  /**
   * The value of an aggregate, as a field, and when time alone may change it.
   * @returns `onlyFalls`: boolean of one profile, that time alone cannot raise it; null: nobody knows
   */
  aggregate(
    name: string,
    property: string | undefined,
  ): { readonly field: Field; readonly horizon: Sql; readonly onlyFalls: () => Sql | null } {
    const aggregate = aggregatesByName.get(name);
    if (aggregate === undefined) throw new Error('not an aggregate');
    const rows: Rows = {
      counts: this.counts,
      property: property === undefined ? undefined : propertyField(property),
      at: eventAt,
      now: this.query.now,
      over: (sqlText) => this.over(sqlText),
    };
    const value = aggregate.value(rows);
    const own = aggregate.horizon?.(rows);
    return {
      field: 'number' in value ? numberField(value.number) : jsonField(value.json),
      horizon: own === undefined ? this.crossing() : sql`least(${this.crossing()}, ${own})`,
      // Asked for only where it matters: it is an aggregate more.
      onlyFalls: () => (this.isShrinking && own === undefined ? (aggregate.onlyFalls?.(rows) ?? null) : null),
    };
  }
}
