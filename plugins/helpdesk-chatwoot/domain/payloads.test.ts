import { readdirSync } from 'node:fs';
import type { ConversationFact, HelpdeskReport } from '@rapport/sdk';
import { z } from 'zod';
import { describeWithShared, readShared, sharedFile } from '../../../test/support/shared';
import { eventOf } from './event';
import { translate } from './translate';

const folder = 'payloads/chatwoot';
const now = Date.parse('2026-07-01T00:00:00Z');

function reportsOf(file: string): HelpdeskReport[] {
  const body = z.json().parse(readShared(`${folder}/${file}`));
  return translate(body, { connection: 'support', deliveredAt: eventOf(body)?.deliveredAt ?? now });
}

/** A fact in one line, for a person to read. */
function line(fact: ConversationFact): string {
  const at = new Date(fact.at).toISOString().replace('.000Z', '');
  const party = (value: { id: string; name: string | null } | null): string =>
    `${value?.id ?? '-'} ${value?.name ?? ''}`.trim();
  switch (fact.kind) {
    case 'opened':
      return `${at} opened ${fact.channel ?? '-'}`;
    case 'message': {
      const { key, author, by, text, attachments, isPrivate } = fact;
      const who = by === null ? author : `${author} ${party(by)}`;
      const more = `${isPrivate ? ' private' : ''}${attachments > 0 ? ` +${attachments}` : ''}`;
      return `${at} ${key} ${who}: ${text ?? '-'}${more}`;
    }
    case 'status':
      return `${at} ${fact.from ?? '-'} -> ${fact.to}`;
    case 'assigned':
      return `${at} ${fact.role} ${party(fact.from)} -> ${party(fact.to)}`;
    case 'labelled':
      return `${at} +${fact.added.join()} -${fact.removed.join()}`;
    case 'rated':
      return `${at} ${fact.key} ${fact.rating} ${fact.comment ?? '-'}`;
    case 'noted':
      return `${at} ${fact.topic ?? '?'} ${fact.outcome ?? '?'}`;
  }
}

const opened = '2026-06-12T09:00:00 opened web';
const solved = '2026-06-12T09:06:40 message:9003 customer: Thanks, that solved it';
const anonymous = ['2026-02-13T01:27:32 opened web', '2026-02-13T01:27:33 message:103 bot: Get notified by email'];
const told2021 = '2021-07-23T18:02:49 message:120 bot: Get notified by email';

