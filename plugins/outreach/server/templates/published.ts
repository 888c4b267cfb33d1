import { type Core, KeptAnswers } from '@rapport/sdk';
import type { CompiledTemplate } from '../../domain/template/compile';
import { templateLimits } from '../../domain/template/limits';
import { type TemplateHead, templateHeads, templateVersion } from '../stores/templates';
import { compileTemplate, partsOf } from './compile';

export type PublishedTemplate = TemplateHead & {
  /** Null: it was published for channels that are not installed any more, or that want other parts now. */
  readonly compiled: CompiledTemplate | null;
};

/** Templates as they are sent: each version is compiled once in a process, when somebody needs it first. */
export class PublishedTemplates {
  private readonly kept = new KeptAnswers<string, PublishedTemplate>({ max: templateLimits.compiledTemplatesMax });

  constructor(private readonly core: Pick<Core, 'database' | 'channels'>) {}

  /** By key, in the version that counts now; absent: there is no such template, or none of its versions was published. */
  async byKeys(keys: readonly string[]): Promise<ReadonlyMap<string, PublishedTemplate>> {
    const heads = await templateHeads(this.core.database, [...new Set(keys)]);
    const found = heads.filter((head) => head.version > 0).map((head) => this.compiled(head));
    return new Map((await Promise.all(found)).map((one) => [one.key, one]));
  }

  private compiled(head: TemplateHead): Promise<PublishedTemplate> {
    return this.kept.read(`${head.id} ${head.version}`, () => this.compile(head));
  }

  private async compile(head: TemplateHead): Promise<PublishedTemplate> {
    const version = await templateVersion(this.core.database, head.id, head.version);
    if (version === null) return { ...head, compiled: null };
    const result = await compileTemplate(version, partsOf(this.core.channels, head.medium));
    return { ...head, compiled: 'template' in result ? result.template : null };
  }
}
