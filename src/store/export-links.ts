import type { ExportFormat, ExportLanguage } from '@rapport/sdk';
import type pg from 'pg';

export type ExportLink = {
  readonly profileId: string;
  readonly format: ExportFormat;
  readonly language: ExportLanguage;
  readonly actor: string;
};

/** `export_link`: kept by the hash of its token. */
export async function insertExportLink(
  pool: pg.Pool,
  tokenHash: Buffer,
  link: ExportLink & { readonly expiresAt: number },
): Promise<void> {
  await pool.query(
    `insert into export_link (token_hash, profile_id, format, language, actor, expires_at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))`,
    [tokenHash, link.profileId, link.format, link.language, link.actor, link.expiresAt],
  );
}

/** Uses the link up; null where it is too old, or not there. Those that are too old go with it. */
export async function takeExportLink(pool: pg.Pool, tokenHash: Buffer, now: number): Promise<ExportLink | null> {
  const { rows } = await pool.query<ExportLink & { isGood: boolean }>(
    `with gone as (delete from export_link where token_hash = $1 or expires_at < to_timestamp($2::float8 / 1000)
       returning token_hash = $1 and expires_at >= to_timestamp($2::float8 / 1000) as good, profile_id, format, language, actor)
     select profile_id as "profileId", format, language, actor from gone where good`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
}
