import { assertUnreachable } from '@rapport/sdk';

/**
 * Consent is a log. Each entry says what somebody said of one address, on one channel, of one topic or of all; what counts is
 * folded from it whenever it is asked for, and nothing of it is ever changed.
 */
export type ConsentEntry = {
  /** Stands for the address (a keyed hash): the log outlives it. */
  readonly address: string;
  readonly channel: string;
  /** null: all topics of the channel. */
  readonly topic: string | null;
  readonly decision: 'granted' | 'denied';
  /**
   * `claimed`: somebody typed the address. `verified`: by a server, or a login. `confirmed`: by a link that was sent to the address
   * (double opt-in), or out of a message that came to it.
   */
  readonly proof: 'claimed' | 'verified' | 'confirmed';
  /** Epoch milliseconds. */
  readonly at: number;
};

export type Consent = 'granted' | 'denied' | 'unknown';

export type Topic = {
  readonly key: string;
  /** Transactional: what somebody needs to have who has ordered, asked, or is responsible. */
  readonly kind: 'marketing' | 'transactional';
  /** Whether an unknown consent is enough: `opt_out` where the law and the customers' expectations allow it. */
  readonly basis: 'opt_in' | 'double_opt_in' | 'opt_out';
};

/** A topic that is not there (any more) is one for which nobody gave his consent. */
export const goneTopic = (key: string): Topic => ({ key, kind: 'marketing', basis: 'opt_in' });

type Scope = { readonly channel: string; readonly topic: Topic };

/**
 * What was said of one address. A denial needs no proof, and is beaten by a later grant with one only; a grant without proof counts
 * for nothing, since anybody may have typed it; a topic with double opt-in takes confirmed grants only. Of what was said at
 * the same time the denial counts. The order of the entries does not matter.
 */
export function consentOf(log: readonly ConsentEntry[], address: string, { channel, topic }: Scope): Consent {
  const about = log.filter(
    (one) => one.address === address && one.channel === channel && (one.topic === null || one.topic === topic.key),
  );
  const latest = (some: readonly ConsentEntry[]): number =>
    some.reduce((last, one) => Math.max(last, one.at), -Infinity);
  const denied = latest(about.filter((one) => one.decision === 'denied'));
  const granted = latest(about.filter((one) => one.decision === 'granted' && isEnough(one.proof, topic.basis)));
  if (denied === -Infinity && granted === -Infinity) return 'unknown';
  return granted > denied ? 'granted' : 'denied';
}

function isEnough(proof: ConsentEntry['proof'], basis: Topic['basis']): boolean {
  switch (basis) {
    case 'double_opt_in':
      return proof === 'confirmed';
    case 'opt_in':
    case 'opt_out':
      return proof !== 'claimed';
    default:
      return assertUnreachable(basis);
  }
}

/**
 * Of a profile: denied where any of its addresses is, else granted where any is. So who unsubscribed with one address is not
 * written to at another, and only a grant of that same address takes it back.
 * @param addresses all that the profile has for the channel
 */
export function consentOfProfile(log: readonly ConsentEntry[], addresses: readonly string[], scope: Scope): Consent {
  const all = addresses.map((address) => consentOf(log, address, scope));
  return all.includes('denied') ? 'denied' : all.includes('granted') ? 'granted' : 'unknown';
}

/** Whether it may be sent, as far as consent goes: the other topics ask for none. */
export function isAllowed(consent: Consent, { kind, basis }: Topic): boolean {
  if (kind === 'transactional') return true;
  return consent === 'granted' || (consent === 'unknown' && basis === 'opt_out');
}

export const suppressionReasons = ['hard_bounce', 'complaint', 'manual', 'erased'] as const;
/** An address that is not written to by a channel, whatever else is true. */
export type Suppression = {
  readonly address: string;
  readonly channel: string;
  readonly reason: (typeof suppressionReasons)[number];
  /** Epoch milliseconds. */
  readonly at: number;
  /** When a person took it back. */
  readonly liftedAt: number | null;
};

/**
 * Of an erased person the suppression keeps marketing away only, until a later grant with proof: whoever comes back is somebody new,
 * who is told of his orders.
 */
export function isSuppressed(
  suppressions: readonly Suppression[],
  log: readonly ConsentEntry[],
  address: string,
  { channel, topic }: Scope,
): boolean {
  return suppressions.some((one) => {
    if (one.address !== address || one.channel !== channel || one.liftedAt !== null) return false;
    if (one.reason !== 'erased') return true;
    if (topic.kind === 'transactional') return false;
    return (
      consentOf(
        log.filter(({ at }) => at > one.at),
        address,
        { channel, topic },
      ) !== 'granted'
    );
  });
}
