import { returned, told } from '../../../test/support/arrived-mail';

/** Mails by which servers say no, made up after what they document and send. */

/** RFC 3464: what a server says, and the head of ours. */
function report(
  fields: string,
  words = 'It did not arrive.',
  head = 'From: Postmaster <postmaster@mx.example.org>',
): string {
  return `${head}
To: hi@shop.example
Subject: Undeliverable: Hello
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

${words}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

${fields}

--b
Content-Type: text/rfc822-headers

${returned}
--b--
`;
}

const fields = (status: string, said: string, action = 'failed'): string =>
  `Final-Recipient: rfc822; ada@example.org\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${said}`;

describe('delivery status notifications', () => {
  test.each<[string, string, string]>([
    [
      'Exchange Online: nobody there',
      fields('5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'),
      'hard',
    ],
    [
      'Exchange Online: not in the directory',
      fields(
        '5.4.1',
        '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR03FT0.eop-EUR03.prod.protection.outlook.com]',
      ),
      'hard',
    ],
    [
      'Exchange Online: the same, with the address',
      fields('5.4.1', '550 5.4.1 [ada@example.org]: Recipient address rejected: Access denied'),
      'hard',
    ],
    [
      'Exchange Online: no such domain',
      fields('5.4.310', '550 5.4.310 DNS domain example.invalid does not exist [Message=InfoDomainNonexistent]'),
      'hard',
    ],
    [
      'Exchange Online: a group for its own people',
      fields('5.7.133', '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required'),
      'soft',
    ],
    [
      'Exchange Online: on a list of blocked senders',
      fields('5.7.606', '550 5.7.606 Access denied, banned sending IP [192.0.2.1]'),
      'soft',
    ],
    [
      'Exchange Online: a full mailbox',
      fields('5.2.2', '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'),
      'soft',
    ],
    [
      'Gmail: nobody there',
      fields(
        '5.1.1',
        "550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient's email address",
      ),
      'hard',
    ],
    [
      'Gmail: over its quota',
      fields('5.2.2', '552-5.2.2 The recipient’s inbox is out of storage space and inactive.'),
      'soft',
    ],
    [
      'Gmail: no such domain, which it calls temporary',
      fields(
        '4.0.0',
        "DNS Error: DNS type 'mx' lookup of example.invalid responded with code NXDOMAIN\n Domain name not found: example.invalid",
      ),
      'hard',
    ],
    [
      'Gmail: the same while it still tries',
      fields('4.0.0', "DNS Error: DNS type 'mx' lookup of example.invalid responded with code NXDOMAIN", 'delayed'),
      'soft',
    ],
    [
      'Gmail: not signed',
      fields('5.7.26', '550-5.7.26 This mail has been blocked because the sender is unauthenticated.'),
      'soft',
    ],
    [
      'Postfix: nobody there',
      fields('5.1.1', '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in virtual mailbox table'),
      'hard',
    ],
    [
      'Postfix: no such host',
      fields(
        '5.4.4',
        'Host or domain name not found. Name service error for name=example.invalid type=AAAA: Host not found',
      ),
      'hard',
    ],
    [
      'Yahoo: nobody there',
      fields(
        '5.0.0',
        '554 delivery error: dd This user doesn’t have a yahoo.com account (ada@example.org) [0] - mta1.mail.bf1.yahoo.com',
      ),
      'hard',
    ],
    ['Amazon SES', fields('5.1.1', '550 5.1.1 user unknown'), 'hard'],
    ['OpenSMTPD, in its own word', fields('5.0.0', '550 Invalid recipient', 'error'), 'hard'],
    [
      'a server that says failure, and no code',
      'Final-Recipient: rfc822;ada@example.org\nAction: failure\nStatus: 553 Exceeded maximum inbound message size',
      'soft',
    ],
    ['a server with a code of its own', fields('5.0.0', '550 BAD_RECIPIENT - see https://mx.example.org/why'), 'hard'],
  ])('%s', async (_, status, bounce) => {
    expect(await told(report(status))).toEqual([`bounced ${bounce} ada@example.org ours`]);
  });

  test('a code that says it all is not drowned in what the prose around it talks of', async () => {
    const bare = 'Final-Recipient: rfc822; ada@example.org\nAction: failed\nStatus: 5.1.1';
    const words = 'Your message was refused. Our policy is to scan for spam and viruses. Access denied?';
    expect(await told(report(bare, words))).toEqual(['bounced hard ada@example.org ours']);
  });

  test('an original recipient without a domain is looked up in the final one', async () => {
    const local = `Original-Recipient: rfc822; ada\n${fields('5.0.0', 'unknown user: "ada"')}`;
    expect(await told(report(local))).toEqual(['bounced hard ada@example.org ours']);
  });

  test('one of two recipients has it', async () => {
    const both = `${fields('5.1.1', '550 no such user')}\n\n${fields('2.1.5', '250 ok', 'delivered').replace('ada', 'bob')}`;
    expect(await told(report(both))).toEqual(['bounced hard ada@example.org ours']);
  });
});

