import type pg from 'pg';
import { identifierKey } from '../domain/identity/graph';
import type { ErasedIdentifiers } from '../store/erased-identifiers';
import { carriedIdentifiers, type Item } from './items';

/**
 * Those that name somebody who was erased after they happened: a late retry, a backfill, a file that is imported again. They are
 * dropped; what the person does later makes a new one. A row of a file that has no time cannot say that it is newer: it is dropped,
 * too.
 * @param horizon when the newest erasure was, read in this transaction: an erasure that commits later finds what is written here
 */
export async function erasedItems(
  client: pg.ClientBase,
  items: readonly Item[],
  horizon: number,
  erased: ErasedIdentifiers,
): Promise<ReadonlySet<Item>> {
  if (horizon === -Infinity) return new Set();
  const early = items.filter((item) => isBefore(item, horizon));
  if (early.length === 0) return new Set();
  const erasedAt = await erased.erasedAt(client, carriedIdentifiers(early));
  if (erasedAt.size === 0) return new Set();
  return new Set(
    early.filter((item) =>
      carriedIdentifiers([item]).some((one) => {
        const at = erasedAt.get(identifierKey(one));
        return at !== undefined && isBefore(item, at);
      }),
    ),
  );
}

function isBefore({ event, historical }: Item, at: number): boolean {
  const { occurredAt, receivedAt, originalAt } = event;
  const isUndated = occurredAt === receivedAt && originalAt === null;
  return occurredAt < at || (historical && isUndated);
}
