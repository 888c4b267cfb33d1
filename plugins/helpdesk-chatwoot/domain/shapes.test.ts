import type { HelpdeskReport, Json, JsonObject } from '@rapport/sdk';
import { translate } from './translate';

/**
 * Shapes that other versions and channels of Chatwoot write, read in its models, presenters and listeners
 * (github.com/chatwoot/chatwoot: app/models/message.rb, app/models/contact.rb, app/presenters/conversations, app/listeners).
 */
const now = Date.parse('2026-03-02T12:00:00Z');
const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`);
const seconds = (time: string): number => at(time) / 1_000;

function told(body: Json): HelpdeskReport | undefined {
  return translate(body, { connection: 'support', deliveredAt: now })[0];
}

function lines(body: Json): string[] {
  return (told(body)?.facts ?? []).flatMap((fact) => {
    switch (fact.kind) {
      case 'opened':
        return `opened ${fact.channel ?? '-'} ${fact.subject ?? '-'}`;
      case 'message':
        return `${fact.author} ${fact.by?.id ?? '-'}: ${fact.text ?? '-'} +${fact.attachments}`;
      case 'rated':
        return `rated ${fact.rating} ${fact.comment ?? '-'}`;
      case 'status':
        return `${fact.from ?? '-'} -> ${fact.to}`;
      default:
        return fact.kind;
    }
  });
}

const contact = {
  id: 31,
  name: 'Mira Sol',
  email: 'mira@example.org',
  phone_number: '+4917012345678',
  identifier: null,
  avatar: '',
  thumbnail: '',
  blocked: false,
  additional_attributes: {},
  custom_attributes: null,
  account: { id: 1, name: 'Acme' },
  type: 'contact',
};

function conversation(more: JsonObject = {}): JsonObject {
  return {
    id: 5,
    inbox_id: 3,
    channel: 'Channel::Email',
    status: 'open',
    can_reply: true,
    priority: 'high',
    snoozed_until: null,
    applied_sla: { id: 1, sla_id: 2, sla_status: 'active' },
    sla_events: [],
    waiting_since: 0,
    agent_last_seen_at: 0,
    created_at: seconds('10:00:00'),
    updated_at: seconds('11:00:00') + 0.25,
    contact_inbox: { id: 9, contact_id: 31, source_id: 'mira@example.org', hmac_verified: false, pubsub_token: 'x' },
    meta: { sender: contact, assignee: null, assignee_type: null, team: null, hmac_verified: false },
    messages: [],
    labels: [],
    custom_attributes: null,
    additional_attributes: null,
    ...more,
  };
}

const message = (more: JsonObject, of: JsonObject = conversation()): JsonObject => ({
  event: 'message_created',
  id: 70,
  content: 'Hello',
  content_type: 'text',
  content_attributes: {},
  message_type: 'incoming',
  private: false,
  created_at: '2026-03-02T10:05:00.500Z',
  source_id: null,
  sender: contact,
  account: { id: 1, name: 'Acme' },
  inbox: { id: 3, name: 'Mail' },
  conversation: of,
  ...more,
});

describe('messages of every channel', () => {
  const mail = {
    subject: 'My order',
    from: ['mira@example.org'],
    to: ['help@acme.example'],
    cc: null,
    bcc: null,
    date: '2026-03-02T10:04:58+00:00',
    message_id: 'm1@mail.example',
    in_reply_to: null,
    multipart: true,
    number_of_attachments: 0,
    html_content: { full: '<p>Where is it?</p><blockquote>old</blockquote>', reply: 'Where is it?', quoted: 'old' },
    text_content: { full: 'Where is it?\n> old', reply: 'Where is it?', quoted: '> old' },
  };
  const items = [
    { title: 'Billing', value: 'billing' },
    { title: 'Delivery', value: 'delivery' },
  ];
  const file = { id: 1, message_id: 70, file_type: 'file', data_url: 'https://chat.acme.example/f', file_size: 12 };
  test.each<[string, JsonObject, string]>([
    [
      'a mail',
      { content: 'Where is it?', content_type: 'incoming_email', content_attributes: { email: mail, cc_email: [] } },
      'customer -: Where is it? +0',
    ],
    ['a place on the map', { content: null, attachments: [{ ...file, file_type: 'location' }] }, 'customer -: - +1'],
    ['a call', { content: 'Voice Call', content_type: 'voice_call' }, 'customer -: Voice Call +0'],
    ['a sticker', { content: null, content_type: 'sticker', attachments: [file] }, 'customer -: - +1'],
    [
      'an answer to another message',
      { content_attributes: { in_reply_to: 69, in_reply_to_external_id: 'wamid.x' } },
      'customer -: Hello +0',
    ],
    [
      'a choice that a bot offers',
      {
        message_type: 'outgoing',
        content: 'What is it about?',
        content_type: 'input_select',
        content_attributes: { items, submitted_values: [{ title: 'Billing', value: 'billing' }] },
        sender: { id: 4, name: 'Dialogflow', type: 'agent_bot' },
      },
      'bot agent_bot:4: What is it about? +0',
    ],
    [
      "Captain's answer",
      { message_type: 'outgoing', sender: { id: 2, name: 'Cap', avatar_url: '', type: 'captain_assistant' } },
      'bot captain_assistant:2: Hello +0',
    ],
    [
      'a rule of automation',
      { message_type: 'outgoing', sender: null, content_attributes: { automation_rule_id: 8 } },
      'bot -: Hello +0',
    ],
    [
      'an approved template of WhatsApp, sent by an agent',
      {
        message_type: 'outgoing',
        sender: { id: 7, name: 'Priya', email: 'priya@acme.example', type: 'user' },
        additional_attributes: { template_params: { name: 'hello', language: 'en' } },
      },
      'agent 7: Hello +0',
    ],
  ])('%s', (_, more, line) => {
    expect(lines(message(more))).toEqual(['opened email -', line]);
  });

  test('a survey, answered: what newer versions store beside it does no harm', () => {
    const csat = { rating: 2, feedback_message: 'slow', csat_review_notes: null };
    const more = {
      event: 'message_updated',
      message_type: 'template',
      content_type: 'input_csat',
      content: 'Please rate us',
      content_attributes: { display_type: 'star', submitted_values: { csat_survey_response: csat } },
      sender: null,
      updated_at: '2026-03-02T11:30:00.000Z',
    };
    expect(lines(message(more))).toEqual(['opened email -', 'bot -: Please rate us +0', 'rated 2 slow']);
  });

  test('one of another member of a group belongs to the conversation, and makes nobody the contact', () => {
    const group = conversation({
      channel: 'Channel::Whatsapp',
      group: true,
      group_title: 'Trip',
      group_contacts: [{ id: 1, contact_id: 32, contact: { id: 32, name: 'Bo' } }],
    });
    const report = told(message({ sender: { ...contact, id: 32, name: 'Bo', email: 'bo@example.org' } }, group));
    expect([report?.contact.id, report?.contact.traits['name']]).toEqual(['31', 'Mira Sol']);
  });
});

describe('who it was, where the conversation does not say', () => {
  test('the writer of a message is its contact', () => {
    const bare = conversation({ meta: { assignee: null }, contact_inbox: null });
    const report = told(message({}, bare));
    expect(report?.contact.traits).toMatchObject({ name: 'Mira Sol', email: 'mira@example.org' });
    expect(report?.contact.identifiers.map(({ kind, trust }) => `${kind} ${trust}`)).toEqual([
      'chatwoot_contact_id verified',
      'email claimed',
      'phone claimed',
    ]);
  });

  test('an agent who writes is not', () => {
    const agent = { id: 7, name: 'Priya', email: 'priya@acme.example', type: 'user' };
    const report = told(message({ message_type: 'outgoing', sender: agent }, conversation({ meta: {} })));
    expect([report?.contact.id, report?.contact.traits]).toEqual(['31', {}]);
    expect(() =>
      told(message({ message_type: 'outgoing', sender: agent }, conversation({ meta: {}, contact_inbox: {} }))),
    ).toThrow(expect.objectContaining({ code: 'invalid_body', detail: 'At: meta.sender.' }));
  });

  test('an agent who writes to somebody whom the message names', () => {
    const agent = { id: 7, name: 'Priya', email: 'priya@acme.example', type: 'user' };
    const bare = conversation({ meta: {}, contact_inbox: null });
    const report = told(
      message({ message_type: 'outgoing', sender: agent, contact: { id: 31, name: 'Mira Sol' } }, bare),
    );
    expect([report?.contact.id, report?.contact.traits]).toEqual(['31', { name: 'Mira Sol' }]);
    expect(report?.facts.at(-1)).toMatchObject({ kind: 'message', author: 'agent', by: { id: '7' } });
  });

  test("the manual's message, and 2020's: numbers as texts, display_id, a time in words", () => {
    const report = told({
      event: 'message_created',
      id: '1',
      content: 'Hi',
      created_at: '2026-03-02 10:05:00 UTC',
      message_type: 'incoming',
      content_type: 'enum',
      content_attributes: {},
      source_id: '',
      sender: { id: '31', name: 'Mira Sol', email: 'mira@example.org' },
      contact: { id: '31', name: 'Mira Sol' },
      conversation: {
        display_id: '5',
        additional_attributes: { browser: {}, referer: 'https://acme.example', initiated_at: 'Mon Mar 02 2026' },
      },
      account: { id: '1', name: 'Acme' },
    });
    expect([report?.conversation, report?.contact.id]).toEqual(['5', '31']);
    expect(report?.facts).toMatchObject([{ kind: 'message', author: 'customer', text: 'Hi', at: at('10:05:00') }]);
  });
});

describe('what changed, however it is written', () => {
  const pair = { previous_value: 'open', current_value: 'resolved' };
  test.each<[string, Json]>([
    [
      'a list of objects',
      [{ updated_at: { previous_value: null, current_value: '2026-03-02T10:30:00Z' } }, { status: pair }],
    ],
    ['one object', { status: pair, updated_at: { previous_value: null, current_value: '2026-03-02T10:30:00Z' } }],
    ['pairs', { status: ['open', 'resolved'], updated_at: [null, '2026-03-02T10:30:00Z'] }],
    ['a list of pairs', [{ status: ['open', 'resolved'], updated_at: [null, '2026-03-02T10:30:00Z'] }]],
  ])('%s', (_, changed) => {
    const body = {
      ...conversation({ status: 'resolved' }),
      event: 'conversation_updated',
      changed_attributes: changed,
    };
    expect(lines(body)).toEqual(['opened email -', 'open -> resolved']);
    expect(told(body)?.facts.at(-1)?.at).toBe(at('10:30:00'));
  });

  test('service levels, priority, reading and snoozing without an end are noise', () => {
    const to = (value: Json): JsonObject => ({ previous_value: null, current_value: value });
    const changed: JsonObject[] = [
      { priority: to('urgent') },
      { sla_policy_id: to(2) },
      { snoozed_until: to(null) },
      { first_reply_created_at: to('2026-03-02T10:30:00Z') },
      { cached_label_list: to('a') },
    ];
    const body = { ...conversation(), event: 'conversation_updated', changed_attributes: changed };
    expect(told(body)).toBeUndefined();
  });

  test('a snoozed conversation says so', () => {
    const changed = [{ status: { previous_value: 'open', current_value: 'snoozed' }, snoozed_until: {} }];
    const body = { ...conversation({ status: 'snoozed' }), event: 'conversation_updated', changed_attributes: changed };
    expect(lines(body)).toEqual(['opened email -', 'open -> snoozed']);
  });

  test('a contact whom a merge gave an address, and who lost another', () => {
    const changed: JsonObject[] = [
      { email: { previous_value: null, current_value: 'mira@example.org' } },
      { additional_attributes: { previous_value: { city: 'Bonn' }, current_value: {} } },
      { updated_at: { previous_value: null, current_value: '2026-03-02T10:30:00Z' } },
    ];
    const body = { ...contact, event: 'contact_updated', changed_attributes: changed };
    expect(told(body)?.contact).toMatchObject({
      at: at('10:30:00'),
      traits: { email: 'mira@example.org', city: null },
    });
  });
});

describe('what is of no interest', () => {
  test.each([
    'conversation_typing_on',
    'conversation_typing_off',
    'inbox_created',
    'inbox_updated',
    'conversation_contact_changed',
    'contact_deleted',
    'label_added',
  ])('%s', (event) => {
    expect(told({ ...conversation(), event, user: contact, is_private: false })).toBeUndefined();
  });
});
