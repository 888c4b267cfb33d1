import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '@rapport/sdk';
import pg from 'pg';
import { readyScripts } from '../../plugins/empathy/domain/words/ready';
import { installReady } from '../../plugins/empathy/server/install';
import { createPanelMount } from '../../plugins/empathy/server/panel';
import { scriptLibrary } from '../../plugins/empathy/server/scripts';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';
import { SegmentWorld } from '../support/segments-live';

const appDir = path.join(__dirname, '../..');
const webhookSecret = 'whsec-panel';
const baseUrl = 'https://chat.example.com';
const agentScopes = 'panel.use,profile.read,timeline.read,segment.read,pii.read';
const joe = { id: 501, name: 'Joe Carter', email: 'joe@example.org', identifier: 'user_8841' };
const hour = 3_600_000;
const englishScripts = readyScripts.map(({ words, ...script }) => ({
  ...script,
  ...words.en,
  ...{ documentId: script.key, locale: 'en' },
}));

let world: SegmentWorld;
let url: string;
let opened: number;
let webhook: string;
beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/panel.mjs'], { cwd: appDir, stdio: 'inherit' });
  world = await SegmentWorld.start();
  url = world.product.url;
  opened = Math.floor(world.now() / 1_000) - 600;
  const { data } = await world.product.graphql(
    `mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { webhookPath } }`,
    {
      input: {
        ...{ helpdesk: 'chatwoot', key: 'support', name: 'Support' },
        settings: { baseUrl: `${baseUrl}/`, accountId: 1, apiToken: 'agent-token', webhookSecret },
      },
    },
    ['helpdesk.write'],
  );
  webhook = `${url}${data.createHelpdesk.webhookPath}`;
  for (const body of conversation(88)) await deliver(body);
  await world.send(
    { ids: 'user_id:user_8841', name: 'Help Searched', properties: { query: 'parcel' } },
    {
      ids: 'user_id:user_8841',
      name: 'Order Completed',
      value: 129.9,
      properties: { order_id: 'A1', total: 129.9, currency: 'EUR', products: [{ name: 'Tent' }] },
    },
    {
      ids: 'user_id:user_8841',
      type: 'identify',
      name: '',
      traits: { renews_at: new Date(world.now() + 72 * hour).toISOString(), plan: 'gold' },
    },
  );
  await eventually(async () => (await world.house.helpdesks.list()).every((one) => one.waiting === 0));
  await world.settle();
});
afterAll(() => world.stop());

function conversation(id: number): JsonObject[] {
  const meta = { sender: joe, assignee: { id: 4, name: 'Tom' }, team: null };
  const base = {
    ...{ id, inbox_id: 3, channel: 'Channel::WebWidget', status: 'open', created_at: opened, updated_at: opened + 1 },
    ...{ contact_inbox: { contact_id: 501, source_id: 'abc' }, messages: [], labels: [], meta },
  };
  return [
    { ...base, event: 'conversation_created' },
    {
      ...{ event: 'message_created', id: id * 100, content_type: 'text', content_attributes: {}, private: false },
      ...{ message_type: 'incoming', content: 'My parcel is missing', sender: joe, conversation: base },
      created_at: new Date((opened + 5) * 1_000).toISOString(),
    },
  ];
}

let deliveries = 0;
async function deliver(body: JsonObject): Promise<void> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(world.now() / 1_000));
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${text}`).digest('hex');
  const headers = {
    ...{ 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${signature}` },
    'x-chatwoot-delivery': `p${++deliveries}`,
  };
  expect((await fetch(webhook, { method: 'POST', body: text, headers })).status).toBe(200);
}

type Sent = { readonly status: number; readonly body: ReturnType<JSON['parse']>; readonly cookie: string };
async function send(method: string, at: string, headers: Record<string, string>, body?: object): Promise<Sent> {
  const response = await fetch(at, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json(), cookie: response.headers.get('set-cookie') ?? '' };
}

async function linkFor(scopes = agentScopes, body: object = {}): Promise<Sent> {
  return send('POST', `${url}/panel/api/links`, { authorization: `Bearer ${scopes}` }, body);
}
const redeem = (code: string, headers: Record<string, string> = { origin: url }) =>
  send('POST', `${url}/panel/api/session`, headers, { code });
/** The cookie, as a browser sends it. */
async function signIn(scopes = agentScopes): Promise<string> {
  const { body } = await linkFor(scopes);
  const { cookie } = await redeem(body.code);
  return cookie.split(';')[0] ?? '';
}
const view = (query: string, cookie: string, at = url) => send('GET', `${at}/panel/api/view?${query}`, { cookie });

