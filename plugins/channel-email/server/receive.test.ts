import { z } from 'zod';
import { describeWithShared, readShared } from '../../../test/support/shared';
import { settings as schema } from '../domain/settings';
import { receive } from './receive';

const id = '01977d3c-0000-7000-8000-00000000000a';
const given = { host: 'localhost', fromName: 'Shop', fromAddress: 'hi@shop.example' };
const settings = schema.parse(given);
const receivedAt = 1_780_000_000_000;

function mail(text: string) {
  const body = Buffer.from(text.replace(/\n/g, '\r\n'));
  return receive({ headers: { 'content-type': 'message/rfc822' }, body, receivedAt }, settings);
}

const bounce = `From: MAILER-DAEMON@mx.example.org
To: hi@shop.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ada@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b
Content-Type: text/rfc822-headers

From: hi@shop.example
X-Rapport-Message: ${id}

--b--
`;

test('a bounce names the message and the address, the same each time it is posted', async () => {
  const [report] = await mail(bounce);
  expect(report).toMatchObject({
    ...{ kind: 'bounced', bounce: 'hard', code: '5.1.1', messageId: id, address: 'ada@example.org', at: receivedAt },
  });
  expect(await mail(bounce)).toEqual([report]);
  expect(report?.key).not.toContain('ada');
});

test.each(['delivered', 'relayed (to a system that tells no more)'])('%s: it is there', async (action) => {
  const arrived = bounce.replace('Action: failed', `Action: ${action}`).replace('Status: 5.1.1', 'Status: 2.1.5');
  expect(await mail(arrived)).toMatchObject([
    { kind: 'delivered', messageId: id, address: 'ada@example.org', at: receivedAt },
  ]);
});

test('sent on to several is not there yet', async () => {
  expect(await mail(bounce.replace('Action: failed', 'Action: expanded'))).toEqual([]);
});

test('a warning that it takes longer is soft', async () => {
  const delayed = bounce.replace('Action: failed', 'Action: delayed').replace(/5\.1\.1/g, '4.4.1');
  expect(await mail(delayed)).toMatchObject([{ kind: 'bounced', bounce: 'soft' }]);
});

const reply = `From: Ada <ada@example.org>
To: hi@shop.example
Subject: Re: Hello
In-Reply-To: <${id}@shop.example>

Thank you!
`;

test('an answer is one, by the message that it answers', async () => {
  expect(await mail(reply)).toMatchObject([
    { kind: 'replied', messageId: id, address: 'ada@example.org', text: expect.stringContaining('Thank you!') },
  ]);
});

test.each([
  ['out of office', reply.replace('Subject: Re: Hello', 'Subject: Automatic reply: Hello')],
  ['an auto-reply', reply.replace('Subject:', 'Auto-Submitted: auto-replied\nSubject:')],
  ['a mailing list', reply.replace('Subject:', 'Precedence: bulk\nSubject:')],
  ['a mail to nobody of ours', reply.replace(/In-Reply-To.*\n/, '')],
  ['an answer to somebody else’s domain', reply.replace('@shop.example>', '@other.example>')],
  ['nothing', ''],
])('%s tells nothing', async (_, text) => {
  expect(await mail(text)).toEqual([]);
});

test('a mail with the subject of List-Unsubscribe unsubscribes', async () => {
  const text = `From: ada@example.org\nTo: off@shop.example\nSubject: unsubscribe ${id}\n\n`;
  expect(await mail(text)).toMatchObject([{ kind: 'unsubscribed', messageId: id }]);
});

const vector = z.object({
  ...{ scheme: z.literal('sendgrid event webhook ECDSA'), public_key: z.string(), body: z.string() },
  ...{ signature: z.string(), timestamp: z.string(), expect: z.string() },
});
type Vector = z.infer<typeof vector>;

describeWithShared('events of SendGrid', () => {
  const all = z.array(z.unknown()).parse(readShared('vectors/webhook-signatures.json'));
  const vectors = all.flatMap((one) => vector.safeParse(one).data ?? []);
  const told = (one: Vector) =>
    receive(
      {
        headers: {
          'content-type': 'application/json',
          'x-twilio-email-event-webhook-signature': one.signature,
          'x-twilio-email-event-webhook-timestamp': one.timestamp,
        },
        ...{ body: Buffer.from(one.body), receivedAt },
      },
      schema.parse({ ...given, sendgridPublicKey: one.public_key }),
    );

  test('are believed where the signature is right, and only there', async () => {
    expect(vectors.map((one) => one.expect)).toEqual(expect.arrayContaining(['valid', 'invalid']));
    for (const one of vectors) {
      if (one.expect === 'valid') await expect(told(one)).resolves.toBeInstanceOf(Array);
      else await expect(told(one)).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
    }
  });

  test('tell what became of a message', async () => {
    const reports = (await Promise.all(vectors.filter((one) => one.expect === 'valid').map(told))).flat();
    expect(reports).toMatchObject([
      { kind: 'bounced', bounce: 'hard', address: 'hello@world.com', at: 1_600_112_492_000 },
      { kind: 'bounced', bounce: 'soft', code: '5.2.2', providerId: 'qNwBLgPQQjW6DJvKQwSAbw' },
    ]);
  });
});

test('without a key nothing of SendGrid is believed', async () => {
  const request = { headers: { 'content-type': 'application/json' }, body: Buffer.from('[]'), receivedAt };
  await expect(receive(request, settings)).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
});

test.each([
  ['one long word', 'a'.repeat(100_000)],
  ['nothing but heads of addresses', 'a@'.repeat(50_000)],
  ['nothing but braces', '{'.repeat(100_000)],
  ['nothing but empty lines', '\n \t'.repeat(30_000)],
])(
  'a mail that is made to be slow to read is not: %s',
  async (_, text) => {
    const head = 'From: MAILER-DAEMON <x@sns.amazonaws.com>\nSubject: failure notice\nMIME-Version: 1.0';
    expect(await mail(`${head}\n\n${text}`)).toBeInstanceOf(Array);
  },
  // The time that it would take, by a pattern that is not bounded, is minutes.
  10_000,
);