/** No delivery status: prose, then ours. */
const prose = (head: string, words: string, mark: string): string =>
  `${head}\nTo: hi@shop.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${words}\n\n${mark}\n\n${returned}`;

describe('prose of servers that know no delivery status', () => {
  test.each<[string, string, string]>([
    [
      'Exim, of one of two aliases',
      prose(
        'From: Mail Delivery System <Mailer-Daemon@mx.example.org>\nX-Failed-Recipients: ada@example.org\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender',
        'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  hi@shop.example.\n    (ultimately generated from info@shop.example)\n  ada@example.org\n    host mx.example.org [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<ada@example.org>:\n    550 5.1.1 User unknown',
        '------ This is a copy of the message, including all the headers. ------',
      ),
      'bounced hard ada@example.org ours',
    ],
    [
      'qmail',
      prose(
        'From: MAILER-DAEMON@mx.example.org\nSubject: failure notice',
        "Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ada@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)",
        '--- Below this line is a copy of the message.',
      ),
      'bounced hard ada@example.org ours',
    ],
    [
      'Sendmail',
      prose(
        'From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>\nSubject: Returned mail: see transcript for details',
        '   ----- The following addresses had permanent fatal errors -----\n<ada@example.org>\n    (reason: 552 5.2.2 Over quota)',
        '   ----- Original message follows -----',
      ),
      'bounced soft ada@example.org ours',
    ],
    [
      'Lotus Domino',
      prose(
        'From: Postmaster <postmaster@example.org>\nSubject: DELIVERY FAILURE: User ada (ada@example.org) not listed in Domino Directory',
        'Your message\n\n  Subject: Hello\n\nwas not delivered to:\n\n  ada@example.org\n\nbecause:\n\n  User ada (ada@example.org) not listed in Domino Directory',
        '----- Original message -----',
      ),
      'bounced hard ada@example.org ours',
    ],
    [
      'Exchange before 2007, of somebody behind a list',
      prose(
        'From: System Administrator <postmaster@example.org>\nSubject: Undeliverable: Hello',
        'Your message\n\n  To:      all@example.org\n  Subject: Hello\n\ndid not reach the following recipient(s):\n\nada@example.org on Fri, 4 Oct 2026 17:12:28 -0400\n    The recipient name is not recognized\n    MSEXCH:IMS:Example:MX 0 (000C05A6) Unknown Recipient',
        '----- Original message -----',
      ),
      'bounced hard ada@example.org ours',
    ],
    [
      'MDaemon',
      prose(
        'From: MDaemon@mx.example.org\nPrecedence: bulk\nSubject: Warning: ada@example.org - User unknown!',
        'ada@example.org - no such user here.\n\nThere is no user by that name at this server.',
        '----- Original message -----',
      ),
      'bounced hard ada@example.org ours',
    ],
    [
      'AOL, which names nobody but us',
      prose(
        'From: Mail Delivery Subsystem <MAILER-DAEMON@aol.com>\nSubject: Mail Delivery Problem',
        'Your mail to the following recipients could not be delivered because they are not accepting mail from hello@shop.example:\n\tadabyron',
        '----- Original message -----',
      ),
      'bounced soft - ours',
    ],
    [
      'a server in France',
      prose(
        'From: mimesweeper@example.fr\nReturn-Path: <>\nSubject: Non remis : Hello',
        "Votre message n'a pas pu être remis à:\n\nada@example.org\n\nL'adresse de messagerie référencée ci-dessus n'existe pas.",
        '----- Original message -----',
      ),
      'bounced hard ada@example.org ours',
    ],
  ])('%s', async (_, text, line) => {
    expect(await told(text)).toEqual([line]);
  });
});
