import type { CarriedMessage, HelpdeskReport } from '@rapport/sdk';
import { secondOf } from './moment';
import type { MessagePayload } from './payload';
import { lineCharsMax, plainText } from './text';

const states: Readonly<Record<string, CarriedMessage['state']>> = {
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
};

/**
 * What became of a message to the customer. `sent` says nothing: all are. Webhooks of the message itself do not tell its status, but
 * `messages[]` beside it does, and so does the API; an error of the provider is told in any case.
 */
export function carriedIn(message: MessagePayload): CarriedMessage[] {
  const isOutgoing = message.message_type === 'outgoing' || message.message_type === 1;
  const error = message.content_attributes?.['external_error'];
  const reason = typeof error === 'string' ? plainText(error, lineCharsMax) : null;
  const state = reason === null ? states[message.status ?? ''] : 'failed';
  if (!isOutgoing || message.private === true || state === undefined) return [];
  return [{ id: message.id, at: secondOf(message.updated_at ?? message.created_at), state, reason }];
}

export function withCarried(report: HelpdeskReport, messages: readonly MessagePayload[]): HelpdeskReport {
  const carried = messages.flatMap(carriedIn);
  return carried.length === 0 ? report : { ...report, carried };
}
