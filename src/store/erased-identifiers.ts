import type { Identifier } from '@rapport/sdk';
import type pg from 'pg';
import { identifierKey } from '../domain/identity/graph';

/** What is known of somebody with these identifiers. */
export type LookedUp = {
  /** Of the first one. */
  readonly leafId: number | null;
  /** When one of them was erased last; epoch milliseconds. */
  readonly erasedAt: number | null;
};

/** HMAC of an identifier under the installation's privacy key, 16 bytes. */
export type DigestIdentifier = (identifier: Identifier) => Buffer;

/**
 * `erased_identifier` and `erasure_horizon`: who was erased, by keyed digests alone. Events that happened after the newest erasure
 * need no look at the digests, so what the door pays is one row in the look-up that it makes anyway (IdentifierStore.lookUpFirst).
 */
export class ErasedIdentifiers {
  constructor(private readonly digest: DigestIdentifier) {}

  /** When each of these was erased last, by identifierKey; one statement. */
  async erasedAt(client: pg.ClientBase, identifiers: readonly Identifier[]): Promise<Map<string, number>> {
    const { rows } = await client.query<{ ordinal: number; at: number }>({
      name: 'erased-look-up',
      text: `select w.ordinal, e.erased_at as at from unnest($1::bytea[]) with ordinality as w(digest, ordinal)
             join erased_identifier e on e.digest = w.digest`,
      values: [identifiers.map(this.digest)],
    });
    const found = new Map<string, number>();
    for (const { ordinal, at } of rows) {
      const identifier = identifiers[ordinal - 1];
      if (identifier !== undefined) found.set(identifierKey(identifier), at);
    }
    return found;
  }

  /** Of each of several people: whose leaf his first identifier is, and whether he was erased; one statement. */
  async lookUp(client: pg.ClientBase, people: readonly (readonly Identifier[])[]): Promise<LookedUp[]> {
    const all = people.flatMap((own, person) => own.map((identifier, n) => ({ identifier, person, isFirst: n === 0 })));
    const { rows } = await client.query<LookedUp & { person: number }>({
      name: 'erased-and-leaf-look-up',
      text: `select w.person, max(i.profile_id) filter (where w.first) as "leafId", max(e.erased_at) as "erasedAt"
        from unnest($1::text[], $2::text[], $3::bytea[], $4::int[], $5::bool[]) as w(kind, value, digest, person, first)
          left join identifier_kind k on w.first and k.name = w.kind
          left join identifier i on i.kind_id = k.id and i.value = w.value
          left join erased_identifier e on e.digest = w.digest
        group by w.person`,
      values: [
        all.map(({ identifier }) => identifier.kind),
        all.map(({ identifier }) => identifier.value),
        all.map(({ identifier }) => this.digest(identifier)),
        all.map(({ person }) => person),
        all.map(({ isFirst }) => isFirst),
      ],
    });
    const found = new Map(rows.map(({ person, leafId, erasedAt }) => [person, { leafId, erasedAt }]));
    return people.map((_, person) => found.get(person) ?? { leafId: null, erasedAt: null });
  }

  /** Inside the erasure. Locks the horizon: erasures commit one after the other. */
  async add(client: pg.ClientBase, digests: readonly Buffer[], at: number): Promise<void> {
    await client.query(
      `with h as (update erasure_horizon set at = greatest(at, to_timestamp($2::float8 / 1000)))
       insert into erased_identifier (digest, erased_at)
       select digest, to_timestamp($2::float8 / 1000) from unnest($1::bytea[]) digest order by digest
       on conflict (digest) do update set erased_at = greatest(erased_identifier.erased_at, excluded.erased_at)`,
      [digests, at],
    );
  }
}
