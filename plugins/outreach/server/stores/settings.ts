import type { Json, Session } from '@rapport/sdk';

/** The one row of `outreach_setting`. */
export type SettingRow = {
  readonly sandbox: boolean;
  readonly sandboxAddresses: readonly string[];
  readonly stoppedAt: number | null;
  readonly stoppedBy: string | null;
  readonly policy: Json;
  readonly publicUrl: string | null;
  /** What wants to go waits until somebody else has approved it. */
  readonly needsApproval: boolean;
};

export async function readSetting(sql: Session): Promise<SettingRow> {
  const [row] = await sql.rows<SettingRow>({
    name: 'outreach-setting',
    text: `select sandbox, sandbox_addresses as "sandboxAddresses", stopped_at as "stoppedAt", stopped_by as "stoppedBy", policy,
      public_url as "publicUrl", needs_approval as "needsApproval" from outreach_setting`,
  });
  if (row === undefined) throw new Error('outreach_setting has no row');
  return row;
}

export async function updateSetting(
  sql: Session,
  change: Partial<Pick<SettingRow, 'sandbox' | 'sandboxAddresses' | 'policy' | 'publicUrl' | 'needsApproval'>>,
  by: { readonly actor: string; readonly at: number },
): Promise<void> {
  await sql.run({
    text: `update outreach_setting set sandbox = coalesce($1, sandbox), sandbox_addresses = coalesce($2, sandbox_addresses),
      policy = coalesce($3::jsonb, policy), public_url = case when $7::boolean then $4 else public_url end,
      needs_approval = coalesce($8, needs_approval),
      updated_at = to_timestamp($5::float8 / 1000), updated_by = $6`,
    values: [
      change.sandbox ?? null,
      change.sandboxAddresses ?? null,
      change.policy === undefined ? null : JSON.stringify(change.policy),
      change.publicUrl ?? null,
      by.at,
      by.actor,
      change.publicUrl !== undefined,
      change.needsApproval ?? null,
    ],
  });
}

/** The one button: nothing leaves any more, or again. */
export async function setStopped(
  sql: Session,
  stopped: boolean,
  by: { readonly actor: string; readonly at: number },
): Promise<void> {
  await sql.run({
    text: `update outreach_setting set stopped_at = case when $1 then coalesce(stopped_at, to_timestamp($2::float8 / 1000)) end,
      stopped_by = case when $1 then coalesce(stopped_by, $3) end`,
    values: [stopped, by.at, by.actor],
  });
}
