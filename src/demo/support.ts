import type { Who } from './call';
import { articles } from './catalogue';
import type { Customer } from './customer';
import { minute, second, type Diary } from './diary';
import type { Random } from './random';

export type Support = {
  readonly customer: Customer;
  readonly diary: Diary;
  readonly random: Random;
  readonly who: Who;
};

/** Finds the article and is content with it. */
export function searchHelp({ diary, random, who }: Support, start: number, articleId: string): void {
  const { searches, ...article } = articles.find((one) => one.article_id === articleId) ?? articles[0];
  diary.track('web', start, who, 'Help Searched', { query: random.pick(searches), results: 3 });
  diary.track('web', start + minute, who, 'Article Viewed', { ...article });
  if (random.chance(0.5)) diary.track('web', start + 4 * minute, who, 'Article Rated', { ...article, helpful: true });
}

/** Three searches in ten minutes, and none helps. */
export function searchInVain({ diary, random, who }: Support, start: number): void {
  const { searches, ...article } = random.pick(articles);
  for (let round = 0; round < 3; round++) {
    const at = start + round * 4 * minute;
    diary.track('web', at, who, 'Help Searched', { query: random.pick(searches), results: random.integer(0, 2) });
    diary.track('web', at + minute, who, 'Article Viewed', { ...article });
  }
  diary.track('web', start + 12 * minute, who, 'Article Rated', { ...article, helpful: false });
}

/** A chat with one or two agents, and his rating afterwards. */
export function askInChat({ customer, diary, random, who }: Support, start: number): void {
  const conversation = { conversation_id: `chat-${customer.index}-${diary.calls.length}` };
  const topic = random.pick(articles).article_id;
  const handedOver = random.chance(0.3);
  let at = start;
  let messages = 0;
  const say = (event: string, agent_name: string): void => {
    diary.track('helpdesk', (at += random.integer(20, 120) * second), who, event, { ...conversation, agent_name });
    messages++;
  };
  diary.track('helpdesk', at, who, 'Live Chat Conversation Started', { ...conversation, topic });
  for (const agent of handedOver ? ['Mara', 'Theo'] : ['Mara']) {
    if (agent === 'Theo') diary.track('helpdesk', (at += minute), who, 'Conversation Handed Over', { ...conversation });
    for (let turn = random.integer(1, 3); turn > 0; turn--) {
      say('Live Chat Message Sent', agent);
      say('Live Chat Message Received', agent);
    }
  }
  const duration = Math.round((at - start) / second);
  diary.track('helpdesk', (at += minute), who, 'Live Chat Conversation Ended', { ...conversation, duration, messages });
  if (!random.chance(0.6)) return;
  const rating = handedOver ? random.integer(1, 3) : random.integer(3, 5);
  diary.track('helpdesk', at + 5 * minute, who, 'Conversation Rated', { ...conversation, rating });
}
