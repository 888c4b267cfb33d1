import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChannelSession, OutgoingMessage, SendOutcome } from '@rapport/sdk';
import { SmtpSink, type sinkOptions } from '../../../test/support/smtp-sink';
import { spawnSink } from '../../../test/support/smtp-sink-spawn';
import { z } from 'zod';
import { selfSigned } from '../../../test/support/certificate';
import { signedHeaders } from '../../../test/support/dkim';
import { describeWithShared, readShared, sharedFile } from '../../../test/support/shared';
import { settings as schema } from '../domain/settings';
import { check } from './check';
import { email } from './email';
import { openSession } from './session';

const id = '01977d3c-0000-7000-8000-00000000000a';
const key = generateKeyPairSync('rsa', { modulusLength: 1_024 });

function message(change: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id,
    address: 'ada@example.org',
    addressKind: 'email',
    content: { subject: 'Grüße 你好', html: '<p>Hello <a href="https://x.example.org/y">you</a></p>' },
    unsubscribe: { oneClickUrl: 'https://cdp.example.org/u/abc', pageUrl: 'https://cdp.example.org/p/abc' },
    locale: 'en',
    topic: 'offers',
    campaign: 'spring',
    ...change,
  };
}

let sink: SmtpSink | null = null;
let session: ChannelSession | null = null;
afterEach(async () => {
  await session?.close();
  await sink?.stop();
  sink = session = null;
});

async function open(options: z.input<typeof sinkOptions> = {}, change: object = {}): Promise<ChannelSession> {
  sink = await SmtpSink.start(options);
  const given = {
    host: '127.0.0.1',
    port: sink.port,
    security: 'none',
    fromName: 'Shop',
    fromAddress: 'hi@shop.example',
  };
  session = openSession(schema.parse({ ...given, ...change }));
  return session;
}

const never = new AbortController().signal;

test('a mail arrives with a text part, our id, and one click to unsubscribe', async () => {
  const channel = await open({}, { unsubscribeMailbox: 'off@shop.example' });
  expect(await channel.send(message(), never)).toMatchObject({ state: 'handed' });
  const raw = sink?.taken[0]?.raw ?? '';
  expect(sink?.taken[0]).toMatchObject({ messageId: `<${id}@shop.example>`, to: ['ada@example.org'] });
  expect(raw).toContain(`X-Rapport-Message: ${id}`);
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(raw).toContain(
    `List-Unsubscribe: <https://cdp.example.org/u/abc>, <mailto:off@shop.example?subject=unsubscribe%20${id}>`,
  );
  expect(raw).toMatch(/Content-Type: text\/plain[\s\S]*Hello you \(https:\/\/x\.example\.org\/y\)/);
});

