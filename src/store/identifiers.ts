import type { Identifier } from '@rapport/sdk';
import type pg from 'pg';
import { identifierKey, type IdentifierState } from '../domain/identity/graph';
import type { NewIdentifier } from '../domain/identity/plan';
import type { Dictionaries } from './dictionaries';

/** An identifier is marked as seen again when its last_seen is older than this. */
const lastSeenStaleMilliseconds = 24 * 3_600_000;

export type SeenIdentifier = Identifier & { readonly at: number };

export type IdentifierLookup = {
  readonly states: Map<string, IdentifierState>;
  /** Those whose last_seen is worth a write. */
  readonly stale: SeenIdentifier[];
};

/** The table `identifier`: (kind, value) -> leaf. Writers come in order of (kind, value). */
export class IdentifierStore {
  constructor(private readonly dictionaries: Dictionaries) {}

  /**
   * One row of arrays, not a row for each: half of the driver's work. The root comes from merged_profile, which is small, and
   * not from the wide rows of profile: 8 us for the two identifiers of an event instead of 15.
   */
  async lookUp(client: pg.ClientBase | pg.Pool, wanted: readonly SeenIdentifier[]): Promise<IdentifierLookup> {
    const { rows } = await client.query<Columns>({
      name: 'identifier-look-up',
      rowMode: 'array',
      text: `select ${columns} ${found}`,
      values: this.keysOf(wanted),
    });
    return read(rows[0] ?? [], wanted);
  }

  /**
   * The look-up with which an ingest transaction begins, and what else it needs at that moment, in one statement: the id under which
   * it will be announced, and when the newest erasure was (epoch milliseconds; -Infinity before the first).
   */
  async lookUpFirst(
    client: pg.ClientBase,
    wanted: readonly SeenIdentifier[],
  ): Promise<{ lookup: IdentifierLookup; commitId: number; horizon: number }> {
    const { rows } = await client.query<[number, number | null, ...Columns]>({
      name: 'identifier-look-up-first',
      rowMode: 'array',
      text: `select nextval('commit_log_id_seq'), (select at from erasure_horizon), ${columns} ${found}`,
      values: this.keysOf(wanted),
    });
    const [row] = rows;
    if (row === undefined) throw new Error('an aggregate returned no row');
    const [commitId, horizon, ...given] = row;
    return { lookup: read(given, wanted), commitId, horizon: horizon ?? -Infinity };
  }

  private keysOf(wanted: readonly SeenIdentifier[]): [string, string] {
    return [
      `{${wanted.map((one) => this.dictionaries.kindId(one.kind) ?? 'NULL').join(',')}}`,
      JSON.stringify(wanted.map((one) => one.value)),
    ];
  }

  /** Returns how many were inserted: fewer than given means that another transaction was faster with one of them. */
  async insert(
    client: pg.ClientBase,
    identifiers: readonly (NewIdentifier & { readonly at: number; readonly sourceId: number })[],
  ): Promise<number> {
    if (identifiers.length === 0) return 0;
    const result = await client.query({
      name: 'identifier-insert',
      text: `insert into identifier (kind_id, value, profile_id, verified, retired, source_id, first_seen, last_seen)
             select k, v, p, verified, retired, s, to_timestamp(at / 1000), to_timestamp(at / 1000)
             from json_to_recordset($1::json) as n(k smallint, v text, p bigint, verified boolean, retired boolean, s int, at float8)
             order by k, v on conflict do nothing`,
      values: [
        JSON.stringify(
          identifiers.map((one) => ({
            k: this.dictionaries.kindId(one.kind),
            v: one.value,
            p: one.leafId,
            verified: one.verified,
            retired: one.retired,
            s: one.sourceId,
            at: one.at,
          })),
        ),
      ],
    });
    return result.rowCount ?? 0;
  }

