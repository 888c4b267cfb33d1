import { eventParts, isStorable } from '@rapport/sdk';
import type {
  AccountRecord,
  ConversationRecord,
  EventType,
  IdentifierRecord,
  JsonObject,
  Json,
  MergeRecord,
  Page,
  ProfileRecord,
  ReviewRecord,
  Root,
  TimelineEvent,
  TimelineRequest,
  TraitOrigin,
} from '@rapport/sdk';
import type { GraphQLResolveInfo } from 'graphql';
import { listConnection, pageRequest, toConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId } from '../global-id';
import { namesBelow } from '../selection';
import { timelineCursor } from './cursors';
import { given, profileByLeaf } from './load';

export type TraitNode = { readonly profile: ProfileRecord; readonly key: string; readonly value: Json };
export type IdentifierNode = IdentifierRecord & { readonly profile: ProfileRecord };
type TimelineArguments = PageArguments & {
  readonly names?: readonly string[] | null;
  readonly types?: readonly EventType[] | null;
  readonly from?: number | null;
  readonly to?: number | null;
};
type ReviewArguments = PageArguments & { readonly status?: ReviewRecord['status'] | null };

const pageSizeMax = (context: RequestContext) => context.core.settings.graphql.pageSizeMax;
const byPublicId = (item: { readonly publicId: string }) => item.publicId;

export const readLastSeen = (context: RequestContext) => (roots: readonly Root[]) =>
  context.core.read.profiles.lastSeen(roots);

export const profileResolvers = {
  id: (profile: ProfileRecord) => globalId('Profile', profile.publicId),
  profileId: (profile: ProfileRecord) => profile.publicId,
  lastSeen: (profile: ProfileRecord, _args: unknown, context: RequestContext) =>
    context.loadOf('profile.lastSeen', readLastSeen(context))(profile),
  traits: (profile: ProfileRecord, _args: unknown, context: RequestContext) => context.masking.traits(profile.traits),
  trait: (profile: ProfileRecord, { key }: { key: string }) => traitOf(profile, key),
  traitList: (profile: ProfileRecord, args: PageArguments, context: RequestContext) =>
    listConnection(
      Object.keys(profile.traits)
        .sort()
        .flatMap((key) => traitOf(profile, key) ?? []),
      (trait) => trait.key,
      args,
      pageSizeMax(context),
    ),

  async identifiers(profile: ProfileRecord, args: PageArguments & { kind?: string | null }, context: RequestContext) {
    const all = await identifiersOf(profile, context);
    const wanted = all.filter(
      (identifier) => args.kind === undefined || args.kind === null || identifier.kind === args.kind,
    );
    return listConnection(wanted, (identifier) => digestOf(identifier, context), args, pageSizeMax(context));
  },
  async accounts(profile: ProfileRecord, args: PageArguments, context: RequestContext) {
    const read = context.loadOf<readonly AccountRecord[]>('profile.accounts', (roots) =>
      context.core.read.profiles.accounts(roots),
    );
    return listConnection((await read(profile)) ?? [], byPublicId, args, pageSizeMax(context));
  },
  async merges(profile: ProfileRecord, args: PageArguments, context: RequestContext) {
    const read = context.loadOf<readonly MergeRecord[]>('profile.merges', (roots) =>
      context.core.read.profiles.merges(roots),
    );
    return listConnection((await read(profile)) ?? [], byPublicId, args, pageSizeMax(context));
  },
  conflicts: (profile: ProfileRecord, args: ReviewArguments, context: RequestContext) =>
    reviews('conflict', profile, args, context),
  suggestions: (profile: ProfileRecord, args: ReviewArguments, context: RequestContext) =>
    reviews('suggestion', profile, args, context),
  async conversations(profile: ProfileRecord, args: PageArguments, context: RequestContext) {
    const read = context.loadOf<readonly ConversationRecord[]>('profile.conversations', (roots) =>
      context.core.read.profiles.conversations(roots),
    );
    return listConnection((await read(profile)) ?? [], byPublicId, args, pageSizeMax(context));
  },

  async timeline(profile: ProfileRecord, args: TimelineArguments, context: RequestContext, info: GraphQLResolveInfo) {
    context.require('timeline.read');
    const asked = namesBelow(info);
    const request: TimelineRequest = {
      ...pageRequest(args, timelineCursor, pageSizeMax(context)),
      names: args.names?.filter(isStorable),
      types: given(args.types),
      from: given(args.from),
      to: given(args.to),
      without: eventParts.filter((part) => !asked.has(part)),
    };
    // The same stretch of many profiles goes in one statement.
    const read = context.loadOf<Page<TimelineEvent>>(`profile.timeline ${JSON.stringify(request)}`, (roots) =>
      context.core.read.timeline.pages(roots, request),
    );
    const page = (await read(profile)) ?? { items: [], hasNext: false, hasPrevious: false };
    return toConnection(
      page,
      timelineCursor,
      (event) => event,
      (event) => event,
    );
  },
};

async function reviews(
  type: ReviewRecord['type'],
  profile: ProfileRecord,
  args: ReviewArguments,
  context: RequestContext,
) {
  const read = context.loadOf<readonly ReviewRecord[]>('profile.reviews', (roots) =>
    context.core.read.profiles.reviews(roots),
  );
  const wanted = ((await read(profile)) ?? []).filter(
    (review) =>
      review.type === type && (args.status === undefined || args.status === null || review.status === args.status),
  );
  return listConnection(wanted, byPublicId, args, pageSizeMax(context));
}

