import {
  type ChannelContext,
  type ChannelFinding,
  type HelpdeskInbox,
  type LocalizedText,
  localized,
  RapportError,
} from '@rapport/sdk';
import type { HelpdeskSettings } from './settings';

const faults: Readonly<Partial<Record<RapportError['code'], LocalizedText>>> = {
  helpdesk_not_found: localized(
    'There is no such connection on the page Helpdesks, or it is switched off.',
    '“客服系统”页面中没有此连接，或该连接已停用。',
  ),
  helpdesk_cannot: localized('This helpdesk opens no conversations.', '该客服系统不支持发起会话。'),
  helpdesk_unauthorized: localized('The helpdesk does not take the token.', '客服系统不接受该令牌。'),
};
const silent = localized('The helpdesk does not answer.', '客服系统没有响应。');

/** Asks the helpdesk for its inboxes. */
export async function check(
  { helpdesk, inboxes }: HelpdeskSettings,
  { helpdesks }: ChannelContext,
): Promise<ChannelFinding[]> {
  try {
    const known = await helpdesks.inboxes(helpdesk);
    return [connected, ...inboxes.filter((name) => !isAmong(known, name)).map(missing)];
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    return [{ key: 'helpdesk', state: 'wrong', text: faults[error.code] ?? silent }];
  }
}

const connected: ChannelFinding = {
  ...{ key: 'helpdesk', state: 'ok' },
  text: localized('The helpdesk answers, and conversations can be opened.', '客服系统可用，可以发起会话。'),
};

function isAmong(known: readonly HelpdeskInbox[], wanted: string): boolean {
  const name = wanted.trim().toLowerCase();
  return known.some((one) => one.id === name || one.name.toLowerCase() === name);
}

const missing = (name: string): ChannelFinding => ({
  ...{ key: 'inbox', state: 'wrong' },
  text: localized(`There is no inbox ${name}.`, `没有名为 ${name} 的收件箱。`),
});
