import type { EventType, Json, JsonObject } from '@rapport/sdk';

/** Where something happened, as an agent thinks of it. */
export const storyChannels = ['web', 'app', 'chat', 'email', 'phone', 'shop', 'help', 'other'] as const;
export type StoryChannel = (typeof storyChannels)[number];

export type StoryEvent = {
  readonly type: EventType;
  readonly name: string;
  readonly occurredAt: number;
  readonly properties: JsonObject;
};

/** One line of the story: `name` is the event's, `detail` what of it a person wants to know. */
export type StoryLine = {
  readonly at: number;
  readonly channel: StoryChannel;
  readonly name: string;
  readonly detail: string | null;
  /** How many of the same stand for it, one after the other. */
  readonly times: number;
  /** It tells against us: a bad rating, a failure, a delay. */
  readonly isBad: boolean;
};

const channelRules: readonly (readonly [RegExp, StoryChannel])[] = [
  [/^(Help|Article|Search(ed)? Help|FAQ)/i, 'help'],
  [/^(Live Chat|Conversation|Chat|Message)/i, 'chat'],
  [/^(Email|Newsletter|Unsubscribed)/i, 'email'],
  [/^(Call|Phone|SMS)/i, 'phone'],
  [/^(Order|Cart|Checkout|Product|Payment|Subscription|Delivery|Return|Coupon|Refund)/i, 'shop'],
  [/^(Application|App |Push)/i, 'app'],
];
const bad = /fail|delay|cancel|return requested|refused|error|complain|unsubscribed|handed over|declined|bounced/i;
/** The first that is there says what it was about. */
const details = [
  ...['message_body', 'query', 'title', 'subject', 'email_subject', 'product', 'name', 'topic', 'reason', 'order_id'],
  ...['path', 'to', 'team', 'agent', 'rating', 'agent_name', 'team_name', 'plan', 'category', 'url'],
];
const detailCharsMax = 160;

/** @param events newest first, as the reader may see them. What only says who somebody is, is left out. */
export function story(events: readonly StoryEvent[], linesMax = 40): StoryLine[] {
  const lines: StoryLine[] = [];
  for (const event of events) {
    if (event.type === 'identify' || event.type === 'group' || event.type === 'alias') continue;
    const line = lineOf(event);
    const last = lines.at(-1);
    if (last !== undefined && last.name === line.name && last.detail === line.detail && last.channel === line.channel)
      lines[lines.length - 1] = { ...last, times: last.times + 1 };
    else if (lines.length === linesMax) break;
    else lines.push(line);
  }
  return lines;
}

function lineOf({ type, name, occurredAt, properties }: StoryEvent): StoryLine {
  return {
    at: occurredAt,
    channel: channelOf(type, name, properties),
    name: name === '' ? (text(properties['title']) ?? text(properties['path']) ?? '') : name,
    detail: detailOf(properties, name),
    times: 1,
    isBad: bad.test(name) || isBadRating(properties),
  };
}

function channelOf(type: EventType, name: string, { channel }: JsonObject): StoryChannel {
  if (type === 'screen') return 'app';
  const ruled = channelRules.find(([rule]) => rule.test(name))?.[1];
  if (ruled === 'chat' && typeof channel === 'string') {
    if (/mail/i.test(channel)) return 'email';
    if (/phone|voice|call/i.test(channel)) return 'phone';
  }
  return ruled ?? (type === 'page' ? 'web' : 'other');
}

function detailOf(properties: JsonObject, name: string): string | null {
  for (const key of details) {
    const found = text(properties[key]);
    if (found === null || found === name) continue;
    return found.length > detailCharsMax ? `${found.slice(0, detailCharsMax - 1)}…` : found;
  }
  return null;
}

function isBadRating({ rating, helpful }: JsonObject): boolean {
  return helpful === false || (typeof rating === 'number' && rating <= 2);
}

function text(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
