import { isJsonObject, type JsonObject } from '@rapport/sdk';
import type { z } from 'zod';
import { type IdentityPolicy, identityPolicy } from '../../../src/domain/identity/policy';
import { NotApplicable } from '../result';
import { type IdentityCase, object, objects, text, texts } from './case';

/** How a peer speaks, and the settings of ours under which we do what it does. Reasons: docs/adr/0007-identity-policies.md. */
export type Peer = {
  readonly family: 'segment' | 'posthog' | 'mixpanel' | 'unomi' | 'mparticle' | 'other';
  readonly policy: IdentityPolicy;
  /** Unomi: the property whose equal values join profiles. */
  readonly mergeProperty?: string | undefined;
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
const traits = { merge: 'newest', null: 'delete', contextTraits: 'identify' } as const;

/** @throws NotApplicable */
export function peerOf({ policy, config, initial, events, expected }: IdentityCase): Peer {
  const is = (name: RegExp): boolean => name.test(policy);
  if (is(/privacy/) || initial.some((one) => one['require_anonymous_browsing'] === true)) {
    throw new NotApplicable('anonymous browsing as a trait of a profile is not offered: see docs/adr/0007');
  }
  if (is(/^segment/)) return peer('segment', segment(config));
  if (is(/^jitsu/)) return peer('segment', { extract: everywhere, traits: { ...traits, contextTraits: 'always' } });
  if (is(/^rudderstack/)) return peer('other', rudderstack(config));
  if (is(/^mixpanel/)) return peer('mixpanel', { kinds: [userId(), email(), anonymousId()], unlisted: unlisted() });
  if (is(/^posthog/)) return peer('posthog', posthog(events.some((one) => one['unset'] !== undefined)));
  if (is(/^adobe/)) return peer('other', adobe(config));
  if (is(/^customer\.io/)) {
    const survivor = is(/auto-merge/) ? 'oldest' : 'listed';
    return peer('other', {
      kinds: [userId(), email(1)],
      survivor,
      traits: { ...traits, merge: 'primary', null: 'store' },
    });
  }
  if (is(/^braze/)) {
    return peer('other', { kinds: [userId()], survivor: 'listed', traits: { ...traits, merge: 'primary' } });
  }
  if (is(/^infobip/)) return peer('other', infobip);
  if (is(/^mparticle/)) return mparticle(policy);
  if (is(/^unomi/)) return unomi(policy);
  throw new NotApplicable(`the policy "${policy}" is not known here (expected: ${Object.keys(expected).join(', ')})`);
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

function segment(config: JsonObject): Settings {
  const listed = objects(config['identifiers'])
    .sort((a, b) => Number(a['priority']) - Number(b['priority']))
    .map((one): Kind => {
      const kind = text(one, 'type') ?? '';
      const frequency = text(one, 'frequency');
      if (frequency !== undefined && frequency !== 'ever') throw new NotApplicable('limits by period are not offered');
      const kindClass = kind === 'user_id' ? 'account' : kind === 'email' || kind === 'phone' ? 'address' : 'device';
      return {
        kind,
        class: kindClass,
        limit: Number(one['limit'] ?? 5),
        normalise: kind === 'email' ? 'email' : 'exact',
      };
    });
  // Names alone: Segment's own order, user_id, e-mail, then the others by name.
  const kinds = listed.length > 0 ? listed : [userId(), email(5)];
  return { kinds, unlisted: unlisted(5), extract: everywhere, ...blocked(config) };
}

/** `-1 (exact)`, `^[0-]*$ (zeroes and dashes, pattern)` */
function blocked(config: JsonObject): Pick<Settings, 'illegalValues' | 'illegalPatterns'> {
  if (config['blocked'] === undefined) return {};
  const list = texts(config['blocked']).map((one) => ({
    value: one.replace(/ \([^)]*\)$/, ''),
    isPattern: /pattern\)$/.test(one),
  }));
  return {
    illegalValues: list.filter((one) => !one.isPattern).map((one) => one.value),
    illegalPatterns: list.filter((one) => one.isPattern).map((one) => one.value),
  };
}

/** The id graph has no limits but those that are declared: at most n ids of a kind beside one of another. */
function rudderstack(config: JsonObject): Settings {
  const limits = new Map<string, number>();
  for (const edges of Object.values(object(config, 'maximum_edges'))) {
    if (!isJsonObject(edges)) continue;
    for (const [kind, limit] of Object.entries(edges))
      limits.set(kind, Math.min(Number(limit), limits.get(kind) ?? plenty));
  }
  const others = [...limits].filter(([kind]) => kind !== 'user_id');
  return {
    kinds: [
      userId(limits.get('user_id') ?? plenty),
      ...others.map(([kind, limit]): Kind => ({ ...plentyOf(kind), limit })),
      ...(limits.has('anonymous_id') ? [] : [anonymousId()]),
    ],
    unlisted: unlisted(),
    extract: everywhere,
  };
}

/**
 * Distinct ids are one namespace (here: anonymous ids); being identified is having a user id. PostHog stores null and removes by
 * a field of its own; with us null does one or the other.
 */
function posthog(removes: boolean): Settings {
  return {
    kinds: [userId(), anonymousId()],
    survivor: 'target',
    extract: { ...everywhere, properties: false, traits: false, contextTraits: false, device: false },
    traits: { merge: 'survivor', null: removes ? 'delete' : 'store', contextTraits: 'always' },
  };
}

/** Unique namespaces have one value in a graph; of a broken pair the older link goes: what is shared moves to the newest. */
function adobe(config: JsonObject): Settings {
  const unique = texts(config['unique']);
  const kinds = texts(config['priority']).map((kind): Kind => ({
    kind,
    class: 'external',
    limit: unique.includes(kind) ? 1 : plenty,
    shared: 'newest',
  }));
  return { kinds, unlisted: unlisted(plenty, 'newest'), identifiersMax: 50 };
}

const infobip: Settings = {
  survivor: 'oldest',
  traits: { ...traits, rank: { trait: typeTrait, values: ['Customer', 'Lead'] } },
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
