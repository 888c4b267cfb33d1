import { randomInt } from 'node:crypto';
import { RapportError } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';
import { actionOf } from '../auth/scopes';
import { callService } from '../auth/service';
import { demoSources, type DemoSource } from './call';

export const demoEmail = 'demo@rapport.example';

/** What a person needs to look around, and the sender to send. */
export type DemoAccess = {
  /** null: made by an earlier run, which has shown it. */
  readonly password: string | null;
  /** API token with all rights. */
  readonly token: string;
  readonly writeKeys: Readonly<Record<DemoSource, string>>;
  /** Epoch milliseconds: when the demo came into this database. The company's 90 days end here, in each later run too. */
  readonly since: number;
};

type CreateToken = (token: { readonly name: string; readonly scopes: readonly string[] }) => Promise<string>;

/**
 * Makes what is missing: the login, the token, the sources. What is there stays as it is.
 * @throws RapportError demo_not_empty: somebody else's sources are there, and it was not asked for (`beside`)
 */
export async function setUpDemo(
  strapi: StrapiCore.Strapi,
  createToken: CreateToken,
  options: { readonly newPassword: boolean; readonly beside: boolean },
): Promise<DemoAccess> {
  if (!options.beside) await expectNobodyElse(strapi);
  const password = await ensureLogin(strapi, options.newPassword);
  const token = await ensureToken(strapi, createToken);
  const web = await ensureSource(strapi, 'web');
  const shop = await ensureSource(strapi, 'shop');
  const mail = await ensureSource(strapi, 'mail');
  const helpdesk = await ensureSource(strapi, 'helpdesk');
  const writeKeys = { web: web.writeKey, shop: shop.writeKey, mail: mail.writeKey, helpdesk: helpdesk.writeKey };
  return { password, token, writeKeys, since: web.createdAt };
}

/** Hundreds of invented customers among real ones could never be told apart again. */
async function expectNobodyElse(strapi: StrapiCore.Strapi): Promise<void> {
  const sources = strapi.documents('api::source.source');
  const names = demoSources.map(({ name }) => name);
  if ((await sources.count({ filters: { name: { $in: names } } })) > 0) return;
  const others = await sources.count({ filters: { name: { $notIn: names } } });
  if (others === 0) return;
  throw new RapportError(
    'demo_not_empty',
    `${others} other sources are here. RAPPORT_DATA_DIR=.data-demo npm run demo takes another place; --beside puts it here all the same.`,
  );
}

const tokenName = 'Demo';
const tokenScopes = [
  'profile.read',
  'timeline.read',
  'pii.read',
  'profile.write',
  'event.write',
  'identity.write',
  'source.read',
  'source.write',
  'catalogue.read',
  'catalogue.write',
  'segment.read',
  'segment.write',
  'segment.publish',
  'situation.read',
  'situation.write',
  'suggestion.write',
  'script.read',
  'panel.use',
  'helpdesk.read',
  'helpdesk.write',
  'outreach.read',
  'outreach.write',
  'outreach.send',
  'channel.write',
] as const;
const tokenRow = z.object({ id: z.number(), accessKey: z.string().nullish() });
const regenerated = z.object({ accessKey: z.string() });

/** Strapi keeps the key encrypted, so the token of the first run can be shown again. */
async function ensureToken(strapi: StrapiCore.Strapi, createToken: CreateToken): Promise<string> {
  const service = 'admin::api-token-content-api';
  const found = await callService(strapi, service, 'getByName', tokenName, { includeDecryptedKey: true });
  if (found === null) return createToken({ name: tokenName, scopes: tokenScopes });
  const { id, accessKey } = tokenRow.parse(found);
  // An earlier version of the demo asked for less.
  await callService(strapi, service, 'update', id, { permissions: tokenScopes.map(actionOf) });
  return accessKey ?? regenerated.parse(await callService(strapi, service, 'regenerate', id)).accessKey;
}

const userRow = z.object({ id: z.number() });
const roleRow = z.object({ id: z.number() });

async function ensureLogin(strapi: StrapiCore.Strapi, newPassword: boolean): Promise<string | null> {
  const found: unknown = await strapi.db.query('admin::user').findOne({ where: { email: demoEmail } });
  if (found !== null && !newPassword) return null;
  const password = generatePassword();
  if (found !== null) {
    const { id } = userRow.parse(found);
    await callService(strapi, 'admin::user', 'updateById', id, { password, isActive: true });
  } else {
    const role = roleRow.parse(await callService(strapi, 'admin::role', 'getSuperAdmin'));
    await callService(strapi, 'admin::user', 'create', {
      email: demoEmail,
      firstname: 'Demo',
      lastname: 'Admin',
      password,
      isActive: true,
      registrationToken: null,
      roles: [role.id],
    });
  }
  return password;
}

const sourceRow = z.object({ writeKey: z.string(), createdAt: z.coerce.date() });

async function ensureSource(
  strapi: StrapiCore.Strapi,
  source: DemoSource,
): Promise<{ writeKey: string; createdAt: number }> {
  const { name, kind } = demoSources.find(({ key }) => key === source) ?? demoSources[0];
  const sources = strapi.documents('api::source.source');
  const existing: unknown = await sources.findFirst({ filters: { name }, sort: 'createdAt:asc' });
  const row = sourceRow.parse(existing ?? (await sources.create({ data: { name, kind } })));
  return { writeKey: row.writeKey, createdAt: row.createdAt.getTime() };
}

const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 20 characters, 115 bits; with one of each class that Strapi's form asks for. */
function generatePassword(): string {
  for (;;) {
    const password = Array.from({ length: 20 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}
