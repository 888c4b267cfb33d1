import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { build, startRapport, type RunningRapport } from '../support/rapport';
import { makeReachableFolder } from '../support/server';

jest.setTimeout(300_000);

/** A real Rapport with Strapi. What a second start brings is seen in auth.test.ts, which has a Strapi in process. */
let database: TestDatabase;
let folder: string;
let rapport: RunningRapport;
let url: string;
let token: string;

const registered = z.object({ data: z.object({ token: z.string() }) });
const localeList = z.array(z.object({ code: z.string() }));
const made = z.object({ data: z.object({ writeKey: z.string() }) });
const answer = z.object({ data: z.unknown(), errors: z.array(z.unknown()).optional() });
const who = { email: 'ada@rapport.example', password: 'Correct-Horse-7' };
const contentManager = '/content-manager/collection-types/plugin::empathy.script';

beforeAll(async () => {
  build();
  database = await createTestDatabase();
  folder = await makeReachableFolder('rapport-scripts-');
  rapport = startRapport({
    ...{ ROLE: 'web', SERVE_ADMIN: 'false', DATABASE_URL: database.url, RAPPORT_SCHEMA: database.schema },
    ...{ STRAPI_SCHEMA: `${database.schema}_strapi`, RAPPORT_DATA_DIR: path.join(folder, 'data') },
  });
  url = await rapport.ready;
  const admin = { ...who, firstname: 'Ada', lastname: 'Admin' };
  token = registered.parse(await (await ask('POST', '/admin/register-admin', admin)).json()).data.token;
});
afterAll(async () => {
  rapport.kill('SIGTERM');
  await rapport.exit;
  await database.pool.query(`drop schema if exists ${database.schema}_strapi cascade`);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function ask(method: string, address: string, body?: object): Promise<Response> {
  return fetch(`${url}${address}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function graphql(query: string, variables: object = {}): Promise<ReturnType<JSON['parse']>> {
  const given = answer.parse(await (await ask('POST', '/graphql', { query, variables })).json());
  expect(given.errors ?? []).toEqual([]);
  return given.data;
}

const listed = `query ($locale: String, $search: String) { scripts(locale: $locale, search: $search, first: 100) {
  edges { node { documentId key locale title opening body situations } } } }`;
const scripts = async (variables: object) =>
  (await graphql(listed, variables)).scripts.edges.map((edge: { node: unknown }) => edge.node);

test('ready scripts are there in three languages; an edit shows at once, and what cannot be said is refused', async () => {
  const locales = localeList.parse(await (await ask('GET', '/i18n/locales')).json());
  expect(locales.map((one) => one.code).sort()).toEqual(['de', 'en', 'zh-Hans']);
  const [english, chinese, german] = await Promise.all(['en', 'zh-Hans', 'de'].map((locale) => scripts({ locale })));
  expect(english.length).toBeGreaterThanOrEqual(33);
  expect(chinese).toHaveLength(english.length);
  expect(german.map((one: { key: string }) => one.key).sort()).toEqual(
    english.map((one: { key: string }) => one.key).sort(),
  );

  // Edited, published and deleted as an author does it: in the content manager.
  const late = german.find((one: { key: string }) => one.key === 'delivery-late');
  const other = english.find((one: { key: string }) => one.key === 'birthday');
  const address = `${contentManager}/${late.documentId}`;
  const body = '{{#sentence}}Bestellung {{situation.order}} kommt später.{{else}}Es dauert länger.{{/sentence}}';
  const published = await ask('POST', `${address}/actions/publish?locale=de`, {
    ...late,
    body,
    situations: 'delivery-late',
  });
  expect(published.status).toBe(200);
  expect((await ask('DELETE', `${contentManager}/${other.documentId}?locale=*`)).status).toBe(200);
  await eventually(async () => (await scripts({ locale: 'de', search: 'dauert länger' }))[0]?.body === body);
  await eventually(async () => (await scripts({ search: 'birthday' })).length === 0);

  // What could not be said is refused while it is written.
  const refused = await ask('PUT', `${address}?locale=de`, { body: 'Hallo {{#if' });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(await refused.json())).toMatch(/body, line 1/);

  expect(await scripts({ locale: 'en' })).toHaveLength(english.length - 1);
  const { rows } = await database.pool.query(
    `select document_id, locale, count(*)::int as count from ${database.schema}_strapi.empathy_scripts
     group by document_id, locale having count(*) <> 2`,
  );
  expect(rows).toEqual([]);
});

test('a preview has no hole, names what is missing, and the customer is offered what fits', async () => {
  const calls = [
    {
      type: 'identify',
      userId: 'kim',
      traits: { firstName: 'Kim', lastName: 'Lopez', religion: 'x', gender: 'female' },
    },
  ];
  const source = made.parse(
    await (
      await ask('POST', '/content-manager/collection-types/api::source.source', {
        name: 'Server',
        kind: 'server',
        enabled: true,
      })
    ).json(),
  );
  await ask('POST', '/v1/batch', { batch: calls, writeKey: source.data.writeKey });
  const { profile } = await graphql(`
    {
      profile(identifier: { kind: "user_id", value: "kim" }) {
        profileId
        greeting(channel: "email", locale: "de") {
          text
          why
        }
        scripts(channel: "web", locale: "zh-Hans") {
          text
          why
          score
          script {
            key
            locale
          }
        }
      }
    }
  `);
  expect(profile.greeting.text).toMatch(/^Guten (?:Morgen|Tag|Abend) Frau Lopez!\n\nVielen Dank für Ihre Nachricht\.$/);
  expect(profile.greeting.why).toMatch(/^Name: Frau Lopez; /);
  expect(profile.scripts[0]).toMatchObject({
    script: { key: 'promise-follow-up', locale: 'zh-Hans' },
    why: '适用于任何情境',
  });
  expect(profile.scripts[0].text).toMatch(/^Lopez女士，/);

  const preview = `query ($body: String!, $profileId: ID, $edge: String) {
    previewScript(body: $body, profileId: $profileId, edgeProfile: $edge, locale: "en") { text missing pieces faults } }`;
  const body = 'You pray at {{customer.religion}}. Your order {{situation.order}} is late. All is well.';
  const said = await graphql(preview, { body, profileId: profile.profileId });
  expect(said.previewScript.text).toMatch(/, Kim\. All is well\.$/);
  expect(said.previewScript).toMatchObject({ missing: ['customer.religion', 'situation.order'], faults: [] });
  const broken = await graphql(preview, { body: 'x {{nope 1}}', edge: 'nothing' });
  expect(broken.previewScript).toMatchObject({ text: null, faults: [{ field: 'body', line: 1 }] });
});
