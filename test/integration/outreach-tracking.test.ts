import channelEmail from '../../plugins/channel-email/server';
import outreach from '../../plugins/outreach/server';
import { eventually } from '../support/eventually';
import { SegmentWorld } from '../support/segments-live';
import { SmtpSink } from '../support/smtp-sink';

/** What people do with messages: over the real door, a real mail server, and the pages to which messages lead. */
const scopes = [
  ...['outreach.read', 'outreach.write', 'outreach.send', 'channel.write', 'profile.read', 'pii.read'],
  ...['consent.write', 'timeline.read'],
];
const serverKey = 'SERVERKEY';
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
/** Longer than it takes until what comes by links is judged. */
const settled = 15_000;
const minute = 60_000;
const day = 24 * 60 * minute;

let world: SegmentWorld;
let sink: SmtpSink;

async function ask(query: string, variables: object = {}) {
  const { data, codes } = await world.product.graphql(query, variables, scopes);
  expect([query, codes]).toEqual([query, []]);
  return data;
}

async function change(name: string, input: object, wanted = 'clientMutationId') {
  const known: Readonly<Record<string, string>> = {
    ...{ publishTemplate: 'TemplateInput', publishJourney: 'JourneyInput', suppress: 'AddressInput' },
  };
  const type = known[name] ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  return (await ask(`mutation ($input: ${type}!) { ${name}(input: $input) { ${wanted} } }`, { input }))[name];
}

async function template(
  key: string,
  content: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  await change('createTemplate', { key, name: `Text ${key}`, medium: 'email', defaultLocale: 'en', content });
  await change('publishTemplate', { key });
}

const mjml = (body: string): string =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;

beforeAll(async () => {
  sink = await SmtpSink.start();
  world = await SegmentWorld.start(1, [outreach, channelEmail], serverKey);
  await change('changeOutreachSettings', {
    ...{ sandbox: false, publicUrl: world.product.url },
    policy: { quietHours: [], caps: [] },
  });
  await change('createChannel', {
    ...{ key: 'shop', channel: 'smtp', name: 'Shop' },
    settings: {
      ...{ host: '127.0.0.1', port: sink.port, security: 'none' },
      ...{ fromName: 'Shop', fromAddress: 'hello@shop.example' },
    },
  });
  const topic = (key: string, more: object): Promise<unknown> =>
    change('createTopic', { key, name: { en: `About ${key}`, 'zh-Hans': `关于 ${key}` }, kind: 'MARKETING', ...more });
  await topic('offers', {
    ...{ basis: 'OPT_OUT', isTracked: true, position: 1 },
    description: { en: 'Twice a month', 'zh-Hans': '每月两次' },
  });
  await topic('quiet', { basis: 'OPT_OUT', position: 2 });
  await topic('news', { basis: 'DOUBLE_OPT_IN', position: 3 });
  await topic('old', { basis: 'OPT_OUT', position: 4 });
  await change('changeTopic', { key: 'old', isArchived: true });
  const links = [1, 2, 3].map((n) => `<a href="https://shop.example/${n}?a=1&amp;b=2">Offer ${n}</a>`).join(' ');
  const offer = {
    subject: 'Offer for {{traits.first_name}}',
    html: mjml(
      `<mj-text>${links} <a href="{{unsubscribe_url}}">out</a> <a href="{{preferences_url}}">choose</a> <a href="mailto:a@shop.example">mail</a></mj-text>`,
    ),
    text: 'See https://shop.example/1?a=1&b=2. {{preferences_url}}',
  };
  await template('offer', { en: offer });
  await template('offer-b', { en: { ...offer, subject: 'B for {{traits.first_name}}' } });
  await template('nps', {
    en: {
      subject: 'A question',
      html: mjml('<mj-text>{{survey "nps"}}</mj-text>'),
      text: '{{survey "nps"}} {{unsubscribe_url}}',
    },
  });
}, 60_000);
afterAll(async () => {
  await world.stop();
  await sink.stop();
});

function people(ids: readonly string[], more: object = {}): Promise<void> {
  return world.send(
    ...ids.map((id) => ({
      ...{ type: 'identify' as const, ids: `user_id:${id} email:${id}@example.org` },
      traits: { first_name: id, email: `${id}@example.org`, ...more },
    })),
  );
}
const person = (id: string): Promise<void> => people([id]);

