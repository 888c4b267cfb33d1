import { limits } from '@rapport/sdk';
import { z } from 'zod';

/**
 * What a kind of identifier says about a person; decides what claimed (unverified) evidence may do with it.
 * account: the product's own user id. address: reaches a person (e-mail, phone). device: a browser or an app installation.
 * external: an id in another system (helpdesk contact, CRM); the default for kinds that nobody declared.
 */
const kindClass = z.enum(['account', 'address', 'device', 'external']);

const regularExpression = z.string().refine(isRegularExpression, 'no regular expression');

const kindPolicy = z.object({
  class: kindClass,
  /** At most so many of this kind on one profile. */
  limit: z.number().int().min(1),
  /** `phone` needs a country to read national numbers: the profile's trait, else identity.country. */
  normalise: z.enum(['exact', 'email', 'phone']).default('exact'),
  /** To whom an identifier goes that two people share: who had it first, or who showed it last. */
  shared: z.enum(['oldest', 'newest']).default('oldest'),
  /** Which values of this kind name somebody, beside what is illegal everywhere: a JavaScript regular expression over the trimmed value. */
  pattern: regularExpression.optional(),
  /** Values that name nobody in this kind, as the illegal ones of all kinds (`illegalValues`, `illegalPatterns` below). */
  illegalValues: z.array(z.string()).default([]),
  illegalPatterns: z.array(regularExpression).default([]),
});
export type KindPolicy = z.infer<typeof kindPolicy>;

export const identityPolicy = z.object({
  /** Kinds and their order of priority, highest first. */
  kinds: z.array(kindPolicy.extend({ kind: z.string().min(1) })).prefault([
    { kind: 'user_id', class: 'account', limit: 1 },
    { kind: 'email', class: 'address', limit: 5, normalise: 'email' },
    { kind: 'phone', class: 'address', limit: 5, normalise: 'phone' },
    { kind: 'anonymous_id', class: 'device', limit: 100 },
    { kind: 'ios.id', class: 'device', limit: 100 },
    { kind: 'android.id', class: 'device', limit: 100 },
  ]),
  /** All other kinds, alphabetically: ids in other systems (`chatwoot_contact_id`, `<connection>:<id>`). */
  unlisted: kindPolicy.prefault({ class: 'external', limit: 5 }),
  /** The listed kind before which the others rank; they come last where it is not listed. */
  unlistedBefore: z.string().default('anonymous_id'),
  /** Which root survives a merge: the oldest; `target`, the one that the event's highest-priority identifier names; `listed`, the first named by the caller (merges by hand). */
  survivor: z.enum(['oldest', 'target', 'listed']).default('oldest'),
  /** `isolate`: logging in never joins the anonymous history before it. */
  anonymousHistory: z.enum(['join', 'isolate']).default('join'),
  identifiersMax: z.number().int().min(1).default(limits.identifiersPerProfileMax),
  leavesMax: z.number().int().min(2).default(limits.leavesPerProfileMax),
  /** Values that name nobody. Compared without case, also when quoted; patterns are JavaScript regular expressions over the trimmed value. */
  illegalValues: z
    .array(z.string())
    .default([
      'null',
      'undefined',
      'none',
      'anonymous',
      'guest',
      'unknown',
      'true',
      'false',
      '[object Object]',
      'NaN',
      'invalid',
      '-1',
    ]),
  illegalPatterns: z.array(regularExpression).default(['^[0-]*$']),
  /** Where identifiers other than userId and anonymousId are looked for. */
  extract: z
    .object({
      /** traits of identify calls: keys that are names of kinds (email, phone, and listed custom kinds). */
      traits: z.boolean(),
      contextTraits: z.boolean(),
      /** Off by default: a property `email` is often somebody else's ("Invite Sent"). */
      properties: z.boolean(),
      externalIds: z.boolean(),
      /** context.device.id becomes `<context.device.type>.id` (ios.id, android.id). */
      device: z.boolean(),
      /**
       * Of a device also its push token (`ios.push_token`) and, where the person lets it be tracked, its advertising id
       * (`ios.idfa`); of Google Analytics its client id (`ga_client_id`). Off by default: they outlive a log-out and are reset at will.
       */
      tracking: z.boolean().default(false),
    })
    .prefault({ traits: true, contextTraits: true, properties: false, externalIds: true, device: true }),
  /** ISO 3166-1 alpha-2: reads national phone numbers where the event names no country. */
  country: z.string().length(2).optional(),
  traits: z
    .object({
      /** The merged view of a key: the newest write; the surviving profile's; the caller's, with its null and "" filled. */
      merge: z.enum(['newest', 'survivor', 'primary']),
      /** Traits that hold lists: a merged profile shows what all its parts hold, each once. */
      lists: z.array(z.string()).default([]),
      /** Profiles with the first of these values in this trait go before all others, whatever is newer; the others fill what is missing, null or "". */
      rank: z.object({ trait: z.string(), values: z.array(z.string()) }).optional(),
      /** What a null writes. */
      null: z.enum(['delete', 'store']),
      /** Whether context.traits write traits on calls other than identify too. */
      contextTraits: z.enum(['identify', 'always']),
    })
    .prefault({ merge: 'newest', null: 'delete', contextTraits: 'identify' }),
});
export type IdentityPolicy = z.infer<typeof identityPolicy>;

export const defaultPolicy: IdentityPolicy = identityPolicy.parse({});

/** Kinds by name with their rank (the lowest number is the highest priority); unlisted kinds share a rank, alphabetically. */
export class KindOrder {
  private readonly listed = new Map<string, { rank: number; policy: KindPolicy }>();
  private readonly unlistedRank: number;

  constructor(private readonly policy: IdentityPolicy) {
    policy.kinds.forEach((kind, rank) => this.listed.set(kind.kind, { rank, policy: kind }));
    this.unlistedRank = (this.listed.get(policy.unlistedBefore)?.rank ?? Infinity) - 0.5;
  }

  of(kind: string): KindPolicy {
    return this.listed.get(kind)?.policy ?? this.policy.unlisted;
  }

  /** Whether a claim of this kind could reach a stranger: addresses and ids of other systems can be typed or guessed. */
  needsProof(kind: string): boolean {
    const { class: kindClass } = this.of(kind);
    return kindClass === 'address' || kindClass === 'external';
  }

  /** Whether having it makes a profile a known person. */
  makesKnown(kind: string, verified: boolean): boolean {
    const { class: kindClass } = this.of(kind);
    return kindClass === 'account' || (kindClass === 'address' && verified);
  }

  /** Negative when `a` has the higher priority. */
  compareKinds(a: string, b: string): number {
    if (a === b) return 0;
    const rankA = this.listed.get(a)?.rank ?? this.unlistedRank;
    const rankB = this.listed.get(b)?.rank ?? this.unlistedRank;
    return rankA === rankB ? compareText(a, b) : rankA - rankB;
  }
}

/** Code-unit order, the same as PostgreSQL's collation "C" for the Basic Multilingual Plane. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
