import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { roleCodes, scopeRoles } from '../../src/auth/role-table';
import { startCommand } from '../support/command';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { build, startRapport, type RunningRapport } from '../support/rapport';
import { makeReachableFolder } from '../support/server';

jest.setTimeout(300_000);

/** Two real nodes with one database and the same secrets. */
let database: TestDatabase;
let folder: string;
let nodes: readonly [RunningRapport, RunningRapport];
let urls: readonly [string, string];
let token: string;
const password = 'Correct-Horse-7';

beforeAll(async () => {
  build();
  database = await createTestDatabase();
  folder = await makeReachableFolder('rapport-guarded-');
  const env = {
    DATABASE_URL: database.url,
    RAPPORT_SCHEMA: database.schema,
    STRAPI_SCHEMA: `${database.schema}_strapi`,
    RAPPORT_DATA_DIR: path.join(folder, 'data'),
    PROXY: 'true',
    GRAPHIQL: 'true',
  };
  const first = startRapport(env);
  await first.ready;
  nodes = [first, startRapport({ ...env, ROLE: 'web' })];
  urls = [await nodes[0].ready, await nodes[1].ready];
  const admin = { firstname: 'Ada', lastname: 'Admin', email: 'ada@rapport.example', password };
  token = registered.parse(await (await post(0, '/admin/register-admin', admin)).json()).data.token;
});
afterAll(async () => {
  for (const node of nodes) node.kill('SIGTERM');
  await Promise.all(nodes.map((node) => node.exit));
  await database.pool.query(`drop schema if exists ${database.schema}_strapi cascade`);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const registered = z.object({ data: z.object({ token: z.string() }) });

function post(node: 0 | 1, address: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${urls[node]}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const bearer = () => ({ authorization: `Bearer ${token}` });

describe('headers of every answer', () => {
  const data = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  test.each([
    ['/healthz', data],
    ['/readyz', data],
    ['/metrics', data],
    ['/v1/batch', data],
    ['/graphql', data],
    ['/privacy/export/nothing', data],
    ['/admin/information', expect.stringContaining("script-src 'self';")],
    ['/api/nothing', expect.stringContaining("script-src 'self';")],
  ])('%s', async (address, policy) => {
    const { headers } = await fetch(`${urls[0]}${address}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('GraphiQL may run its own scripts and no others; nobody may frame it', async () => {
    const { headers } = await fetch(`${urls[0]}/graphql`, { headers: { accept: 'text/html' } });
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self';.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toContain("script-src 'unsafe-inline'");
  });

  test('over https the browser is told to stay there', async () => {
    const { headers } = await fetch(`${urls[0]}/admin/information`, { headers: { 'x-forwarded-proto': 'https' } });
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });
});

describe('logins', () => {
  const login = (node: 0 | 1, email: string, word: string, address = '198.51.100.7') =>
    post(node, '/admin/login', { email, password: word }, { 'x-forwarded-for': address });

  test('five errors of one account are free, on whatever nodes; then it waits, longer each time, and says so', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++)
      statuses.push((await login(attempt % 2 === 0 ? 0 : 1, 'eve@rapport.example', 'wrong')).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400]);
    const refused = await login(1, 'Eve@Rapport.example', 'wrong', '203.0.113.9');
    expect(refused.status).toBe(429);
    const waitSeconds = Number(refused.headers.get('retry-after'));
    expect(waitSeconds).toBe(1);
    expect(await refused.json()).toMatchObject({ error: { details: { code: 'login_blocked', retryAfterSeconds: 1 } } });
    await sleep(1_100);
    expect((await login(0, 'eve@rapport.example', 'wrong')).status).toBe(400);
    expect(Number((await login(1, 'eve@rapport.example', 'wrong')).headers.get('retry-after'))).toBe(2);
  });

  test('another account is not held up; a right password forgets the errors', async () => {
    for (let attempt = 0; attempt < 4; attempt++) await login(0, 'ada@rapport.example', 'wrong', '192.0.2.1');
    expect((await login(1, 'ada@rapport.example', password, '192.0.2.1')).status).toBe(200);
    for (let attempt = 0; attempt < 4; attempt++) await login(0, 'ada@rapport.example', 'wrong', '192.0.2.1');
    expect((await login(0, 'ada@rapport.example', password, '192.0.2.1')).status).toBe(200);
  });

  test('a hundred guesses at once are a hundred: no more than the free ones get through', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        login(n % 2 === 0 ? 0 : 1, 'mallory@rapport.example', `w${n}`, `10.0.0.${n}`),
      ),
    );
    expect(answers.filter(({ status }) => status === 400).length).toBeLessThanOrEqual(6);
  });

  test('one address that tries many accounts waits, too; so does one that asks for many new passwords', async () => {
    const last = { status: 0 };
    for (let n = 0; n < 22; n++)
      last.status = (await login(n % 2 === 0 ? 0 : 1, `u${n}@x.example`, 'w', '203.0.113.77')).status;
    expect(last.status).toBe(429);
    const forgot = (n: number) =>
      post(
        n % 2 === 0 ? 0 : 1,
        '/admin/forgot-password',
        { email: 'ada@rapport.example' },
        { 'x-forwarded-for': '10.9.9.9' },
      );
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await forgot(n)).status);
    expect(statuses.at(-1)).toBe(429);
    const { rows } = await database.pool.query<{ row: string }>('select to_jsonb(l)::text as row from login_attempt l');
    expect(rows.map(({ row }) => row).join()).not.toMatch(/example|203\.0/);
  });
});

test('the ready roles are there, with the rights of the table, and what an admin changes stays', async () => {
  const list = async () =>
    z
      .object({ data: z.array(z.object({ id: z.number(), code: z.string(), name: z.string() })) })
      .parse(await (await fetch(`${urls[0]}/admin/roles`, { headers: bearer() })).json()).data;
  const ours = (await list()).filter(({ code }) => code.startsWith('rapport-'));
  expect(ours.map(({ code }) => code.replace('rapport-', '')).sort()).toEqual([...roleCodes].sort());
  for (const role of ours) {
    const answer = await fetch(`${urls[0]}/admin/roles/${role.id}/permissions`, { headers: bearer() });
    const { data } = z.object({ data: z.array(z.object({ action: z.string() })) }).parse(await answer.json());
    const scopes = data.map(({ action }) => action).filter((action) => action.startsWith('api::rapport.'));
    const wanted = Object.entries(scopeRoles)
      .filter(([, roles]) => roles.some((code) => `rapport-${code}` === role.code))
      .map(([scope]) => `api::rapport.${scope}`);
    expect(wanted).toEqual(expect.arrayContaining(scopes));
    expect(scopes.length).toBeGreaterThan(2);
  }
});

describe('the identity secret of a source', () => {
  const address = '/content-manager/collection-types/api::source.source';
  const secretText = 'a-secret-of-the-shop-0001';
  const stored = async () => {
    const { rows } = await database.pool.query<{ text: string }>(
      `select identity_secret as text from ${database.schema}_strapi.sources where identity_secret is not null order by id`,
    );
    return rows.map(({ text }) => text);
  };

  test('is sealed before it is stored, and never shown again', async () => {
    const made = await post(
      0,
      address,
      { name: 'Shop', kind: 'browser', enabled: true, identitySecret: secretText },
      bearer(),
    );
    const text = await made.text();
    expect(text).not.toContain(secretText);
    expect(await stored()).toEqual([expect.stringMatching(/^sealed:1:1:[\w-]+$/)]);
    const { rows } = await database.pool.query(
      `select action, details from audit where action = 'source.create' order by id desc limit 1`,
    );
    expect(JSON.stringify(rows)).toContain('identitySecret');
    expect(JSON.stringify(rows)).not.toContain(secretText);
  });

  test('goes under a new key while both nodes run; a proof made with it still counts on both', async () => {
    const before = await stored();
    const rotated = await startCommand(database, folder, ['secrets', 'rotate']).ended;
    expect(rotated).toMatchObject({ code: 0, output: 'Key 2 is in use; 1 secrets were stored again.\n' });
    expect(await stored()).toEqual([expect.stringMatching(/^sealed:1:2:/)]);
    expect(await stored()).not.toEqual(before);
    const file = z
      .object({ SEAL_KEYS: z.string() })
      .parse(JSON.parse(readFileSync(path.join(folder, 'data/secrets.json'), 'utf8')));
    expect(file.SEAL_KEYS).toMatch(/^2:[\w-]{43}$/);
    const { data } = z
      .object({
        data: z.object({
          sources: z.object({ edges: z.array(z.object({ node: z.object({ hasIdentitySecret: z.boolean() }) })) }),
        }),
      })
      .parse(
        await (
          await post(
            1,
            '/graphql',
            { query: '{ sources(first: 10) { edges { node { hasIdentitySecret } } } }' },
            bearer(),
          )
        ).json(),
      );
    expect(data.sources.edges.some(({ node }) => node.hasIdentitySecret)).toBe(true);
    // A node that seals now has read the new key from the file.
    await eventually(async () => {
      await post(
        1,
        address,
        { name: `Shop ${Math.random()}`, kind: 'browser', enabled: true, identitySecret: secretText },
        bearer(),
      );
      return (await stored()).at(-1)?.startsWith('sealed:1:2:') === true;
    });
  });
});
