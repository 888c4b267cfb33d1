import { type Cap, capFreesAt, type Counted } from '../time/cap';
import { type QuietHours, quietUntil } from '../time/quiet-hours';
import { type ConsentEntry, consentOfProfile, isAllowed, isSuppressed, type Suppression, type Topic } from './consent';
import { type HoldPolicy, type HoldReason, holdOf, type Talk } from './hold';

/** Why a message is not sent, in the order in which they are told. */
export const withheldReasons = [
  'topic_archived',
  'no_consent',
  'suppressed',
  'no_address',
  'frequency_cap',
  'quiet_hours',
  'open_conversation',
  'bad_rating',
  'control_group',
  'duplicate_address',
  'expired',
  'exit_met',
  'sandbox',
] as const;
export type WithheldReason = (typeof withheldReasons)[number];

/** Of the house. */
export type SendingPolicy = {
  readonly caps: readonly Cap[];
  readonly quietHours: QuietHours;
  readonly hold: HoldPolicy;
};

/** Everything that decides about one message, as it is right before it is sent. Times are epoch milliseconds. */
export type Intended = {
  readonly channel: string;
  readonly topic: Topic;
  readonly isTopicArchived: boolean;
  readonly expiresAt: number;
  /** By which it would go (a keyed hash); null: he has none. */
  readonly address: string | null;
  /** All that he has for the channel. */
  readonly addresses: readonly string[];
  readonly consents: readonly ConsentEntry[];
  readonly suppressions: readonly Suppression[];
  /** Marketing that he got, or that is being handed over to him. */
  readonly sent: readonly Counted[];
  /** IANA name. */
  readonly zone: string;
  readonly talks: readonly Talk[];
  /** What this message waited for, and when that ended; null: for nothing, or it has not ended. */
  readonly held: { readonly reasons: readonly HoldReason[]; readonly endedAt: number } | null;
  /** When a message of his that had been held went; null: never. */
  readonly releasedAt: number | null;
  readonly isInControlGroup: boolean;
  /** Somebody else got this step's message at the same address. */
  readonly isDuplicate: boolean;
  /** An exit condition holds, or he is not in the audience any more. */
  readonly hasExited: boolean;
  /** The sandbox is on, and the address is not one of those that receive something. */
  readonly isOutsideSandbox: boolean;
};

export type Decision =
  | { readonly send: true }
  /** Asked again then, about everything. */
  | { readonly deferredUntil: number; readonly reasons: readonly WithheldReason[] }
  /** All that stand against it; the first is the one that is told. */
  | { readonly withheld: readonly [WithheldReason, ...WithheldReason[]] };

/**
 * Whether a message goes now, later, or not at all. What time alone resolves puts it off: quiet hours to their end, a hold until a
 * day after it; where it expires before, it is withheld. Transactional messages know neither consent nor caps, quiet hours,
 * holds or control groups.
 */
export function decide(message: Intended, policy: SendingPolicy, now: number): Decision {
  const delays = message.topic.kind === 'transactional' ? [] : delaysOf(message, policy, now);
  const goesAt = Math.max(now, ...delays.map(({ until }) => until));
  const putsOff = delays.flatMap(({ reasons }) => reasons);
  const against = new Set([...objectionsTo(message, policy, now, goesAt), ...putsOff]);
  const [first, ...others] = withheldReasons.filter((one) => against.has(one));
  if (first === undefined) return { send: true };
  if (against.size === new Set(putsOff).size && goesAt < message.expiresAt)
    return { deferredUntil: goesAt, reasons: [first, ...others] };
  return { withheld: [first, ...others] };
}

/** What waiting does not help against. @param goesAt when it would go: a cap may be free again by then */
function objectionsTo(message: Intended, { caps }: SendingPolicy, now: number, goesAt: number): WithheldReason[] {
  const { address, addresses, channel, topic, consents, sent } = message;
  const isMarketing = topic.kind === 'marketing';
  const scope = { channel, topic };
  const objections: readonly (readonly [WithheldReason, boolean])[] = [
    ['topic_archived', message.isTopicArchived],
    // Who has no address was never asked.
    ['no_consent', address !== null && !isAllowed(consentOfProfile(consents, addresses, scope), topic)],
    ['suppressed', address !== null && isSuppressed(message.suppressions, consents, address, scope)],
    ['no_address', address === null],
    ['frequency_cap', isMarketing && caps.some((cap) => capFreesAt(cap, sent, channel, goesAt) !== null)],
    ['control_group', isMarketing && message.isInControlGroup],
    ['duplicate_address', message.isDuplicate],
    ['expired', message.expiresAt <= now],
    ['exit_met', message.hasExited],
    ['sandbox', address !== null && message.isOutsideSandbox],
  ];
  return objections.flatMap(([reason, stands]) => (stands ? [reason] : []));
}

type Delay = { readonly until: number; readonly reasons: readonly WithheldReason[] };

function delaysOf(message: Intended, policy: SendingPolicy, now: number): Delay[] {
  const quiet = quietUntil(policy.quietHours, message.zone, now);
  const held = holdDelay(message, policy.hold, now);
  // The end of the one may lie in the other: asked again then, it is put off again.
  return [
    ...(quiet === null ? [] : [{ until: quiet, reasons: ['quiet_hours'] as const }]),
    ...(held === null ? [] : [held]),
  ];
}

/** While he is held; then a day's rest, and one message in a day of those that waited. */
function holdDelay({ talks, held, releasedAt }: Intended, policy: HoldPolicy, now: number): Delay | null {
  const rest = policy.releaseHours * 3_600_000;
  const hold = holdOf(talks, policy, now);
  if (hold !== null) return { until: hold.until + rest, reasons: hold.reasons };
  if (held === null) return null;
  const until = Math.max(held.endedAt, releasedAt ?? -Infinity) + rest;
  return until > now ? { until, reasons: held.reasons } : null;
}
