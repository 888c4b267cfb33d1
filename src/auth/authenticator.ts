import type { IncomingMessage } from 'node:http';
import { RapportError } from '@rapport/sdk';
import type { Authenticator, Principal } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import { actionOf, scopesOfTokenType } from './scopes';
import {
  actionsOfUser,
  type AdminUser,
  type ContentApiToken,
  findAdminToken,
  findContentApiToken,
  findContentApiTokenById,
  findSessionUser,
  findUser,
  namesOfTokens,
  namesOfUsers,
  touchToken,
} from './strapi';

const cacheMilliseconds = 30_000;
/** Apart from each other, so that a flood of wrong tokens does not push the right ones out. */
const knownMax = 10_000;
const unknownMax = 1_000;
/** Strapi's tokens have 256 characters, its JWTs some hundred. */
const tokenCharactersMax = 4_096;
const hourMilliseconds = 3_600_000;
/** No token holds a space: whoever is looked up by actor meets no token in the cache. */
const actorMark = 'actor ';

type Entry = { readonly until: number; readonly principal: Promise<Principal | null> };

/**
 * Who asks, by `Authorization: Bearer`: an API token of Strapi's (its check costs four SELECTs) or an admin's access token,
 * remembered for 30 s.
 * @param scopes names of all declared scopes
 * @param now epoch milliseconds
 */
export function createAuthenticator(
  strapi: StrapiCore.Strapi,
  scopes: readonly string[],
  now: () => number,
): Authenticator {
  const known = new Map<string, Entry>();
  const unknown = new Map<string, Entry>();

  return {
    async names(actors) {
      const idsOf = (kind: string): number[] =>
        actors.filter((one) => one.startsWith(`${kind}:`)).map((one) => Number(one.slice(kind.length + 1)));
      const [users, tokens] = await Promise.all([
        namesOfUsers(strapi, idsOf('admin')),
        namesOfTokens(strapi, idsOf('token')),
      ]);
      return new Map([
        ...[...users].map(([id, name]): [string, string] => [`admin:${id}`, name]),
        ...[...tokens].map(([id, name]): [string, string] => [`token:${id}`, name]),
      ]);
    },
    async authenticate(request: IncomingMessage): Promise<Principal | null> {
      const token = bearerToken(request);
      return token === null ? null : lookUp(token, () => identify(strapi, token, scopes, now()));
    },
    byActor: (actor) => lookUp(`${actorMark}${actor}`, () => ofActor(strapi, actor, scopes, now())),
  };

  async function lookUp(key: string, ask: () => Promise<Principal | null>): Promise<Principal | null> {
    const entry = known.get(key) ?? unknown.get(key);
    if (entry !== undefined && entry.until > now()) return entry.principal;
    const principal = ask();
    // Requests that arrive together wait for one look-up.
    remember(known, knownMax, key, { until: now() + cacheMilliseconds, principal });
    try {
      const found = await principal;
      if (found === null) {
        known.delete(key);
        remember(unknown, unknownMax, key, { until: now() + cacheMilliseconds, principal });
      }
      return found;
    } catch (error) {
      known.delete(key);
      throw new RapportError('database_unavailable', undefined, { cause: error });
    }
  }
}

function bearerToken(request: IncomingMessage): string | null {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '' || rest.length > 0) return null;
  return token.length > tokenCharactersMax ? null : token;
}

function remember(cache: Map<string, Entry>, max: number, token: string, entry: Entry): void {
  cache.delete(token);
  cache.set(token, entry);
  const oldest = cache.keys().next();
  if (cache.size > max && oldest.done !== true) cache.delete(oldest.value);
}

async function identify(
  strapi: StrapiCore.Strapi,
  token: string,
  scopes: readonly string[],
  now: number,
): Promise<Principal | null> {
  // A JWT has dots, an API token has none.
  return token.includes('.') ? ofSession(strapi, token, scopes) : ofToken(strapi, token, scopes, now);
}

async function ofSession(
  strapi: StrapiCore.Strapi,
  token: string,
  scopes: readonly string[],
): Promise<Principal | null> {
  return ofUser(strapi, await findSessionUser(strapi, token), scopes);
}

async function ofUser(
  strapi: StrapiCore.Strapi,
  user: AdminUser | null,
  scopes: readonly string[],
): Promise<Principal | null> {
  if (user === null) return null;
  return principal(`admin:${user.id}`, scopes, await actionsOfUser(strapi, user, scopes.map(actionOf)));
}

async function ofToken(
  strapi: StrapiCore.Strapi,
  accessKey: string,
  scopes: readonly string[],
  now: number,
): Promise<Principal | null> {
  const token = await findContentApiToken(strapi, accessKey);
  if (token === null) {
    const adminToken = await findAdminToken(strapi, accessKey, scopes.map(actionOf));
    return adminToken === null ? null : principal(`token:${adminToken.id}`, scopes, adminToken.actions);
  }
  return ofContentApiToken(strapi, token, scopes, now);
}

/** Of tokens those of the content API only: one that acts for a user needs its key. */
async function ofActor(
  strapi: StrapiCore.Strapi,
  actor: string,
  scopes: readonly string[],
  now: number,
): Promise<Principal | null> {
  const [kind = '', id = ''] = actor.split(':');
  if (kind === 'admin') return ofUser(strapi, await findUser(strapi, id), scopes);
  const token = kind === 'token' ? await findContentApiTokenById(strapi, id) : null;
  return token === null ? null : ofContentApiToken(strapi, token, scopes, now);
}

async function ofContentApiToken(
  strapi: StrapiCore.Strapi,
  token: ContentApiToken,
  scopes: readonly string[],
  now: number,
): Promise<Principal | null> {
  const { expiresAt, lastUsedAt } = token;
  if (expiresAt !== null && expiresAt !== undefined && time(expiresAt) <= now) return null;
  if (lastUsedAt === null || lastUsedAt === undefined || now - time(lastUsedAt) > hourMilliseconds)
    await touchToken(strapi, token.id, now);
  const actions =
    token.type === 'custom' ? (token.permissions ?? []) : scopesOfTokenType(token.type, scopes).map(actionOf);
  return principal(`token:${token.id}`, scopes, actions);
}

/** A number of milliseconds comes as text from PostgreSQL's bigint. */
function time(value: string | number | Date): number {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Number(new Date(value));
}

function principal(actor: string, scopes: readonly string[], actions: readonly string[]): Principal {
  return { actor, scopes: new Set(scopes.filter((scope) => actions.includes(actionOf(scope)))) };
}