export function traitOf(profile: ProfileRecord, key: string): TraitNode | null {
  const value = Object.hasOwn(profile.traits, key) ? profile.traits[key] : undefined;
  return value === undefined ? null : { profile, key, value };
}

export async function identifiersOf(profile: ProfileRecord, context: RequestContext): Promise<IdentifierNode[]> {
  const read = context.loadOf<readonly IdentifierRecord[]>('profile.identifiers', (roots) =>
    context.core.read.profiles.identifiers(roots),
  );
  return ((await read(profile)) ?? []).map((identifier) => ({ ...identifier, profile }));
}

/** Names an identifier without telling its value. */
export function digestOf(identifier: { kind: string; value: string }, context: RequestContext): string {
  return context.core.digest(`${identifier.kind}\u0000${identifier.value}`).slice(0, 32);
}

async function originOf(trait: TraitNode, context: RequestContext): Promise<TraitOrigin | undefined> {
  const { profiles } = context.core.read;
  const load = context.load<ProfileRecord, ReadonlyMap<string, TraitOrigin>>('profile.traitOrigins', (keys) =>
    Promise.all(keys.map((profile) => profiles.traitOrigins(profile))),
  );
  return (await load(trait.profile)).get(trait.key);
}

const origin =
  (pick: (origin: TraitOrigin, context: RequestContext) => unknown) =>
  async (trait: TraitNode, _args: unknown, context: RequestContext) => {
    const found = await originOf(trait, context);
    return found === undefined ? null : pick(found, context);
  };

export const partResolvers = {
  Trait: {
    id: (trait: TraitNode) => globalId('Trait', trait.profile.publicId, trait.key),
    value: (trait: TraitNode, _args: unknown, context: RequestContext) => context.masking.trait(trait.key, trait.value),
    at: origin(({ at }) => at),
    ageSeconds: origin(({ at }, context) => Math.max(0, (context.core.now() - at) / 1000)),
    source: origin(({ source }) => source),
    verified: origin(({ verified }) => verified),
  },
  Identifier: {
    id: (identifier: IdentifierNode, _args: unknown, context: RequestContext) =>
      globalId('Identifier', identifier.profile.publicId, digestOf(identifier, context)),
    value: ({ kind, value }: IdentifierNode, _args: unknown, context: RequestContext) =>
      context.masking.identifierValue(kind, value),
  },
  Account: {
    id: (account: AccountRecord) => globalId('Account', account.publicId),
    accountId: (account: AccountRecord) => account.publicId,
    traits: (account: AccountRecord, _args: unknown, context: RequestContext) => accountTraits(account.traits, context),
  },
  Merge: {
    id: (merge: MergeRecord) => globalId('Merge', merge.publicId),
    mergeId: (merge: MergeRecord) => merge.publicId,
    profile: (merge: MergeRecord, _args: unknown, context: RequestContext) =>
      profileByLeaf(context, merge.winnerLeafId),
    evidence: (merge: MergeRecord, _args: unknown, context: RequestContext) => context.masking.evidence(merge.evidence),
  },
  Review: {
    id: (review: ReviewRecord) => globalId('Review', review.publicId),
    reviewId: (review: ReviewRecord) => review.publicId,
    profile: (review: ReviewRecord, _args: unknown, context: RequestContext) => profileByLeaf(context, review.leafId),
    other: (review: ReviewRecord, _args: unknown, context: RequestContext) =>
      review.otherLeafId === review.leafId ? null : profileByLeaf(context, review.otherLeafId),
    kind: (review: ReviewRecord) => review.identifier.kind,
    value: ({ identifier }: ReviewRecord, _args: unknown, context: RequestContext) =>
      context.masking.identifierValue(identifier.kind, identifier.value),
    evidence: (review: ReviewRecord, _args: unknown, context: RequestContext) =>
      context.masking.evidence(review.evidence),
  },
  Conversation: {
    id: (conversation: ConversationRecord) => globalId('Conversation', conversation.publicId),
    profile: (conversation: ConversationRecord, _args: unknown, context: RequestContext) =>
      profileByLeaf(context, conversation.leafId),
    // What they wrote about, in people's words.
    topic: ({ topic }: ConversationRecord, _args: unknown, context: RequestContext) => freeText(topic, context),
    outcome: ({ outcome }: ConversationRecord, _args: unknown, context: RequestContext) => freeText(outcome, context),
  },
  Event: {
    id: (event: TimelineEvent) => globalId('Event', event.id, event.occurredAt),
    properties: (event: TimelineEvent, _args: unknown, context: RequestContext) =>
      context.masking.properties(event.type, event.properties),
    context: (event: TimelineEvent, _args: unknown, context: RequestContext) => context.masking.context(event.context),
    identifiers: (event: TimelineEvent, _args: unknown, context: RequestContext) =>
      context.masking.carried(event.identifiers),
  },
};

/** An organisation's name is not personal; its contact's e-mail address is. */
function accountTraits(traits: JsonObject, context: RequestContext): JsonObject {
  return context.masking.properties('group', traits);
}

function freeText(text: string | null, context: RequestContext): Json {
  return text === null ? null : context.masking.trait('message', text);
}
