import { z } from 'zod';
import { defaultPolicy, type IdentityPolicy, identityPolicy } from '../../../src/domain/identity/policy';
import { NotApplicable } from '../result';
import { Fields, type IdentityCase, idList } from './case';

/** How a peer speaks, and the settings of ours under which we do what it does. Reasons: docs/adr/0007-identity-policies.md. */
export type Peer = {
  readonly family: 'segment' | 'posthog' | 'mixpanel' | 'unomi' | 'mparticle' | 'other';
  readonly policy: IdentityPolicy;
  /** Unomi: the property whose equal values join profiles. */
  readonly mergeProperty?: string | undefined;
  /** RudderStack: a merge is a link between ids, not between people. */
  readonly isGraph?: boolean;
  /** Mixpanel's older API: whether a merge joins any two ids, also two users'. */
  readonly mergesByHand?: boolean;
  /** mParticle: whether the device's own id says who it is, or an id that the client makes up anew after each log-out. */
  readonly deviceIdentifies?: boolean;
};

type Settings = z.input<typeof identityPolicy>;
type Kind = NonNullable<Settings['kinds']>[number];

const plenty = 500;
/** What the runner itself puts on each initial profile of a case, to find it again by its name there. */
export const nameKind = 'case_profile';
/** Where the runner keeps what a case says of a profile's type beside its traits. */
export const typeTrait = 'case_type';
const named: Kind = { kind: nameKind, class: 'external', limit: plenty };
const userId = (limit = 1): Kind => ({ kind: 'user_id', class: 'account', limit });
const email = (limit = plenty): Kind => ({ kind: 'email', class: 'address', limit, normalise: 'email' });
const anonymousId = (limit = plenty): Kind => ({ kind: 'anonymous_id', class: 'device', limit });
const plentyOf = (kind: string): Kind => ({ kind, class: 'external', limit: plenty });
const everywhere = { traits: true, contextTraits: true, properties: true, externalIds: true, device: true };
const segmentPlaces = { ...everywhere, tracking: true };
const traits = { merge: 'newest', null: 'delete', contextTraits: 'identify' } as const;

/** @throws NotApplicable for a policy that nobody here knows, and for a setting of it that we do not have */
export function peerOf({ policy, config, initial, events }: IdentityCase): Peer {
  const fields = new Fields(config, 'the config');
  const found = find(policy, fields, events);
  if (/privacy/.test(policy) || initial.some((one) => one['require_anonymous_browsing'] === true)) {
    throw new NotApplicable('anonymous browsing as a trait of a profile is not offered: see docs/adr/0007');
  }
  if (found === undefined) throw new NotApplicable(`the policy "${policy}" is not known here`);
  fields.done();
  return found;
}

function find(policy: string, config: Fields, events: IdentityCase['events']): Peer | undefined {
  const is = (name: RegExp): boolean => name.test(policy);
  if (is(/^segment/)) return peer('segment', segment(config, events.length > 0));
  if (is(/^jitsu/)) return peer('segment', { extract: everywhere, traits: { ...traits, contextTraits: 'always' } });
  if (is(/^rudderstack/)) return peer('other', rudderstack(config), { isGraph: true });
  if (is(/^mixpanel/)) return peer('mixpanel', mixpanel, { mergesByHand: is(/original/) });
  if (is(/^posthog/)) return peer('posthog', posthog(events.some((one) => one['unset'] !== undefined)));
  if (is(/^adobe/)) return peer('other', adobe(config, events));
  if (is(/^customer\.io/)) return peer('other', customerio(is(/auto-merge/)));
  if (is(/^braze/)) return peer('other', braze);
  if (is(/^infobip/)) return peer('other', infobip);
  if (is(/^mparticle/)) return mparticle(policy);
  return is(/^unomi/) ? unomi(policy) : undefined;
}

function peer(family: Peer['family'], settings: Settings, rest: Omit<Peer, 'family' | 'policy'> = {}): Peer {
  return {
    family,
    policy: identityPolicy.parse({ unlistedBefore: '', ...settings, kinds: [...(settings.kinds ?? []), named] }),
    ...rest,
  };
}

function unlisted(limit = plenty, shared: 'oldest' | 'newest' = 'oldest') {
  return { class: 'external', limit, shared } as const;
}

const segmentIdentifier = z
  .object({
    type: z.string(),
    limit: z.int().optional(),
    priority: z.number().optional(),
    frequency: z.string().optional(),
    blocked: z.array(z.string()).optional(),
  })
  .strict();

