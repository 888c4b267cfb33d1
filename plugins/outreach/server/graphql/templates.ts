import {
  type Core,
  type GraphqlContext,
  type GraphqlPart,
  isGiven,
  listConnection,
  type MutationInput,
  once,
  type PageArguments,
} from '@rapport/sdk';
import { edgeProfiles } from '@rapport/sdk/words';
import { templateLimits } from '../../domain/template/limits';
import { readyTemplates } from '../../domain/template/ready';
import * as store from '../stores/templates';
import type { TemplateRow } from '../stores/templates';
import { type CampaignUse, toldUses } from '../stores/campaign-uses';
import { TemplateCommands } from '../templates/commands';
import { compileTemplate, partsOf } from '../templates/compile';
import { type PreviewInput, previewTemplate, type TemplatePreview } from '../templates/preview';
import { sendTemplateTest, type TemplateTest } from '../templates/send-test';
import { schemaFile } from './schema';

type KeyInput = MutationInput & { readonly key: string };
type CreateInput = KeyInput & Pick<TemplateRow, 'name' | 'medium' | 'defaultLocale'> & { readonly content: unknown };
type ChangeInput = KeyInput & {
  readonly name?: string | null;
  readonly defaultLocale?: string | null;
  readonly content?: unknown;
};

export const templatesGraphql: GraphqlPart = {
  typeDefs: schemaFile('templates.graphql'),
  resolvers: (core) => ({
    Query: queries(core),
    Mutation: mutations(core),
    Template: templateFields(core),
    TemplatePreview: {
      locale: ({ rendered }: TemplatePreview) => rendered?.locale ?? null,
      missing: ({ rendered }: TemplatePreview) => rendered?.missing ?? [],
      content: ({ rendered }: TemplatePreview) =>
        rendered !== null && 'content' in rendered ? rendered.content : null,
      failure: ({ rendered }: TemplatePreview) =>
        rendered !== null && 'failure' in rendered ? rendered.failure : null,
      failurePaths: ({ rendered }: TemplatePreview) =>
        rendered !== null && 'failure' in rendered ? rendered.paths : [],
    },
  }),
};

function queries({ database, settings, channels }: Core) {
  return {
    async templates(
      _root: unknown,
      { search, ...args }: PageArguments & { readonly search?: string | null },
      context: GraphqlContext,
    ) {
      context.require('outreach.read');
      const wanted = (search ?? '').trim().toLowerCase();
      const found = (await store.readTemplates(database)).filter(({ name, key, medium }) =>
        [name, key, medium].some((text) => text.toLowerCase().includes(wanted)),
      );
      return listConnection(found, ({ publicId }) => publicId, args, settings.graphql.pageSizeMax);
    },
    template(_root: unknown, { key }: { key: string }, context: GraphqlContext) {
      context.require('outreach.read');
      return store.templateByKey(database, key);
    },
    templatePreview(_root: unknown, { input }: { input: PreviewInput }, context: GraphqlContext) {
      context.require('outreach.read');
      return previewTemplate(input, context);
    },
    templateEdgeProfiles(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('outreach.read');
      return edgeProfiles.map(({ key, label }) => ({ key, label }));
    },
    templateMedia(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('outreach.read');
      const media = [...new Set(channels.map(({ medium }) => medium))].sort();
      return media.map((medium) => ({ medium, parts: partsOf(channels, medium) }));
    },
    readyTemplates(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('outreach.read');
      return readyTemplates.filter((one) => channels.some(({ medium }) => medium === one.medium));
    },
  };
}

function templateFields({ database, channels }: Core) {
  return {
    templateId: ({ publicId }: TemplateRow) => publicId,
    content: ({ draft }: TemplateRow) => draft,
    isChanged: ({ id }: TemplateRow, _args: unknown, context: GraphqlContext) =>
      context.load<number, boolean>('outreach.templateChanges', async (ids) => {
        const unchanged = await store.unchangedTemplates(database, ids);
        return ids.map((one) => !unchanged.has(one));
      })(id),
    usedBy: ({ key }: TemplateRow, _args: unknown, context: GraphqlContext) =>
      context.load<string, readonly Omit<CampaignUse, 'named' | 'isLive'>[]>('outreach.templateUses', (keys) =>
        toldUses(database, 'template', keys),
      )(key),
    async faults({ draft, defaultLocale, medium }: TemplateRow) {
      const compiled = await compileTemplate({ content: draft, defaultLocale }, partsOf(channels, medium));
      return 'faults' in compiled ? compiled.faults : [];
    },
    versions: ({ id }: TemplateRow) => store.templateVersions(database, id, templateLimits.versionsListedMax),
  };
}

function mutations(core: Core) {
  const commands = new TemplateCommands(core);
  /** Asks for the right, does it once for an idempotency key, answers with the template as it is then. */
  const mutation =
    <I extends KeyInput>(name: string, work: (input: I, actor: string) => Promise<string>) =>
    async (_root: unknown, { input }: { input: I }, context: GraphqlContext) => {
      context.require('outreach.write');
      await once(core, name, input, context, async () => ({ key: await work(input, context.principal.actor) }));
      const template = await store.templateByKey(core.database, input.key);
      return { clientMutationId: input.clientMutationId, template };
    };
  return {
    createTemplate: mutation<CreateInput>('createTemplate', (input, actor) => commands.create(input, actor)),
    changeTemplate: mutation<ChangeInput>('changeTemplate', ({ key, name, defaultLocale, content }, actor) =>
      commands.change(
        key,
        {
          name: name ?? undefined,
          defaultLocale: defaultLocale ?? undefined,
          content: isGiven(content) ? content : undefined,
        },
        actor,
      ),
    ),
    publishTemplate: mutation<KeyInput>('publishTemplate', ({ key }, actor) => commands.publish(key, actor)),
    async sendTemplateTest(
      _root: unknown,
      { input }: { input: MutationInput & TemplateTest },
      context: GraphqlContext,
    ) {
      context.require('outreach.send');
      return { clientMutationId: input.clientMutationId, ...(await sendTemplateTest(input, context)) };
    },
  };
}
