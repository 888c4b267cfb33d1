import type pg from 'pg';
import { inTransaction } from '../postgres/pool';
import { resealColumn, type SealedColumn } from '../store/sealed-columns';
import type { SecretBox } from './secret-box';
import { identitySecretPurpose } from './source-secrets';

/** Every column that holds sealed texts, and for what purpose. */
function sealedColumns(schemas: { readonly schema: string; readonly strapiSchema: string }) {
  const columns: readonly (SealedColumn & { readonly purpose: string })[] = [
    { schema: schemas.strapiSchema, table: 'sources', column: 'identity_secret', purpose: identitySecretPurpose },
    { schema: schemas.schema, table: 'erasure', column: 'scope', purpose: 'erasure.scope' },
  ];
  return columns;
}

/**
 * Brings every secret under the newest key: plain ones of an older Rapport at start, all of them after a rotation. May run on several
 * nodes at once. @returns how many were written
 */
export async function resealAll(
  pool: pg.Pool,
  schemas: { readonly schema: string; readonly strapiSchema: string },
  box: SecretBox,
): Promise<number> {
  let written = 0;
  for (const { purpose, ...column } of sealedColumns(schemas)) {
    written += await inTransaction(pool, (client) =>
      resealColumn(client, column, (text) => (box.isCurrent(text) ? null : box.seal(purpose, box.open(purpose, text)))),
    );
  }
  return written;
}
