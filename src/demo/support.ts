import type { JsonObject } from '@rapport/sdk';
import type { Who } from './call';
import { helpdeskReads, minute, second } from './clock';
import type { Customer } from './customer';
import type { Diary } from './diary';
import { phrases } from './phrases/by-language';
import type { Topic } from './phrases/phrases';
import type { Random } from './random';
import type { Visit } from './visit';

type Agent = { readonly agent_id: string; readonly agent_name: string };
export const agents: Readonly<Record<'mara' | 'theo' | 'ines', Agent>> = {
  mara: { agent_id: 'a-1', agent_name: 'Mara' },
  theo: { agent_id: 'a-2', agent_name: 'Theo' },
  ines: { agent_id: 'a-3', agent_name: 'Inès' },
};

/** Whose story it is; a Story is one. */
export type Support = { readonly customer: Customer; readonly diary: Diary; readonly random: Random };

/** Finds the article and is content with it. */
export function searchHelp({ customer, random }: Support, visit: Visit, topic: Topic): void {
  const { pages, topics } = phrases[customer.country.language];
  const { title, searches } = topics[topic];
  visit.open(5, pages.help, '/help');
  visit.track(20, 'Help Searched', { query: random.pick(searches), results: random.integer(2, 6) });
  visit.open(10, title, `/help/${topic}`);
  visit.track(0, 'Article Viewed', { article_id: topic, title });
  if (random.chance(0.5)) visit.track(120, 'Article Rated', { article_id: topic, title, helpful: true });
}

/** Searches again and again, with so many seconds in between, and nothing helps. */
export function searchInVain(
  { customer, random }: Support,
  visit: Visit,
  topic: Topic,
  rounds: number,
  seconds: readonly [number, number] = [60, 100],
): void {
  const { pages, topics } = phrases[customer.country.language];
  const { title, searches } = topics[topic];
  visit.open(5, pages.help, '/help');
  for (let round = 0; round < rounds; round++) {
    const query = searches[round % searches.length] ?? searches[0];
    visit.track(random.integer(...seconds), 'Help Searched', {
      query,
      results: round % 2 === 0 ? 0 : random.integer(1, 2),
    });
    if (round % 2 === 0) continue;
    visit.open(15, title, `/help/${topic}`);
    visit.track(0, 'Article Viewed', { article_id: topic, title });
  }
  visit.track(90, 'Article Rated', { article_id: topic, title, helpful: false });
}

export type Chat = {
  readonly who: Who;
  readonly at: number;
  readonly topic: Topic;
  readonly conversationId: string;
  readonly team: readonly [Agent, ...Agent[]];
  readonly rating: number | null;
  /** Somebody is there, whatever the time. */
  readonly isOpen?: true;
  /** It goes on: nobody has ended it. */
  readonly isUnfinished?: true;
  /** What is said beside the texts of the topic, e.g. the order. */
  readonly properties?: JsonObject;
};

/**
 * A chat: each agent of `team` after the first is a hand-over, at which the customer has to explain it again. Written outside of
 * opening hours it is answered in the morning. @returns when it ended
 */
export function chat({ customer, diary, random }: Support, { who, at, topic, team, ...chat }: Chat): number {
  const language = phrases[customer.country.language];
  const { question, answer, title } = language.topics[topic];
  const conversation = { conversation_id: chat.conversationId, ...chat.properties };
  const context = contactOf(customer);
  let [agent] = team;
  let clock = at;
  let messages = 0;
  const write = (event: string, message_body: string, seconds: readonly [number, number]): void => {
    clock += random.integer(...seconds) * second;
    const message_id = `${chat.conversationId}-${++messages}`;
    diary.track('helpdesk', clock, who, event, { ...conversation, ...agent, message_id, message_body }, context);
  };
  const { email, firstName, lastName } = customer;
  diary.identify('helpdesk', clock, who, { email, firstName, lastName }, context);
  diary.track('helpdesk', clock, who, 'Live Chat Conversation Started', { ...conversation, subject: title }, context);
  write('Live Chat Message Sent', question, [5, 30]);
  if (chat.isOpen !== true) clock = helpdeskReads(clock);
  const firstReply = clock;
  write('Live Chat Message Received', language.agentHello, [40, 240]);
  for (const next of team.slice(1)) {
    write('Live Chat Message Received', language.agentHandsOver, [120, 420]);
    const handOver = { ...conversation, from_agent_name: agent.agent_name, ...next };
    diary.track(
      'helpdesk',
      (clock += random.integer(4, 9) * minute),
      who,
      'Conversation Handed Over',
      handOver,
      context,
    );
    agent = next;
    write('Live Chat Message Received', language.agentHello, [60, 300]);
    write('Live Chat Message Sent', language.customerAgain, [20, 60]);
  }
  if (chat.isUnfinished === true) return clock;
  write('Live Chat Message Received', answer, [60, 300]);
  if ((chat.rating ?? 5) >= 3) write('Live Chat Message Sent', language.customerThanks, [10, 90]);
  const duration = Math.round((clock - at) / second);
  const waited = Math.round((firstReply - at) / second);
  const summary = {
    ...conversation,
    ...agent,
    duration,
    waiting_seconds: waited,
    messages,
    hand_overs: team.length - 1,
  };
  diary.track('helpdesk', (clock += 2 * minute), who, 'Live Chat Conversation Ended', summary, context);
  if (chat.rating !== null) {
    const rated = { ...conversation, ...agent, rating: chat.rating };
    diary.track('helpdesk', clock + random.integer(2, 30) * minute, who, 'Conversation Rated', rated, context);
  }
  return clock;
}

/** A chat about `topic` as most are: one agent or two, rated by more than half. */
export function askInChat(support: Support, who: Who, at: number, topic: Topic, properties: JsonObject = {}): void {
  const { customer, random } = support;
  const isHandedOver = random.chance(0.25);
  const first = random.pick([agents.mara, agents.theo, agents.ines]);
  const second = first === agents.ines ? agents.theo : agents.ines;
  const rating = isHandedOver ? random.integer(1, 4) : random.integer(3, 5);
  chat(support, {
    who,
    at,
    topic,
    properties,
    conversationId: `chat-${customer.index}-${Math.floor(at / minute)}`,
    team: isHandedOver ? [first, second] : [first],
    rating: random.chance(0.6) ? rating : null,
  });
}

/** The helpdesk knows people by a number of its own. */
function contactOf(customer: Customer): JsonObject {
  const id = String(70_000 + customer.index);
  return { externalIds: [{ id, type: 'helpdesk_contact_id', collection: 'users', encoding: 'none' }] };
}
