import type { Session } from '@rapport/sdk';

export type LinkRow = {
  readonly codeHash: Buffer;
  readonly actor: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
};
export type SessionRow = { readonly actor: string; readonly expiresAt: number };

/** What nobody can use any more goes with it. */
export async function insertLink(sql: Session, link: LinkRow): Promise<void> {
  await sql.run({
    name: 'panel-link-insert',
    text: `with gone as (delete from panel_link where expires_at < to_timestamp($4::float8 / 1000))
      insert into panel_link (code_hash, actor, created_by, created_at, expires_at)
      values ($1, $2, $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000))`,
    values: [link.codeHash, link.actor, link.createdBy, link.createdAt, link.expiresAt],
  });
}

/**
 * Uses the link up and opens a session, or does neither; of those who come at once with the same link one gets in.
 * @returns who is signed in; null: there is no such link, it was used, or it is too old
 */
export async function redeemLink(
  sql: Session,
  { codeHash, tokenHash, at, expiresAt }: { codeHash: Buffer; tokenHash: Buffer; at: number; expiresAt: number },
): Promise<string | null> {
  const [row] = await sql.rows<{ actor: string }>({
    name: 'panel-link-redeem',
    text: `with gone as (delete from panel_session where expires_at < to_timestamp($3::float8 / 1000)),
      used as (
        update panel_link set used_at = to_timestamp($3::float8 / 1000)
        where code_hash = $1 and used_at is null and expires_at > to_timestamp($3::float8 / 1000) returning actor)
      insert into panel_session (token_hash, actor, created_at, expires_at)
      select $2, actor, to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000) from used returning actor`,
    values: [codeHash, tokenHash, at, expiresAt],
  });
  return row?.actor ?? null;
}

/** Null where there is none, or it is over. */
export async function readSession(sql: Session, tokenHash: Buffer, now: number): Promise<SessionRow | null> {
  const [row] = await sql.rows<SessionRow>({
    name: 'panel-session-read',
    text: `select actor, expires_at as "expiresAt" from panel_session
      where token_hash = $1 and expires_at > to_timestamp($2::float8 / 1000)`,
    values: [tokenHash, now],
  });
  return row ?? null;
}

export async function deleteSession(sql: Session, tokenHash: Buffer): Promise<void> {
  await sql.run({
    name: 'panel-session-delete',
    text: 'delete from panel_session where token_hash = $1',
    values: [tokenHash],
  });
}
