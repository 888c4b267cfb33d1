import { type Sql, sql } from '@rapport/sdk';

/** The earliest of some instants (epoch ms, nulls left out); null where there are none. */
export function earliest(horizons: readonly (Sql | null)[]): Sql | null {
  const all = horizons.flatMap((one) => one ?? []);
  return all.length < 2 ? (all[0] ?? null) : sql`least(${all.reduce((list, one) => sql`${list}, ${one}`)})`;
}

/** All of some booleans; null where there are none. */
export function every(truths: readonly (Sql | null)[]): Sql | null {
  const all = truths.flatMap((one) => one ?? []);
  return all.length === 0
    ? null
    : sql`(${all.map((one) => sql`(${one})`).reduce((list, one) => sql`${list} and ${one}`)})`;
}
