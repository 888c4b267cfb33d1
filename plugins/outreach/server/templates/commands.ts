import { randomUUID } from 'node:crypto';
import { type Core, keyText, RapportError } from '@rapport/sdk';
import type { ContentFault } from '../../domain/template/compile';
import { type TemplateContent, templateContent } from '../../domain/template/content';
import { templateLimits } from '../../domain/template/limits';
import * as store from '../stores/templates';
import { compileTemplate, partsOf } from './compile';

export type NewTemplate = {
  readonly key: string;
  readonly name: string;
  readonly medium: string;
  readonly defaultLocale: string;
  /** locale -> part -> text, unparsed. */
  readonly content: unknown;
};
export type TemplateChange = {
  readonly name?: string | undefined;
  readonly defaultLocale?: string | undefined;
  readonly content?: unknown;
};

/** What people do to templates. A draft may be wrong; what is published is not. */
export class TemplateCommands {
  constructor(private readonly core: Pick<Core, 'database' | 'channels' | 'now'>) {}

  /** @returns its key @throws template_invalid, template_key_taken */
  async create({ key, name, medium, defaultLocale, content }: NewTemplate, actor: string): Promise<string> {
    if (!keyText.safeParse(key).success) throw invalid('A key has a-z, 0-9, _ and -.');
    checkName(name);
    const draft = parseContent(content);
    checkDefault(draft, defaultLocale);
    if (partsOf(this.core.channels, medium).length === 0)
      throw invalid('No channel is installed that carries this medium.');
    const row = { publicId: randomUUID(), ...{ key, name, medium, defaultLocale, draft } };
    const isNew = await store.insertTemplate(this.core.database, row, { actor, at: this.core.now() });
    if (!isNew) throw new RapportError('template_key_taken');
    return key;
  }

  /** Its draft. @returns its key @throws template_not_found, template_invalid */
  async change(key: string, { name, defaultLocale, content }: TemplateChange, actor: string): Promise<string> {
    if (name !== undefined) checkName(name);
    const draft = content === undefined ? undefined : parseContent(content);
    return this.core.database.transaction(async (sql) => {
      const template = await held(sql, key);
      checkDefault(draft ?? template.draft, defaultLocale ?? template.defaultLocale);
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(defaultLocale === undefined ? {} : { defaultLocale }),
        ...(draft === undefined ? {} : { draft }),
      };
      await store.changeTemplate(sql, template.id, change, { actor, at: this.core.now() });
      return key;
    });
  }

  /** The draft is what is sent from now on; messages on their way keep theirs. @returns its key @throws template_not_found, template_invalid */
  async publish(key: string, actor: string): Promise<string> {
    const by = { actor, at: this.core.now() };
    return this.core.database.transaction(async (sql) => {
      const template = await held(sql, key);
      const parts = partsOf(this.core.channels, template.medium);
      const { draft, defaultLocale } = template;
      const compiled = await compileTemplate({ content: draft, defaultLocale }, parts);
      if ('faults' in compiled) throw invalid(faultText(compiled.faults[0]));
      const version = template.version + 1;
      await store.insertTemplateVersion(sql, { ...template, version }, by);
      await store.changeTemplate(sql, template.id, { version }, by);
      return key;
    });
  }
}

async function held(sql: Parameters<typeof store.templateByKey>[0], key: string): Promise<store.TemplateRow> {
  const template = await store.templateByKey(sql, key, true);
  if (template === null) throw new RapportError('template_not_found');
  return template;
}

/** @throws template_invalid */
export function parseContent(content: unknown): TemplateContent {
  const parsed = templateContent.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function checkName(name: string): void {
  if (name.trim() === '' || name.length > templateLimits.nameCharsMax)
    throw invalid(`A name has 1 to ${templateLimits.nameCharsMax} characters.`);
}

function checkDefault(content: TemplateContent, defaultLocale: string): void {
  if (!Object.hasOwn(content, defaultLocale)) throw invalid('The default locale has no text.');
}

function faultText({ locale, part, line, message }: ContentFault): string {
  return `${locale}.${part}, line ${line}: ${message}`;
}

const invalid = (detail: string): RapportError => new RapportError('template_invalid', detail);