function segment(config: Fields, hasEvents: boolean): Settings {
  const listed = config.read(z.array(z.union([z.string(), segmentIdentifier])), 'identifiers') ?? [];
  // Names alone: Segment's own order, user_id, e-mail, then the others by name.
  const declared = listed.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const kinds = declared
    .sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
    .map(({ type: kind, limit = kind === 'user_id' ? 1 : 5, frequency = 'ever', blocked: list = [] }): Kind => {
      if (!/^ever$/i.test(frequency)) throw new NotApplicable('limits by period are not offered: see docs/adr/0007');
      const isAddress = kind === 'email' || kind === 'phone';
      return {
        kind,
        class: kind === 'user_id' ? 'account' : isAddress ? 'address' : 'device',
        limit,
        normalise: kind === 'email' ? 'email' : 'exact',
        ...blocked(list),
      };
    });
  const names = listed.flatMap((one) => (typeof one === 'string' && !['user_id', 'email'].includes(one) ? [one] : []));
  // Only a listed kind is looked for in traits.
  const others = names.sort().map((kind): Kind => ({ kind, class: 'device', limit: 5 }));
  const byDefault = [userId(), email(5), ...(hasEvents ? others : [])];
  const global = config.read(idList, 'blocked');
  return {
    kinds: kinds.length > 0 ? kinds : byDefault,
    unlisted: unlisted(5),
    extract: segmentPlaces,
    ...(global === undefined ? {} : blocked(global)),
  };
}

/** `-1 (exact)`, `^[0-]*$ (zeroes and dashes, pattern)`, or the bare value. */
function blocked(list: readonly string[]): { illegalValues: string[]; illegalPatterns: string[] } {
  const value = (one: string): string => one.replace(/ \([^)]*\)$/, '');
  const isPattern = (one: string): boolean => /pattern\)$/i.test(one);
  return {
    illegalValues: list.filter((one) => !isPattern(one)).map(value),
    illegalPatterns: list.filter(isPattern).map(value),
  };
}

const edges = z.record(z.string(), z.union([z.record(z.string(), z.int()), z.array(z.record(z.string(), z.int()))]));
const idFilter = z.union([
  z.object({ type: z.enum(['include', 'exclude']), value: z.string() }).strict(),
  z.object({ type: z.enum(['include', 'exclude']), regex: z.string() }).strict(),
]);
/** `[{ type: 'exclude', value }]`, or shorter `{ exclude: [value], include: regex }`. */
const shortFilter = z
  .object({ include: idList.optional(), exclude: idList.optional() })
  .strict()
  .transform(({ include = [], exclude = [] }): z.infer<typeof idFilter>[] => [
    ...include.map((regex) => ({ type: 'include', regex }) as const),
    ...exclude.map((value) => ({ type: 'exclude', value }) as const),
  ]);
const filters = z.record(z.string(), z.union([z.array(idFilter), shortFilter]));
const idTypes = z.array(
  z.union([
    z.string(),
    z
      .object({
        name: z.string(),
        filters: z.array(idFilter).default([]),
        maximum_edges: z.array(z.record(z.string(), z.int())).default([]),
      })
      .strict(),
  ]),
);

/** The id graph has no limits but those that are declared: at most n ids of a kind beside one of another. */
function rudderstack(config: Fields): Settings {
  const declared = (config.read(idTypes, 'id_types') ?? []).map((one) =>
    typeof one === 'string' ? { name: one, filters: [], maximum_edges: [] } : one,
  );
  const maxima = [
    ...Object.values(config.read(edges, 'maximum_edges') ?? {}).flat(),
    ...declared.flatMap((one) => one.maximum_edges),
  ].flatMap((one) => Object.entries(one));
  const filtered = new Map(Object.entries(config.read(filters, 'filters') ?? {}));
  for (const one of declared) filtered.set(one.name, [...(filtered.get(one.name) ?? []), ...one.filters]);
  const excluded = ['ids_to_exclude', 'ids-to-exclude', 'exclude'].flatMap((key) => config.ids(key));
  const kinds = new Set(['user_id', ...maxima.map(([kind]) => kind), ...filtered.keys(), 'anonymous_id']);
  return {
    kinds: [...kinds].map((kind): Kind => {
      const limit = Math.min(plenty, ...maxima.filter(([one]) => one === kind).map(([, count]) => count));
      const base = kind === 'user_id' ? userId() : kind === 'anonymous_id' ? anonymousId() : plentyOf(kind);
      return { ...base, limit, ...filterRules(filtered.get(kind) ?? []) };
    }),
    unlisted: unlisted(),
    extract: everywhere,
    ...(excluded.length === 0 ? {} : { illegalValues: excluded, illegalPatterns: [] }),
  };
}

