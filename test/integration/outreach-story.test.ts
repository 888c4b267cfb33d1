import type { JsonObject } from '@rapport/sdk';
import channelEmail from '../../plugins/channel-email/server';
import outreach from '../../plugins/outreach/server';
import { eventually } from '../support/eventually';
import { SegmentWorld } from '../support/segments-live';
import { SmtpSink } from '../support/smtp-sink';

/** A person in the middle of an admin's work: everything over GraphQL, loops of two workers, a real mail server. */
const scopes = [
  ...['outreach.read', 'outreach.write', 'outreach.send', 'channel.write', 'profile.read', 'pii.read'],
  ...['consent.write', 'event.write'],
];

let world: SegmentWorld;
let sink: SmtpSink;

async function change(name: string, input: object, wanted = 'clientMutationId') {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  const known: Readonly<Record<string, string>> = { publishTemplate: 'TemplateInput', publishJourney: 'JourneyInput' };
  const { data, codes } = await world.product.graphql(
    `mutation ($input: ${known[name] ?? type}!) { ${name}(input: $input) { ${wanted} } }`,
    { input },
    scopes,
  );
  expect([name, codes]).toEqual([name, []]);
  return data[name];
}

async function template(key: string, text: string): Promise<void> {
  const content = { en: { subject: 'Your {{event.order_id}}', text } };
  await change('createTemplate', { key, name: key, medium: 'email', defaultLocale: 'en', content });
  await change('publishTemplate', { key });
}

beforeAll(async () => {
  sink = await SmtpSink.start();
  world = await SegmentWorld.start(2, [outreach, channelEmail]);
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
  await change('createTopic', { key: 'offers', name: { en: 'Offers' }, kind: 'MARKETING', basis: 'OPT_OUT' });
  await change('createTopic', { key: 'orders', name: { en: 'Orders' }, kind: 'TRANSACTIONAL', basis: 'OPT_IN' });
  await template('thanks', 'Dear {{traits.first_name}}, thank you for {{event.order_id}}. {{unsubscribe_url}}');
  await template('confirmed', 'Dear {{traits.first_name}}, {{event.order_id}} is confirmed.');
});
afterAll(async () => {
  await world.stop();
  await sink.stop();
});

const order = (id: string) => ({
  ...{ type: 'track' as const, name: 'Order Completed', ids: 'user_id:ada email:ada@example.org' },
  ...{ properties: { order_id: id }, receivedAt: world.now() },
});
const mails = (): string[] => sink.taken.map(({ raw }) => /Subject: (.*)\r\n/.exec(raw)?.[1] ?? '');

async function profile(): Promise<{ id: string; messages: readonly { state: string; reasons: readonly string[] }[] }> {
  const { data, codes } = await world.product.graphql(
    `{ profile(identifier: { kind: "email", value: "ada@example.org" }) { profileId
        messages(first: 10) { edges { node { state reasons } } } } }`,
    {},
    scopes,
  );
  expect(codes).toEqual([]);
  const { profileId, messages } = data.profile;
  return { id: profileId, messages: messages.edges.map(({ node }: { node: object }) => node) };
}

test('an order brings a mail; one click ends that, the next is withheld; what has to be told is told', async () => {
  await world.send({
    ...{ type: 'identify', ids: 'user_id:ada email:ada@example.org' },
    traits: { first_name: 'Ada', email: 'ada@example.org' },
  });
  const { journey } = await change(
    'createJourney',
    {
      ...{ key: 'thanks', name: 'Thanks' },
      definition: {
        entry: { event: 'Order Completed', key: 'order_id' },
        start: 'mail',
        steps: {
          mail: { kind: 'send', channel: 'email', template: 'thanks', topic: 'offers', next: 'end' },
          end: { kind: 'exit' },
        },
      },
    },
    'journey { journeyId }',
  );
  await change('publishJourney', { journeyId: journey.journeyId });

  await world.send(order('B-1'));
  await eventually(() => Promise.resolve(sink.taken.length > 0), 2_000);
  expect(mails()).toEqual(['Your B-1']);
  const raw = sink.taken[0]?.raw ?? '';
  expect(raw).toContain('Dear Ada, thank you for B-1.');
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  const url = /List-Unsubscribe:\s+<([^>]+)>/.exec(raw)?.[1] ?? '';

  // Whoever scans mails follows links: that says nothing.
  const page = await fetch(url, { headers: { 'accept-language': 'zh-CN' } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('不再接收“Offers”')]);
  expect((await fetch(`${url}0`)).status).toBe(404);
  const { rows } = await world.database.pool.query('select from consent_entry');
  expect(rows).toHaveLength(0);

  const done = await fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('You will not get')]);

  await world.send(order('B-2'));
  await eventually(async () => (await profile()).messages.length === 2, 2_000);
  await eventually(async () => (await profile()).messages[0]?.state === 'WITHHELD', 2_000);
  expect((await profile()).messages[0]?.reasons).toEqual(['no_consent']);

  const { id: profileId } = await profile();
  const single = { profileId, channel: 'email', topic: 'orders', template: 'confirmed', data: { order_id: 'B-2' } };
  for (const _ of [1, 2]) await change('sendMessage', { ...single, idempotencyKey: 'B-2' }, 'message { state }');
  await eventually(() => Promise.resolve(sink.taken.length > 1), 2_000);
  await world.settle();
  expect(mails()).toEqual(['Your B-1', 'Your B-2']);
  const undone = await fetch(url, { method: 'POST', body: new URLSearchParams({ what: 'undo' }) });
  expect(undone.status).toBe(200);
  await world.send(order('B-3'));
  await eventually(() => Promise.resolve(sink.taken.length > 2), 2_000);
  expect(mails()).toEqual(['Your B-1', 'Your B-2', 'Your B-3']);
}, 60_000);

