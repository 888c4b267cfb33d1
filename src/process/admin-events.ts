import type { AuditLog, JsonObject, Secrets } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';
import { sealIdentitySecret } from '../privacy/source-secrets';

const source = 'api::source.source';
/** What is changed in Strapi's own pages and says who may do what, or from where data comes: as the audit log calls it. */
const watched = new Map([
  [source, 'source'],
  ['admin::api-token', 'token'],
  ['admin::role', 'role'],
  ['admin::permission', 'permission'],
  ['admin::user', 'user'],
]);
const models = [...watched.keys()];

const eventShape = z.object({
  model: z.object({ uid: z.string() }),
  params: z.object({ data: z.record(z.string(), z.unknown()).optional(), where: z.unknown().optional() }),
  result: z.unknown().optional(),
});
/** Written by each login and each use: not a change that anybody made. */
const unremarkable = new Set(['lastUsedAt', 'updatedAt', 'updatedBy', 'createdAt', 'createdBy', 'resetPasswordToken']);

/** In register(): secrets of sources are sealed before they are saved; changes in Strapi's pages go to the audit log. */
export function followAdminChanges(
  strapi: StrapiCore.Strapi,
  { audit, secrets }: { readonly audit: AuditLog; readonly secrets: Secrets },
): void {
  const seal = (event: { params: { data?: Record<string, unknown> } }): void => {
    if (event.params.data !== undefined) sealIdentitySecret(event.params.data, secrets);
  };
  const write = (verb: 'create' | 'update' | 'delete') => async (raw: unknown) => {
    const event = eventShape.safeParse(raw);
    const actor = actorOf(strapi);
    // Without a request it is Rapport itself that starts.
    if (!event.success || actor === null) return;
    const fields = Object.keys(event.data.params.data ?? {}).filter((name) => !unremarkable.has(name));
    if (verb === 'update' && fields.length === 0) return;
    const details: JsonObject = { ...idOf(event.data.result, event.data.params.where), fields };
    await audit.write({
      actor,
      action: `${watched.get(event.data.model.uid) ?? 'other'}.${verb}`,
      profileId: null,
      details,
    });
  };
  strapi.db.lifecycles.subscribe({ models: [source], beforeCreate: seal, beforeUpdate: seal });
  strapi.db.lifecycles.subscribe({
    models,
    afterCreate: write('create'),
    afterUpdate: write('update'),
    afterDelete: write('delete'),
  });
}

const state = z.object({ user: z.object({ id: z.union([z.number(), z.string()]) }) });

function actorOf(strapi: StrapiCore.Strapi): string | null {
  const user = state.safeParse(strapi.requestContext.get()?.state);
  return user.success ? `admin:${user.data.user.id}` : null;
}

const identified = z.object({ id: z.union([z.number(), z.string()]) });

function idOf(result: unknown, where: unknown): JsonObject {
  for (const candidate of [result, where]) {
    const found = identified.safeParse(candidate);
    if (found.success) return { id: found.data.id };
  }
  return {};
}
