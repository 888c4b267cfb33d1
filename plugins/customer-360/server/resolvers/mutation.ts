import { randomUUID } from 'node:crypto';
import { isJsonObject, limits, RapportError } from '@rapport/sdk';
import type {
  Identifier,
  Json,
  JsonObject,
  MergeRecord,
  ProfileRecord,
  ReviewDecision,
  ReviewRecord,
} from '@rapport/sdk';
import { z } from 'zod';
import { isGiven } from '../connection';
import type { RequestContext } from '../context';
import { publicIdOf } from '../global-id';
import { profileById, profileByIdentifier, profileByPublicId, storable } from './load';
import { identifiersOf } from './profile';

export type Input = { readonly clientMutationId?: string | null; readonly idempotencyKey?: string | null };
type EventInput = Input & {
  readonly userId?: string | null;
  readonly anonymousId?: string | null;
  readonly messageId?: string | null;
  /** Epoch milliseconds. */
  readonly timestamp?: number | null;
  readonly context?: unknown;
};
type EventPayload = {
  readonly clientMutationId: string | null | undefined;
  readonly messageId: string;
  readonly duplicate: boolean;
  readonly identifiers: readonly Identifier[];
};

const keyCharactersMax = 200;

/** Runs a command; with a client key only once, and then answers what it answered. */
export async function once(
  name: string,
  input: Input,
  request: Json,
  context: RequestContext,
  work: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const { idempotencyKey } = input;
  let answer: JsonObject;
  if (!isGiven(idempotencyKey)) answer = await work();
  else {
    if (idempotencyKey === '' || idempotencyKey.length > keyCharactersMax) {
      throw new RapportError('bad_input', `An idempotencyKey has 1 to ${keyCharactersMax} characters.`);
    }
    answer = await context.core.idempotency.once(
      context.principal.actor,
      storable(idempotencyKey),
      { [name]: request },
      work,
    );
  }
  context.forget();
  return answer;
}

async function submit(
  type: 'track' | 'identify',
  input: EventInput,
  body: JsonObject,
  identifiers: readonly Identifier[],
  context: RequestContext,
): Promise<EventPayload> {
  const event: JsonObject = { type, ...body };
  if (isGiven(input.timestamp)) event['timestamp'] = new Date(input.timestamp).toISOString();
  const answer = await once(type, input, { ...event, messageId: input.messageId ?? null }, context, async () => {
    const messageId = isGiven(input.messageId) ? storable(input.messageId) : messageIdOf(input, context);
    const origin = { sourceRef: 'graphql', historical: false };
    const receipt = await context.core.door.submit(origin, [{ ...event, messageId }], 'verified');
    const [rejected] = receipt.rejected;
    if (rejected !== undefined) throw new RapportError(rejected.code);
    if (receipt.erased > 0) throw new RapportError('erased');
    return { messageId, duplicate: receipt.duplicates > 0 };
  });
  return {
    clientMutationId: input.clientMutationId,
    messageId: z.string().parse(answer['messageId']),
    duplicate: answer['duplicate'] === true,
    identifiers,
  };
}

/** The same key makes the same messageId: an event whose answer was lost in a crash is still counted once. */
function messageIdOf(input: Input, context: RequestContext): string {
  if (!isGiven(input.idempotencyKey)) return randomUUID();
  return `key-${context.core.digest(`${context.principal.actor}\u0000${input.idempotencyKey}`).slice(0, 40)}`;
}

/** userId, anonymousId, context: only what was given. */
function whom(input: EventInput): { body: JsonObject; identifiers: Identifier[] } {
  const body: JsonObject = {};
  const identifiers: Identifier[] = [];
  if (isGiven(input.userId)) {
    body['userId'] = input.userId;
    identifiers.push({ kind: 'user_id', value: input.userId });
  }
  if (isGiven(input.anonymousId)) {
    body['anonymousId'] = input.anonymousId;
    identifiers.push({ kind: 'anonymous_id', value: input.anonymousId });
  }
  if (isGiven(input.context)) {
    const context = jsonObject(input.context, 'context');
    body['context'] = context;
    for (const external of Array.isArray(context['externalIds']) ? context['externalIds'] : []) {
      if (!isJsonObject(external)) continue;
      const { type, id } = external;
      if (typeof type === 'string' && typeof id === 'string') identifiers.push({ kind: type, value: id });
    }
  }
  return { body, identifiers };
}

function jsonObject(value: unknown, name: string): JsonObject {
  if (!isJsonObject(value)) throw new RapportError('bad_input', `\`${name}\` is a JSON object.`);
  if (!isWithinDepth(value, limits.jsonDepthMax))
    throw new RapportError('bad_input', `\`${name}\` is nested too deep.`);
  return value;
}

export function isWithinDepth(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depthMax > 0 && Object.values(value).every((item) => isWithinDepth(item, depthMax - 1));
}

type Arguments<T> = { readonly input: Input & T };

