import type { SendOutcome } from '@rapport/sdk';
import { bounceOf, type Reason, reasonOf, statusIn } from './reason';

/** How far a mail had come: before any of its text was sent nobody has it, for certain. */
export type Stage = 'connecting' | 'envelope' | 'data';

/** What a mail server, or the way to it, said no with. */
export type SmtpFailure = {
  /** `EAUTH`, `ECONNECTION`: of nodemailer. */
  readonly code: string;
  /** `RCPT TO`, `DATA` */
  readonly command: string;
  /** Three digits; null: no answer. */
  readonly reply: number | null;
  readonly text: string;
  readonly stage: Stage;
};

/** Nobody waited for it any more before anything was tried. */
export const tooLate: SendOutcome = { state: 'retry', code: 'aborted', about: 'message', afterMilliseconds: null };

/** About the mailbox, though it exists. */
const ofAddress: ReadonlySet<Reason> = new Set(['mailbox_full', 'disabled']);
/** Where a reply is one to what was being sent. Others may carry an older one along. */
const answered: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/**
 *   no answer                     data: unknown; before it: retry, the next message would fare the same
 *   421, authentication, sender,
 *   encryption                    retry, about the channel
 *   4xx                           retry, about this message
 *   5xx                           failed; hard where the address will never work
 */
export function outcomeOf(failure: SmtpFailure): SendOutcome {
  const { code, command, reply, text, stage } = failure;
  if (code === 'EAUTH') return retry('smtp_authentication', 'channel');
  if (code === 'ETLS') return retry('smtp_encryption', 'channel');
  if (reply === 421) return retry('smtp_421', 'channel');
  if (reply === null || !answered.has(code)) {
    if (code === 'EMESSAGE') return { state: 'failed', code: 'message_too_large', bounce: null };
    if (code === 'EENVELOPE') return { state: 'failed', code: 'address_invalid', bounce: 'hard' };
    return stage === 'data' ? { state: 'unknown', code: 'smtp_no_answer' } : retry('smtp_unreachable', 'channel');
  }
  const status = statusIn(text);
  const named = `smtp_${reply}${status === null ? '' : `_${status}`}`;
  // The sender is refused, or everybody: so would be the next.
  if (command === 'MAIL FROM' || (command === 'DATA' && code === 'EENVELOPE')) return retry(named, 'channel');
  if (reply < 500) return retry(named, 'message');
  const reason = reasonOf(status, text);
  const bounce = bounceOf(reason);
  const isAboutAddress = command === 'RCPT TO' || bounce === 'hard' || ofAddress.has(reason);
  return { state: 'failed', code: named, bounce: isAboutAddress ? bounce : null };
}

function retry(code: string, about: 'message' | 'channel'): SendOutcome {
  return { state: 'retry', code, about, afterMilliseconds: null };
}
