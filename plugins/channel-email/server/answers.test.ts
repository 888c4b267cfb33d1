import { ourMessageId, returned, told } from '../../../test/support/arrived-mail';

/** Mails of providers, of programs that answer for people, and of people, made up after what they document and send. */

/** RFC 5965. */
const feedback = (from: string, lines: string, original = returned): string => `From: ${from}
To: fbl@shop.example
Subject: complaint about message from 192.0.2.1
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
Version: 1
${lines}

--b
Content-Type: message/rfc822

${original}
Hello

--b--
`;

describe('complaints', () => {
  test.each<[string, string, string[]]>([
    [
      'Yahoo',
      feedback(
        'feedback@arf.mail.yahoo.com',
        'User-Agent: Yahoo!-Mail-Feedback/2.0\nOriginal-Mail-From: <hi@shop.example>\nOriginal-Rcpt-To: ada@example.org',
      ),
      ['complained ada@example.org ours'],
    ],
    [
      'AOL, which names nobody',
      feedback('scomp@aol.net', 'User-Agent: AOL SComp\nRedacted-Address: redacted'),
      ['complained - ours'],
    ],
    [
      'Comcast',
      feedback(
        'feedbackloop@comcast.net',
        'User-Agent: ReturnPathFBL/2.0\nRemoval-Recipient: ada@example.org\nOriginal-Rcpt-To: <ada@example.org>',
      ),
      ['complained ada@example.org ours'],
    ],
    [
      'Hotmail, in a form of its own',
      `From: staff@hotmail.com
To: fbl@shop.example
Subject: complaint about message from 192.0.2.1
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: message/rfc822

X-HmXmrOriginalRecipient: <ada@example.org>
X-Reporter-IP: 192.0.2.9
${returned}
Hello

--b--
`,
      ['complained ada@example.org ours'],
    ],
    [
      'somebody who took it out of the junk',
      feedback('fbl@mail.example', 'Original-Rcpt-To: ada@example.org').replace('Type: abuse', 'Type: not-spam'),
      [],
    ],
  ])('%s', async (_, text, lines) => {
    expect(await told(text)).toEqual(lines);
  });
});

/** What Amazon SNS writes to an address that is subscribed. */
const sns = (notification: object): string =>
  `From: AWS Notifications <no-reply@sns.amazonaws.com>
To: hi@shop.example
Subject: AWS Notification Message
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8

${JSON.stringify({ ...notification, mail: { messageId: 'ses-1', destination: ['ada@example.org'], headers: [{ name: 'Message-ID', value: ourMessageId }] } })}

--
If you wish to stop receiving notifications from this topic, please click or visit the link below.
`;

describe('Amazon SES, by Amazon SNS', () => {
  const recipients = [{ emailAddress: 'ada@example.org' }];
  test.each<[string, object, string[]]>([
    [
      'for good, without a word',
      {
        notificationType: 'Bounce',
        bounce: { bounceType: 'Permanent', bounceSubType: 'Suppressed', bouncedRecipients: recipients },
      },
      ['bounced hard ada@example.org ours'],
    ],
    [
      'for now',
      {
        notificationType: 'Bounce',
        bounce: { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients: recipients },
      },
      ['bounced soft ada@example.org ours'],
    ],
    [
      'for good, but about us',
      {
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [
            {
              ...recipients[0],
              action: 'failed',
              status: '5.7.1',
              diagnosticCode: 'smtp; 550 5.7.1 blocked using spamhaus',
            },
          ],
        },
      },
      ['bounced soft ada@example.org ours'],
    ],
    [
      'an event that a configuration set publishes',
      {
        eventType: 'Bounce',
        bounce: { bounceType: 'Permanent', bounceSubType: 'NoEmail', bouncedRecipients: recipients },
      },
      ['bounced hard ada@example.org ours'],
    ],
    [
      'a complaint',
      { eventType: 'Complaint', complaint: { complainedRecipients: recipients, complaintFeedbackType: 'abuse' } },
      ['complained ada@example.org ours'],
    ],
    [
      'no complaint',
      {
        notificationType: 'Complaint',
        complaint: { complainedRecipients: recipients, complaintFeedbackType: 'not-spam' },
      },
      [],
    ],
  ])('%s', async (_, notification, lines) => {
    expect(await told(sns(notification))).toEqual(lines);
  });
});

const answer = (subject: string, more = ''): string =>
  `From: Ada <ada@example.org>\nTo: hi@shop.example\nSubject: ${subject}\nIn-Reply-To: ${ourMessageId}\n${more}\nHello, my parcel could not be delivered to bob@example.org.\n`;

describe('programs that answer for people tell nothing', () => {
  test.each([
    ['Outlook', answer('Automatic reply: Hello', 'X-Auto-Response-Suppress: All\n')],
    ['Outlook, in German', answer('Automatische Antwort: Hello')],
    ['Outlook, in Spanish', answer('Respuesta automática: Hello')],
    ['Gmail', answer('Out of Office Re: Hello', 'Auto-Submitted: auto-replied\nPrecedence: bulk\n')],
    ['Lotus Notes', answer('AUTO: Ada Byron is out of the office. (returning 05/01/2026)')],
    ['a program of Unix', answer('away from my mail', 'Precedence: junk\n')],
    ['a receipt', answer('Read: Hello', 'Auto-Submitted: auto-replied\nContent-Type: text/plain\n')],
    ['a help desk', answer('[#123] We have your mail', 'Auto-Submitted: auto-generated\nX-Autoreply: yes\n')],
  ])('%s', async (_, text) => {
    expect(await told(text)).toEqual([]);
  });
});

describe('people who write of a delivery are people', () => {
  test.each([
    'Re: Your delivery status',
    'Delivery problem',
    'AW: Undeliverable parcel',
    'Re: [2] Delivery failed?',
    'My order could not be delivered',
    'Delivery failed again',
  ])('%s', async (subject) => {
    expect(await told(answer(subject))).toEqual(['replied ada@example.org ours']);
  });

  test('whoever begins anew tells nothing of a message', async () => {
    expect(await told(answer('Delivery problem').replace(/In-Reply-To.*\n/, ''))).toEqual([]);
  });
});
