import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { NotApplicable } from '../result';
import { object, text, texts } from './case';
import { nameKind, type Peer, typeTrait } from './policies';

/** What a step of a case does to Rapport: calls of the Segment API in one request, or a merge by hand. */
export type Step =
  | { readonly type: 'calls'; readonly calls: readonly JsonObject[] }
  | { readonly type: 'merge'; readonly parties: readonly string[] };

type Id = readonly [kind: string, value: string];

/** Translates a peer's verbs one after another: a client that makes up ids remembers them between the calls. */
export class Translator {
  private session = 1;
  private readonly users = new Set<string>();

  constructor(private readonly peer: Peer) {}

  /** @throws NotApplicable */
  step(event: JsonObject): Step {
    switch (text(event, 'type')) {
      case 'merge':
        return this.merge(event);
      case 'link':
        return calls(identify(event, entries(object(event, 'ids'))));
      case 'edge':
        return calls(identify(event, [event['a'], event['b']].flatMap(texts).map(splitId)));
      case 'login':
        return event['ids'] === undefined ? this.unomi(event) : this.mparticle(event);
      case 'logout':
        this.session += 1;
        return this.mparticle(event);
      case 'feed':
        return calls(identify(event, entries(object(event, 'ids')).map(ownKind)));
      case 'identify':
      case 'track':
      case 'page':
      case 'screen':
      case 'group':
      case 'alias':
        return this.call(event);
      default:
        throw new NotApplicable(`the verb "${text(event, 'type') ?? ''}" is not known here`);
    }
  }

  private call(event: JsonObject): Step {
    if (event['ids'] !== undefined) return this.mparticle(event);
    if (this.peer.family === 'posthog') return posthog(event);
    const user = text(event, 'userId');
    if (user !== undefined) this.users.add(user);
    const previous = text(event, 'previousId');
    // Mixpanel's ids are one namespace, in which an alias is a link like any other.
    if (this.peer.family === 'mixpanel' && event['type'] === 'alias' && user !== undefined && previous !== undefined) {
      return calls(
        identify(event, [
          ['user_id', user],
          [this.users.has(previous) ? 'user_id' : 'anonymous_id', previous],
        ]),
      );
    }
    return calls(event);
  }

  /** By hand, the first party being the caller's choice; in Mixpanel a link like any other. */
  private merge(event: JsonObject): Step {
    const fields = ['primary', 'userId', 'secondary', 'ids', 'previousId', 'anonymousId'];
    const parties = fields.flatMap((field) => texts(event[field]));
    if (this.peer.family !== 'mixpanel') return { type: 'merge', parties };
    return calls(
      identify(
        event,
        parties.map((id) => [this.users.has(id) ? 'user_id' : 'anonymous_id', id]),
      ),
    );
  }

  /** Its SDK keeps the session's profile; a Segment client keeps an anonymous id, and makes up a new one after a log-out. */
  private mparticle(event: JsonObject): Step {
    const ids = entries(object(event, 'ids')).map(ownKind);
    const isPersonal = ([kind]: Id): boolean => kind === 'user_id' || kind === 'email';
    const device = this.peer.deviceIdentifies === true ? ids.filter((id) => !isPersonal(id)) : [];
    const session: Id[] = this.peer.deviceIdentifies === true ? [] : [['anonymous_id', `session-${this.session}`]];
    return calls(identify(event, [...ids.filter(isPersonal), ...device, ...session]));
  }

  /** A profile is a cookie; the merge property is one more identifier. */
  private unomi(event: JsonObject): Step {
    const traits = object(event, 'traits');
    const property = this.peer.mergeProperty ?? Object.keys(traits)[0] ?? '';
    const ids: Id[] = [
      ...texts(event['profile']).map((value): Id => [nameKind, value]),
      ...texts(traits[property]).map((value): Id => ['merge_identifier', value]),
      ...texts(event['session']).map((value): Id => ['session', value]),
    ];
    return calls(identify(event, ids));
  }
}

/** The calls that make an initial profile: with the identifiers and traits that the case gives it, at its times. */
export function initialCalls(profile: JsonObject, index: number): JsonObject[] {
  const at = text(profile, 'created_at') ?? new Date(Date.UTC(2020, 0, 1, 0, 0, index)).toISOString();
  const name = text(profile, 'profile') ?? `initial-${index}`;
  const distinctIds = texts(profile['distinct_ids']);
  const ids: Id[] = [
    [nameKind, name],
    ...texts(profile['id']).map((value): Id => ['user_id', value]),
    ...texts(profile['email']).map((value): Id => ['email', value]),
    ...texts(profile['merge_identifier']).map((value): Id => ['merge_identifier', value]),
    ...texts(profile['session']).map((value): Id => ['session', value]),
    ...(profile['identified'] === true ? distinctIds.slice(0, 1).map((value): Id => ['user_id', value]) : []),
    ...distinctIds.map((value): Id => ['anonymous_id', value]),
    ...entries(object(profile, 'identifiers')).map(ownKind),
  ];
  const made = { timestamp: at, messageId: `initial-${name}`, traits: initialTraits(profile) };
  const updated = text(profile, 'updated_at');
  return [
    identify(made, ids),
    ...(updated === undefined
      ? []
      : [identify({ ...made, timestamp: updated, messageId: `initial-${name}-update` }, ids)]),
    ...history(profile, name),
    ...dependents(profile, name, at),
  ];
}

