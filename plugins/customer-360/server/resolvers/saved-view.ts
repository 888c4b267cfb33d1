import { isJsonObject, isStorable, limits, RapportError } from '@rapport/sdk';
import type { JsonObject, SavedView } from '@rapport/sdk';
import { listConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId, publicIdOf } from '../global-id';
import { storable } from './load';
import { once } from './mutation';
import type { Input } from './mutation';

type Draft = Input & { readonly name: string; readonly shared: boolean; readonly definition: unknown };
type CreateInput = Draft & { readonly page: string };
type ChangeInput = Draft & { readonly savedViewId: string };
type RemoveInput = Input & { readonly savedViewId: string };

const nameCharactersMax = 80;
const pageName = /^[a-z][a-z0-9-]{0,39}$/;

/** Lists as people like to see them. Who asks is the owner. */
export const savedViewResolvers = {
  Query: {
    async savedViews(_root: unknown, { page, ...args }: PageArguments & { page: string }, context: RequestContext) {
      context.require('profile.read');
      const all = await context.core.savedViews.list(pageOf(page), context.principal.actor);
      return listConnection(all, (view) => view.publicId, args, context.core.settings.graphql.pageSizeMax);
    },
  },

  Mutation: {
    async createSavedView(_root: unknown, { input }: { input: CreateInput }, context: RequestContext) {
      context.require('profile.read');
      const draft = { ...draftOf(input), page: pageOf(input.page) };
      return answer(input, 'createSavedView', { ...draft }, context, async () => {
        const { publicId } = await context.core.savedViews.create(context.principal.actor, draft);
        return publicId;
      });
    },

    async changeSavedView(_root: unknown, { input }: { input: ChangeInput }, context: RequestContext) {
      context.require('profile.read');
      const draft = draftOf(input);
      const publicId = publicIdOf('SavedView', input.savedViewId);
      return answer(input, 'changeSavedView', { ...draft, publicId }, context, async () => {
        await context.core.savedViews.change(context.principal.actor, publicId, draft);
        return publicId;
      });
    },

    async removeSavedView(_root: unknown, { input }: { input: RemoveInput }, context: RequestContext) {
      context.require('profile.read');
      const publicId = publicIdOf('SavedView', input.savedViewId);
      await once('removeSavedView', input, publicId, context, async () => {
        await context.core.savedViews.remove(context.principal.actor, publicId);
        return {};
      });
      return { clientMutationId: input.clientMutationId, removedId: globalId('SavedView', publicId) };
    },
  },

  SavedView: {
    id: (view: SavedView) => globalId('SavedView', view.publicId),
    savedViewId: (view: SavedView) => view.publicId,
    mine: (view: SavedView, _args: unknown, context: RequestContext) => view.owner === context.principal.actor,
  },
};

async function answer(
  input: Input,
  name: string,
  request: JsonObject,
  context: RequestContext,
  work: () => Promise<string>,
): Promise<{ clientMutationId: string | null | undefined; savedView: SavedView | null }> {
  const { publicId } = await once(name, input, request, context, async () => ({ publicId: await work() }));
  const [savedView = null] =
    typeof publicId === 'string' ? await context.core.savedViews.byPublicIds([publicId], context.principal.actor) : [];
  return { clientMutationId: input.clientMutationId, savedView };
}

function draftOf({ name, shared, definition }: Draft) {
  const trimmed = storable(name).trim();
  if (trimmed === '' || trimmed.length > nameCharactersMax)
    throw new RapportError('bad_input', `A name has 1 to ${nameCharactersMax} characters.`);
  if (!isJsonObject(definition)) throw new RapportError('bad_input', '`definition` is a JSON object.');
  const text = JSON.stringify(definition);
  if (Buffer.byteLength(text) > limits.savedViewBytesMax || text.includes('\\u0000') || !isStorable(text))
    throw new RapportError('bad_input', `A definition has at most ${limits.savedViewBytesMax} bytes of plain JSON.`);
  return { name: trimmed, shared, definition };
}

function pageOf(page: string): string {
  if (!pageName.test(page)) throw new RapportError('bad_input', '`page` is a short name like `customers`.');
  return page;
}
