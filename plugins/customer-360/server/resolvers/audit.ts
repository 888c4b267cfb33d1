import { auditCursor, auditPlaceText, limits, loadActorName, parseAuditPlace, RapportError } from '@rapport/sdk';
import type { AuditCheck, AuditRecord, ProfileRecord } from '@rapport/sdk';
import { pageRequest, toConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId, publicIdOf } from '../global-id';
import { given, profileByPublicId } from './load';

type AuditArguments = PageArguments & {
  readonly actor?: string | null;
  readonly actions?: readonly string[] | null;
  readonly profile?: string | null;
  readonly from?: number | null;
  readonly to?: number | null;
};

export const auditQueries = {
  async auditEntries(_root: unknown, args: AuditArguments, context: RequestContext) {
    context.require('audit.read');
    const { actor, actions, profile, from, to, ...paging } = args;
    if ((actions ?? []).length > limits.auditFacetsMax)
      throw new RapportError('bad_input', `At most ${limits.auditFacetsMax} actions.`);
    const profileId = given(profile);
    const page = await context.core.audit.page(
      {
        actor: given(actor),
        actions: given(actions),
        profileId: profileId === undefined ? undefined : publicIdOf('Profile', profileId),
        from: given(from),
        to: given(to),
      },
      pageRequest(paging, auditCursor, context.core.settings.graphql.pageSizeMax),
    );
    return toConnection(
      page,
      auditCursor,
      (entry) => entry,
      (entry) => entry,
    );
  },

  async auditFacets(_root: unknown, _args: unknown, context: RequestContext) {
    context.require('audit.read');
    const { audit, auth } = context.core;
    const { actors, actions } = await audit.facets();
    const names = await auth.names(actors);
    return { actors: actors.map((actor) => ({ actor, name: names.get(actor) ?? null })), actions };
  },

  auditCheck(_root: unknown, { after }: { readonly after?: string | null }, context: RequestContext) {
    context.require('audit.read');
    const text = given(after);
    const place = text === undefined ? null : parseAuditPlace(text);
    if (text !== undefined && place === null)
      throw new RapportError('bad_input', 'A place in the chain is <position>:<64 hex digits>.');
    return context.core.audit.check(place);
  },
};

/** Names of admins and tokens, for those who may read who did what. */
export function actorName({ actor }: { readonly actor: string }, _args: unknown, context: RequestContext) {
  return loadActorName(context, context.core.auth, actor);
}

export const auditResolvers = {
  AuditCheck: {
    entries: ({ rows }: AuditCheck) => rows,
    next: ({ next }: AuditCheck) => (next === null ? null : auditPlaceText(next)),
    head: ({ head }: AuditCheck) => auditPlaceText(head),
  },
  AuditEntry: {
    id: (entry: AuditRecord) => globalId('AuditEntry', entry.id),
    actorName,
    sealed: (entry: AuditRecord) => entry.isSealed,
    profile: (
      { profileId }: AuditRecord,
      _args: unknown,
      context: RequestContext,
    ): Promise<ProfileRecord | null> | null => {
      context.require('profile.read');
      return profileId === null ? null : profileByPublicId(context, profileId);
    },
  },
};