/** Fields of peers that keep them beside the attributes. */
function initialTraits(profile: JsonObject): JsonObject {
  const type = text(profile, 'type');
  return { ...object(profile, 'traits'), ...(type === undefined ? {} : { [typeTrait]: type }) };
}

/** Braze counts sessions and events; we keep the events themselves. */
function history(profile: JsonObject, name: string): JsonObject[] {
  const made = (event: string, count: Json | undefined, first: string | undefined, last: string | undefined) =>
    Array.from({ length: typeof count === 'number' ? count : 0 }, (_, index): JsonObject => ({
      type: 'track',
      event,
      messageId: `${name}-${event}-${index}`,
      // The rest of them some time between.
      timestamp: (index === 0 ? first : last) ?? '2020-01-01',
      context: externalIds([[nameKind, name]]),
    }));
  const event = object(profile, 'event');
  return [
    ...made('Session', profile['sessions'], text(profile, 'first_session'), text(profile, 'last_session')),
    ...made('Event', event['count'], text(event, 'first'), text(event, 'last')),
  ];
}

/** Rows of another table that belong to the profile: memberships of accounts. */
function dependents(profile: JsonObject, name: string, at: string): JsonObject[] {
  const rows = Array.isArray(profile['dependents']) ? profile['dependents'] : [];
  return rows.filter(isJsonObject).map((row, index) => ({
    type: 'group',
    groupId: `${text(row, 'key')}=${text(row, 'value')}`,
    messageId: `${name}-dependent-${index}`,
    timestamp: at,
    context: externalIds([[nameKind, name]]),
  }));
}

/**
 * PostHog: distinct ids are one namespace, identify and alias make a person identified, and any event may set properties.
 * A merge that is forced is what an alias is with us.
 */
function posthog(event: JsonObject): Step {
  const { type, userId, anonymousId, previousId, set, set_once: once, unset, traits, force, ...rest } = event;
  if (type === 'alias' && force === true) return calls(event);
  const identifies = type === 'identify' || type === 'alias';
  const distinctIds = [userId, anonymousId, previousId].flatMap(texts);
  const ids: Id[] = distinctIds.map((value) => ['anonymous_id', value]);
  if (identifies) ids.unshift(...texts(userId).map((value): Id => ['user_id', value]));
  const removed = Object.fromEntries(texts(unset).map((key) => [key, null]));
  const properties = { ...removed, ...(isJsonObject(set) ? set : isJsonObject(traits) ? traits : {}) };
  if (identifies) {
    return calls({
      ...identify({ ...rest, traits: properties }, ids),
      ...(isJsonObject(once) ? { traitsOnce: once } : {}),
    });
  }
  const itself = { ...rest, type: type ?? 'track', context: { ...externalIds(ids), traits: properties } };
  if (!isJsonObject(once)) return calls(itself);
  const setting = identify({ ...rest, messageId: `${text(event, 'messageId') ?? ''}-once`, traits: {} }, ids);
  return calls(itself, { ...setting, traitsOnce: once });
}

function calls(...list: JsonObject[]): Step {
  return { type: 'calls', calls: list };
}

/** An identify call with identifiers of any kind. */
function identify(event: JsonObject, ids: readonly Id[]): JsonObject {
  const user = ids.find(([kind]) => kind === 'user_id');
  const { messageId, timestamp, traits } = event;
  return {
    type: 'identify',
    ...(messageId === undefined ? {} : { messageId }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(user === undefined ? {} : { userId: user[1] }),
    traits: traits ?? {},
    context: externalIds(ids.filter((id) => id !== user)),
  };
}

function externalIds(ids: readonly Id[]): JsonObject {
  return { externalIds: ids.map(([type, id]) => ({ type, id, collection: 'users', encoding: 'none' })) };
}

function entries(ids: JsonObject): Id[] {
  return Object.entries(ids).flatMap(([kind, value]) => texts(value).map((one): Id => [kind, one]));
}

function splitId(id: string): Id {
  const [kind = '', ...value] = id.split(':');
  return [kind, value.join(':')];
}

/** What peers call the product's own user id. */
function ownKind([kind, value]: Id): Id {
  return [kind === 'customer_id' || kind === 'id' ? 'user_id' : kind, value];
}
