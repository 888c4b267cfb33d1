import type { Json, JsonObject } from '@rapport/sdk';
import * as model from './model';
import { contactInWebhook, conversationInWebhook, iso, messageInWebhook, type Records } from './payloads';

type WriteOptions = {
  readonly isPrivate?: boolean;
  readonly contentType?: model.Message['contentType'];
  readonly template?: JsonObject | null;
};
type OpenOptions = {
  readonly isHmacVerified?: boolean;
  readonly inbox?: model.Inbox;
  readonly sourceId?: string;
  readonly status?: model.Status;
  readonly teamId?: number | null;
  readonly attributes?: JsonObject;
};
type Change = readonly [from: Json, to: Json];
/** What is to be sent of what happened; it is written when it happens, as Chatwoot does it. */
export type Told = { readonly event: string; readonly payload: JsonObject };

/**
 * An account of Chatwoot, in memory: what people do there, what is kept of it, and what its webhooks tell. Whoever changes something
 * by the API is told of it like of everything else, without who did it.
 */
export class ChatwootAccount implements Records {
  readonly contacts = new Map<number, model.Contact>();
  readonly conversations = new Map<number, model.Conversation>();
  readonly messages = new Map<number, model.Message>();
  readonly ratings: model.Rating[] = [];
  readonly people = new Map<number, model.Person>();
  readonly teams = new Map<number, model.Team>();
  readonly webhooks = new Map<number, model.Webhook>();
  readonly dashboardApps = new Map<number, model.DashboardApp>();
  readonly cannedResponses = new Map<number, model.CannedResponse>();
  readonly attributeDefinitions: model.AttributeDefinition[] = [];
  readonly labels = new Set<string>();
  readonly inboxes: model.Inbox[] = [model.inbox, model.mailInbox];
  /** What waits to be sent, in the order in which it happened. */
  readonly told: Told[] = [];
  /** For tests that have several. */
  accountName = 'acme';
  private lastId = 100;
  private lastSettingId = 100;

  constructor(readonly now: () => number) {
    for (const [id, name, role] of [
      [4, 'Tom', 'agent'],
      [7, 'Priya Agent', 'administrator'],
    ] as const)
      this.people.set(id, { id, name, role });
    for (const [id, name] of [
      [1, 'first line'],
      [2, 'parcels'],
    ] as const)
      this.teams.set(id, { id, name });
  }

  /** Of what people do. */
  nextId(): number {
    return ++this.lastId;
  }

  /** Of how it is set up: a number of its own, as tables have it. */
  nextSettingId(): number {
    return ++this.lastSettingId;
  }

  addContact(known: Partial<model.Contact> & { readonly name: string }): model.Contact {
    const at = this.now();
    const contact: model.Contact = {
      ...{ id: this.nextId(), email: null, phone_number: null, identifier: null, labels: [] },
      ...{ additional_attributes: {}, custom_attributes: {}, createdAt: at, updatedAt: at, lastActivityAt: null },
      ...known,
    };
    this.contacts.set(contact.id, contact);
    this.tell('contact_created', contactInWebhook(contact));
    return contact;
  }

  /** Custom attributes are merged into what is there; the rest is replaced. */
  changeContact(
    contact: model.Contact,
    change: Partial<Pick<model.Contact, 'name' | 'email' | 'phone_number' | 'identifier' | 'custom_attributes'>>,
  ): void {
    this.replaceContact(contact, {
      ...change,
      custom_attributes: { ...contact.custom_attributes, ...change.custom_attributes },
    });
  }

  takeAttributes(contact: model.Contact, keys: readonly string[]): void {
    const kept = Object.entries(contact.custom_attributes).filter(([key]) => !keys.includes(key));
    this.replaceContact(contact, { custom_attributes: Object.fromEntries(kept) });
  }

