import type { JsonObject } from '@rapport/sdk';

/** What the database of Chatwoot holds. Times are epoch milliseconds. */
export type Contact = {
  readonly id: number;
  name: string;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
  additional_attributes: JsonObject;
  custom_attributes: JsonObject;
  labels: readonly string[];
  readonly createdAt: number;
  updatedAt: number;
  lastActivityAt: number | null;
};

export type Sender = { readonly type: 'contact' | 'user' | 'agent_bot'; readonly id: number };

export type Message = {
  readonly id: number;
  readonly conversationId: number;
  content: string | null;
  readonly messageType: 0 | 1 | 2 | 3;
  readonly contentType: 'text' | 'input_csat';
  contentAttributes: JsonObject;
  readonly isPrivate: boolean;
  sender: Sender | null;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  /** Of WhatsApp. */
  readonly template: JsonObject | null;
  readonly createdAt: number;
  updatedAt: number;
};

export const statuses = ['open', 'resolved', 'pending', 'snoozed'] as const;
export type Status = (typeof statuses)[number];

export type Conversation = {
  /** What the API calls id: counted within the account. */
  readonly id: number;
  contactId: number;
  readonly inbox: Inbox;
  /** Who the contact is in the inbox: a visitor's key, an address. */
  readonly sourceId: string;
  readonly isHmacVerified: boolean;
  status: Status;
  assigneeId: number | null;
  teamId: number | null;
  labels: readonly string[];
  custom_attributes: JsonObject;
  readonly createdAt: number;
  updatedAt: number;
  lastActivityAt: number;
};

export type Rating = {
  readonly id: number;
  readonly messageId: number;
  readonly conversationId: number;
  readonly contactId: number;
  rating: number;
  comment: string | null;
  readonly createdAt: number;
};

export type Webhook = {
  readonly id: number;
  name: string | null;
  url: string;
  subscriptions: readonly string[];
  readonly secret: string;
};
export type DashboardApp = { readonly id: number; title: string; content: readonly JsonObject[] };
export type AttributeDefinition = { readonly model: string; readonly key: string; readonly body: JsonObject };
export type CannedResponse = { readonly id: number; short_code: string; content: string };

export type Person = { readonly id: number; readonly name: string; readonly role: 'administrator' | 'agent' };
export type Team = { readonly id: number; readonly name: string };

export type Inbox = {
  readonly id: number;
  readonly name: string;
  readonly channel_type: string;
  readonly channel_id: number;
  readonly lock_to_single_conversation?: boolean;
};
export const inbox: Inbox = { id: 3, name: 'Shop', channel_type: 'Channel::WebWidget', channel_id: 13 };
export const mailInbox: Inbox = { id: 4, name: 'Mail', channel_type: 'Channel::Email', channel_id: 14 };
export const whatsAppInbox: Inbox = {
  ...{ id: 5, name: 'WhatsApp', channel_type: 'Channel::Whatsapp', channel_id: 15 },
};
export const account = { id: 1, name: 'Acme Inc' } as const;
