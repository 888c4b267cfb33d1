import type { Json, Session } from '@rapport/sdk';
import type { SituationSpec } from '../../domain/situations/situation';

export type SituationRow = SituationSpec & {
  readonly publicId: string;
  readonly enabled: boolean;
  /** Epoch ms. */
  readonly updatedAt: number;
  readonly updatedBy: string;
};

const columns = `public_id as "publicId", key, name, vertical, severity, expires_seconds as "expiresSeconds", action, evidence, facts,
  enabled, updated_at as "updatedAt", updated_by as "updatedBy"`;

/** Most severe first: all of them, of which there are some tens. */
export async function readSituations(sql: Session): Promise<SituationRow[]> {
  return sql.rows<SituationRow>({ text: `select ${columns} from situation order by severity desc, key` });
}

/** Those that are switched on, of these keys. */
export async function enabledSituations(sql: Pick<Session, 'rows'>, keys: readonly string[]): Promise<SituationRow[]> {
  return sql.rows<SituationRow>({
    name: 'empathy-enabled-situations',
    text: `select ${columns} from situation where enabled and key = any($1::text[])`,
    values: [keys],
  });
}

export async function situationByKey(sql: Session, key: string): Promise<SituationRow | null> {
  const [row] = await sql.rows<SituationRow>({
    text: `select ${columns} from situation where key = $1`,
    values: [key],
  });
  return row ?? null;
}

type By = { readonly actor: string; readonly at: number };

/** What is there stays. @returns whether it is new */
export async function insertSituation(sql: Session, publicId: string, spec: SituationSpec, by: By): Promise<boolean> {
  const rows = await sql.run({
    text: `insert into situation (public_id, key, name, vertical, severity, expires_seconds, action, evidence, facts, updated_at, updated_by)
      values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8::jsonb, $9::jsonb, to_timestamp($10::float8 / 1000), $11)
      on conflict (key) do nothing`,
    values: [publicId, ...valuesOf(spec), by.at, by.actor],
  });
  return rows === 1;
}

/** @returns whether there is one */
export async function updateSituation(sql: Session, spec: SituationSpec & { readonly enabled: boolean }, by: By) {
  const rows = await sql.run({
    text: `update situation set name = $2::jsonb, vertical = $3, severity = $4, expires_seconds = $5, action = $6,
        evidence = $7::jsonb, facts = $8::jsonb, enabled = $9, updated_at = to_timestamp($10::float8 / 1000), updated_by = $11
      where key = $1`,
    values: [...valuesOf(spec), spec.enabled, by.at, by.actor],
  });
  return rows === 1;
}

export async function deleteSituation(sql: Session, key: string): Promise<void> {
  await sql.run({ text: 'delete from situation where key = $1', values: [key] });
}

function valuesOf({ key, name, vertical, severity, expiresSeconds, action, evidence, facts }: SituationSpec) {
  const json = (value: Json | object): string => JSON.stringify(value);
  return [key, json(name), vertical, severity, expiresSeconds, action, json(evidence), json(facts)];
}

type Installed = { readonly kind: 'segment' | 'computed'; readonly key: string };

export async function readInstalled(sql: Session): Promise<Installed[]> {
  return sql.rows<Installed>({ text: 'select kind, key from installed_definition' });
}

export async function noteInstalled(sql: Session, all: readonly Installed[], now: number): Promise<void> {
  await sql.run({
    text: `insert into installed_definition (kind, key, installed_at)
      select kind, key, to_timestamp($3::float8 / 1000) from unnest($1::text[], $2::text[]) as i (kind, key)
      on conflict do nothing`,
    values: [all.map((one) => one.kind), all.map((one) => one.key), now],
  });
}