  private replaceContact(
    contact: model.Contact,
    change: Partial<Pick<model.Contact, 'name' | 'email' | 'phone_number' | 'identifier' | 'custom_attributes'>>,
  ): void {
    const before = { ...contact };
    Object.assign(contact, change, { updatedAt: this.now() });
    const changes: Record<string, Change> = { updated_at: [iso(before.updatedAt), iso(contact.updatedAt)] };
    for (const key of ['name', 'email', 'phone_number', 'identifier', 'custom_attributes'] as const)
      if (JSON.stringify(before[key]) !== JSON.stringify(contact[key])) changes[key] = [before[key], contact[key]];
    if (Object.keys(changes).length === 1) return;
    this.tell('contact_updated', { ...contactInWebhook(contact), changed_attributes: changed(changes) });
  }

  open(contact: model.Contact, options: OpenOptions = {}): model.Conversation {
    const { isHmacVerified = false, inbox = model.inbox, status = 'open', teamId = null, attributes = {} } = options;
    const at = this.now();
    const id = this.conversations.size + 1;
    const address = inbox === model.mailInbox ? contact.email : null;
    const sourceId = options.sourceId ?? address ?? `visitor-${contact.id}`;
    const conversation: model.Conversation = {
      ...{ id, contactId: contact.id, inbox, sourceId, isHmacVerified, status },
      ...{ assigneeId: null, teamId, labels: [], custom_attributes: attributes },
      ...{ createdAt: at, updatedAt: at, lastActivityAt: at },
    };
    this.conversations.set(id, conversation);
    this.tell('conversation_created', conversationInWebhook(conversation, this));
    this.tellUpdated(conversation, { id: [null, id], uuid: [null, 'x'], created_at: [null, iso(at)] });
    return conversation;
  }

  write(
    conversation: model.Conversation,
    sender: model.Sender | null,
    content: string,
    { isPrivate = false, contentType = 'text', template = null }: WriteOptions = {},
  ): model.Message {
    const at = this.now();
    const messageType = sender === null ? 3 : sender.type === 'contact' ? 0 : 1;
    const message: model.Message = {
      ...{ id: this.nextId(), conversationId: conversation.id, content, messageType, contentType },
      ...{ contentAttributes: {}, isPrivate, sender, template, status: 'sent', createdAt: at, updatedAt: at },
    };
    this.messages.set(message.id, message);
    this.touch(conversation);
    const contact = this.contacts.get(conversation.contactId);
    if (sender?.type === 'contact' && contact !== undefined) contact.lastActivityAt = at;
    this.tell('message_created', messageInWebhook(message, this));
    this.tellUpdated(conversation, { waiting_since: [null, iso(at)] });
    return message;
  }

  /** As the provider tells later; an error makes it fail. */
  carry(message: model.Message, status: 'delivered' | 'read' | 'failed', error: string | null = null): void {
    Object.assign(message, { status, updatedAt: this.now() });
    if (error !== null) message.contentAttributes = { external_error: error };
    this.tell('message_updated', messageInWebhook(message, this));
  }

  /** The API deletes a message by emptying it. */
  deleteMessage(message: model.Message): void {
    Object.assign(message, { content: 'This message was deleted', contentAttributes: { deleted: true } });
    message.updatedAt = this.now();
    this.tell('message_updated', messageInWebhook(message, this));
  }

  assign(
    conversation: model.Conversation,
    to: { readonly agent?: number | null; readonly team?: number | null },
  ): void {
    const { assigneeId, teamId } = conversation;
    conversation.assigneeId = to.agent === undefined ? assigneeId : to.agent;
    conversation.teamId = to.team === undefined ? teamId : to.team;
    this.tellChanged(conversation, {
      assignee_id: [assigneeId, conversation.assigneeId],
      team_id: [teamId, conversation.teamId],
    });
  }

