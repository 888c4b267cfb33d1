import {
  defineHelpdesk,
  isJsonObject,
  type LocalizedText,
  RapportError,
  secret,
  type SettingWords,
  writeBackSettings,
} from '@rapport/sdk';
import { z } from 'zod';
import { ownIdentifier } from '../domain/contact';
import { eventOf } from '../domain/event';
import { translate } from '../domain/translate';
import { backfill } from './backfill';
import { parseBody } from './body';
import { changes } from './changes';
import { check, setUp } from './check';
import { converse } from './converse';
import { lookUp } from './look-up';
import { signedAt } from './signature';
import { write } from './write';

const words = (label: LocalizedText, hint: LocalizedText): SettingWords => ({ label, hint });

const settings = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .meta(
      words(
        { en: 'Address of Chatwoot', 'zh-Hans': 'Chatwoot 地址' },
        {
          en: 'Where agents open it: https://chat.example.org',
          'zh-Hans': '客服登录的地址，例如 https://chat.example.org',
        },
      ),
    ),
  accountId: z
    .int()
    .positive()
    .meta(
      words(
        { en: 'Account number', 'zh-Hans': '账户编号' },
        {
          en: 'The number in the address of the dashboard: /app/accounts/1/',
          'zh-Hans': '控制台地址中的数字：/app/accounts/1/',
        },
      ),
    ),
  apiToken: secret(
    words(
      { en: 'Access token', 'zh-Hans': '访问令牌' },
      {
        en: 'Of an administrator or a bot: Profile settings, Access token.',
        'zh-Hans': '管理员或机器人的令牌：个人设置 → 访问令牌。',
      },
    ),
  ),
  webhookSecret: secret(
    words(
      { en: 'Secret of the webhook', 'zh-Hans': 'webhook 密钥' },
      {
        en: 'Chatwoot shows it once the webhook is made (since 4.12); put it in then. Until then, and of older versions, what a webhook says is looked up.',
        'zh-Hans':
          '创建 webhook 后由 Chatwoot 显示（4.12 起），届时再填写。在此之前以及更早的版本，webhook 的内容会通过 API 核实。',
      },
    ),
  ).optional(),
  ...writeBackSettings,
});

/** Chatwoot, 4.10 and later; what older versions send is understood, too. */
export const chatwoot = defineHelpdesk({
  name: 'chatwoot',
  label: { en: 'Chatwoot', 'zh-Hans': 'Chatwoot' },
  settings,

  api: ({ baseUrl, apiToken }) => ({ baseUrl, headers: { api_access_token: apiToken } }),

  receive(request, { webhookSecret }) {
    const at = webhookSecret === undefined ? null : signedAt(request, webhookSecret);
    const body = parseBody(request.body);
    const id = request.headers['x-chatwoot-delivery'];
    return {
      // Who signs nothing sends no id either; and a stranger's id must not stand in the way of a real delivery.
      id: at !== null && typeof id === 'string' && id !== '' ? id : null,
      // A new contact tells no time of its own; that of the signature is the helpdesk's clock, and stays when it is read again.
      body: at !== null && isJsonObject(body) ? { ...body, delivered_at: at } : body,
      isProven: at !== null,
    };
  },

  async read({ body, isProven }, context) {
    const event = eventOf(body);
    if (event === null) return [];
    if (!isProven) return lookUp(body, event, context);
    return translate(body, { connection: context.connection, deliveredAt: event.deliveredAt ?? context.now });
  },

  backfill,
  changes,
  write,
  converse,

  check,
  setUp,

  contacts: {
    identifier: ownIdentifier,
    async isThere(id, { api, settings: { accountId } }) {
      try {
        await api.get(`/api/v1/accounts/${accountId}/contacts/${id}`);
        return true;
      } catch (error) {
        if (error instanceof RapportError && error.code === 'helpdesk_missing') return false;
        throw error;
      }
    },
  },
});
