import type { ConversationFact, HelpdeskReport, Json, JsonObject } from '@rapport/sdk';
import { translate } from './translate';

const now = Date.parse('2026-03-02T12:00:00Z');
const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`);

function told(body: Json): HelpdeskReport[] {
  return translate(body, { connection: 'support', deliveredAt: now });
}

function factsOf(body: Json): readonly ConversationFact[] {
  return told(body)[0]?.facts ?? [];
}

const mira = { id: 31, name: 'Mira Sol' };

function conversation(more: JsonObject = {}): JsonObject {
  return {
    id: 5,
    channel: 'Channel::WebWidget',
    status: 'open',
    created_at: at('10:00:00') / 1_000,
    updated_at: at('11:00:00') / 1_000 + 0.25,
    contact_inbox: { contact_id: 31, source_id: 'abc', hmac_verified: false },
    meta: {
      sender: mira,
      assignee: { id: 7, name: 'Priya', type: 'user' },
      assignee_type: 'User',
      team: { id: 2, name: 'Billing' },
    },
    messages: [],
    labels: [],
    custom_attributes: {},
    additional_attributes: {},
    ...more,
  };
}

const change = (key: string, from: Json, to: Json): JsonObject => ({
  [key]: { previous_value: from, current_value: to },
});
const touched = change('updated_at', null, '2026-03-02T10:30:00.900Z');

function updated(...changes: JsonObject[]): JsonObject {
  return { ...conversation(), event: 'conversation_updated', changed_attributes: [touched, ...changes] };
}

function message(more: JsonObject = {}): JsonObject {
  return {
    event: 'message_created',
    id: 70,
    content: 'Hello',
    content_type: 'text',
    message_type: 'outgoing',
    created_at: '2026-03-02T10:05:00.500Z',
    sender: { id: 7, name: 'Priya', type: 'user' },
    conversation: conversation(),
    ...more,
  };
}

describe('changes of a conversation', () => {
  const changed = at('10:30:00');
  test.each<[string, JsonObject[], ConversationFact[]]>([
    [
      're-opened',
      [change('status', 'resolved', 'open')],
      [{ kind: 'status', key: `status:${changed}:open`, at: changed, from: 'resolved', to: 'open' }],
    ],
    [
      'from agent to agent: the new one is named, the old one is not',
      [change('assignee_id', 4, 7)],
      [
        {
          kind: 'assigned',
          key: `agent:${changed}:4:7`,
          at: changed,
          role: 'agent',
          from: { id: '4', name: null },
          to: { id: '7', name: 'Priya' },
        },
      ],
    ],
    [
      'from a bot to an agent is one step',
      [change('assignee_agent_bot_id', 7, null), change('assignee_id', null, 7)],
      [
        {
          kind: 'assigned',
          key: `agent:${changed}:agent_bot:7:7`,
          at: changed,
          role: 'agent',
          from: { id: 'agent_bot:7', name: null },
          to: { id: '7', name: 'Priya' },
        },
      ],
    ],
    [
      'nobody has it',
      [change('assignee_id', 7, null)],
      [
        {
          kind: 'assigned',
          key: `agent:${changed}:7:-`,
          at: changed,
          role: 'agent',
          from: { id: '7', name: null },
          to: null,
        },
      ],
    ],
    [
      'to a team',
      [change('team_id', null, 2)],
      [
        {
          kind: 'assigned',
          key: `team:${changed}:-:2`,
          at: changed,
          role: 'team',
          from: null,
          to: { id: '2', name: 'Billing' },
        },
      ],
    ],
    [
      'labels',
      [change('label_list', ['a', 'b'], ['b', 'c'])],
      [{ kind: 'labelled', key: `labels:${changed}:+c,-a`, at: changed, added: ['c'], removed: ['a'] }],
    ],
    [
      'a topic is another, an outcome is taken back',
      [change('custom_attributes', { intent: 'refund', outcome: 'saved', cdp_x: 1 }, { intent: 'delivery' })],
      [
        { kind: 'noted', key: `topic:${changed}:delivery`, at: changed, topic: 'delivery' },
        { kind: 'noted', key: `outcome:${changed}:-`, at: changed, outcome: null },
      ],
    ],
  ])('%s', (_, changes, facts) => {
    expect(factsOf(updated(...changes)).filter(({ kind }) => kind !== 'opened')).toEqual(facts);
  });

  test('both webhooks of one change of status tell the same fact', () => {
    const status = change('status', 'open', 'resolved');
    const twin = { ...updated(status), updated_at: at('10:30:00') / 1_000 + 0.987654 };
    const other = { ...twin, event: 'conversation_status_changed', changed_attributes: [status] };
    expect(factsOf(other)).toEqual(factsOf(twin));
    expect(factsOf(twin)).toHaveLength(2);
  });

  test('where a webhook does not say what was before, its twin is left to tell it', () => {
    const { changed_attributes: _, ...silent } = updated();
    expect(
      factsOf({ ...silent, event: 'conversation_status_changed', status: 'resolved' }).map(({ key }) => key),
    ).toEqual(['opened']);
  });

  test('the creation is no change, and tells how it began', () => {
    const echo = [change('id', null, 5), change('status', 'open', 'pending'), change('assignee_id', null, 7)];
    const began = {
      kind: 'status',
      key: `status:${at('10:00:00')}:pending`,
      at: at('10:00:00'),
      from: null,
      to: 'pending',
    };
    // By now it is open: the echo says how it was.
    expect(factsOf(updated(...echo))).toEqual([expect.objectContaining({ key: 'opened' }), began]);
    expect(factsOf({ ...conversation({ status: 'pending' }), event: 'conversation_created' })).toEqual(
      factsOf(updated(...echo)),
    );
    expect(factsOf(updated(change('id', null, 5))).map(({ key }) => key)).toEqual(['opened']);
  });

  test.each([
    ['waiting', [change('waiting_since', null, '2026-03-02T10:00:00Z')]],
    ['priority', [change('priority', null, 'high')]],
    ['nothing but the time', []],
    ['our own attributes', [change('custom_attributes', {}, { cdp_score: 3 })]],
    ['a status of the future', [change('status', 'open', 'paused')]],
  ])('noise: %s', (_, changes) => expect(told(updated(...changes))).toEqual([]));
});

describe('messages', () => {
  const author = (more: JsonObject): unknown => factsOf(message(more)).find(({ kind }) => kind === 'message');
  test.each<[string, JsonObject, object]>([
    [
      'an agent',
      {},
      {
        author: 'agent',
        by: { id: '7', name: 'Priya' },
        isPrivate: false,
        text: 'Hello',
        attachments: 0,
        at: at('10:05:00'),
      },
    ],
    ['a note among agents', { private: true }, { author: 'agent', isPrivate: true }],
    ['the customer', { message_type: 'incoming', sender: mira }, { author: 'customer', by: null }],
    [
      'a bot',
      { sender: { id: 7, name: 'Botty', type: 'agent_bot' } },
      { author: 'bot', by: { id: 'agent_bot:7', name: 'Botty' } },
    ],
    ['an assistant', { sender: { id: 3, name: 'Cap', type: 'captain_assistant' } }, { author: 'bot' }],
    ['a campaign', { sender: null }, { author: 'bot', by: null }],
    [
      'the phone that has the number',
      { sender: null, content_attributes: { external_echo: true } },
      { author: 'agent', by: null },
    ],
    ['a template', { message_type: 'template', sender: null }, { author: 'bot', by: null }],
    [
      'the helpdesk',
      { message_type: 'activity', sender: null, content: 'was resolved' },
      { author: 'system', by: null },
    ],
    [
      'a deleted one',
      { content_attributes: { deleted: true }, attachments: [{}] },
      { key: 'message:70', author: 'agent', text: null, attachments: 0 },
    ],
    ['a picture', { content: null, attachments: [{}, {}] }, { text: null, attachments: 2 }],
  ])('%s', (_, more, fact) => expect(author(more)).toMatchObject(fact));

  test('a kind of the future is none', () => expect(author({ message_type: 'hologram' })).toBeUndefined());

  test('in messages[] it is the same fact, and the content there is the written one', () => {
    const nested = {
      id: 70,
      content: 'Hello *you*',
      message_type: 1,
      created_at: at('10:05:00') / 1_000,
      sender_type: 'User',
      sender_id: 7,
      sender: { id: 7, name: 'Priya', type: 'user' },
    };
    const whole = message({ content: '<p>Hello <em>you</em></p>', conversation: conversation({ messages: [nested] }) });
    const carried = { ...conversation({ messages: [nested] }), event: 'macro.executed' };
    expect(factsOf(whole)).toEqual(factsOf(carried));
    expect(factsOf(whole)).toHaveLength(2);
  });

  const survey = (response: Json, more: JsonObject = {}): JsonObject =>
    message({
      event: 'message_updated',
      message_type: 'template',
      sender: null,
      content_type: 'input_csat',
      content_attributes: { submitted_values: { csat_survey_response: response } },
      ...more,
    });
  test.each<[string, Json, object | undefined]>([
    [
      'answered',
      { rating: 4, feedback_message: ' fine ' },
      { key: 'rating:70', at: at('10:05:00'), rating: 4, comment: 'fine' },
    ],
    ['without words', { rating: '1', feedback_message: '' }, { rating: 1, comment: null }],
    ['out of range', { rating: 6 }, undefined],
    ['not answered', null, undefined],
  ])('a survey that is %s', (_, response, rated) => {
    const found = factsOf(survey(response)).find(({ kind }) => kind === 'rated');
    if (rated === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(rated);
  });
  test('a rating is of when it was given, where that is told', () => {
    const body = survey({ rating: 5 }, { updated_at: '2026-03-02T18:00:00.123Z' });
    expect(factsOf(body).find(({ kind }) => kind === 'rated')?.at).toBe(at('18:00:00'));
  });
});

test.each([
  ['Channel::WebWidget', 'web'],
  ['Channel::Email', 'email'],
  ['Channel::Whatsapp', 'whatsapp'],
  ['Channel::TwilioSms', 'sms'],
  ['Channel::Telegram', 'telegram'],
  ['Channel::FacebookPage', 'facebook'],
  ['Channel::Instagram', 'instagram'],
  ['Channel::TwitterProfile', 'twitter'],
  ['Channel::Line', 'line'],
  ['Channel: : Api', 'api'],
  ['Channel::Tiktok', 'tiktok'],
  [null, null],
])('the channel %s is %s', (channel, word) => {
  const subject = { mail_subject: 'My order ' };
  const [opened] = factsOf({
    ...conversation({ channel, additional_attributes: subject }),
    event: 'conversation_created',
  });
  expect(opened).toEqual({ kind: 'opened', key: 'opened', at: at('10:00:00'), channel: word, subject: 'My order' });
});

test.each<[string, Json]>([
  ['a text', 'hello'],
  ['a list', []],
  ['no event', { id: 5 }],
  ['an event of the future', { event: 'conversation_teleported', id: 'x' }],
  ['typing', { event: 'conversation_typing_on', conversation: { id: 5 } }],
])('is of no interest: %s', (_, body) => expect(told(body)).toEqual([]));

test.each<[string, JsonObject]>([
  ['id', { ...conversation({ id: null }), event: 'conversation_created' }],
  ['meta.sender', { ...conversation({ meta: null, contact_inbox: null }), event: 'conversation_created' }],
  ['conversation', message({ conversation: null })],
  ['conversation.id', message({ conversation: { id: 'x' } })],
  ['created_at', message({ created_at: 'yesterday' })],
  ['changed_attributes', { ...conversation({ changed_attributes: 'all' }), event: 'conversation_updated' }],
  ['contact', { event: 'webwidget_triggered' }],
])('a known event without a good %s is refused by its path', (path, body) => {
  const detail = `At: ${path}.`;
  expect(() => told(body)).toThrow(expect.objectContaining({ code: 'invalid_body', detail }));
});