/** The contact, the conversation, and what happened there; null: nothing of interest. */
const expected: Record<string, [contact: string, conversation: string | null, facts: string[]] | null> = {
  'agent_bot.conversation_resolved.json': ['501', '88', [opened, solved, '2026-06-12T09:06:40 - -> resolved']],
  'automation_event.conversation_created.json': ['501', '88', [opened, solved]],
  'contact_created.json': ['6', null, []],
  'contact_created.with_attributes_v2.json': ['224', null, []],
  'contact_updated.custom_attributes.json': ['501', null, []],
  'contact_updated.json': null,
  'conversation_created.json': ['6', '6', anonymous],
  'conversation_created.v4.14.2.json': [
    '501',
    '88',
    [opened, '2026-06-12T09:00:00 message:9001 customer: I cannot check out, card declined twice'],
  ],
  'conversation_status_changed.json': ['501', '88', [opened, solved, '2026-06-12T09:06:40 open -> resolved']],
  'conversation_status_changed.reopened.json': [
    '501',
    '88',
    [opened, solved.replace('06-12', '06-13'), '2026-06-13T09:06:40 resolved -> open'],
  ],
  'conversation_typing_on.json': null,
  'conversation_updated.assignee.json': ['501', '88', [opened, solved, '2026-06-12T09:01:30 agent 4 -> 7 Priya Agent']],
  'conversation_updated.creation_echo.json': ['6', '6', anonymous],
  'conversation_updated.custom_attributes.json': [
    '501',
    '88',
    [opened, solved, '2026-06-12T09:06:40 refund ?', '2026-06-12T09:06:40 ? saved'],
  ],
  'conversation_updated.labels.json': [
    '715',
    '49',
    [
      '2023-06-29T04:11:46 opened web',
      '2023-07-24T22:16:10 message:95925 agent 95 Dana Agent: teste',
      '2023-07-24T22:38:26 +test1 -',
    ],
  ],
  'conversation_updated.waiting_noise.json': null,
  'dashboard_app.appContext.json': null,
  'inbox_created.json': null,
  'macro.executed.json': ['501', '88', [opened, solved]],
  'message_created.agent_bot.json': [
    '501',
    '88',
    [
      opened,
      solved,
      '2026-06-12T09:06:40 message:9011 bot agent_bot:5 Acme Bot: I can help with that. What is your order number?',
    ],
  ],
  'message_created.api_whatsapp.json': [
    '26',
    '10',
    ['2026-02-16T15:07:27 opened api', '2026-02-18T00:10:19 message:684 customer: Hola'],
  ],
  'message_created.attachment.json': [
    '195',
    '9',
    ['2023-11-09T14:59:55 opened api', '2024-02-20T18:04:01 message:8633 agent 2 Yuki: - +1'],
  ],
  'message_created.attachments3.json': [
    '195',
    '9',
    ['2023-11-09T14:59:55 opened api', '2024-02-20T18:11:26 message:8637 agent 2 Yuki: Message with attachments +3'],
  ],
  'message_created.csat_survey.json': [
    '501',
    '88',
    [opened, solved, '2026-06-12T09:06:40 message:9020 bot: Please rate the conversation'],
  ],
  'message_created.incoming.json': [
    '501',
    '88',
    [opened, solved, '2026-06-12T09:00:00 message:9001 customer: I cannot check out, card declined twice'],
  ],
  'message_created.incoming_widget.json': [
    '405',
    '6',
    [
      '2023-12-10T01:08:18 opened web',
      '2023-12-10T01:08:18 message:3750 bot: Seja notificado por e-mail',
      '2023-12-10T01:08:18 message:3748 customer: teste receive',
    ],
  ],
  'message_created.outgoing_agent.json': [
    '715',
    '49',
    ['2023-06-29T04:11:46 opened web', '2023-07-26T01:59:54 message:99523 agent 95 Dana Agent: Teste2'],
  ],
  'message_created.outgoing_agent.v4.14.2.json': [
    '501',
    '88',
    [
      opened,
      solved,
      '2026-06-12T09:06:40 message:9002 agent 7 Priya Agent: Hi Joe, let me look at that payment with you.',
    ],
  ],
  'message_created.private_note.json': [
    '501',
    '88',
    [
      opened,
      solved,
      '2026-06-12T09:06:40 message:9010 agent 7 Priya Agent: CDP: gold customer, 2 failed payments today private',
    ],
  ],
  'message_created.telegram_v4.0.json': [
    '9337',
    '1',
    ['2025-03-24T10:18:21 opened telegram', '2025-03-28T15:13:03 message:227051 customer: Hey'],
  ],
  'message_created.template.json': ['6', '6', anonymous],
  'message_created.with_performed_by.proposed.json': [
    '501',
    '88',
    [opened, solved, '2026-06-12T09:06:40 message:9040 agent 7 Priya Agent: hello'],
  ],
  'message_updated.csat_response.json': [
    '501',
    '88',
    [
      opened,
      solved,
      '2026-06-12T09:06:40 message:9020 bot: Please rate the conversation',
      '2026-06-12T09:06:40 rating:9020 5 Fast and kind',
    ],
  ],
  'message_updated.deleted.json': [
    '501',
    '88',
    [opened, solved, '2026-06-12T09:06:40 message:9031 agent 7 Priya Agent: -'],
  ],
  'message_updated.delivery_failed.json': [
    '501',
    '88',
    [opened, solved, '2026-06-12T09:06:40 message:9030 agent 7 Priya Agent: Your renewal is due on 1 July'],
  ],
  'message_updated.template.json': [
    '6',
    '6',
    [...anonymous, '2026-02-13T01:27:33 message:102 bot: Give the team a way to reach you.'],
  ],
  'webwidget_triggered.json': ['6', null, []],
  'webwidget_triggered.known_contact.json': ['501', null, []],
  'legacy-2021/conversation_opened.json': ['12', '10', [told2021, '2021-07-23T18:04:19 - -> pending']],
  'legacy-2021/conversation_resolved.json': ['12', '10', [told2021, '2021-07-23T18:05:20 - -> open']],
  'legacy-2021/conversation_status_changed.json': ['12', '10', [told2021]],
  'legacy-2021/message_created.json': ['14', '10', [told2021, '2021-07-23T18:02:48 message:118 customer: hi']],
  'legacy-2021/message_updated.json': ['12', '10', [told2021, '2021-07-23T18:02:48 message:118 customer: hi']],
  'legacy-2021/webwidget_triggered.json': ['14', null, []],
};

