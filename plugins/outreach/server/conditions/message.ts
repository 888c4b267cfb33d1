import {
  type Channel,
  conditionField,
  type ConditionKind,
  defineCondition,
  durationWords,
  fault,
  type Language,
  type LocalizedText,
  param,
  parseDuration,
  millisecondsOf,
  sql,
  verdict,
} from '@rapport/sdk';
import { z } from 'zod';
import { leavesWindowAt, messageCount, messageStatuses } from '../stores/message-condition';
import { outreachOptions } from './options';

const keyText = z.string().min(1).max(100);
const countMax = 1_000_000;
/** How they read. */
const signs = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
type Sign = keyof typeof signs;
const isExact = (text: string): boolean => {
  const parsed = parseDuration(text);
  return parsed !== null && 'milliseconds' in parsed;
};

const chosenFrom = (options: string, label: LocalizedText) =>
  keyText.meta(conditionField({ label, options })).optional();
const statusChoices: Readonly<Record<(typeof messageStatuses)[number], LocalizedText>> = {
  received: { en: 'received', 'zh-Hans': '已收到' },
  opened: { en: 'opened', 'zh-Hans': '已打开' },
  clicked: { en: 'a link of it followed', 'zh-Hans': '已点击链接' },
  withheld: { en: 'withheld', 'zh-Hans': '未发送' },
};
const opChoices: Readonly<Record<Sign, LocalizedText>> = {
  eq: { en: 'exactly', 'zh-Hans': '正好' },
  gt: { en: 'more than', 'zh-Hans': '多于' },
  gte: { en: 'at least', 'zh-Hans': '至少' },
  lt: { en: 'fewer than', 'zh-Hans': '少于' },
  lte: { en: 'at most', 'zh-Hans': '至多' },
};

const schema = z.strictObject({
  message: z.strictObject({
    status: z
      .enum(messageStatuses)
      .meta(conditionField({ label: { en: 'What became of it', 'zh-Hans': '消息结果' }, choices: statusChoices })),
    campaign: chosenFrom('campaigns', { en: 'Campaign', 'zh-Hans': '营销活动' }),
    template: chosenFrom('templates', { en: 'Template', 'zh-Hans': '模板' }),
    topic: chosenFrom('topics', { en: 'Topic', 'zh-Hans': '主题' }),
    channel: chosenFrom('media', { en: 'Channel', 'zh-Hans': '渠道' }),
  }),
  count: z
    .strictObject({
      op: z
        .enum(['eq', 'gt', 'gte', 'lt', 'lte'])
        .meta(conditionField({ label: { en: 'Comparison', 'zh-Hans': '比较方式' }, choices: opChoices })),
      value: z
        .int()
        .min(0)
        .max(countMax)
        .meta(conditionField({ label: { en: 'Number', 'zh-Hans': '次数' } })),
    })
    .meta(
      conditionField({
        label: { en: 'So many messages', 'zh-Hans': '限定消息次数' },
        initial: { op: 'gte', value: 2 },
      }),
    )
    .optional(),
  /** Days, hours ...: not months, whose length the calendar says. */
  within: z
    .string()
    .max(20)
    .refine(isExact, fault('duration_inexact'))
    .meta(
      conditionField({
        label: { en: 'Within the last', 'zh-Hans': '限定最近时间' },
        control: 'duration',
        initial: '30d',
      }),
    )
    .optional(),
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
export function messageCondition(house: { readonly channels: readonly Pick<Channel, 'medium'>[] }): ConditionKind {
  return defineCondition({
    name: 'message',
    label: { en: 'Message', 'zh-Hans': '消息' },
    schema,
    options: outreachOptions(house),
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
}

function english({ message, count, within }: MessageCondition): string {
  const { status, campaign, template, topic, channel } = message;
  const of = [
    ...(campaign === undefined ? [] : [` of “${campaign}”`]),
    ...(template === undefined ? [] : [` with the text “${template}”`]),
    ...(topic === undefined ? [] : [` about “${topic}”`]),
    ...(channel === undefined ? [] : [` by ${channel}`]),
  ].join('');
  const times = count === undefined ? '' : ` ${signOf(count.op)} ${count.value} times`;
  return `${statusWords.en[status]}${of}${times}${within === undefined ? '' : ` within ${durationWords(within, 'en')}`}`;
}

function chinese({ message, count, within }: MessageCondition): string {
  const { status, campaign, template, topic, channel } = message;
  const of = [campaign, template, topic, channel].flatMap((one) => one ?? []);
  const which = of.length === 0 ? '' : `（${of.join('，')}）`;
  const times = count === undefined ? '' : ` ${signOf(count.op)} ${count.value} 次`;
  return `${within === undefined ? '' : `最近${durationWords(within, 'zh-Hans')}内`}${statusWords['zh-Hans'][status]}${which}${times}`;
}

const signOf = (op: Sign): string => signs[op];