describe('the page', () => {
  test('only connected helpdesks may show it; nothing in it is inline or from elsewhere', async () => {
    const response = await fetch(`${url}/panel/?connection=support`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors 'self' ${baseUrl}`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-frame-options')).toBeNull();
    const html = await response.text();
    expect(html).toContain(`<meta name="frames" content="${baseUrl}">`);
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses).toHaveLength(2);
    for (const address of addresses) {
      expect(address).toMatch(/^\/panel\/assets\/[\w.-]+\?v=[0-9a-f]{12}$/);
      const asset = await fetch(`${url}${address}`);
      expect([asset.status, asset.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    }
    const signInPage = await fetch(`${url}/panel/sign-in`);
    expect(signInPage.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('all of it is under 60 KB', () => {
    const folder = path.join(appDir, 'plugins/empathy/lib/panel');
    const bytes = readdirSync(folder).map((name) => gzipSync(readFileSync(path.join(folder, name))).length);
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(60_000);
  });
});

describe('signing in', () => {
  test('a link signs in once, by a cookie for this frame; neither is kept as it is; another node knows the session', async () => {
    const { body: link } = await linkFor();
    expect(link.path).toBe(`/panel/#code=${link.code}`);
    const signedIn = await redeem(link.code);
    expect(signedIn).toMatchObject({ status: 200, body: { readsPersonal: true } });
    expect(signedIn.cookie).toMatch(
      /^rapport_panel=[\w-]{43}; Path=\/panel; Max-Age=43200; HttpOnly; Secure; SameSite=None; Partitioned$/,
    );
    expect(await redeem(link.code)).toMatchObject({ status: 404, body: { error: { code: 'panel_link_invalid' } } });
    const token = signedIn.cookie.slice('rapport_panel='.length).split(';')[0] ?? '';
    const { rows } = await world.database.pool.query(
      `select (select string_agg(row_to_json(l)::text, '') from panel_link l) as links,
        (select string_agg(row_to_json(s)::text, '') from panel_session s) as sessions`,
    );
    const kept = JSON.stringify(rows);
    for (const secret of [link.code, token]) {
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain(Buffer.from(secret).toString('hex'));
    }
    const other = await Product.start(world.database, undefined, world.now);
    const cookie = `rapport_panel=${token}`;
    try {
      other.people.set('admin:1', { actor: 'admin:1', scopes: new Set(agentScopes.split(',')) });
      const known = (await send('GET', `${other.url}/panel/api/session`, { cookie })).body;
      expect(known).toMatchObject({ session: { readsPersonal: true } });
    } finally {
      await other.stop();
    }
    expect((await send('DELETE', `${url}/panel/api/session`, { cookie, origin: url })).status).toBe(200);
    expect((await send('GET', `${url}/panel/api/session`, { cookie })).body).toEqual({ session: null });
    expect((await send('GET', `${url}/panel/api/view?profile=x`, { cookie })).status).toBe(401);
  });

  test('of many who come with the same link at once one gets in', async () => {
    const { body: link } = await linkFor();
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => redeem(link.code)))).map((one) => one.status);
    expect(statuses.sort()).toEqual([200, 404, 404, 404, 404, 404]);
  });

  test('whoever is blocked is out, and who loses the right', async () => {
    const cookie = await signIn();
    const { people } = world.product;
    people.set('admin:1', { actor: 'admin:1', scopes: new Set(['profile.read']) });
    expect(await view('contact=501&connection=support', cookie)).toMatchObject({ status: 403 });
    people.delete('admin:1');
    expect(await view('contact=501&connection=support', cookie)).toMatchObject({ status: 401 });
  });

  test('a link for somebody else takes a right of its own, and hands on no more than one has', async () => {
    world.product.people.set('admin:7', { actor: 'admin:7', scopes: new Set(['panel.use', 'pii.read']) });
    const forAnother = { agent: 'admin:7' };
    expect((await linkFor(agentScopes, forAnother)).status).toBe(403);
    expect((await linkFor('panel.use,panel.invite', forAnother)).status).toBe(403);
    expect((await linkFor('panel.use,panel.invite,pii.read', { agent: 'admin:8' })).status).toBe(400);
    const { body } = await linkFor('panel.use,panel.invite,pii.read', forAnother);
    const cookie = (await redeem(body.code)).cookie.split(';')[0] ?? '';
    expect(await view('contact=501&connection=support', cookie)).toMatchObject({
      ...{ status: 403, body: { error: { message: expect.stringContaining('profile.read') } } },
    });
  });

  test('what pages of other sites send is refused, whatever cookie comes with it', async () => {
    const cookie = await signIn();
    const { body: link } = await linkFor();
    const foreign = { origin: 'https://evil.example' };
    expect((await redeem(link.code, foreign)).body.error.code).toBe('origin_refused');
    expect((await redeem(link.code, {})).body.error.code).toBe('origin_refused');
    for (const headers of [foreign, { origin: url, 'sec-fetch-site': 'cross-site' }]) {
      const refused = await send('DELETE', `${url}/panel/api/session`, { ...headers, cookie });
      expect(refused).toMatchObject({ status: 403, body: { error: { code: 'origin_refused' } } });
    }
    const form = await fetch(`${url}/panel/api/session`, {
      ...{ method: 'POST', body: JSON.stringify({ code: link.code }) },
      headers: { origin: url, 'content-type': 'text/plain' },
    });
    expect(form.status).toBe(400);
    const still = (await send('GET', `${url}/panel/api/session`, { cookie })).body;
    expect(still).toMatchObject({ session: { readsPersonal: true } });
  });
});

