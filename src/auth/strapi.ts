import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';
import { callService } from './service';

/**
 * The parts of Strapi's admin that we use. It publishes no types for its services, so what they answer is parsed here, at the
 * border; node_modules/@strapi/admin 5.54 was read for what they do.
 */
const contentApiToken = z.object({
  id: z.union([z.number(), z.string()]),
  kind: z.literal('content-api').nullish(),
  type: z.enum(['full-access', 'read-only', 'custom']),
  permissions: z.array(z.string()).nullish(),
  expiresAt: z.union([z.string(), z.number(), z.date()]).nullish(),
  lastUsedAt: z.union([z.string(), z.number(), z.date()]).nullish(),
});
export type ContentApiToken = z.infer<typeof contentApiToken>;

const adminUser = z.object({
  id: z.union([z.number(), z.string()]),
  isActive: z.boolean().nullish(),
  blocked: z.boolean().nullish(),
  roles: z.array(z.object({ code: z.string() })),
});
export type AdminUser = z.infer<typeof adminUser>;

const session = z.object({
  isValid: z.literal(true),
  payload: z.object({ userId: z.string(), sessionId: z.string() }),
});
const adminTokenAnswer = z.object({
  authenticated: z.literal(true),
  credentials: z.object({ id: z.union([z.number(), z.string()]) }),
  ability: z.unknown(),
});

const superAdminCode = 'strapi-super-admin';

/** Null where the token is not one, is of another kind, or was deleted. */
export async function findContentApiToken(
  strapi: StrapiCore.Strapi,
  accessKey: string,
): Promise<ContentApiToken | null> {
  const service = 'admin::api-token-content-api';
  const hash = await callService(strapi, service, 'hash', accessKey);
  const found = await callService(strapi, service, 'getByAccessKey', hash);
  const parsed = contentApiToken.safeParse(found);
  return parsed.success ? parsed.data : null;
}

/** Null where there is none. */
export async function findContentApiTokenById(strapi: StrapiCore.Strapi, id: string): Promise<ContentApiToken | null> {
  const found = await callService(
    strapi,
    'admin::api-token-content-api',
    'getById',
    /^\d+$/.test(id) ? Number(id) : id,
  );
  const parsed = contentApiToken.safeParse(found);
  return parsed.success ? parsed.data : null;
}

export async function touchToken(strapi: StrapiCore.Strapi, id: string | number, at: number): Promise<void> {
  await strapi.db.query('admin::api-token').update({ where: { id }, data: { lastUsedAt: new Date(at) } });
}

/** The user of an admin's access token whose session still lives. */
export async function findSessionUser(strapi: StrapiCore.Strapi, token: string): Promise<AdminUser | null> {
  const sessions = strapi.sessionManager('admin');
  const parsed = session.safeParse(sessions.validateAccessToken(token));
  if (!parsed.success || !(await sessions.isSessionActive(parsed.data.payload.sessionId))) return null;
  return findUser(strapi, parsed.data.payload.userId);
}

/** Null where there is none, or one who may not log in. */
export async function findUser(strapi: StrapiCore.Strapi, userId: string): Promise<AdminUser | null> {
  const found: unknown = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: /^\d+$/.test(userId) ? Number(userId) : userId }, populate: ['roles'] });
  const user = adminUser.safeParse(found);
  return user.success && user.data.isActive === true && user.data.blocked !== true ? user.data : null;
}

/** Which of the actions the roles of a user allow. */
export async function actionsOfUser(
  strapi: StrapiCore.Strapi,
  user: AdminUser,
  actions: readonly string[],
): Promise<readonly string[]> {
  if (user.roles.some((role) => role.code === superAdminCode)) return actions;
  const made = await callService(strapi, 'admin::permission', 'engine.generateUserAbility', user);
  return allowed(made, actions);
}

/** An API token of kind `admin` (it acts for a user, with a part of his rights). */
export async function findAdminToken(
  strapi: StrapiCore.Strapi,
  accessKey: string,
  actions: readonly string[],
): Promise<{ id: string | number; actions: readonly string[] } | null> {
  const answer = await callService(strapi, 'admin::api-token-admin', 'authenticateAdminToken', accessKey);
  const parsed = adminTokenAnswer.safeParse(answer);
  return parsed.success ? { id: parsed.data.credentials.id, actions: allowed(parsed.data.ability, actions) } : null;
}

const namedUsers = z.array(
  z.object({
    id: z.number(),
    firstname: z.string().nullish(),
    lastname: z.string().nullish(),
    email: z.string().nullish(),
  }),
);
const namedTokens = z.array(z.object({ id: z.number(), name: z.string() }));

/** First and last name, else the e-mail address; by id. */
export async function namesOfUsers(strapi: StrapiCore.Strapi, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const found: unknown = await strapi.db.query('admin::user').findMany({ where: { id: { $in: [...ids] } } });
  return new Map(
    namedUsers.parse(found).map(({ id, firstname, lastname, email }) => {
      const name = [firstname, lastname].filter(Boolean).join(' ');
      return [id, name === '' ? (email ?? '') : name];
    }),
  );
}

export async function namesOfTokens(strapi: StrapiCore.Strapi, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const found: unknown = await strapi.db.query('admin::api-token').findMany({ where: { id: { $in: [...ids] } } });
  return new Map(namedTokens.parse(found).map(({ id, name }) => [id, name]));
}

function allowed(made: unknown, actions: readonly string[]): readonly string[] {
  return hasCan(made) ? actions.filter((action) => made.can(action)) : [];
}

function hasCan(value: unknown): value is { can(action: string): boolean } {
  return typeof value === 'object' && value !== null && 'can' in value && typeof value.can === 'function';
}
