import { formatMoment, useLocale, useTexts } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import { texts } from './texts';
import type { MessageState } from './message-states';

export type ToldMessage = {
  readonly state: MessageState;
  readonly reasons: readonly string[];
  readonly code: string | null;
  /** ISO 8601. */
  readonly dueAt: string | null;
};

type MessageWords = {
  readonly stateOf: (state: MessageState) => string;
  /** `no_consent` in words; one that is not known here, as it is. */
  readonly reasonOf: (reason: string) => string;
  /** Why it stands where it does; empty where that needs no words. */
  readonly whyOf: (message: ToldMessage) => string;
};

const states = {
  ...({ PLANNED: 'planned', DEFERRED: 'deferred', CLAIMED: 'claimed', HANDED: 'handed' } as const),
  ...({ DELIVERED: 'delivered', BOUNCED: 'bounced', COMPLAINED: 'complained', FAILED: 'failed' } as const),
  ...({ UNKNOWN: 'unknown', WITHHELD: 'withheld', EXPIRED: 'expired', CANCELLED: 'cancelled' } as const),
};
const reasons = [
  ...(['no_consent', 'suppressed', 'no_address', 'frequency_cap', 'quiet_hours', 'open_conversation'] as const),
  ...(['bad_rating', 'control_group', 'duplicate_address', 'expired', 'exit_met', 'sandbox'] as const),
  'topic_archived' as const,
];

export function useMessageWords(): MessageWords {
  const t = useTexts(texts);
  const locale = useLocale();
  return useMemo(() => {
    const reasonOf = (reason: string): string => {
      const known = reasons.find((one) => one === reason);
      return known === undefined ? reason : t(known);
    };
    const whyOf = ({ state, reasons: [first], code, dueAt }: ToldMessage): string => {
      if (state === 'UNKNOWN') return t('unknownWhy');
      if (state === 'EXPIRED') return t('expiredWhy');
      if (state === 'DEFERRED') {
        const why = first === undefined ? (code ?? '') : reasonOf(first);
        return dueAt === null ? why : t('until', { why, when: formatMoment(Date.parse(dueAt), locale) });
      }
      if (state === 'WITHHELD') return first === undefined ? '' : reasonOf(first);
      return code === null ? '' : t('provider', { code });
    };
    return { stateOf: (state) => t(states[state]), reasonOf, whyOf };
  }, [t, locale]);
}
