import { type JsonObject, type SealedColumn } from '@rapport/sdk';
import type pg from 'pg';
import { z } from 'zod';
import { inTransaction } from '../postgres/pool';
import { resealColumn, type SealedPlace, type SealedValue } from '../store/sealed-columns';
import { scopePurpose } from './erasure';
import type { SecretBox } from './secret-box';
import { identitySecretPurpose } from './source-secrets';

export type ResealedColumn = SealedColumn & SealedPlace;

/** Of sources and erasures; others bring theirs. */
export function ownSealedColumns({
  schema,
  strapiSchema,
}: {
  readonly schema: string;
  readonly strapiSchema: string;
}): readonly ResealedColumn[] {
  return [
    {
      ...{ schema: strapiSchema, table: 'sources', column: 'identity_secret', key: 'id' },
      purpose: () => identitySecretPurpose,
    },
    { schema, table: 'erasure', column: 'scope', key: 'id', purpose: () => scopePurpose },
  ];
}

/**
 * Brings every secret under the newest key: plain ones of an older Rapport at start, all of them after a rotation. May run on several
 * nodes at once. @returns how many rows were written
 */
export async function resealAll(pool: pg.Pool, columns: readonly ResealedColumn[], box: SecretBox): Promise<number> {
  let written = 0;
  for (const column of columns)
    written += await inTransaction(pool, (client) =>
      resealColumn(client, column, (value) => resealed(box, column.purpose(value.key), value)),
    );
  return written;
}

/** Null: it is under the newest key. */
function resealed(box: SecretBox, purpose: string, { kind, text }: SealedValue): string | null {
  if (kind === 'text') return box.isCurrent(text) ? null : box.seal(purpose, box.open(purpose, text));
  const settings: JsonObject = z.record(z.string(), z.json()).parse(JSON.parse(text));
  const changed = Object.entries(settings).flatMap(([field, value]) => {
    if (typeof value !== 'string' || !box.isSealed(value) || box.isCurrent(value)) return [];
    const own = `${purpose}.${field}`;
    return [[field, box.seal(own, box.open(own, value))] as const];
  });
  return changed.length === 0 ? null : JSON.stringify({ ...settings, ...Object.fromEntries(changed) });
}
