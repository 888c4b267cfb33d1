import { defineChannel } from '@rapport/sdk';
import { check } from './check';
import { openSession } from './session';
import { settings } from './settings';

/**
 * Messages as conversations of a helpdesk that is connected already; what customers answer reaches agents. How one is opened is the
 * helpdesk's (`converse`).
 */
export const helpdesk = defineChannel({
  name: 'helpdesk',
  medium: 'conversation',
  label: { en: 'Helpdesk conversation', 'zh-Hans': '客服会话' },
  settings,
  // The last is for those of whom the helpdesk knows no address.
  addressKinds: ['email', 'phone', 'chatwoot_contact_id'],
  content: [
    { name: 'text', label: { en: 'Text', 'zh-Hans': '正文' }, format: 'text', required: true },
    {
      name: 'template',
      label: { en: 'WhatsApp template', 'zh-Hans': 'WhatsApp 模板' },
      format: 'json',
      required: false,
    },
  ],
  pace: ({ perSecond }) => ({ perSecond, concurrency: 2 }),
  // Helpdesks know no keys of idempotency.
  afterLostHandOver: 'hold',
  open: openSession,
  helpdesk: ({ helpdesk: key }) => key,
  check,
});
