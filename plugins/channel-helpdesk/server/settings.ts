import { settingWords as words } from '@rapport/sdk';
import { z } from 'zod';

const inboxesMax = 10;
const nameCharsMax = 120;
/** Three or four requests for each message, of the 1,200 a minute that a helpdesk connection makes altogether. */
const perSecondMax = 5;
const states = ['waiting', 'open'] as const;

export const settings = z.strictObject({
  helpdesk: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .meta(
      words(
        'Helpdesk',
        '客服系统',
        'Key of a connection on the page Helpdesks: support',
        '“客服系统”页面中某个连接的标识，例如 support',
      ),
    ),
  inboxes: z
    .array(z.string().min(1).max(nameCharsMax))
    .max(inboxesMax)
    .default([])
    .meta(
      words(
        'Inboxes',
        '收件箱',
        'Names, with commas between them, the preferred first. None: any that reaches the customer.',
        '名称以逗号分隔，优先的在前。留空则使用任何能联系到客户的收件箱。',
      ),
    ),
  state: z
    .enum(states)
    .default('waiting')
    .meta({
      ...words(
        'Agents see it',
        '客服何时可见',
        'A conversation that nobody has answered need not lie among the open ones.',
        '客户尚未回复的会话不必出现在未解决列表中。',
      ),
      choices: {
        waiting: { en: 'Once the customer answers', 'zh-Hans': '客户回复之后' },
        open: { en: 'At once', 'zh-Hans': '立即' },
      },
    }),
  team: z
    .string()
    .min(1)
    .max(nameCharsMax)
    .optional()
    .meta(words('Team', '团队', 'Gets the conversations.', '负责这些会话的团队。')),
  perSecond: z
    .int()
    .min(1)
    .max(perSecondMax)
    .default(2)
    .meta(words('Messages a second', '每秒消息数', 'Each takes three or four requests.', '每条消息需要三到四次请求。')),
});
export type HelpdeskSettings = z.infer<typeof settings>;
