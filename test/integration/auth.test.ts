import { mkdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Scope } from '@rapport/sdk';
import { createStrapi } from '@strapi/strapi';
import type { Core as StrapiCore } from '@strapi/strapi';
import { wordLocales } from '@rapport/sdk/words';
import { readyScripts } from '../../plugins/empathy/domain/words/ready';
import { installWords } from '../../plugins/empathy/server/strapi/install';
import { scriptUid } from '../../plugins/empathy/server/strapi/script-type';
import { createAuthenticator } from '../../src/auth/authenticator';
import { actionOf, registerScopes } from '../../src/auth/scopes';
import { createToken } from '../../src/auth/tokens';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

// Strapi alone, with our scopes: the house, which src/index.ts builds around it, has its own suites.
jest.mock('../../dist/src/index.js', () => ({ __esModule: true, default: {} }), { virtual: true });

const names = ['profile.read', 'timeline.read', 'pii.read', 'profile.write'];
const scopes: Scope[] = names.map((name) => ({ name, label: { en: name, 'zh-Hans': name } }));

let database: TestDatabase;
let strapi: StrapiCore.Strapi;
let now = Date.now();

beforeAll(async () => {
  database = await createTestDatabase();
  const strapiSchema = `${database.schema}_strapi`;
  await database.pool.query(`create schema ${strapiSchema}`);
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    STRAPI_SCHEMA: strapiSchema,
    APP_KEYS: 'a,b',
    ADMIN_JWT_SECRET: 'a',
    API_TOKEN_SALT: 'b',
    TRANSFER_TOKEN_SALT: 'c',
    ENCRYPTION_KEY: '0123456789abcdef0123456789abcdef',
    SERVE_ADMIN: 'false',
    STRAPI_TELEMETRY_DISABLED: 'true',
  });
  const appDir = path.join(__dirname, '../..');
  // Strapi refuses to start without it.
  mkdirSync(path.join(appDir, 'public/uploads'), { recursive: true });
  strapi = createStrapi({ appDir, distDir: path.join(appDir, 'dist'), serveAdminPanel: false });
  strapi.log.level = 'error';
  await strapi.register();
  await registerScopes(strapi, scopes);
  await strapi.bootstrap();
}, 120_000);
afterAll(async () => {
  await strapi.destroy();
  await database.pool.query(`drop schema ${database.schema}_strapi cascade`);
  await database.drop();
});

const ask = (token: string | undefined, authenticator = createAuthenticator(strapi, names, () => now)) =>
  authenticator.authenticate(requestWith(token === undefined ? undefined : `Bearer ${token}`));
const held = async (token: string) => [...((await ask(token))?.scopes ?? [])];

function requestWith(authorization: string | undefined): IncomingMessage {
  const request: unknown = { headers: { authorization } };
  if (!isRequest(request)) throw new Error('not a request');
  return request;
}
function isRequest(value: unknown): value is IncomingMessage {
  return typeof value === 'object' && value !== null && 'headers' in value;
}

async function adminWithRole(roleId: number, email: string): Promise<string> {
  const user = await strapi.service('admin::user')?.['create']({
    email,
    firstname: 'A',
    lastname: 'B',
    password: 'Secret-1234',
    registrationToken: null,
    isActive: true,
    roles: [roleId],
  });
  const sessions = strapi.sessionManager('admin');
  const { token } = await sessions.generateRefreshToken(String(user.id), 'device', { type: 'session' });
  const access = await sessions.generateAccessToken(token);
  if (!('token' in access)) throw new Error('no access token');
  return access.token;
}

