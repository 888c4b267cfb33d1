import type { Session } from '@rapport/sdk';
import type { TemplateContent } from '../../domain/template/content';

export type TemplateRow = {
  readonly id: number;
  readonly publicId: string;
  readonly key: string;
  readonly name: string;
  readonly medium: string;
  readonly defaultLocale: string;
  readonly draft: TemplateContent;
  /** 0: none was published. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
};
export type TemplateVersionRow = {
  readonly version: number;
  readonly defaultLocale: string;
  readonly content: TemplateContent;
  readonly at: number;
  readonly actor: string;
};
/** What counts, to see whether one has it compiled. */
export type TemplateHead = Pick<TemplateRow, 'id' | 'key' | 'medium' | 'version'>;
type By = { readonly actor: string; readonly at: number };

const columns = `t.id, t.public_id as "publicId", t.key, t.name, t.medium, t.default_locale as "defaultLocale", t.draft,
  t.version, t.created_at as "createdAt", t.updated_at as "updatedAt", t.updated_by as "updatedBy"`;

/** By name, then by key: everything, of which there are some hundreds. */
export async function readTemplates(sql: Session): Promise<TemplateRow[]> {
  return sql.rows<TemplateRow>({ text: `select ${columns} from template t order by t.name, t.key` });
}

/** @param hold until the end of the transaction */
export async function templateByKey(sql: Session, key: string, hold = false): Promise<TemplateRow | null> {
  const [row] = await sql.rows<TemplateRow>({
    text: `select ${columns} from template t where t.key = $1 ${hold ? 'for update' : ''}`,
    values: [key],
  });
  return row ?? null;
}

export async function templateHeads(sql: Session, keys: readonly string[]): Promise<TemplateHead[]> {
  return sql.rows<TemplateHead>({
    name: 'outreach-template-heads',
    text: 'select id, key, medium, version from template where key = any($1::text[])',
    values: [keys],
  });
}

/** Names by key; those that are not there are missing. */
export async function templateNames(sql: Session, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.rows<Pick<TemplateRow, 'key' | 'name'>>({
    name: 'outreach-template-names',
    text: 'select key, name from template where key = any($1::text[])',
    values: [keys],
  });
  return new Map(rows.map(({ key, name }) => [key, name]));
}

/** Of these keys those that name a text of the medium that was published. */
export async function publishedKeys(
  sql: Session,
  keys: readonly string[],
  medium: string,
): Promise<ReadonlySet<string>> {
  const heads = await templateHeads(sql, keys);
  return new Set(heads.filter((one) => one.medium === medium && one.version > 0).map((one) => one.key));
}

/** @returns false where the key is taken */
export async function insertTemplate(
  sql: Session,
  template: Pick<TemplateRow, 'publicId' | 'key' | 'name' | 'medium' | 'defaultLocale' | 'draft'>,
  { actor, at }: By,
): Promise<boolean> {
  const { publicId, key, name, medium, defaultLocale, draft } = template;
  const inserted = await sql.run({
    text: `insert into template (public_id, key, name, medium, default_locale, draft, created_at, updated_at, updated_by)
      select $1, $2, $3, $4, $5, $6::jsonb, at, at, $7 from to_timestamp($8::float8 / 1000) at
      on conflict (key) do nothing`,
    values: [publicId, key, name, medium, defaultLocale, JSON.stringify(draft), actor, at],
  });
  return inserted > 0;
}

export async function changeTemplate(
  sql: Session,
  id: number,
  change: Partial<Pick<TemplateRow, 'name' | 'defaultLocale' | 'draft' | 'version'>>,
  { actor, at }: By,
): Promise<void> {
  await sql.run({
    text: `update template set name = coalesce($2, name), default_locale = coalesce($3, default_locale),
        draft = coalesce($4::jsonb, draft), version = coalesce($5, version),
        updated_at = to_timestamp($6::float8 / 1000), updated_by = $7 where id = $1`,
    values: [
      id,
      change.name ?? null,
      change.defaultLocale ?? null,
      change.draft === undefined ? null : JSON.stringify(change.draft),
      change.version ?? null,
      at,
      actor,
    ],
  });
}

export async function insertTemplateVersion(
  sql: Session,
  { id, version, defaultLocale, draft }: Pick<TemplateRow, 'id' | 'version' | 'defaultLocale' | 'draft'>,
  { actor, at }: By,
): Promise<void> {
  await sql.run({
    text: `insert into template_version (template_id, version, default_locale, content, at, actor)
      values ($1, $2, $3, $4::jsonb, to_timestamp($5::float8 / 1000), $6)`,
    values: [id, version, defaultLocale, JSON.stringify(draft), at, actor],
  });
}

/** Newest first. */
export async function templateVersions(sql: Session, id: number, count: number): Promise<TemplateVersionRow[]> {
  return sql.rows<TemplateVersionRow>({
    text: `select version, default_locale as "defaultLocale", content, at, actor from template_version
      where template_id = $1 order by version desc limit $2`,
    values: [id, count],
  });
}

export async function templateVersion(sql: Session, id: number, version: number): Promise<TemplateVersionRow | null> {
  const [row] = await sql.rows<TemplateVersionRow>({
    name: 'outreach-template-version',
    text: `select version, default_locale as "defaultLocale", content, at, actor from template_version
      where template_id = $1 and version = $2`,
    values: [id, version],
  });
  return row ?? null;
}

/** Of these templates those whose draft says what is sent. */
export async function unchangedTemplates(sql: Session, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await sql.rows<{ readonly id: number }>({
    name: 'outreach-unchanged-templates',
    text: `select t.id from template t join template_version v on v.template_id = t.id and v.version = t.version
      where t.id = any($1::int[]) and v.content = t.draft and v.default_locale = t.default_locale`,
    values: [ids],
  });
  return new Set(rows.map(({ id }) => id));
}