/** Which values name somebody, for each kind. */
function filterRules(list: readonly z.infer<typeof idFilter>[]): Partial<Kind> {
  const patternOf = (one: z.infer<typeof idFilter>): string =>
    'regex' in one ? one.regex : `^${one.value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
  const included = list.filter((one) => one.type === 'include').map(patternOf);
  return {
    ...(included.length === 0 ? {} : { pattern: included.map((one) => `(?:${one})`).join('|') }),
    illegalPatterns: list.filter((one) => one.type === 'exclude').map(patternOf),
  };
}

/** Its newer API refuses what joins two users, its older one takes a merge as an order; a cluster has 500 ids. */
const mixpanel: Settings = {
  kinds: [userId(), email(), anonymousId()],
  unlisted: unlisted(),
  identifiersMax: 500,
};

function customerio(automatic: boolean): Settings {
  return {
    kinds: [userId(), email(1)],
    survivor: automatic ? 'oldest' : 'listed',
    traits: { ...traits, merge: 'primary', null: 'store' },
  };
}

const braze: Settings = { kinds: [userId()], survivor: 'listed', traits: { ...traits, merge: 'primary' } };

/**
 * Distinct ids are one namespace (here: anonymous ids); being identified is having a user id. PostHog stores null and removes by
 * a field of its own; with us null does one or the other.
 */
function posthog(removes: boolean): Settings {
  return {
    kinds: [userId(), anonymousId()],
    illegalValues: [
      ...defaultPolicy.illegalValues,
      'distinctid',
      'distinct_id',
      'id',
      'not_authenticated',
      'email',
      '0',
    ],
    survivor: 'target',
    extract: { ...everywhere, properties: false, traits: false, contextTraits: false, device: false },
    traits: { merge: 'survivor', null: removes ? 'delete' : 'store', contextTraits: 'always' },
  };
}

/** Unique namespaces have one value in a graph; of a broken pair the older link goes: what is shared moves to the newest. */
function adobe(config: Fields, events: IdentityCase['events']): Settings {
  const unique = config.ids('unique');
  checkNothingGivesWay(unique, events);
  const kinds = config.ids('priority').map((kind): Kind => ({
    kind,
    class: 'external',
    limit: unique.includes(kind) ? 1 : plenty,
    shared: 'newest',
  }));
  return { kinds, unlisted: unlisted(plenty, 'newest'), identifiersMax: adobeIdentitiesMax };
}

const adobeIdentitiesMax = 50;

/**
 * Where a graph is full, or a person gets a second value of another unique namespace, Adobe takes the oldest away.
 * @throws NotApplicable for a case in which that may happen
 */
function checkNothingGivesWay([person, ...others]: readonly string[], events: IdentityCase['events']): void {
  const links = events.map((event) => new Map(new Fields(event, 'an event').idsByKind('ids')));
  const all = new Set(links.flatMap((link) => [...link].map(String)));
  const held = new Map<string, string>();
  const isSecond = links.some((link) =>
    others.some((kind) => {
      const [who, value] = [link.get(person ?? ''), link.get(kind)];
      if (who === undefined || value === undefined) return false;
      const before = held.get(`${who} ${kind}`) ?? value;
      held.set(`${who} ${kind}`, value);
      return before !== value;
    }),
  );
  if (all.size <= adobeIdentitiesMax && !isSecond) return;
  throw new NotApplicable('an identifier that gives way to a newer one by itself is not offered: see docs/adr/0007');
}

const infobip: Settings = {
  survivor: 'oldest',
  traits: { ...traits, lists: ['tags', 'phone', 'email'], rank: { trait: typeTrait, values: ['Customer', 'Lead'] } },
};

function mparticle(policy: string): Peer {
  const join = /conversion/.test(policy);
  const settings: Settings = {
    kinds: [userId(), email(5), anonymousId(), { kind: 'idfv', class: 'device', limit: plenty }],
    anonymousHistory: join ? 'join' : 'isolate',
  };
  // Only under isolation does a log-out return to the anonymous profile of the device.
  return peer('mparticle', settings, { deviceIdentifies: /isolation/.test(policy) });
}

function unomi(policy: string): Peer {
  const isForced = /forceEventProfileAsMaster=true/.test(policy);
  const merged: Kind = { kind: 'merge_identifier', class: 'account', limit: 1 };
  const cookie: Kind = { ...named, class: 'device' };
  const session: Kind = { kind: 'session', class: 'device', limit: plenty, shared: 'newest' };
  const settings = {
    kinds: isForced ? [cookie, merged, session] : [merged, cookie, session],
    survivor: isForced ? 'target' : 'oldest',
    extract: { ...everywhere, traits: false, contextTraits: false, properties: false },
  } as const satisfies Settings;
  return {
    family: 'unomi',
    policy: identityPolicy.parse(settings),
    mergeProperty: /mergeProfilesOnProperty\(([^)]+)\)/.exec(policy)?.[1],
  };
}