describe('API tokens', () => {
  test('one made for scopes holds them and no other', async () => {
    const { accessKey, id } = await createToken(strapi, names, { name: 'ci', scopes: ['profile.read', 'pii.read'] });
    const principal = await ask(accessKey);
    expect(principal?.actor).toBe(`token:${id}`);
    expect([...(principal?.scopes ?? [])]).toEqual(['profile.read', 'pii.read']);
  });

  test('a scope that nobody declared, and a name that is taken', async () => {
    await expect(createToken(strapi, names, { name: 'x', scopes: ['everything.write'] })).rejects.toMatchObject({
      code: 'bad_input',
    });
    await createToken(strapi, names, { name: 'twice', scopes: [] });
    await expect(createToken(strapi, names, { name: 'twice', scopes: [] })).rejects.toMatchObject({
      code: 'bad_input',
    });
  });

  test("Strapi's own types: full access holds all, read-only what reads and is not personal", async () => {
    const make = (type: string) =>
      strapi
        .service('admin::api-token-content-api')
        ?.['create']({ name: type, description: '', kind: 'content-api', type, lifespan: null });
    expect(await held((await make('full-access')).accessKey)).toEqual(names);
    expect(await held((await make('read-only')).accessKey)).toEqual(['profile.read', 'timeline.read']);
  });

  test('the scopes can be ticked in the admin', () => {
    expect(strapi.contentAPI.permissions.getActionsMap()['api::rapport']).toEqual({
      controllers: { profile: ['read', 'write'], timeline: ['read'], pii: ['read'] },
    });
    expect(strapi.service('admin::permission')?.['actionProvider'].get(actionOf('pii.read'))).toMatchObject({
      category: 'Rapport',
    });
  });

  test('no token, a wrong one, an expired one: nobody', async () => {
    expect(await ask(undefined)).toBeNull();
    expect(await ask('x'.repeat(256))).toBeNull();
    expect(await ask('a.b.c')).toBeNull();
    const { accessKey, id } = await createToken(strapi, names, { name: 'old', scopes: ['profile.read'] });
    await strapi.db.query('admin::api-token').update({ where: { id }, data: { expiresAt: new Date(now - 1000) } });
    expect(await ask(accessKey)).toBeNull();
  });

  test('remembered for 30 s, no longer', async () => {
    const authenticator = createAuthenticator(strapi, names, () => now);
    const { accessKey, id } = await createToken(strapi, names, { name: 'short', scopes: ['profile.read'] });
    expect(await ask(accessKey, authenticator)).not.toBeNull();
    await strapi.service('admin::api-token-content-api')?.['revoke'](id);
    now += 29_000;
    expect(await ask(accessKey, authenticator)).not.toBeNull();
    now += 2_000;
    expect(await ask(accessKey, authenticator)).toBeNull();
  });

  test('a first use is written down', async () => {
    const { accessKey, id } = await createToken(strapi, names, { name: 'used', scopes: [] });
    await ask(accessKey);
    expect((await strapi.db.query('admin::api-token').findOne({ where: { id } }))?.['lastUsedAt']).not.toBeNull();
  });
});

describe('admin sessions', () => {
  test('a super admin holds all', async () => {
    const role = await strapi.service('admin::role')?.['getSuperAdmin']();
    const token = await adminWithRole(role.id, 'super@example.com');
    const principal = await ask(token);
    expect(principal?.actor).toMatch(/^admin:\d+$/);
    expect([...(principal?.scopes ?? [])]).toEqual(names);
  });

  test('a role holds what it was given, also after the next start', async () => {
    const role = await strapi.service('admin::role')?.['create']({ name: 'Agent', description: '' });
    await strapi
      .service('admin::role')
      ?.['assignPermissions'](role.id, [
        { action: actionOf('profile.read'), subject: null, properties: {}, conditions: [] },
      ]);
    await strapi.service('admin::permission')?.['cleanPermissionsInDatabase']();
    const token = await adminWithRole(role.id, 'agent@example.com');
    expect(await held(token)).toEqual(['profile.read']);
  });

  test('an ended session, a blocked user: nobody', async () => {
    const role = await strapi.service('admin::role')?.['getSuperAdmin']();
    const token = await adminWithRole(role.id, 'gone@example.com');
    await strapi.db.query('admin::user').update({ where: { email: 'gone@example.com' }, data: { isActive: false } });
    expect(await ask(token)).toBeNull();
  });
});

describe('ready scripts', () => {
  const scripts = () => strapi.db.query(scriptUid);
  const rowsOf = (key: string) => scripts().findMany({ where: { key } });

  test('are there in each language, as a draft and published; a second start brings none of them again', async () => {
    expect(await scripts().count()).toBe(readyScripts.length * wordLocales.length * 2);
    await scripts().deleteMany({ where: { key: 'birthday' } });
    await scripts().updateMany({ where: { key: 'delivery-late' }, data: { body: 'Ours.' } });
    const left = await scripts().count();
    await installWords(strapi);
    expect(await scripts().count()).toBe(left);
    for (const { body } of await rowsOf('delivery-late')) expect(body).toBe('Ours.');
  });

  test('a later version brings what is new, and nothing where somebody has the key', async () => {
    const known = readyScripts.map(({ key }) => key).filter((key) => key !== 'birthday' && key !== 'delivery-late');
    const value = { locales: [...wordLocales], scripts: known };
    await strapi.store({ type: 'plugin', name: 'empathy', key: 'brought' }).set({ value });
    await installWords(strapi);
    expect(await rowsOf('birthday')).toHaveLength(wordLocales.length * 2);
    for (const { body } of await rowsOf('delivery-late')) expect(body).toBe('Ours.');
    expect(await rowsOf('delivery-late')).toHaveLength(wordLocales.length * 2);
  });
});