describe('the view', () => {
  test('the conversation, the contact and the profile name the same customer, with his story', async () => {
    const cookie = await signIn();
    const byConversation = await view('connection=support&conversation=88&contact=999', cookie);
    const { body } = byConversation;
    expect(body).toMatchObject({
      state: 'known',
      who: { name: 'Joe Carter', email: 'joe@example.org', orders: 1, value: 129.9, currency: 'EUR' },
      conversation: { channel: 'web', status: 'open', handoffs: 0 },
      contacts: { total: 1, recent: 1 },
      orders: [{ id: 'A1', stage: 'placed', items: ['Tent'] }],
      renewals: [{ trait: 'renews_at', plan: 'gold', account: null }],
      ...{ situations: null, greeting: null, scripts: null },
    });
    expect(body.story.map((line: { name: string }) => line.name)).toEqual(
      expect.arrayContaining(['Help Searched', 'Order Completed', 'Live Chat Message Sent']),
    );
    const byContact = await view('connection=support&contact=501', cookie);
    const byProfile = await view(`profile=${body.profileId}`, cookie);
    for (const other of [byContact, byProfile]) expect(other.body.profileId).toBe(body.profileId);
    expect((await view('connection=support&contact=777', cookie)).body).toEqual({ state: 'no_match' });
    expect((await view('', cookie)).body).toEqual({ state: 'no_contact' });
    expect((await view('connection=support&contact=%00', cookie)).status).toBe(400);
    expect((await view('contact=501&connection=support', '')).status).toBe(401);
  });

  test('without pii.read nothing personal is in it; without timeline.read no story; every look is audited', async () => {
    const cookie = await signIn('panel.use,profile.read,timeline.read');
    const masked = JSON.stringify((await view('connection=support&contact=501', cookie)).body);
    expect(masked).not.toMatch(/Joe|Carter|joe@example|parcel is missing/);
    expect(masked).toContain('Order Completed');
    const { body } = await view('connection=support&contact=501', await signIn('panel.use,profile.read'));
    expect(body).toMatchObject({ story: null, orders: null, who: { segments: null } });
    await eventually(async () => {
      const { rows } = await world.database.pool.query<{ actions: string[] }>(
        'select array_agg(distinct action) as actions from audit',
      );
      return ['panel.read', 'createPanelLink', 'panelSignIn'].every((one) => rows[0]?.actions.includes(one));
    });
  });

  test('shows what the rest of the plugin suggests, finds scripts by words, and takes what became of a suggestion', async () => {
    const outcomes: string[] = [];
    const script = (title: string) => ({ id: title, title, text: `Dear ${title}`, why: '' });
    const mount = createPanelMount(world.house, {
      suggest: async (_core, { traits, facts, locale }) => ({
        greeting: {
          id: 'g1',
          text: `${locale}: Hello ${JSON.stringify(traits['name'])}`,
          why: `${[...facts.values()].flat().length}`,
        },
      }),
      scripts: async (_core, _subject, words) => ['late', 'broken'].filter((one) => one.includes(words)).map(script),
      outcome: async (_core, id, outcome, actor) => outcomes.push(`${actor} ${id} ${outcome}`) > 0 && id === 'g1',
    });
    const server = createServer((request, response) => void mount.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    const at = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
    try {
      const cookie = await signIn();
      const whom = 'connection=support&contact=501&locale=zh-Hans';
      const { body } = await view(whom, cookie, at);
      expect(body.greeting).toMatchObject({ text: 'zh-Hans: Hello "Joe Carter"' });
      expect(Number(body.greeting.why)).toBeGreaterThan(1);
      expect(body.actions).toBeNull();
      const found = await send('GET', `${at}/panel/api/scripts?${whom}&q=lat`, { cookie });
      expect(found.body).toEqual({ scripts: [script('late')] });
      const tell = (id: string, body: object, origin = at) =>
        send('POST', `${at}/panel/api/suggestions/${id}`, { cookie, origin }, body);
      expect((await tell('g1', { outcome: 'used' })).status).toBe(200);
      expect((await tell('g2', { outcome: 'dismissed' })).status).toBe(404);
      expect((await tell('g1', { outcome: 'liked' })).status).toBe(400);
      expect((await tell('g1', { outcome: 'used' }, 'https://evil.example')).status).toBe(403);
      expect(outcomes).toEqual(['admin:1 g1 used', 'admin:1 g2 dismissed']);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('what really happened leads to a situation with its evidence, words and an action; what is done is counted', async () => {
    await installReady(world.product.house);
    await world.settle();
    scriptLibrary.connect({ read: async () => englishScripts, fingerprint: async () => '1' });
    try {
      const handOver = (agent_name: string) => ({
        ...{ ids: 'user_id:user_8841', name: 'Conversation Handed Over' },
        properties: { conversation_id: 'c1', agent_name },
      });
      await world.send(handOver('Theo'), handOver('Mara'));
      await world.settle();
      const all = `${agentScopes},situation.read,script.read`;
      const cookie = await signIn(all);
      const whom = 'connection=support&conversation=88';
      const { body } = await view(whom, cookie);
      const [situation] = body.situations;
      expect(situation).toMatchObject({ key: 'handed-over-twice', evidence: expect.stringContaining('Mara, Theo') });
      expect(body.greeting.text).toContain('Joe');
      expect(body.greeting.why).toContain(situation.evidence);
      expect(body.actions[0].why).toContain(situation.evidence);
      expect(body.scripts[0].why).toContain(situation.evidence);
      expect(body.summary.asked).toMatchObject([{ text: 'My parcel is missing' }]);
      expect(body.frustration.lines).toContainEqual({ label: 'Hand-overs', points: 28 });
      expect((await view(`${whom}&locale=zh-Hans`, cookie)).body.frustration.lines[0].label).toBe('会话转接');
      // Without the right to read situations nothing tells of them.
      expect(JSON.stringify((await view(whom, await signIn())).body)).not.toContain('Mara, Theo');

      const again = await signIn(all);
      expect((await view(whom, again)).body.actions).toEqual(body.actions);
      const [action] = body.actions;
      const tell = (headers: Record<string, string>) =>
        send('POST', `${url}/panel/api/suggestions/${action.id}`, { origin: url, ...headers }, { outcome: 'used' });
      expect((await tell({ cookie: again })).status).toBe(200);
      const { body: done } = await view(whom, again);
      expect(done.actions.map((one: { id: string }) => one.id)).not.toContain(action.id);
      const { data } = await world.product.graphql(
        '{ suggestionFigures(kind: ACTION) { edges { node { item offered used } } } }',
        {},
        ['situation.read'],
      );
      const figures: { item: string; offered: number; used: number }[] = data.suggestionFigures.edges.map(
        (edge: { node: object }) => edge.node,
      );
      // Four looks, one offer.
      expect(figures.filter(({ used }) => used > 0)).toEqual([{ item: expect.any(String), offered: 1, used: 1 }]);
    } finally {
      scriptLibrary.connect(null);
    }
  });

  test('takes a constant number of statements, however long the story is', async () => {
    const quiet = await Product.start(world.database, undefined, world.now);
    quiet.people.set('admin:1', { actor: 'admin:1', scopes: new Set(agentScopes.split(',')) });
    const cookie = await signIn();
    const spy = jest.spyOn(pg.Client.prototype, 'query');
    const count = async (): Promise<string[]> => {
      await view('connection=support&contact=501', cookie, quiet.url);
      spy.mockClear();
      await view('connection=support&contact=501', cookie, quiet.url);
      return spy.mock.calls
        .flatMap(([given]: readonly unknown[]) =>
          typeof given === 'object' && given !== null ? [String(Reflect.get(given, 'name') ?? '')] : [],
        )
        .filter((name) => name.startsWith('read_') || name.startsWith('panel-') || name.includes('memberships'))
        .sort();
    };
    try {
      const before = await count();
      expect(before.length).toBeLessThanOrEqual(10);
      await world.send(
        ...Array.from({ length: 60 }, (_, index) => ({
          ids: 'user_id:user_8841',
          name: 'Help Searched',
          properties: { query: `q${index}` },
        })),
      );
      expect(await count()).toEqual(before);
    } finally {
      spy.mockRestore();
      await quiet.stop();
    }
  });

  test('a page that is open hears of changes, until it is signed out', async () => {
    const cookie = await signIn();
    const { body } = await view('connection=support&contact=501', cookie);
    const stop = new AbortController();
    const response = await fetch(`${url}/panel/api/live?profile=${body.profileId}`, {
      headers: { cookie },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let heard = '';
    const reading = (async () => {
      for await (const part of response.body ?? []) heard += Buffer.from(part).toString('utf8');
    })().catch(() => undefined);
    for (const told of conversation(89)) await deliver(told);
    await eventually(async () => heard.includes(body.profileId));
    stop.abort();
    await reading;
    expect((await send('GET', `${url}/panel/api/live?profile=${body.profileId}`, {})).status).toBe(401);
  });
});
