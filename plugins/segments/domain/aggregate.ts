import type { LocalizedText, Sql } from '@rapport/sdk';
import type { Field } from './field';

/** What an aggregate sees of the events that count. */
export type Rows = {
  /** boolean of one event: it counts. */
  readonly counts: Sql;
  /** The property of one event; undefined for aggregates that need none. */
  readonly property: Field | undefined;
  /** Epoch ms of one event. */
  readonly at: Sql;
  readonly now: Sql;
  /** Makes an aggregate over all rows of the profile into a column. */
  readonly over: (aggregate: Sql) => Sql;
};

/** One value out of many events. */
export type Aggregate = {
  readonly name: string;
  readonly label: LocalizedText;
  readonly needsProperty: boolean;
  /** `number`: can be compared with numbers; `any`: what the property is; `list`. */
  readonly result: 'number' | 'any' | 'list';
  /** float8, or jsonb; null where there is none. */
  readonly value: (rows: Rows) => { readonly number: Sql } | { readonly json: Sql };
  /**
   * boolean of one profile: while events only drop out of the window the value can only fall. What is too small then stays so until
   * something happens: nobody has to look again.
   */
  readonly onlyFalls?: (rows: Rows) => Sql;
  /** When time alone changes the value though no event comes or goes; epoch ms or null. */
  readonly horizon?: (rows: Rows) => Sql;
};

export function defineAggregate(aggregate: Aggregate): Aggregate {
  return aggregate;
}
