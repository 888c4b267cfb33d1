import type { Json, JsonObject } from '@rapport/sdk';
import { reportsOf } from './sendgrid';

/** Events as "Event Webhook Reference" (twilio.com/docs/sendgrid) lists them, and as older accounts write them. */
const id = '01977d3c-0000-7000-8000-00000000000a';
const ownId = (text: string): string | null => (text.includes(id) ? id : null);

const common = {
  email: 'ada@example.org',
  timestamp: 1_780_000_000,
  'smtp-id': `<${id}@shop.example>`,
  category: ['news'],
  sg_event_id: 'ev1',
  sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
  ip: '127.0.0.1',
  tls: 1,
  cert_err: 0,
};

const told = (...events: Json[]): object[] => reportsOf(events, ownId);

test.each<[string, JsonObject, object]>([
  ['delivered', { event: 'delivered', response: '250 OK' }, { kind: 'delivered' }],
  [
    'a bounce of an unknown recipient',
    { event: 'bounce', type: 'bounce', reason: '500 unknown recipient', status: '5.0.0' },
    { kind: 'bounced', bounce: 'hard', code: '5.0.0' },
  ],
  [
    'a bounce whose words say nothing, but whose class does',
    {
      event: 'bounce',
      type: 'bounce',
      reason: '550 Requested action not taken',
      status: '5.0.0',
      bounce_classification: 'Invalid Address',
    },
    { kind: 'bounced', bounce: 'hard' },
  ],
  [
    'a full mailbox, whatever its class',
    {
      event: 'bounce',
      type: 'bounce',
      reason: '552 5.2.2 mailbox full',
      status: '5.2.2',
      bounce_classification: 'Mailbox Unavailable',
    },
    { kind: 'bounced', bounce: 'soft', code: '5.2.2' },
  ],
  [
    'blocked, as a type of bounce',
    {
      event: 'bounce',
      type: 'blocked',
      reason: '550 5.7.1 user unknown to our blocklist',
      status: '5.7.1',
      bounce_classification: 'Reputation',
    },
    { kind: 'bounced', bounce: 'soft' },
  ],
  ['blocked, as an event of its own', { event: 'blocked', reason: '554 denied' }, { kind: 'bounced', bounce: 'soft' }],
  [
    'dropped: it bounced before',
    { event: 'dropped', reason: 'Bounced Address', status: '5.0.0' },
    { kind: 'bounced', bounce: 'hard' },
  ],
  ['dropped: no address', { event: 'dropped', reason: 'Invalid' }, { kind: 'bounced', bounce: 'hard' }],
  [
    'dropped: it was called spam before',
    { event: 'dropped', reason: 'Spam Reporting Address' },
    { kind: 'complained' },
  ],
  ['dropped: unsubscribed', { event: 'dropped', reason: 'Unsubscribed Address' }, { kind: 'unsubscribed' }],
  ['dropped: unsubscribed from the group', { event: 'dropped', reason: 'Group Unsubscribe' }, { kind: 'unsubscribed' }],
  [
    'dropped: our own fault',
    { event: 'dropped', reason: 'Invalid SMTPAPI header' },
    { kind: 'bounced', bounce: 'soft' },
  ],
  [
    'dropped: too many for the plan',
    { event: 'dropped', reason: 'Recipient List over Package Quota' },
    { kind: 'bounced', bounce: 'soft' },
  ],
  ['spam', { event: 'spamreport' }, { kind: 'complained' }],
  ['unsubscribed', { event: 'unsubscribe' }, { kind: 'unsubscribed' }],
  [
    'unsubscribed from a group',
    { event: 'group_unsubscribe', asm_group_id: 10, url: 'https://x.example' },
    { kind: 'unsubscribed' },
  ],
  [
    'opened, by a machine',
    { event: 'open', useragent: 'Mozilla/4.0', sg_machine_open: true },
    { kind: 'opened', userAgent: 'Mozilla/4.0' },
  ],
  [
    'clicked',
    { event: 'click', url: 'https://shop.example/a', url_offset: { index: 0, type: 'html' }, useragent: 'X' },
    { kind: 'clicked', url: 'https://shop.example/a', userAgent: 'X' },
  ],
])('%s', (_, event, report) => {
  expect(told({ ...common, ...event })).toMatchObject([
    {
      key: 'sendgrid:ev1',
      messageId: id,
      providerId: '14c5d75ce93',
      address: 'ada@example.org',
      at: 1_780_000_000_000,
      ...report,
    },
  ]);
});

test.each(['processed', 'deferred', 'group_resubscribe', 'account_status_change', 'of the future'])(
  '%s says nothing of the outcome',
  (event) => expect(told({ ...common, event, response: '451 try again', attempt: '5' })).toEqual([]),
);

test('in a batch each counts for itself, and what cannot be read is left out', () => {
  const events: Json[] = [
    { ...common, event: 'delivered' },
    'junk',
    null,
    { event: 'bounce' },
    { ...common, sg_event_id: 'ev2', event: 'spamreport' },
  ];
  expect(told(...events).map((report) => report)).toMatchObject([
    { kind: 'delivered' },
    { kind: 'complained', key: 'sendgrid:ev2' },
  ]);
});

test('without SendGrid’s ids it is known by our own, and counts once', () => {
  const event = { email: common.email, event: 'delivered', timestamp: '1780000000', rapport_message: id };
  const [report] = reportsOf([event], ownId);
  expect(report).toMatchObject({ messageId: id, providerId: null, at: 1_780_000_000_000 });
  expect(reportsOf([event], ownId)[0]?.key).toBe(report?.key);
  expect(reportsOf([{ ...event, event: 'spamreport' }], ownId)[0]?.key).not.toBe(report?.key);
  expect(report?.key).not.toContain('ada');
});
