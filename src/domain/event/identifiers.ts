import {
  isJsonObject,
  limits,
  type CarriedIdentifier,
  type Identifier,
  type Json,
  type JsonObject,
  type Trust,
} from '@rapport/sdk';
import { KindOrder, type IdentityPolicy, type KindPolicy } from '../identity/policy';
import { normaliseEmail, normalisePhone, readCountry } from './address';
import { illegalValues } from './illegal-value';
import { secretMask } from './redact';

/** Where the identifiers of one event stand. */
export type IdentifierPlaces = {
  readonly userId: Json | undefined;
  readonly anonymousId: Json | undefined;
  /** Of an identify call; the traits of a group describe the account. */
  readonly traits: JsonObject | null;
  readonly properties: JsonObject | null;
  readonly context: JsonObject;
  readonly contextTraits: JsonObject | null;
};

const kindCharsMax = 100;

/** Segment's list and RudderStack's. */
const externalIdFields = ['externalIds', 'externalId'] as const;

/** The policy's rules of extraction and normalisation, compiled once. Safe to share between requests. */
export class IdentifierExtractor {
  private readonly order: KindOrder;
  /** Where a listed kind may stand in traits and properties: `loyalty_id`, also `loyaltyId`. */
  private readonly traitKinds: readonly (readonly [kind: string, keys: readonly string[]])[];
  private readonly isIllegal: (value: string) => boolean;
  private readonly isIllegalOf: ReadonlyMap<KindPolicy, (value: string) => boolean>;

  constructor(private readonly policy: IdentityPolicy) {
    this.order = new KindOrder(policy);
    this.traitKinds = policy.kinds
      .map((kind) => kind.kind)
      .filter((kind) => kind !== 'user_id' && kind !== 'anonymous_id')
      .map((kind) => [kind, [...new Set([kind, camelCase(kind)])]]);
    this.isIllegal = illegalValues(policy.illegalValues, policy.illegalPatterns);
    const withRules = [...policy.kinds, policy.unlisted].filter(hasOwnRules);
    this.isIllegalOf = new Map(withRules.map((kind) => [kind, illegalOfKind(kind)]));
  }

  /**
   * The usable identifiers of an event, normalised, each once (a verified claim stands before a claimed one).
   * Illegal values, values over 512 characters and values of other types than text and number are left out.
   * @param userTrust the trust of userId, where a proof (HMAC) lifts it above that of the rest
   */
  extract(places: IdentifierPlaces, trust: Trust, userTrust: Trust): CarriedIdentifier[] {
    const found: CarriedIdentifier[] = [];
    const { extract } = this.policy;
    this.add(found, 'user_id', places.userId, userTrust);
    this.add(found, 'anonymous_id', places.anonymousId, trust);
    const country = () => readCountry(places.traits) ?? readCountry(places.contextTraits) ?? this.policy.country;
    if (extract.traits) this.addKinds(found, places.traits, trust, country);
    if (extract.contextTraits) this.addKinds(found, places.contextTraits, trust, country);
    if (extract.properties) this.addKinds(found, places.properties, trust, country);
    if (extract.externalIds) {
      for (const field of externalIdFields) this.addExternalIds(found, places.context[field], trust, country);
    }
    if (extract.device) this.addDevice(found, places.context['device'], trust);
    if (extract.tracking) this.addTracking(found, places.context, trust);
    return found;
  }

  /** An identifier that somebody looks for, as identity stores it; null where it names nobody. */
  usable(kind: string, raw: string): Identifier | null {
    const text = this.readId(raw);
    if (text === null || this.namesNobody(kind, text)) return null;
    const value = this.normalise(kind, text, () => this.policy.country);
    return value.length > limits.identifierCharsMax ? null : { kind, value };
  }

  /** The previousId of an alias, which may be a user id or an anonymous id: usable as either; else null. */
  readPreviousId(value: Json | undefined): string | null {
    const text = this.readId(value);
    return text === null || this.namesNobody('user_id', text) || this.namesNobody('anonymous_id', text) ? null : text;
  }

