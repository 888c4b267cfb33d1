import { numberCursor, RapportError } from '@rapport/sdk';
import type {
  ErasurePreview,
  ErasureRecord,
  ExportFormat,
  ExportLanguage,
  Identifier,
  ProfileRecord,
} from '@rapport/sdk';
import { isGiven, pageRequest, toConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId, publicIdOf } from '../global-id';
import { actorName } from './audit';
import { profileByPublicId, storable } from './load';

type Input<T> = { readonly input: T & { readonly clientMutationId?: string | null } };

export const privacyQueries = {
  erasurePreview(_root: unknown, { profileId }: { profileId: string }, context: RequestContext) {
    context.require('privacy.erase');
    return context.core.privacy.erasurePreview(publicIdOf('Profile', profileId));
  },

  async erasures(_root: unknown, args: PageArguments, context: RequestContext) {
    context.require('privacy.erase');
    const request = pageRequest(args, numberCursor, context.core.settings.graphql.pageSizeMax);
    return toConnection(
      await context.core.privacy.erasures(request),
      numberCursor,
      (erasure) => erasure.id,
      (erasure) => erasure,
    );
  },

  verifyReceipt(
    _root: unknown,
    { receipt, identifier }: { receipt: unknown; identifier?: Identifier | null },
    context: RequestContext,
  ) {
    context.require('privacy.erase');
    const { identity, privacy } = context.core;
    if (!isGiven(identifier)) return privacy.verifyReceipt(receipt);
    const { kind, value } = identifier;
    const normal = identity.normalise({ kind: storable(kind), value: storable(value) });
    if (normal === null) throw new RapportError('identifier_not_found');
    return privacy.verifyReceipt(receipt, normal);
  },
};

export const privacyMutations = {
  async exportProfile(
    _root: unknown,
    { input }: Input<{ profileId: string; format: ExportFormat; language?: ExportLanguage | null }>,
    context: RequestContext,
  ) {
    context.require('privacy.export');
    const { path, expiresAt } = await context.core.privacy.exportLink(
      publicIdOf('Profile', input.profileId),
      { format: input.format, language: input.language ?? 'en' },
      context.principal.actor,
    );
    return { clientMutationId: input.clientMutationId, url: path, expiresAt };
  },

  async eraseProfile(
    _root: unknown,
    { input }: Input<{ profileId: string; confirmation: string }>,
    context: RequestContext,
  ) {
    context.require('privacy.erase');
    const profileId = publicIdOf('Profile', input.profileId);
    const erasure = await context.core.privacy.erase(profileId, input.confirmation, context.principal.actor);
    context.forget();
    return { clientMutationId: input.clientMutationId, erasure };
  },
};

export const privacyResolvers = {
  ErasurePreview: {
    profile: (
      { profileId }: ErasurePreview,
      _args: unknown,
      context: RequestContext,
    ): Promise<ProfileRecord | null> => {
      context.require('profile.read');
      return profileByPublicId(context, profileId);
    },
  },
  Erasure: {
    id: ({ erasureId }: ErasureRecord) => globalId('Erasure', erasureId),
    actorName,
    removed: ({ counts }: ErasureRecord) => counts,
    failing: ({ failing }: ErasureRecord) =>
      failing === null ? null : { ...failing, retryAt: new Date(failing.retryAt).toISOString() },
  },
};
