import { createServer } from 'node:http';
import type { RapportPlugin } from '@rapport/sdk';
import { limits } from '@rapport/sdk';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestIngest } from '../support/ingest';
import { createTestPrivacy } from '../support/privacy';

let database: TestDatabase;
let clock = Date.parse('2026-11-20T12:00:00Z');
beforeAll(async () => {
  database = await createTestDatabase();
  const ingest = createTestIngest(database);
  await ingest.send({ ids: 'anonymous_id:device-anna', name: 'Product Viewed', properties: { sku: 'A-1' } });
  await ingest.send({
    ids: 'user_id:anna email:anna@example.com anonymous_id:device-anna',
    type: 'identify',
    name: '',
    traits: { name: '<script>alert(1)</script>', vip: true, address: { city: 'Köln', "o'": '"&' } },
  });
  await ingest.send(
    ...Array.from({ length: 1_200 }, (_, n) => ({ ids: 'user_id:anna', properties: { n, list: [{ a: n }, 'x'] } })),
  );
  await ingest.send({ ids: 'user_id:bob', type: 'identify', name: '', traits: { name: 'Bob Bold' } });
  await database.pool.query(
    `insert into rejected_event (source_id, received_at, code, message, body) values
     (1, '2026-11-02', 'event_type_invalid', '', '{"type":"trak","userId":"anna"}')`,
  );
  await database.pool.query(
    `insert into import_rejected (job_id, line, code, message, record) values
     (1, 3, 'time_invalid', 'The time is wrong.', '{"E-mail":"Anna@Example.com","when":"?"}'),
     (1, 4, 'time_invalid', 'The time is wrong.', '{"E-mail":"bob@example.com","note":"friend of anna@example.com"}')`,
  );
});
afterAll(() => database.drop());

const plugin: RapportPlugin = {
  name: 'loyalty',
  export: [
    {
      name: 'loyaltyPoints',
      label: { en: 'Loyalty points', 'zh-Hans': '积分' },
      async *rows(_core, person) {
        yield { points: person.leafIds.length };
      },
    },
  ],
};
const house = () =>
  createTestPrivacy(database, { now: () => clock, plugins: [plugin], core: () => Object.create(null) });

async function idOf(value: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select r.public_id as id from identifier i join profile p on p.id = i.profile_id join profile r on r.id = p.root_id
     where i.value = $1`,
    [value],
  );
  return rows[0]?.id ?? '';
}

async function exported(format: 'json' | 'html', language: 'en' | 'zh-Hans' = 'en'): Promise<string> {
  let text = '';
  for await (const piece of house().exportText(await idOf('anna'), { format, language }, 'cli')) text += piece;
  return text;
}

test('JSON holds everything, of all leaves, with where it came from', async () => {
  const person = JSON.parse(await exported('json'));
  expect(Object.keys(person)).toEqual(
    ['type', 'version', 'profileId', 'exportedAt', 'profiles', 'identifiers', 'traits', 'accounts', 'events'].concat([
      'conversations',
      'conversationNotes',
      'merges',
      'reviews',
      'rejectedEvents',
      'rejectedImportRows',
      'loyaltyPoints',
      'audit',
    ]),
  );
  expect(person.profileId).toBe(await idOf('anna'));
  expect(person.events).toHaveLength(1_202);
  expect(person.events[0]).toMatchObject({
    name: 'Product Viewed',
    type: 'track',
    source: 'test',
    properties: { sku: 'A-1' },
  });
  expect(person.identifiers.map(({ value }: { value: string }) => value)).toEqual([
    'device-anna',
    'anna@example.com',
    'anna',
  ]);
  expect(person.traits).toContainEqual(expect.objectContaining({ key: 'vip', value: true, source: 'test' }));
  expect(person.rejectedEvents).toEqual([{ messageId: null, body: { type: 'trak', userId: 'anna' } }]);
  expect(person.rejectedImportRows).toEqual([
    { row: { 'E-mail': 'Anna@Example.com', when: '?' }, message: 'The time is wrong.' },
  ]);
  expect(person.loyaltyPoints).toEqual([{ points: 1 }]);
  expect(person.audit.at(-1)).toMatchObject({ actor: 'cli', action: 'profile.export' });
  expect(JSON.stringify(person)).not.toContain('Bob');
});

test('of whoever she nearly became one with only her own part is hers: his identifiers are not', async () => {
  const ingest = createTestIngest(database);
  await ingest.send({ ids: 'user_id:carl email:anna@example.com? anonymous_id:carls-laptop' });
  const { reviews, profiles } = JSON.parse(await exported('json'));
  expect(reviews).toHaveLength(1);
  expect(reviews[0].value).toBe('anna@example.com');
  expect(reviews[0].evidence.identifiers).toEqual(
    expect.arrayContaining([
      ['user_id', '[another person]', 'verified'],
      ['email', 'anna@example.com', 'claimed'],
    ]),
  );
  expect(JSON.stringify(reviews)).not.toMatch(/carl/);
  // What a merge hides of a leaf's traits is kept, and so it is hers.
  expect(profiles.map(({ traits }: { traits: object }) => traits)).toContainEqual(
    expect.objectContaining({ vip: true }),
  );
});

test('the page is whole in itself, escaped, in the language of the reader', async () => {
  const page = await exported('html');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script|<img|<link|src=|@import|url\(/);
  expect(page).toContain('<dt>o&#39;</dt><dd>&quot;&amp;</dd>');
  expect(page).toMatch(/<h2 id="loyaltyPoints">Loyalty points<\/h2>/);
  expect(page.match(/<tr>/g)?.length).toBeGreaterThan(1_200);
  const chinese = await exported('html', 'zh-Hans');
  expect(chinese).toMatch(/<html lang="zh-Hans">[^]*<h1>您的个人数据<\/h1>[^]*<h2 id="events">事件<\/h2>/);
});

test('a link answers once, and not after its time; the download is recorded', async () => {
  const { mounts, exportLink } = { mounts: house().mounts, exportLink: house().exportLink.bind(house()) };
  const server = createServer((request, response) => void mounts[0]?.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const profileId = await idOf('anna');
  const link = await exportLink(profileId, { format: 'html', language: 'en' }, 'admin:7');
  const first = await fetch(base + link.path);
  expect(first.status).toBe(200);
  expect(first.headers.get('content-disposition')).toBe(`attachment; filename="customer-${profileId}.html"`);
  expect(await first.text()).toContain('</html>');
  const second = await fetch(base + link.path);
  expect(await second.json()).toMatchObject({ code: 'export_link_invalid' });
  const late = await exportLink(profileId, { format: 'json', language: 'en' }, 'admin:7');
  clock += limits.exportLinkMinutes * 60_000 + 1;
  expect((await fetch(base + late.path)).status).toBe(404);
  const { rows } = await database.pool.query(`select details from audit where actor = 'admin:7'`);
  expect(rows).toEqual([{ details: { format: 'html' } }]);
  server.closeAllConnections();
  server.close();
});

test('nobody is exported where nobody is', async () => {
  const nobody = house().exportLink('018f0000-0000-7000-8000-000000000000', { format: 'json', language: 'en' }, 'cli');
  await expect(nobody).rejects.toMatchObject({ code: 'profile_not_found' });
});