  /** A single id as text, null where it is not usable: for groupId. */
  readId(value: Json | undefined): string | null {
    const text = idText(value);
    return text === null || text.length > limits.identifierCharsMax || this.isIllegal(text) ? null : text;
  }

  /** By the rules of its kind. */
  private namesNobody(kind: string, text: string): boolean {
    return this.isIllegalOf.get(this.order.of(kind))?.(text) === true;
  }

  private addKinds(found: CarriedIdentifier[], from: JsonObject | null, trust: Trust, country: Country): void {
    if (from === null) return;
    for (const [kind, keys] of this.traitKinds) {
      for (const key of keys) if (Object.hasOwn(from, key)) this.add(found, kind, from[key], trust, country);
    }
  }

  private addExternalIds(found: CarriedIdentifier[], list: Json | undefined, trust: Trust, country: Country): void {
    if (!Array.isArray(list)) return;
    for (const item of list) {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) continue;
      const kind = item['type'];
      if (isKind(kind)) this.add(found, kind, item['id'], trust, country);
    }
  }

  private addDevice(found: CarriedIdentifier[], device: Json | undefined, trust: Trust): void {
    if (typeof device !== 'object' || device === null || Array.isArray(device)) return;
    const type = device['type'];
    if (isKind(type)) this.add(found, `${type.toLowerCase()}.id`, device['id'], trust);
  }

  private addTracking(found: CarriedIdentifier[], context: JsonObject, trust: Trust): void {
    const { device, integrations } = context;
    const type = isJsonObject(device) ? device['type'] : undefined;
    if (isJsonObject(device) && isKind(type)) {
      const prefix = type.toLowerCase();
      this.add(found, `${prefix}.push_token`, device['token'], trust);
      if (device['adTrackingEnabled'] === true) this.add(found, `${prefix}.idfa`, device['advertisingId'], trust);
    }
    const analytics = isJsonObject(integrations) ? integrations['Google Analytics'] : undefined;
    if (isJsonObject(analytics)) this.add(found, 'ga_client_id', analytics['clientId'], trust);
  }

  private add(
    found: CarriedIdentifier[],
    kind: string,
    raw: Json | undefined,
    trust: Trust,
    country: Country = () => this.policy.country,
  ): void {
    const text = this.readId(raw);
    if (text === null || text === secretMask || this.namesNobody(kind, text)) return;
    const value = this.normalise(kind, text, country);
    if (value.length > limits.identifierCharsMax) return;
    const same = found.findIndex((other) => other.kind === kind && other.value === value);
    if (same === -1) found.push({ kind, value, trust });
    else if (trust === 'verified') found[same] = { kind, value, trust };
  }

  private normalise(kind: string, text: string, country: Country): string {
    switch (this.order.of(kind).normalise) {
      case 'email':
        return normaliseEmail(text);
      case 'phone':
        return normalisePhone(text, country());
      case 'exact':
        return text;
    }
  }
}

type Country = () => string | undefined;

function hasOwnRules({ pattern, illegalValues: values, illegalPatterns: patterns }: KindPolicy): boolean {
  return pattern !== undefined || values.length > 0 || patterns.length > 0;
}

function illegalOfKind(kind: KindPolicy): (value: string) => boolean {
  const isIllegal = illegalValues(kind.illegalValues, kind.illegalPatterns);
  const pattern = kind.pattern === undefined ? undefined : new RegExp(kind.pattern);
  return (value) => isIllegal(value) || pattern?.test(value.trim()) === false;
}

function camelCase(kind: string): string {
  return kind.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function isKind(value: Json | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= kindCharsMax;
}

/**
 * Text as it is, numbers as text. A number beyond 2^53 was rounded by JSON already: two people would become one, so it is none.
 */
function idText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : null;
}
