import { RapportError, searchCursor } from '@rapport/sdk';
import type {
  ChangeRecord,
  EventNameRecord,
  EventType,
  Identifier,
  MergePreview,
  MergeRecord,
  ProfileRecord,
} from '@rapport/sdk';
import { connection, listConnection, pageRequest, toConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId, publicIdOf } from '../global-id';
import { searchableKeys } from '../searchable-keys';
import { changeCursor, eventNameCursor } from './cursors';
import { given, profileById, profileByIdentifier, profileByPublicId, storable } from './load';
import { loadNode } from './node';

type SearchArguments = PageArguments & { readonly text: string; readonly in?: readonly string[] | null };
type EventNameArguments = PageArguments & {
  readonly types?: readonly EventType[] | null;
  readonly prefix?: string | null;
};

const searchCharactersMax = 200;
const pageSizeMax = (context: RequestContext) => context.core.settings.graphql.pageSizeMax;

export const queryResolvers = {
  node: (_root: unknown, { id }: { id: string }, context: RequestContext) => loadNode(id, context),

  async nodes(_root: unknown, { ids, ...args }: PageArguments & { ids: readonly string[] }, context: RequestContext) {
    const page = listConnection(ids, (_, index) => String(index), args, pageSizeMax(context), ids.length);
    const edges = await Promise.all(
      page.edges.map(async ({ cursor, node }) => ({ cursor, node: await loadNode(node, context) })),
    );
    return { edges, pageInfo: page.pageInfo };
  },

  viewer: (_root: unknown, _args: unknown, { principal }: RequestContext) => ({
    actor: principal.actor,
    scopes: [...principal.scopes].sort().join(' '),
  }),

  async profile(
    _root: unknown,
    { id, identifier }: { id?: string | null; identifier?: Identifier | null },
    context: RequestContext,
  ) {
    context.require('profile.read');
    if ((given(id) === undefined) === (given(identifier) === undefined)) {
      throw new RapportError('bad_input', 'Give `id` or `identifier`.');
    }
    const found =
      given(identifier) !== undefined && identifier
        ? await profileByIdentifier(context, identifier)
        : await profileById(context, id ?? '');
    if (found !== null) context.noteRead(found.publicId);
    return found;
  },

  async profiles(
    _root: unknown,
    { identifiers, ...args }: PageArguments & { identifiers: readonly Identifier[] },
    context: RequestContext,
  ) {
    context.require('profile.read');
    context.noteRead();
    const page = listConnection(
      identifiers,
      (_, index) => String(index),
      args,
      pageSizeMax(context),
      identifiers.length,
    );
    const edges = await Promise.all(
      page.edges.map(async ({ cursor, node }) => ({ cursor, node: await profileByIdentifier(context, node) })),
    );
    return { edges, pageInfo: page.pageInfo };
  },

  async searchProfiles(_root: unknown, { text, in: keys, ...args }: SearchArguments, context: RequestContext) {
    context.require('profile.read');
    if (text.length > searchCharactersMax)
      throw new RapportError('bad_input', `A search has at most ${searchCharactersMax} characters.`);
    context.noteRead();
    const request = pageRequest(args, searchCursor, pageSizeMax(context));
    const page = await context.core.read.profiles.search({
      ...request,
      text,
      keys: searchableKeys(given(keys), context),
    });
    const records = await context.core.read.profiles.byLeafIds(page.items.map((hit) => hit.rootId));
    const edges = page.items.map((hit, index) => ({
      cursor: searchCursor.encode(hit.position),
      node: records[index] ?? null,
    }));
    const result = connection(edges, page.hasNext, page.hasPrevious);
    // A page that stopped at its bound goes on behind the last entry it looked at, which is no hit.
    const end = page.end === null ? null : searchCursor.encode(page.end);
    const ends = request.forward
      ? { endCursor: end ?? result.pageInfo.endCursor }
      : { startCursor: end ?? result.pageInfo.startCursor };
    return { edges: result.edges, pageInfo: { ...result.pageInfo, ...ends } };
  },

  async mergePreview(_root: unknown, { first, second }: { first: string; second: string }, context: RequestContext) {
    context.require('profile.read');
    const preview = await context.core.identity.mergePreview(
      publicIdOf('Profile', first),
      publicIdOf('Profile', second),
    );
    const { masking } = context;
    return {
      ...preview,
      traits: masking.traits(preview.traits),
      changes: preview.changes.map(({ key, winner, loser, result }) => ({
        key,
        winner: masking.trait(key, winner),
        loser: masking.trait(key, loser),
        result: masking.trait(key, result),
      })),
    };
  },

  async eventNames(_root: unknown, { types, prefix, ...args }: EventNameArguments, context: RequestContext) {
    context.require('timeline.read');
    const request = pageRequest(args, eventNameCursor, pageSizeMax(context));
    const page = await context.core.read.eventNames.page({
      ...request,
      types: given(types),
      prefix: storable(prefix ?? ''),
    });
    return toConnection(
      page,
      eventNameCursor,
      (name) => name,
      (name) => name,
    );
  },

  async changes(_root: unknown, args: PageArguments, context: RequestContext) {
    context.require('profile.read');
    const page = await context.core.read.changes.page(pageRequest(args, changeCursor, pageSizeMax(context)));
    return toConnection(
      page,
      changeCursor,
      (change) => change,
      (change) => change,
    );
  },
};

export const feedResolvers = {
  MergePreview: {
    winner: ({ winnerId }: MergePreview, _args: unknown, context: RequestContext) =>
      profileByPublicId(context, winnerId),
    loser: ({ loserId }: MergePreview, _args: unknown, context: RequestContext) => profileByPublicId(context, loserId),
  },
  EventName: {
    id: (name: EventNameRecord) => globalId('EventName', name.id),
    lastSeenOn: (name: EventNameRecord) => name.lastDay,
  },
  Change: {
    id: (change: ChangeRecord) => globalId('Change', change.position, change.index),
    profile: (change: ChangeRecord, _args: unknown, context: RequestContext): Promise<ProfileRecord | null> | null =>
      change.profileId === null ? null : profileByPublicId(context, change.profileId),
    merge: (change: ChangeRecord, _args: unknown, context: RequestContext): Promise<MergeRecord | null> | null =>
      change.mergeId === null
        ? null
        : context.load<string, MergeRecord | null>('merge', (ids) => context.core.read.profiles.mergesByPublicIds(ids))(
            change.mergeId,
          ),
  },
};
