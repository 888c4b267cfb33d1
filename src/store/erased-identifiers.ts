import type { Identifier } from '@rapport/sdk';
import type pg from 'pg';
import { identifierKey } from '../domain/identity/graph';

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