test('a mail that comes back, and one that is called spam, are on the timeline, and the address is written to no more', async () => {
  const { callbackPath } = await change(
    'createChannel',
    {
      ...{ key: 'second', channel: 'smtp', name: 'Second' },
      settings: {
        ...{ host: '127.0.0.1', port: sink.port, security: 'none' },
        ...{ fromName: 'Shop', fromAddress: 'hello@shop.example' },
      },
    },
    'callbackPath',
  );
  await change('changeChannel', { key: 'second', isDefault: true });
  await world.send(order('B-4'));
  await eventually(() => Promise.resolve(mails().includes('Your B-4')), 2_000);
  const messageId = sink.taken.at(-1)?.messageId ?? '';
  const bounce = [
    ...['From: MAILER-DAEMON@mx.example', 'To: hello@shop.example', 'Subject: Undelivered Mail', 'MIME-Version: 1.0'],
    ...[
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
    ],
    ...[
      '',
      'It did not reach him.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
    ],
    ...['', 'Final-Recipient: rfc822; ada@example.org', 'Action: failed', 'Status: 5.1.1'],
    ...['Diagnostic-Code: smtp; 550 5.1.1 User unknown', '', '--b', 'Content-Type: text/rfc822-headers', ''],
    ...[`Message-ID: ${messageId}`, '', '--b--', ''],
  ].join('\r\n');
  const post = (path: string): Promise<Response> =>
    fetch(`${world.product.url}${path}`, {
      method: 'POST',
      body: bounce,
      headers: { 'content-type': 'message/rfc822' },
    });
  expect((await post(`${callbackPath}x`)).status).toBe(404);
  for (const _ of [1, 2]) expect(await (await post(callbackPath)).json()).toEqual({ taken: 1 });
  expect((await profile()).messages[0]?.state).toBe('BOUNCED');
  await eventually(async () => (await timeline()).includes('Email Bounced'), 2_000);
  expect((await timeline()).filter((name) => name === 'Email Bounced')).toHaveLength(1);
  await world.send(order('B-5'));
  await eventually(async () => (await profile()).messages[0]?.reasons.includes('suppressed') === true, 2_000);

  const [person] = await world.house.read.profiles.byIdentifiers([{ kind: 'email', value: 'ada@example.org' }]);
  if (person === null || person === undefined) throw new Error('ada is gone');
  const told = { ...person, profileId: person.publicId, profileIds: [person.publicId], identifiers: [] };
  const exported: JsonObject[] = [];
  for (const section of outreach.export ?? [])
    for await (const row of section.rows(world.house, told)) exported.push({ section: section.name, ...row });
  expect(exported.filter(({ section }) => section === 'messages').map(({ state }) => state)).toEqual(
    expect.arrayContaining(['handed', 'bounced', 'withheld']),
  );
  expect(exported.filter(({ section }) => section === 'consents').map(({ decision }) => decision)).toEqual([
    'denied',
    'granted',
  ]);
}, 60_000);

async function timeline(): Promise<string[]> {
  const { data, codes } = await world.product.graphql(
    `{ profile(identifier: { kind: "email", value: "ada@example.org" }) { timeline(first: 50) { edges { node { name } } } } }`,
    {},
    [...scopes, 'timeline.read'],
  );
  expect(codes).toEqual([]);
  return data.profile.timeline.edges.map(({ node }: { node: { name: string } }) => node.name);
}