let messageCounter = 0;

/** One mail to somebody, as it arrived. */
async function mailTo(id: string, templateKey: string, topic = 'offers'): Promise<string> {
  const before = mailsTo(`${id}@example.org`).length;
  const { profileId } = await profileOf(`${id}@example.org`);
  const message = { profileId, channel: 'email', topic, template: templateKey, data: {} };
  await change('sendMessage', { ...message, idempotencyKey: `m${++messageCounter}` });
  await eventually(() => mailsTo(`${id}@example.org`).length > before);
  await eventually(async () => (await profileOf(`${id}@example.org`)).messages[0]?.handedAt !== null);
  return mailsTo(`${id}@example.org`).at(-1) ?? '';
}

/** Decoded: quoted-printable of UTF-8. */
function mailsTo(address: string): string[] {
  return sink.taken
    .filter(({ to }) => to.includes(address))
    .map(({ raw }) =>
      Buffer.from(
        raw
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8'),
    );
}

type Sent = {
  state: string;
  reasons: string[];
  handedAt: string | null;
  openedAt: string | null;
  clickedAt: string | null;
};

async function profileOf(address: string): Promise<{
  profileId: string;
  messages: Sent[];
  timeline: { name: string; properties: Record<string, unknown> }[];
  consents: Readonly<Record<string, string>>;
  proofs: string[];
}> {
  const { profile } = await ask(
    `query ($value: String!) { profile(identifier: { kind: "email", value: $value }) { profileId
      messages(first: 20) { edges { node { state reasons handedAt openedAt clickedAt } } }
      timeline(first: 50) { edges { node { name properties } } }
      consents { edges { node { consent topic { key } entries { proof evidence } } } } } }`,
    { value: address },
  );
  const nodes = (connection: { edges: { node: object }[] }): ReturnType<JSON['parse']>[] =>
    connection.edges.map(({ node }) => node);
  const consents = nodes(profile.consents);
  return {
    ...{ profileId: profile.profileId, messages: nodes(profile.messages), timeline: nodes(profile.timeline) },
    consents: Object.fromEntries(consents.map(({ consent, topic }) => [topic.key, consent])),
    proofs: consents.flatMap(({ entries }) => entries.map(({ proof }: { proof: string }) => proof)),
  };
}

const named = async (address: string, name: string) =>
  (await profileOf(address)).timeline.filter((one) => one.name === name);

function linksIn(mail: string): string[] {
  return [...mail.matchAll(/<a\s[^>]*?href="([^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
}

const open = (url: string, more: RequestInit & { agent?: string } = {}): Promise<Response> =>
  fetch(url, { redirect: 'manual', ...more, headers: { 'user-agent': more.agent ?? browser, ...more.headers } });
const post = (url: string, fields: readonly (readonly [string, string])[], language = 'en'): Promise<Response> => {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  return fetch(url, { method: 'POST', headers: { 'accept-language': language }, body });
};

describe('links of a topic that is tracked', () => {
  let mail: string;
  let tracked: string[];

  beforeAll(async () => {
    await person('ada');
    mail = await mailTo('ada', 'offer');
    tracked = linksIn(mail).filter((url) => url.includes('/l/'));
  });

  test('lead where they led, by us; those of consent and of mail stay, and so do others’ topics', async () => {
    expect(tracked).toHaveLength(3);
    expect(linksIn(mail).filter((url) => !url.includes('/l/'))).toEqual([
      expect.stringContaining('/unsubscribe/'),
      expect.stringContaining('/preferences/'),
      'mailto:a@shop.example',
    ]);
    // The same link in the part of plain text is the same link.
    expect(mail).toContain(`See ${tracked[0]}. ${world.product.url}/preferences/`);
    for (const [index, url] of tracked.entries()) {
      const answer = await open(url, { method: 'HEAD' });
      expect([answer.status, answer.headers.get('location')]).toEqual([
        302,
        `https://shop.example/${index + 1}?a=1&b=2`,
      ]);
    }
    expect(await reports('ada')).toEqual([]);
    expect(linksIn(await mailTo('ada', 'offer', 'quiet')).some((url) => url.includes('/l/'))).toBe(false);
  });

  test('lead nowhere else: neither another target, nor one of another message', async () => {
    const [url = ''] = tracked;
    const elsewhere = new URL(url);
    elsewhere.searchParams.set('to', 'https://evil.example/');
    const other = new URL(url);
    other.searchParams.set('to', 'https://shop.example/2?a=1&b=2');
    for (const wrong of [elsewhere.href, other.href, url.split('?')[0] ?? '', url.replace('/l/', '/l/A')]) {
      const answer = await open(wrong);
      expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    }
    expect((await open(url, { method: 'POST' })).status).toBe(405);
  });

  test('a gateway that follows them counts nowhere, by name, by haste or by following all; a person afterwards does', async () => {
    const [first = '', second = '', third = ''] = tracked;
    const pixel = /<img src="([^"]+\/o\/[^"]+)"/.exec(mail)?.[1] ?? '';
    // Right at the hand-over.
    expect((await open(first)).status).toBe(302);
    await world.pass(minute);
    await open(second, { agent: 'Mozilla/5.0 (compatible; Proofpoint)' });
    await open(second, { headers: { 'sec-purpose': 'prefetch' } });
    await world.pass(minute);
    // A busy database costs a figure (it has two seconds), and a visit that came twice is one.
    await eventually(async () => {
      for (const url of [first, second, third, pixel]) await open(url);
      return (await reports('ada')).filter(({ rule }) => rule === null).length === 4;
    });
    await world.pass(settled);
    await eventually(async () => (await reports('ada')).every(({ told }) => told));
    const machines = (await reports('ada')).map(({ kind, rule }) => `${kind} ${rule}`);
    expect(machines.sort()).toEqual([
      'clicked every_link',
      'clicked every_link',
      'clicked every_link',
      'opened every_link',
    ]);
    expect(
      (await profileOf('ada@example.org')).messages.map(({ openedAt, clickedAt }) => [openedAt, clickedAt]),
    ).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await named('ada@example.org', 'Email Link Clicked')).toEqual([]);

    await world.pass(minute);
    const picture = await open(pixel);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/gif']);
    await open(second);
    await open(second);
    await world.pass(settled);
    await eventually(async () => (await named('ada@example.org', 'Email Link Clicked')).length > 0);
    const clicks = await named('ada@example.org', 'Email Link Clicked');
    expect(clicks.map(({ properties }) => properties)).toEqual([
      expect.objectContaining({ link_url: 'https://shop.example/2?a=1&b=2', topic_id: 'offers', template_id: 'offer' }),
    ]);
    expect(await named('ada@example.org', 'Email Opened')).toHaveLength(1);
    const [, message] = (await profileOf('ada@example.org')).messages;
    expect(message).toMatchObject({ state: 'DELIVERED', openedAt: expect.any(String), clickedAt: expect.any(String) });
  }, 30_000);
});

async function reports(id: string): Promise<{ kind: string; rule: string | null; told: boolean }[]> {
  const { rows } = await world.database.pool.query<{ kind: string; rule: string | null; told: boolean }>(
    `select r.kind, r.machine_rule as rule, r.told_at is not null as told from message_report r join message m on m.id = r.message_id
     join identifier i on i.profile_id = m.profile_id where i.value = $1`,
    [`${id}@example.org`],
  );
  return rows;
}

test('the preference centre: shows what holds, saves what is ticked, nothing by looking; all off, and back', async () => {
  await person('bea');
  const bea = await mailTo('bea', 'offer');
  const url = linksIn(bea).find((one) => one.includes('/preferences/')) ?? '';
  const page = await fetch(url, { headers: { 'accept-language': 'zh-CN' } });
  const html = await page.text();
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html).toContain('关于 offers<small>每月两次</small>');
  expect(html).not.toContain('old');
  const ticked = (text: string): string[] =>
    [...text.matchAll(/type="checkbox" name="topic" value="([^"]+)" checked/g)].map(([, key = '']) => key);
  expect(ticked(html)).toEqual(['offers', 'quiet']);
  expect((await profileOf('bea@example.org')).proofs).toEqual([]);
  expect((await fetch(`${url}0`)).status).toBe(404);
  expect((await fetch(url.replace('/preferences/', '/unsubscribe/'))).status).toBe(404);

  // The page that takes off one topic leads there, too.
  const out = linksIn(bea).find((one) => one.includes('/unsubscribe/')) ?? '';
  const [way = ''] = linksIn(await (await fetch(out)).text());
  expect(new URL(way, out).href).toBe(url);

  // A topic that was not on the page is not touched.
  const shown = [['shown', 'offers'] as const, ['shown', 'news'] as const];
  const saved = await (await post(url, [...shown, ['topic', 'news'], ['what', 'save']])).text();
  expect(ticked(saved)).toEqual(['quiet', 'news']);
  expect((await profileOf('bea@example.org')).consents).toMatchObject({
    offers: 'DENIED',
    quiet: 'UNKNOWN',
    news: 'GRANTED',
  });
  expect((await profileOf('bea@example.org')).proofs).toEqual(['CONFIRMED', 'CONFIRMED']);
  await world.pass(1_000);
  const none = await (await post(url, [['what', 'none']])).text();
  expect(ticked(none)).toEqual([]);
  await world.pass(1_000);
  // The page's own button that takes it back.
  const fields = [
    ...(none
      .split('role="status"')[1]
      ?.split('</form>')[0]
      ?.matchAll(/name="(shown|topic)" value="([^"]+)"/g) ?? []),
  ];
  const back = await post(url, [
    ...fields.map(([, name = '', value = '']) => [name, value] as const),
    ['what', 'undo'],
  ]);
  expect(ticked(await back.text())).toEqual(['quiet', 'news']);
  await eventually(async () => (await named('bea@example.org', 'Unsubscribed')).length === 1);
  // A no at another address of hers holds, and the page says so.
  await world.send({ type: 'identify', ids: 'user_id:bea email:bea@work.example' });
  const { profileId } = await profileOf('bea@example.org');
  const denial = { profileId, medium: 'email', address: 'bea@work.example', topic: 'news', decision: 'DENIED' };
  await change('recordConsent', { ...denial, evidence: { said: 'by telephone' } });
  const elsewhere = await (await fetch(url)).text();
  expect(ticked(elsewhere)).toEqual(['quiet']);
  expect(elsewhere).toContain('About news<small>At another address of yours you said no to this');

  const { rows } = await world.database.pool.query<{ evidence: object }>(
    `select distinct evidence from consent_entry e join identifier i on i.profile_id = e.profile_id where i.value = 'bea@example.org' and evidence->>'by' = 'preference_centre'`,
  );
  expect(rows[0]?.evidence).toMatchObject({ by: 'preference_centre', page: '/preferences', text: expect.any(String) });
}, 30_000);

test('double opt-in: a typed address is asked once, by a mail in its language, and counts when its owner says yes', async () => {
  await world.send({
    ...{ type: 'identify', ids: 'anonymous_id:c1? email:cleo@example.org?' },
    traits: { email: 'cleo@example.org', locale: 'zh-CN' },
  });
  const granted = (at: number, more: object = {}) => ({
    ...{ type: 'track' as const, name: 'Consent Granted', ids: 'anonymous_id:c1? email:cleo@example.org?' },
    ...{ properties: { medium: 'email', topic: 'news', form: 'footer', ...more }, occurredAt: at },
  });
  await world.send(granted(world.now()));
  await world.send(granted(world.now() + 1));
  await eventually(() => mailsTo('cleo@example.org').length > 0);
  await world.settle();
  expect((await profileOf('cleo@example.org')).proofs).toEqual(['CLAIMED', 'CLAIMED']);
  const [mail = ''] = mailsTo('cleo@example.org');
  expect(mail).toContain('有人（希望是您本人）填写了这个邮箱地址，希望接收“关于 news”');
  const url = linksIn(mail).find((one) => one.includes('/confirm/')) ?? '';
  const page = await (await fetch(url)).text();
  expect([page.match(/<button/g)?.length, page]).toEqual([1, expect.stringContaining('get “About news”')]);
  expect((await profileOf('cleo@example.org')).consents['news']).toBe('UNKNOWN');
  for (const _ of [1, 2]) expect((await post(url, [['what', 'yes']], 'zh')).status).toBe(200);
  const { consents, proofs } = await profileOf('cleo@example.org');
  expect([consents['news'], proofs]).toEqual(['GRANTED', ['CONFIRMED', 'CLAIMED', 'CLAIMED']]);
  expect(mailsTo('cleo@example.org')).toHaveLength(1);

  // Who is suppressed is not asked, whoever types his address.
  await person('dan');
  const { profileId } = await profileOf('dan@example.org');
  await change('suppress', { profileId, medium: 'email' });
  await world.send(granted(world.now(), { address: 'DAN@example.org' }));
  await eventually(async () => (await profileOf('dan@example.org')).messages[0]?.state === 'WITHHELD');
  expect((await profileOf('dan@example.org')).messages[0]?.reasons).toEqual(['suppressed']);
  await world.pass(8 * day);
  expect((await fetch(url)).status).toBe(404);
}, 30_000);

test('consent by events: a server’s counts, a later word holds whenever it comes, and nobody takes from a stranger', async () => {
  await person('eve');
  const at = (milliseconds: number): string => new Date(milliseconds).toISOString();
  const now = world.now();
  const call = (event: string, time: number, properties: object) => ({
    ...{ type: 'track', userId: 'eve', event, timestamp: at(time), properties: { medium: 'email', ...properties } },
    messageId: `${event} ${time}`,
  });
  const denied = call('Consent Denied', now - minute, { topic: 'quiet' });
  for (const _ of [1, 2]) expect(await world.product.send(serverKey, denied)).toEqual({ status: 200, codes: [] });
  await eventually(async () => (await profileOf('eve@example.org')).consents['quiet'] === 'DENIED');
  // What was said before it comes later, and changes nothing.
  await world.product.send(serverKey, call('Consent Granted', now - day, { topic: 'quiet' }));
  await eventually(async () => (await profileOf('eve@example.org')).proofs.length === 2);
  expect((await profileOf('eve@example.org')).consents['quiet']).toBe('DENIED');
  await world.product.send(serverKey, call('Consent Granted', now, { topic: 'quiet', address: 'Eve@Example.org' }));
  await eventually(async () => (await profileOf('eve@example.org')).consents['quiet'] === 'GRANTED');

  // Out of a file it is kept, and nobody is asked about it.
  const imported = call('Consent Granted', now - 400 * day, { topic: 'news' });
  await world.house.door.submit({ sourceRef: 'import', historical: true }, [imported], 'verified');
  await eventually(async () => (await profileOf('eve@example.org')).proofs.length === 4);
  expect(mailsTo('eve@example.org')).toEqual([]);
  expect((await profileOf('eve@example.org')).messages).toEqual([]);

  const stranger = { medium: 'email', topic: 'quiet', address: 'eve@example.org' };
  await world.send({ name: 'Consent Denied', ids: 'anonymous_id:mallory?', properties: stranger });
  await world.send({ name: 'Consent Denied', ids: 'user_id:eve', properties: { medium: 'email', topic: 'nothing' } });
  await world.settle();
  const { consents, proofs } = await profileOf('eve@example.org');
  expect([consents['quiet'], proofs]).toEqual(['GRANTED', Array(4).fill('VERIFIED')]);
}, 30_000);

test('a survey: a score in a mail opens its page, the button sends it, once, and a journey that waits for it goes on', async () => {
  await person('fay');
  // The ready journey, but for who enters and when he is asked.
  const ready = (await ask('{ journeyTemplates }')).journeyTemplates;
  const { definition: found } = ready.find(({ key }: { key: string }) => key === 'nps');
  const { morning: _, ...steps } = found.steps;
  const asking = { ...steps.ask, topic: 'quiet' };
  const definition = { entry: { event: 'Helped' }, start: 'ask', steps: { ...steps, ask: asking } };
  const { journey } = await change('createJourney', { key: 'nps', name: 'NPS', definition }, 'journey { journeyId }');
  await change('publishJourney', { journeyId: journey.journeyId });
  await world.send({ name: 'Helped', ids: 'user_id:fay' });
  await eventually(() => mailsTo('fay@example.org').length > 0);
  // Nobody reads faster than the run comes from the mail that left to where it waits for the answer.
  const stands = 'query ($id: ID!) { journey(journeyId: $id) { steps } }';
  await eventually(async () => {
    const [{ step }] = (await ask(stands, { id: journey.journeyId })).journey.steps;
    return step !== 'ask';
  });
  const [mail = ''] = mailsTo('fay@example.org');
  const scores = linksIn(mail).filter((url) => url.includes('/survey/nps/'));
  expect(scores.map((url) => new URL(url).searchParams.get('score'))).toEqual([...Array(11).keys()].map(String));
  const url = scores[3] ?? '';
  const page = await (await fetch(url)).text();
  expect(page.match(/checked/g)).toHaveLength(1);
  expect(page).toContain('value="3" required checked');
  expect((await post(url, [['score', '11']])).status).toBe(400);
  expect(await reports('fay')).toEqual([]);
  const answered = await post(
    url,
    [
      ['score', '3'],
      ['comment', ' Too slow <b> '],
    ],
    'zh-CN',
  );
  expect(await answered.text()).toContain('我们已收到您的回答');
  expect(await (await post(url, [['score', '10']])).text()).toContain('already');
  await eventually(async () => (await named('fay@example.org', 'Call Requested')).length === 1);
  const { journey: achieved } = await ask('query ($id: ID!) { journey(journeyId: $id) { results } }', {
    id: journey.journeyId,
  });
  expect(achieved.results).toMatchObject({
    ...{ goal: null, totals: { sent: 1, delivered: 1, converted: 0 }, control: null },
    arms: [
      {
        ...{ key: 'ask', sent: 1, lift: null, templates: [{ key: asking.template, name: `Text ${asking.template}` }] },
        surveys: [{ survey: 'nps', answers: 1 }],
      },
    ],
    surveys: [{ survey: 'nps', answers: 1, value: { value: -1 } }],
  });
  expect(await named('fay@example.org', 'Survey Answered')).toEqual([
    expect.objectContaining({
      properties: expect.objectContaining({ survey: 'nps', score: 3, comment: 'Too slow <b>', campaign_id: 'nps' }),
    }),
  ]);
}, 30_000);

test('results: what a broadcast achieved, by text and day, against who was held out; what is not its goal is none', async () => {
  const guests = Array.from({ length: 40 }, (_one, index) => `guest${index}`);
  await people(guests, { locale: 'en', guest: true });
  await world.define('guests', { all: [{ trait: 'guest', op: 'eq', value: true }] });
  const { broadcast } = await change(
    'createBroadcast',
    {
      ...{ key: 'spring', name: 'Spring' },
      definition: {
        ...{ audience: { segment: 'guests' }, channel: 'email', topic: 'offers', controlPercent: 40 },
        arms: [
          { template: 'offer', share: 50 },
          { template: 'offer-b', share: 50 },
        ],
        goal: { event: 'Order Completed', days: 2, where: [{ property: 'revenue', op: 'gt', value: 10 }] },
      },
    },
    'broadcast { broadcastId }',
  );
  await change('startBroadcast', { broadcastId: broadcast.broadcastId });
  const results = async () =>
    (await ask('query ($id: ID!) { broadcast(broadcastId: $id) { state results } }', { id: broadcast.broadcastId }))
      .broadcast;
  await eventually(async () => (await results()).state === 'DONE');
  const got = guests.filter((id) => mailsTo(`${id}@example.org`).length > 0);
  const held = guests.filter((id) => !got.includes(id));
  const { results: before } = await results();
  expect(before).toMatchObject({
    goal: { event: 'Order Completed', days: 2, where: expect.anything() },
    totals: { sent: got.length, converted: 0, opened: 0 },
    control: { people: held.length, converted: 0, got: { people: got.length, converted: 0 } },
    channels: [{ key: 'email', sent: got.length }],
    locales: [{ key: 'en', sent: got.length }],
  });
  expect(held.length).toBeGreaterThan(2);

  await world.pass(minute);
  const order = (id: string, revenue: number) => ({
    ...{
      name: 'Order Completed',
      ids: `user_id:${id}`,
      properties: { revenue },
      value: revenue,
      receivedAt: world.now(),
    },
  });
  const [one = '', two = '', three = '', four = ''] = got;
  await world.send(order(one, 50), order(one, 60), order(two, 11), order(held[0] ?? '', 50));
  // Too little, by somebody who got nothing of it, and too late.
  await world.send(order(three, 5), {
    name: 'Order Completed',
    ids: 'user_id:ada',
    value: 50,
    properties: { revenue: 50 },
  });
  const link = linksIn(mailsTo(`${one}@example.org`)[0] ?? '').find((url) => url.includes('/l/')) ?? '';
  await open(link);
  await post(linksIn(mailsTo(`${two}@example.org`)[0] ?? '').find((url) => url.includes('/unsubscribe/')) ?? '', [
    ['what', 'topic'],
  ]);
  await world.pass(settled);
  await world.settle();
  await world.pass(3 * day);
  await world.send(order(four, 50));
  await world.settle();
  await eventually(async () => (await results()).results.totals.clicked === 1);
  const { results: after } = await results();
  expect(after.totals).toMatchObject({ sent: got.length, converted: 2, clicked: 1, unsubscribed: 1, bounced: 0 });
  expect(after.control).toMatchObject({ people: held.length, converted: 1 });
  const difference = 2 / got.length - 1 / held.length;
  expect(after.control.lift.difference).toBeCloseTo(difference, 9);
  expect(after.control.lift.low).toBeLessThan(difference);
  const templates = after.arms.map((arm: { templates: readonly { key: string; name: string }[] }) => arm.templates);
  expect(templates.flat().map((text: { key: string; name: string }) => [text.key, text.name])).toEqual(
    after.arms.map(({ key }: { key: string }) => [key, `Text ${key}`]),
  );
  expect(after.arms.map(({ key }: { key: string }) => key).sort()).toEqual(['offer', 'offer-b']);
  expect(after.arms[0].lift).toBeNull();
  expect(after.arms[1].lift).toMatchObject({ low: expect.any(Number), high: expect.any(Number) });
  expect(after.days.reduce((sum: number, { sent }: { sent: number }) => sum + sent, 0)).toBe(got.length);
  expect(after.days.reduce((sum: number, { converted }: { converted: number }) => sum + converted, 0)).toBe(2);
}, 40_000);

test('a journey’s control group walks it without its messages, comes to its goal, and is compared by people', async () => {
  const shoppers = Array.from({ length: 20 }, (_one, index) => `shopper${index}`);
  await people(shoppers, { locale: 'en' });
  const { journey } = await change(
    'createJourney',
    {
      ...{ key: 'cart-left', name: 'Cart left' },
      definition: {
        ...{ entry: { event: 'Cart Left' }, controlPercent: 50, start: 'mail' },
        steps: {
          // Who is withheld for another reason leaves; who is held out to compare with goes on.
          mail: {
            ...{ kind: 'send', channel: 'email', template: 'offer', topic: 'offers', withheld: 'exit', next: 'bought' },
          },
          bought: {
            kind: 'wait_for',
            any: [{ event: 'Order Completed', next: 'won' }],
            timeout: { after: '3d', next: 'end' },
          },
          won: { kind: 'goal', name: 'won', next: 'end' },
          end: { kind: 'exit' },
        },
      },
    },
    'journey { journeyId }',
  );
  const { journeyId } = journey;
  await change('publishJourney', { journeyId });
  await world.send(...shoppers.map((id) => ({ ids: `user_id:${id}`, name: 'Cart Left', receivedAt: world.now() })));
  const results = async () =>
    (await ask('query ($id: ID!) { journey(journeyId: $id) { results } }', { id: journeyId })).journey.results;
  await eventually(async () => {
    const { totals, control } = await results();
    return totals.sent + (control?.people ?? 0) === shoppers.length;
  });
  const got = shoppers.filter((id) => mailsTo(`${id}@example.org`).length > 0);
  const held = shoppers.filter((id) => !got.includes(id));
  expect(Math.min(got.length, held.length)).toBeGreaterThan(3);

  await world.pass(minute);
  await world.send(
    ...[...got.slice(0, 2), ...held.slice(0, 1)].map((id) => ({
      ...{ ids: `user_id:${id}`, name: 'Order Completed', receivedAt: world.now() },
    })),
  );
  await eventually(async () => (await results()).control.converted === 1);
  await eventually(async () => (await results()).control.got.converted === 2);
  const { control, arms } = await results();
  expect(control).toMatchObject({ people: held.length, got: { people: got.length } });
  expect(control.lift.difference).toBeCloseTo(2 / got.length - 1 / held.length, 9);
  expect(arms).toMatchObject([{ key: 'mail', sent: got.length, converted: 2, lift: null }]);
}, 40_000);
