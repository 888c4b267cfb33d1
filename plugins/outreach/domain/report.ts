import type { ChannelReport } from '@rapport/sdk';
import type { MessageState } from './ledger';

/** What channels tell, and what comes back by our own pages. */
export type ReportKind = ChannelReport['kind'] | 'answered';

const order: readonly MessageState[] = ['unknown', 'handed', 'failed', 'delivered', 'bounced', 'complained'];

/**
 * What a message is once that was reported; never what it was before. A soft bounce may still be delivered, and whoever answers,
 * opens or clicks has it, whatever nobody saw the end of.
 */
export function stateAfter(
  state: MessageState,
  report: { readonly kind: ReportKind; readonly bounce?: 'hard' | 'soft' },
): MessageState {
  const reported = reportedState(report);
  return order.includes(state) && reported !== null && order.indexOf(reported) > order.indexOf(state)
    ? reported
    : state;
}

function reportedState({
  kind,
  bounce,
}: {
  readonly kind: ReportKind;
  readonly bounce?: 'hard' | 'soft';
}): MessageState | null {
  switch (kind) {
    case 'delivered':
    case 'opened':
    case 'clicked':
    case 'replied':
    case 'answered':
    case 'unsubscribed':
      return 'delivered';
    case 'failed':
      return 'failed';
    case 'bounced':
      return bounce === 'hard' ? 'bounced' : null;
    case 'complained':
      return 'complained';
  }
}

/** Names of the Segment spec's e-mail events where it has one. */
const emailEvents: Readonly<Record<ReportKind, string>> = {
  delivered: 'Email Delivered',
  bounced: 'Email Bounced',
  failed: 'Email Failed',
  complained: 'Email Marked as Spam',
  unsubscribed: 'Unsubscribed',
  opened: 'Email Opened',
  clicked: 'Email Link Clicked',
  replied: 'Email Replied',
  answered: 'Survey Answered',
};
const otherEvents: Readonly<Record<ReportKind, string>> = {
  delivered: 'Message Delivered',
  bounced: 'Message Bounced',
  failed: 'Message Failed',
  complained: 'Message Marked as Spam',
  unsubscribed: 'Unsubscribed',
  opened: 'Message Opened',
  clicked: 'Message Link Clicked',
  replied: 'Message Replied',
  answered: 'Survey Answered',
};

/** What it is on the timeline. */
export function eventNameOf(medium: string, kind: ReportKind): string {
  return (medium === 'email' ? emailEvents : otherEvents)[kind];
}
