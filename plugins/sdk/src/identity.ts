/** An identifier as it names a profile: kind (`user_id`, `email`, `anonymous_id` ...) and normalised value. */
export type Identifier = { readonly kind: string; readonly value: string };

/**
 * Trust belongs to the claim, not to the identifier: a server key, an HMAC of the user id or a double opt-in verifies;
 * a browser key or a chat form only claims.
 */
export type Trust = 'verified' | 'claimed';

/** Who did something by hand or by a rule: `admin:7`, `token:ci`, `source:web`, `rapport`. Never a name or an address. */
export type Actor = string;

export const reviewReasons = [
  /** The union would hold more identifiers of one kind than its limit (two user ids meet, a sixth e-mail). */
  'kind_limit',
  /** The union would hold more than 1,000 identifiers. */
  'identifiers_limit',
  /** The union would hold more than 100 leaves. */
  'leaves_limit',
  /** A person said, by undoing a merge, that these two are different people. */
  'never_merge',
  /** A claimed e-mail, phone or external id belongs to a known profile. */
  'claimed',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];

export const reviewDecisions = ['merge', 'keep_apart', 'dismiss'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];