  setStatus(conversation: model.Conversation, to: model.Status): void {
    const from = conversation.status;
    if (from === to) return;
    conversation.status = to;
    conversation.updatedAt = this.now();
    this.tell('conversation_status_changed', {
      ...conversationInWebhook(conversation, this),
      changed_attributes: changed({ status: [from, to] }),
    });
    this.tellUpdated(conversation, { status: [from, to] });
  }

  /** Replaces what is there. */
  setLabels(conversation: model.Conversation, labels: readonly string[]): void {
    const before = conversation.labels;
    conversation.labels = [...new Set(labels)];
    this.tellChanged(conversation, { label_list: [[...before], [...conversation.labels]] });
  }

  /** Replaces what is there. */
  setConversationAttributes(conversation: model.Conversation, attributes: JsonObject): void {
    const before = conversation.custom_attributes;
    conversation.custom_attributes = attributes;
    this.tellChanged(conversation, { custom_attributes: [before, attributes] });
  }

  /** The survey that is sent once a conversation is resolved. */
  askForRating(conversation: model.Conversation): model.Message {
    return this.write(conversation, null, 'Please rate the conversation', { contentType: 'input_csat' });
  }

  rate(survey: model.Message, rating: number, comment: string | null = null): void {
    const conversation = this.conversations.get(survey.conversationId);
    if (conversation === undefined) throw new Error('no such conversation');
    survey.updatedAt = this.now();
    const answer = { rating, ...(comment === null ? {} : { feedback_message: comment }) };
    survey.contentAttributes = { submitted_values: { csat_survey_response: answer } };
    this.ratings.push({
      ...{
        id: this.nextId(),
        messageId: survey.id,
        conversationId: conversation.id,
        contactId: conversation.contactId,
      },
      ...{ rating, comment, createdAt: this.now() },
    });
    this.tell('message_updated', messageInWebhook(survey, this));
  }

  /** The other contact is destroyed. Nobody is told so: what he wrote is told again, with another sender. */
  merge(base: model.Contact, mergee: model.Contact): void {
    for (const conversation of this.conversations.values()) {
      if (conversation.contactId === mergee.id) conversation.contactId = base.id;
    }
    const moved = [...this.messages.values()].filter(
      ({ sender }) => sender?.type === 'contact' && sender.id === mergee.id,
    );
    this.contacts.delete(mergee.id);
    const { email, phone_number, identifier } = base;
    const filled = {
      ...{ email: email ?? mergee.email, phone_number: phone_number ?? mergee.phone_number },
      ...{
        identifier: identifier ?? mergee.identifier,
        custom_attributes: { ...mergee.custom_attributes, ...base.custom_attributes },
      },
    };
    for (const message of moved) {
      message.sender = { type: 'contact', id: base.id };
      message.updatedAt = this.now();
      this.tell('message_updated', messageInWebhook(message, this));
    }
    this.changeContact(base, filled);
  }

  private touch(conversation: model.Conversation): void {
    conversation.updatedAt = this.now();
    conversation.lastActivityAt = this.now();
  }

  private tellChanged(conversation: model.Conversation, changes: Readonly<Record<string, Change>>): void {
    const real = Object.entries(changes).filter(([, [from, to]]) => JSON.stringify(from) !== JSON.stringify(to));
    if (real.length === 0) return;
    conversation.updatedAt = this.now();
    this.tellUpdated(conversation, Object.fromEntries(real));
  }

  private tellUpdated(conversation: model.Conversation, changes: Readonly<Record<string, Change>>): void {
    const all = { updated_at: [null, iso(conversation.updatedAt)] as const, ...changes };
    this.tell('conversation_updated', {
      ...conversationInWebhook(conversation, this),
      changed_attributes: changed(all),
    });
  }

  private tell(event: string, payload: JsonObject): void {
    this.told.push({ event, payload: { ...payload, event } });
  }
}

function changed(changes: Readonly<Record<string, Change>>): Json {
  return Object.entries(changes).map(([key, [from, to]]) => ({ [key]: { previous_value: from, current_value: to } }));
}
