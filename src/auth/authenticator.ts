import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Authenticator, Principal, Scope } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';
import { actionOf, scopeOf } from './scopes';

/** How long an answer is believed: a token that was taken away works on for so long at the most. */
const cacheMilliseconds = 30_000;
const cachedMax = 10_000;
/** Longer ones are nobody's: Strapi's tokens have 256 characters, its sessions fewer than 1,000. */
const tokenCharsMax = 4_096;

const tokenRow = z.object({
  id: z.number(),
  kind: z.string().nullish(),
  type: z.string().nullish(),
  expiresAt: z.coerce.date().nullish(),
  permissions: z.array(z.object({ action: z.string() })).nullish(),
});
const userRow = z.object({ id: z.number(), isActive: z.boolean().nullable(), blocked: z.boolean().nullish() });
const permissionRows = z.array(z.object({ action: z.string() }));

/**
 * Who asks: a Strapi API token (its custom permissions; a full-access token holds all scopes, a read-only one those that read,
 * but not pii.read) or an admin session (the scopes of the admin's roles). Answers are kept for 30 s: Strapi's own check costs
 * four statements a request.
 */
export function createAuthenticator(
  strapi: StrapiCore.Strapi,
  scopes: readonly Scope[],
  now: () => number,
): Authenticator {
  const salt = z.string().parse(strapi.config.get('admin.apiToken.salt'));
  const cache = new Map<string, { readonly principal: Principal | null; readonly until: number }>();

  async function look(token: string): Promise<Principal | null> {
    return (await fromApiToken(strapi, scopes, salt, token, now())) ?? (await fromSession(strapi, scopes, token));
  }

  return {
    async authenticate(request) {
      const token = bearer(request);
      if (token === null) return null;
      const key = createHash('sha256').update(token).digest('base64');
      const cached = cache.get(key);
      if (cached !== undefined && cached.until > now()) return cached.principal;
      const principal = await look(token);
      cache.delete(key);
      cache.set(key, { principal, until: now() + cacheMilliseconds });
      // The oldest goes first: a flood of made-up tokens costs look-ups, not memory.
      const [oldest] = cache.keys();
      if (cache.size > cachedMax && oldest !== undefined) cache.delete(oldest);
      return principal;
    },
  };
}

function bearer(request: IncomingMessage): string | null {
  const match = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  const token = match?.[1];
  return token === undefined || token.length > tokenCharsMax ? null : token;
}

async function fromApiToken(
  strapi: StrapiCore.Strapi,
  scopes: readonly Scope[],
  salt: string,
  token: string,
  at: number,
): Promise<Principal | null> {
  const accessKey = createHmac('sha512', salt).update(token).digest('hex');
  const found: unknown = await strapi.db
    .query('admin::api-token')
    .findOne({ where: { accessKey }, populate: ['permissions'] });
  if (found === null) return null;
  const row = tokenRow.parse(found);
  if (row.kind === 'admin') return null;
  if (row.expiresAt instanceof Date && row.expiresAt.getTime() <= at) return null;
  return { actor: `token:${row.id}`, scopes: new Set(tokenScopes(row, scopes)) };
}

function tokenScopes(row: z.infer<typeof tokenRow>, scopes: readonly Scope[]): string[] {
  const names = scopes.map((scope) => scope.name);
  switch (row.type) {
    case 'full-access':
      return names;
    case 'read-only':
      return names.filter((name) => name.endsWith('.read') && name !== 'pii.read');
    default:
      return (row.permissions ?? []).flatMap(({ action }) => scopeOf(action) ?? []);
  }
}

async function fromSession(
  strapi: StrapiCore.Strapi,
  scopes: readonly Scope[],
  token: string,
): Promise<Principal | null> {
  if (token.split('.').length !== 3) return null;
  const session = strapi.sessionManager('admin');
  const checked = session.validateAccessToken(token);
  if (!checked.isValid || !(await session.isSessionActive(checked.payload.sessionId))) return null;
  const id = Number(checked.payload.userId);
  const found: unknown = await strapi.db.query('admin::user').findOne({ where: { id } });
  if (found === null) return null;
  const user = userRow.parse(found);
  if (user.isActive !== true || user.blocked === true) return null;
  // A super admin's role holds every registered action.
  const rows: unknown = await strapi.db.query('admin::permission').findMany({
    where: { role: { users: { id } }, action: { $in: scopes.map((scope) => actionOf(scope.name)) } },
  });
  const granted = permissionRows.parse(rows).flatMap(({ action }) => scopeOf(action) ?? []);
  return { actor: `admin:${user.id}`, scopes: new Set(granted) };
}
