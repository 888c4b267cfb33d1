import { defineHelpdesk, isJsonObject, secret } from '@rapport/sdk';
import { z } from 'zod';
import { eventOf } from '../domain/event';
import { translate } from '../domain/translate';
import { parseBody } from './body';
import { lookUp } from './look-up';
import { signedAt } from './signature';

const settings = z.strictObject({
  /** Where agents open it: `https://chat.example.org` */
  baseUrl: z.url({ protocol: /^https?$/ }).max(2_000),
  /** The number in the address of the dashboard: `/app/accounts/1/` */
  accountId: z.int().positive(),
  /** Of the user or bot as which the API is asked. */
  apiToken: secret(),
  /** Shown once, when the webhook is made (since 4.12). */
  webhookSecret: secret(),
});

/** Chatwoot, 4.10 and later; what older versions send is understood, too. */
export const chatwoot = defineHelpdesk({
  name: 'chatwoot',
  label: { en: 'Chatwoot', 'zh-Hans': 'Chatwoot' },
  settings,

  api: ({ baseUrl, apiToken }) => ({ baseUrl, headers: { api_access_token: apiToken } }),

  receive(request, { webhookSecret }) {
    const at = signedAt(request, webhookSecret);
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
});
