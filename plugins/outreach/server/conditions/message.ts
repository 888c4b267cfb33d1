import {
  defineCondition,
  fault,
  type Language,
  param,
  parseDuration,
  millisecondsOf,
  sql,
  verdict,
} from '@rapport/sdk';
import { z } from 'zod';
import { leavesWindowAt, messageCount, messageStatuses } from '../stores/message-condition';

const keyText = z.string().min(1).max(100);
const countMax = 1_000_000;
/** How they read. */
const signs = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
type Sign = keyof typeof signs;
const isExact = (text: string): boolean => {
  const parsed = parseDuration(text);
  return parsed !== null && 'milliseconds' in parsed;
};

const schema = z.strictObject({
  message: z.strictObject({
    status: z.enum(messageStatuses),
    campaign: keyText.optional(),
    template: keyText.optional(),
    topic: keyText.optional(),
    channel: keyText.optional(),
  }),
  count: z
    .strictObject({ op: z.enum(['eq', 'gt', 'gte', 'lt', 'lte']), value: z.int().min(0).max(countMax) })
    .optional(),
  /** Days, hours ...: not months, whose length the calendar says. */
  within: z.string().max(20).refine(isExact, fault('duration_inexact')).optional(),
});
type MessageCondition = z.infer<typeof schema>;

const statusWords: Readonly<Record<Language, Readonly<Record<(typeof messageStatuses)[number], string>>>> = {
  en: {
    received: 'got a message',
    opened: 'opened a message',
    clicked: 'followed a link of a message',
    withheld: 'had a message withheld',
  },
  'zh-Hans': { received: '收到消息', opened: '打开消息', clicked: '点击消息链接', withheld: '有消息未发送' },
};

const atLeastOne = { op: 'gte', value: 1 } as const;

/** Messages of outreach, and what became of them: so many (one at least) of a campaign, template, topic or channel. */
export const messageCondition = defineCondition({
  name: 'message',
  label: { en: 'Message', 'zh-Hans': '消息' },
  schema,
  example: { message: { campaign: 'spring', status: 'clicked' }, within: '90d' },
  mentions: () => ({ facts: ['message'] }),
  verdict({ message, count = atLeastOne, within }, query) {
    const milliseconds = within === undefined ? null : millisecondsOf(within);
    const counted = messageCount(query, message, milliseconds);
    const value = param(count.value, 'int');
    const truths = {
      eq: sql`${counted} = ${value}`,
      gt: sql`${counted} > ${value}`,
      gte: sql`${counted} >= ${value}`,
      lt: sql`${counted} < ${value}`,
      lte: sql`${counted} <= ${value}`,
    };
    return verdict(truths[count.op], milliseconds === null ? null : leavesWindowAt(query, message, milliseconds));
  },
  evidence({ message, within }, query) {
    const milliseconds = within === undefined ? null : millisecondsOf(within);
    return sql`jsonb_build_object('count', ${messageCount(query, message, milliseconds)})`;
  },
  sentence: (condition, language) => (language === 'en' ? english(condition) : chinese(condition)),
});

function english({ message, count, within }: MessageCondition): string {
  const { status, campaign, template, topic, channel } = message;
  const of = [
    ...(campaign === undefined ? [] : [` of “${campaign}”`]),
    ...(template === undefined ? [] : [` with the text “${template}”`]),
    ...(topic === undefined ? [] : [` about “${topic}”`]),
    ...(channel === undefined ? [] : [` by ${channel}`]),
  ].join('');
  const times = count === undefined ? '' : ` ${signOf(count.op)} ${count.value} times`;
  return `${statusWords.en[status]}${of}${times}${within === undefined ? '' : ` within the last ${within}`}`;
}

function chinese({ message, count, within }: MessageCondition): string {
  const { status, campaign, template, topic, channel } = message;
  const of = [campaign, template, topic, channel].flatMap((one) => one ?? []);
  const which = of.length === 0 ? '' : `（${of.join('，')}）`;
  const times = count === undefined ? '' : ` ${signOf(count.op)} ${count.value} 次`;
  return `${within === undefined ? '' : `最近 ${within} 内`}${statusWords['zh-Hans'][status]}${which}${times}`;
}

const signOf = (op: Sign): string => signs[op];
