import type { ConversationPayload } from './payload';

const words: Readonly<Record<string, string>> = {
  webwidget: 'web',
  email: 'email',
  whatsapp: 'whatsapp',
  sms: 'sms',
  twiliosms: 'sms',
  telegram: 'telegram',
  facebookpage: 'facebook',
  instagram: 'instagram',
  twitterprofile: 'twitter',
  line: 'line',
  api: 'api',
};

/**
 * `Channel::WebWidget` as a plain word: `web`. What is not in the list is its class in lower case: `tiktok`. Twilio carries
 * WhatsApp, too, which the source id tells; Instagram comes over a Facebook page, too, which the conversation tells.
 */
export function channelOf(conversation: ConversationPayload): string | null {
  const channel = conversation.channel ?? conversation.meta?.channel;
  const name = channel
    ?.replace(/^channel[\s:]*/i, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  if (name === undefined || name === '') return null;
  if (name === 'twiliosms' && sourceIdOf(conversation)?.startsWith('whatsapp:') === true) return 'whatsapp';
  if (name === 'facebookpage' && conversation.additional_attributes?.['type'] === 'instagram_direct_message') {
    return 'instagram';
  }
  return words[name] ?? name;
}

/** Who the customer is in this channel: an address, a number, a chat. The API tells it only inside the last message. */
export function sourceIdOf({ contact_inbox: inbox, messages }: ConversationPayload): string | null {
  return inbox?.source_id ?? messages.at(-1)?.conversation?.contact_inbox?.source_id ?? null;
}