  /** Verifies, retires, moves and marks as seen, whatever is given for each identifier, in one statement and in order. */
  async change(client: pg.ClientBase, changes: readonly IdentifierChange[]): Promise<void> {
    if (changes.length === 0) return;
    await client.query({
      name: 'identifier-change',
      text: `with c as materialized (
               select n.*, i.ctid as row from json_to_recordset($1::json)
                 as n(k smallint, v text, verified boolean, retired boolean, p bigint, at float8)
               join identifier i on i.kind_id = n.k and i.value = n.v
               order by n.k, n.v for no key update of i)
             update identifier i set
               verified = i.verified or coalesce(c.verified, false),
               retired = i.retired or coalesce(c.retired, false),
               profile_id = coalesce(c.p, i.profile_id),
               last_seen = greatest(i.last_seen, to_timestamp(c.at / 1000))
             from c where i.kind_id = c.k and i.value = c.v`,
      values: [
        JSON.stringify(
          changes.map((one) => ({
            k: this.dictionaries.kindId(one.kind),
            v: one.value,
            verified: one.verified,
            retired: one.retired,
            p: one.leafId,
            at: one.seenAt,
          })),
        ),
      ],
    });
  }

  /** Identifiers of one kind on the given leaves that count toward its limit. */
  async counting(client: pg.ClientBase, leafIds: readonly number[], kind: string): Promise<Identifier[]> {
    const { rows } = await client.query<{ value: string }>(
      `select value from identifier where profile_id = any($1::bigint[]) and kind_id = $2 and not retired order by value`,
      [leafIds, this.dictionaries.kindId(kind)],
    );
    return rows.map((row) => ({ kind, value: row.value }));
  }

  /** An undone merge gives back what it retired. */
  async unretire(client: pg.ClientBase, identifiers: readonly Identifier[]): Promise<void> {
    if (identifiers.length === 0) return;
    await client.query(
      `update identifier i set retired = false from json_to_recordset($1::json) as n(i int, k smallint, v text)
       where i.kind_id = n.k and i.value = n.v`,
      [this.toJson(identifiers)],
    );
  }

  private toJson(identifiers: readonly Identifier[]): string {
    return JSON.stringify(
      identifiers.map(({ kind, value }, index) => ({ i: index, k: this.dictionaries.kindId(kind), v: value })),
    );
  }
}

export type IdentifierChange = Identifier & {
  readonly verified?: true;
  readonly retired?: true;
  readonly leafId?: number;
  readonly seenAt?: number;
};

type Columns = (number[] | null)[];

const columns = `array_agg(w.i), array_agg(i.profile_id), array_agg(coalesce(m.root_id, i.profile_id)),
  array_agg(i.verified::int::bigint), array_agg(i.retired::int::bigint),
  array_agg((date_part('epoch', i.last_seen) * 1000)::bigint)`;
const found = `from rows from (unnest($1::smallint[]), json_array_elements_text($2::json)) with ordinality as w(k, v, i)
  join identifier i on i.kind_id = w.k and i.value = w.v
  left join merged_profile m on m.leaf_id = i.profile_id`;

function read(given: Columns, wanted: readonly SeenIdentifier[]): IdentifierLookup {
  const states = new Map<string, IdentifierState>();
  const stale: SeenIdentifier[] = [];
  const [ordinals, leafIds, rootIds, verified, retired, lastSeen] = given.map((column) => column ?? []);
  ordinals?.forEach((ordinal, row) => {
    const identifier = wanted[ordinal - 1];
    const leafId = leafIds?.[row];
    const rootId = rootIds?.[row];
    if (identifier === undefined || leafId === undefined || rootId === undefined) return;
    const state = { leafId, rootId, verified: verified?.[row] === 1, retired: retired?.[row] === 1 };
    states.set(identifierKey(identifier), state);
    if (identifier.at - (lastSeen?.[row] ?? 0) > lastSeenStaleMilliseconds) stale.push(identifier);
  });
  return { states, stale };
}

/** In their order; null: nobody has it. */
export async function leavesByIdentifiers(
  client: pg.ClientBase,
  identifiers: readonly Identifier[],
): Promise<(number | null)[]> {
  const { rows } = await client.query<{ leaf: number | null }>({
    name: 'identifier-leaves',
    text: `select i.profile_id as leaf from unnest($1::text[], $2::text[]) with ordinality as w(kind, value, ordinal)
      left join identifier_kind k on k.name = w.kind left join identifier i on i.kind_id = k.id and i.value = w.value
      order by w.ordinal`,
    values: [identifiers.map((one) => one.kind), identifiers.map((one) => one.value)],
  });
  return rows.map((row) => row.leaf);
}
