import { type HelpdeskApi, type NewConversation, RapportError, type SendOutcome } from '@rapport/sdk';
import type { OpenConnection } from './connections';

/** Begins a conversation by one connection; what the helpdesk says before anything was sent becomes an outcome, too. */
export async function converse(
  { key, helpdesk, settings }: Pick<OpenConnection, 'key' | 'helpdesk' | 'settings'>,
  { api, now }: { readonly api: HelpdeskApi; readonly now: number },
  conversation: NewConversation,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (helpdesk.converse === undefined) return { state: 'failed', code: 'helpdesk_cannot', bounce: null };
  try {
    return await helpdesk.converse.open(conversation, { connection: key, settings, api, now }, signal);
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    return outcomeOf(error);
  }
}

/** Nothing was sent. What an admin, or time, can put right holds up the channel. */
export function outcomeOf({ code, retryAfterSeconds }: RapportError): SendOutcome {
  const isOfConnection = ['helpdesk_unavailable', 'helpdesk_unauthorized', 'helpdesk_not_found'].includes(code);
  if (!isOfConnection) return { state: 'failed', code, bounce: null };
  const afterMilliseconds = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1_000;
  return { state: 'retry', code, about: 'channel', afterMilliseconds };
}