export const mutationResolvers = {
  async track(
    _root: unknown,
    { input }: { input: EventInput & { event: string; properties?: unknown } },
    context: RequestContext,
  ) {
    context.require('event.write');
    const { body, identifiers } = whom(input);
    body['event'] = input.event;
    if (isGiven(input.properties)) body['properties'] = jsonObject(input.properties, 'properties');
    return submit('track', input, body, identifiers, context);
  },

  async identify(_root: unknown, { input }: { input: EventInput & { traits?: unknown } }, context: RequestContext) {
    context.require('event.write');
    const { body, identifiers } = whom(input);
    if (isGiven(input.traits)) body['traits'] = jsonObject(input.traits, 'traits');
    return submit('identify', input, body, identifiers, context);
  },

  /** An identify call about one of the profile's own identifiers: so it stands in the timeline, too, and order does not matter. */
  async updateTraits(
    _root: unknown,
    { input }: Arguments<{ profileId: string; traits: unknown; timestamp?: number | null }>,
    context: RequestContext,
  ) {
    context.require('profile.write');
    const traits = jsonObject(input.traits, 'traits');
    const profile = await profileById(context, input.profileId);
    if (profile === null) throw new RapportError('profile_not_found');
    const identifiers = await identifiersOf(profile, context);
    const name = identifiers.find(({ kind, retired }) => kind === 'user_id' && !retired) ?? identifiers[0];
    if (name === undefined) throw new RapportError('identifier_not_found', 'The profile has none.');
    const { context: addressed, ...body } = addressedTo(name);
    // Who did it stands in the timeline, too: traits written by hand have an actor.
    const carried = { ...(isJsonObject(addressed) ? addressed : {}), actor: context.principal.actor };
    return submit('identify', input, { ...body, traits, context: carried }, [name], context);
  },

  async mergeProfiles(
    _root: unknown,
    { input }: Arguments<{ first: string; second: string; reason?: string | null }>,
    context: RequestContext,
  ) {
    context.require('identity.write');
    const [first, second] = [publicIdOf('Profile', input.first), publicIdOf('Profile', input.second)];
    const reason = isGiven(input.reason) ? storable(input.reason) : undefined;
    const answer = await once('mergeProfiles', input, [first, second, reason ?? null], context, () =>
      context.core.identity.merge(first, second, context.principal.actor, reason),
    );
    return { clientMutationId: input.clientMutationId, mergeId: answer['mergeId'], profileId: answer['winnerId'] };
  },

  async unmerge(_root: unknown, { input }: Arguments<{ mergeId: string }>, context: RequestContext) {
    context.require('identity.write');
    const mergeId = publicIdOf('Merge', input.mergeId);
    const answer = await once('unmerge', input, mergeId, context, () =>
      context.core.identity.unmerge(mergeId, context.principal.actor),
    );
    return {
      clientMutationId: input.clientMutationId,
      mergeId,
      firstId: answer['firstId'],
      secondId: answer['secondId'],
    };
  },

  async decideReview(
    _root: unknown,
    { input }: Arguments<{ reviewId: string; decision: ReviewDecision }>,
    context: RequestContext,
  ) {
    context.require('identity.write');
    const reviewId = publicIdOf('Review', input.reviewId);
    const answer = await once('decideReview', input, [reviewId, input.decision], context, () =>
      context.core.identity.decide(reviewId, input.decision, context.principal.actor),
    );
    return { clientMutationId: input.clientMutationId, reviewId, mergeId: answer['mergeId'] };
  },

  async separateIdentifier(_root: unknown, { input }: Arguments<{ identifier: Identifier }>, context: RequestContext) {
    context.require('identity.write');
    const { kind, value } = input.identifier;
    const identifier = context.core.identity.normalise({ kind: storable(kind), value: storable(value) });
    if (identifier === null) throw new RapportError('identifier_not_found');
    const answer = await once('separateIdentifier', input, [kind, value], context, () =>
      context.core.identity.separate(identifier, context.principal.actor),
    );
    return { clientMutationId: input.clientMutationId, profileId: answer['profileId'] };
  },
};

function addressedTo({ kind, value }: Identifier): JsonObject {
  if (kind === 'user_id') return { userId: value };
  if (kind === 'anonymous_id') return { anonymousId: value };
  return { context: { externalIds: [{ type: kind, id: value, collection: 'users', encoding: 'none' }] } };
}

/** What a mutation changed may be looked at by those who may look. */
function profileOf(field: 'profileId' | 'firstId' | 'secondId') {
  return async (
    payload: Record<string, unknown>,
    _args: unknown,
    context: RequestContext,
  ): Promise<ProfileRecord | null> => {
    context.require('profile.read');
    const publicId = payload[field];
    return typeof publicId === 'string' ? profileByPublicId(context, publicId) : null;
  };
}

async function mergeOf(
  payload: { mergeId?: unknown },
  _args: unknown,
  context: RequestContext,
): Promise<MergeRecord | null> {
  context.require('profile.read');
  if (typeof payload.mergeId !== 'string') return null;
  return context.load<string, MergeRecord | null>('merge', (ids) => context.core.read.profiles.mergesByPublicIds(ids))(
    payload.mergeId,
  );
}

export const payloadResolvers = {
  EventPayload: {
    async profile(
      { identifiers }: EventPayload,
      _args: unknown,
      context: RequestContext,
    ): Promise<ProfileRecord | null> {
      context.require('profile.read');
      const found = await Promise.all(identifiers.map((identifier) => profileByIdentifier(context, identifier)));
      return found.find((profile) => profile !== null) ?? null;
    },
  },
  MergePayload: { merge: mergeOf, profile: profileOf('profileId') },
  UnmergePayload: { merge: mergeOf, first: profileOf('firstId'), second: profileOf('secondId') },
  DecideReviewPayload: {
    merge: mergeOf,
    async review(
      { reviewId }: { reviewId: string },
      _args: unknown,
      context: RequestContext,
    ): Promise<ReviewRecord | null> {
      context.require('profile.read');
      return context.load<string, ReviewRecord | null>('review', (ids) =>
        context.core.read.profiles.reviewsByPublicIds(ids),
      )(reviewId);
    },
  },
  SeparateIdentifierPayload: { profile: profileOf('profileId') },
};