test('both headers of RFC 8058 are among those that DKIM signs', async () => {
  const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const channel = await open({}, { dkimSelector: 's1', dkimPrivateKey: pem });
  expect(await channel.send(message(), never)).toMatchObject({ state: 'handed' });
  const raw = sink?.taken[0]?.raw ?? '';
  const published = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const signed = signedHeaders(raw, 's1', published);
  expect(signed).toEqual(expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post']));
  expect(signedHeaders(raw.replace('One-Click', 'Two-Clicks'), 's1', published)).toBeNull();
  expect(signedHeaders(raw.replace('Hello you', 'Hello foe'), 's1', published)).toBeNull();
});

describeWithShared('what these tests call a valid signature', () => {
  test('is one by the example of RFC 8463', () => {
    const mail = readFileSync(sharedFile('vectors/dkim/signed.eml'), 'latin1').replace(/\r?\n/g, '\r\n');
    const records = z
      .looseObject({ 'test._domainkey.football.example.com': z.object({ TXT: z.array(z.array(z.string())) }) })
      .parse(readShared('vectors/dkim/dns.json'));
    const text = records['test._domainkey.football.example.com'].TXT[0]?.join('') ?? '';
    const published = /p=(.*)/.exec(text)?.[1] ?? '';
    expect(signedHeaders(mail, 'test', published)).toContain('subject');
    expect(signedHeaders(mail.replace('dinner', 'lunch'), 'test', published)).toBeNull();
  });
});

test('a mail with nothing in it is not sent', async () => {
  const channel = await open();
  const outcome = await channel.send(message({ content: { subject: 'Hi', html: '', text: '' } }), never);
  expect(outcome).toEqual({ state: 'failed', code: 'message_invalid', bounce: null });
});

test('a transactional mail offers no unsubscribing', async () => {
  const channel = await open();
  await channel.send(message({ unsubscribe: null }), never);
  expect(sink?.taken[0]?.raw).not.toContain('List-Unsubscribe');
});

test.each([
  ['subject', { content: { subject: 'Hi\r\nBcc: eve@evil.example', text: 'x' } }],
  ['topic', { topic: 'a\r\nBcc: eve@evil.example' }],
  ['campaign', { campaign: 'a\nBcc: eve@evil.example' }],
])('no header gets in by the %s', async (_, change) => {
  const channel = await open();
  await channel.send(message(change), never);
  expect(sink?.taken[0]?.to).toEqual(['ada@example.org']);
  expect(sink?.taken[0]?.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
});

test.each([
  'ada@example.org\r\nRCPT TO:<eve@evil.example>',
  'ada@example.org, eve@evil.example',
  '<ada@example.org>',
  'ada',
])('an address that is none never reaches the server: %j', async (address) => {
  const channel = await open();
  expect(await channel.send(message({ address }), never)).toEqual({
    state: 'failed',
    code: 'address_invalid',
    bounce: 'hard',
  });
  expect(sink?.connections).toBe(0);
});

const retry = (code: string, about: string) => ({ state: 'retry', code, about, afterMilliseconds: null });
test.each<[string, 'rcpt' | 'data', string, object]>([
  ['nobody there', 'rcpt', '550 5.1.1 User unknown', { state: 'failed', code: 'smtp_550_5.1.1', bounce: 'hard' }],
  ['nobody there, in words', 'rcpt', '550 no such user here', { state: 'failed', code: 'smtp_550', bounce: 'hard' }],
  ['a full mailbox', 'rcpt', '552 5.2.2 Mailbox full', { state: 'failed', code: 'smtp_552_5.2.2', bounce: 'soft' }],
  ['greylisted', 'rcpt', '450 4.7.1 Greylisted', retry('smtp_450_4.7.1', 'message')],
  ['too busy', 'rcpt', '421 4.3.2 Too busy', retry('smtp_421', 'channel')],
  ['spam', 'data', '554 5.7.1 Looks like spam', { state: 'failed', code: 'smtp_554_5.7.1', bounce: null }],
  ['refused for now after the text', 'data', '451 4.3.0 Try later', retry('smtp_451_4.3.0', 'message')],
  ['a connection that ends before the text', 'rcpt', 'drop', retry('smtp_unreachable', 'channel')],
  ['a connection that ends after the text', 'data', 'drop', { state: 'unknown', code: 'smtp_no_answer' }],
])('%s', async (_, at, answer, outcome) => {
  const channel = await open({ rules: [{ when: '^ada@', at, answer }] });
  expect(await channel.send(message(), never)).toEqual(outcome);
  // The next one is not harmed by it.
  expect(await channel.send(message({ address: 'bob@example.org' }), never)).toMatchObject({ state: 'handed' });
});

test('a wrong password is about the channel', async () => {
  const channel = await open({ login: { user: 'u', password: 'right' } }, { user: 'u', password: 'wrong' });
  expect(await channel.send(message(), never)).toEqual(retry('smtp_authentication', 'channel'));
});

test('a server that is away is about the channel', async () => {
  const channel = await open();
  await sink?.stop();
  sink = null;
  expect(await channel.send(message(), never)).toEqual(retry('smtp_unreachable', 'channel'));
});

describe('encryption', () => {
  const { key: serverKey, certificate } = selfSigned();
  const tls = (from: 'start' | 'starttls') => ({ tls: { key: serverKey, certificate, from } });
  const login = { login: { user: 'u', password: 'right' } };

  test.each([
    ['from the start', 'start', 'tls'],
    ['before anything is told', 'starttls', 'starttls'],
  ] as const)('%s, by a certificate that was named', async (_, from, security) => {
    const channel = await open({ ...tls(from), ...login }, { security, certificate, user: 'u', password: 'right' });
    expect(await channel.send(message(), never)).toMatchObject({ state: 'handed' });
    expect(sink?.taken).toMatchObject([{ isEncrypted: true }]);
  });

  test.each([
    ['a certificate that nobody knows, from the start', tls('start'), { security: 'tls' }],
    ['a certificate that nobody knows', tls('starttls'), { security: 'starttls' }],
    [
      'the certificate of another server',
      tls('starttls'),
      { security: 'starttls', certificate: selfSigned().certificate },
    ],
    ['a server that has no encryption', login, { security: 'starttls', user: 'u', password: 'right' }],
  ])('%s is told nothing', async (_, server, change) => {
    const channel = await open(server, change);
    expect(await channel.send(message(), never)).toEqual(retry('smtp_encryption', 'channel'));
    expect(sink?.count).toBe(0);
  });

  test('the check says that it is the encryption', async () => {
    sink = await SmtpSink.start(login);
    const given = { host: '127.0.0.1', port: sink.port, fromName: 'Shop', fromAddress: 'hi@shop.example' };
    const [server] = await check(schema.parse(given), async () => []);
    expect(server).toMatchObject({
      key: 'server',
      state: 'wrong',
      text: { en: expect.stringContaining('encryption') },
    });
  });
});

test.each([
  [true, ['SUCCESS', 'FAILURE']],
  [false, []],
])('delivery reports are asked for where that is wanted: %s', async (deliveryReports, notify) => {
  const channel = await open({}, { deliveryReports });
  expect(await channel.send(message(), never)).toMatchObject({ state: 'handed' });
  expect(sink?.taken).toMatchObject([{ notify }]);
});

test('a server that lets nobody in for now is about the channel', async () => {
  const channel = await open({ greeting: '421 4.7.0 Come back later' });
  expect(await channel.send(message(), never)).toMatchObject({ state: 'retry', about: 'channel' });
});

test('a connection carries many mails, and one that the server closed meanwhile does not lose any', async () => {
  const channel = await open();
  for (let n = 0; n < 5; n++) expect(await channel.send(message(), never)).toMatchObject({ state: 'handed' });
  expect(sink?.connections).toBe(1);
  const port = sink?.port;
  await sink?.stop();
  sink = await SmtpSink.start({ port });
  expect(await channel.send(message(), never)).toMatchObject({ state: 'handed' });
});

test('twenty at once', async () => {
  const channel = await open();
  const sent = await Promise.all(Array.from({ length: 20 }, () => channel.send(message(), never)));
  expect(sent.map(({ state }): SendOutcome['state'] => state)).toEqual(Array(20).fill('handed'));
  expect(sink?.count).toBe(20);
});

test('the check says what is to be published, and that DNS is away is no error', async () => {
  sink = await SmtpSink.start();
  const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const given = schema.parse({
    ...{ host: '127.0.0.1', port: sink.port, security: 'none', fromName: 'Shop', fromAddress: 'hi@shop.example' },
    ...{ dkimSelector: 's1', dkimPrivateKey: pem },
  });
  const published = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const missing = Object.assign(new Error('none'), { code: 'ENOTFOUND' });
  const states = async (records: Record<string, string[][]> | null): Promise<Record<string, string>> =>
    Object.fromEntries(
      (
        await check(given, async (name) => {
          if (records === null) throw Object.assign(new Error('away'), { code: 'ETIMEOUT' });
          const found = records[name];
          if (found === undefined) throw missing;
          return found;
        })
      ).map((one) => [one.key, one.state]),
    );
  expect(await states(null)).toEqual({ server: 'ok', spf: 'warning', dkim: 'warning', dmarc: 'warning' });
  expect(await states({})).toEqual({ server: 'ok', spf: 'wrong', dkim: 'wrong', dmarc: 'wrong' });
  const good = {
    'shop.example': [['v=spf1 ', 'include:spf.example -all']],
    's1._domainkey.shop.example': [['v=DKIM1; k=rsa; p=', published]],
    '_dmarc.shop.example': [['v=DMARC1; p=reject']],
  };
  expect(await states(good)).toEqual({ server: 'ok', spf: 'ok', dkim: 'ok', dmarc: 'ok' });
});

test('the sink in a process of its own writes the ids of what it took', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ids-')), 'ids');
  const own = await spawnSink({ file });
  session = openSession(
    schema.parse({
      host: '127.0.0.1',
      port: own.port,
      security: 'none',
      fromName: 'S',
      fromAddress: 'hi@shop.example',
    }),
  );
  expect(await session.send(message(), never)).toMatchObject({ state: 'handed' });
  expect(readFileSync(file, 'utf8')).toBe(`<${id}@shop.example>\n`);
  await own.stop();
});

test('a lost hand-over is held: SMTP cannot be asked', () => {
  expect(email.afterLostHandOver).toBe('hold');
});