const joe = ['user_id user_8841', 'email joe@example.org claimed', 'phone +15550100001 claimed'];
const contacts: [file: string, identifiers: string[], traits: object, at: string][] = [
  [
    'message_created.incoming.json',
    joe.map((one) => one.replace('8841', '8841 verified')),
    {
      name: 'Joe Carter',
      email: 'joe@example.org',
      phone: '+15550100001',
      city: 'Pune',
      country: 'IN',
      company: 'Joe Ltd',
      customer_value: 'gold',
    },
    '2026-06-12T09:06:40.123Z',
  ],
  [
    'contact_updated.custom_attributes.json',
    joe.map((one) => one.replace('8841', '8841 claimed')),
    { customer_value: 'gold' },
    '2026-06-12T09:00:00.000Z',
  ],
  [
    'webwidget_triggered.known_contact.json',
    joe.map((one) => one.replace('8841', '8841 verified')),
    { name: 'Joe Carter' },
    '2026-07-01T00:00:00.000Z',
  ],
  ['conversation_created.json', [], {}, '2026-02-13T01:27:33.365Z'],
  [
    'message_created.api_whatsapp.json',
    ['phone +5491100000001 claimed'],
    { name: 'Leo', phone: '+5491100000001' },
    '2026-02-18T00:10:19.679Z',
  ],
  ['message_created.telegram_v4.0.json', [], { name: 'Sam' }, '2025-03-28T15:13:03.922Z'],
  [
    'contact_created.with_attributes_v2.json',
    ['email tim@example.org claimed', 'phone +5541900000001 claimed'],
    { name: 'Tim M', cpf: '000.000.000-00' },
    '2026-07-01T00:00:00.000Z',
  ],
  ['legacy-2021/message_created.json', [], {}, '2021-07-23T18:02:49.000Z'],
];

describeWithShared('the payloads of every version', () => {
  const files = ['', 'legacy-2021/'].flatMap((sub) =>
    readdirSync(sharedFile(`${folder}/${sub}`))
      .filter((file) => file.endsWith('.json'))
      .map((file) => `${sub}${file}`),
  );

  test('each has its expectation', () => expect(Object.keys(expected).sort()).toEqual(files.sort()));

  test.each(Object.entries(expected))('%s', (file, report) => {
    const told = reportsOf(file).map(({ contact, conversation, facts }) => [contact.id, conversation, facts.map(line)]);
    expect(told).toEqual(report === null ? [] : [report]);
  });

  test.each(contacts)('the contact of %s', (file, identifiers, traits, at) => {
    const contact = reportsOf(file)[0]?.contact;
    const [own, ...others] = contact?.identifiers ?? [];
    expect(own).toEqual({ kind: 'chatwoot_contact_id', value: `support:${contact?.id}`, trust: 'verified' });
    expect(others.map(({ kind, value, trust }) => `${kind} ${value} ${trust}`)).toEqual(identifiers);
    expect(contact?.traits).toMatchObject(traits);
    expect(
      Object.keys(contact?.traits ?? {}).filter((key) => key.startsWith('cdp_') || key === 'pubsub_token'),
    ).toEqual([]);
    expect(new Date(contact?.at ?? 0).toISOString()).toBe(at);
  });

  test('of an anonymous visitor nothing is written, not even the name that Chatwoot made up', () => {
    const files = [
      'conversation_created.json',
      'contact_created.json',
      'legacy-2021/message_created.json',
      'message_created.incoming_widget.json',
    ];
    expect(files.map((file) => reportsOf(file)[0]?.contact.traits)).toEqual([{}, {}, {}, {}]);
  });
});
