import type { JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import { NotApplicable } from '../result';
import { besides, externalIds, identify, ids, type Made, made, nameId, ownKind, plainCall } from './calls';
import { Fields, type Id } from './case';
import type { Peer } from './policies';

/** What a step of a case does to Rapport: calls of the Segment API in one request, then a merge by hand of these parties. */
export type Step = { readonly calls: readonly JsonObject[]; readonly parties: readonly string[] };

/** Translates a peer's verbs one after another: a client that makes up ids remembers them between the calls. */
export class Translator {
  private session = 1;
  private readonly users = new Set<string>();
  private readonly devices = new Set<string>();

  constructor(private readonly peer: Peer) {}

  /** @throws NotApplicable for a verb that nobody here knows, and for one that says more than is understood */
  step(event: JsonObject): Step {
    const fields = new Fields(event, 'an event');
    const step = this.translated(fields, fields.text('type') ?? '');
    fields.done();
    return step;
  }

  private translated(event: Fields, type: string): Step {
    switch (type) {
      case 'merge':
        return this.merge(event);
      case 'link':
        return calls(identify(made(event), event.idsByKind('ids')));
      case 'edge':
        return calls(identify(made(event), [...event.ids('a'), ...event.ids('b')].map(splitId)));
      case 'login':
        return event.json('ids') === undefined ? this.unomi(event) : this.mparticle(event);
      case 'logout':
        this.session += 1;
        return this.mparticle(event);
      case 'feed':
        return calls(identify(made(event), event.idsByKind('ids').map(ownKind)));
      case 'identify':
      case 'track':
      case 'page':
      case 'screen':
      case 'group':
      case 'alias':
        return this.call(event, type);
      default:
        throw new NotApplicable(`the verb "${type}" is not known here`);
    }
  }

  private call(event: Fields, type: string): Step {
    if (event.json('ids') !== undefined) {
      if (this.peer.family === 'mparticle') return this.mparticle(event);
      return calls(identify(made(event), event.idsByKind('ids').map(ownKind)));
    }
    if (this.peer.family === 'posthog') return posthog(event, type);
    const [user] = event.ids('userId');
    const [previous] = event.ids('previousId');
    for (const one of event.ids('anonymousId')) this.devices.add(one);
    if (user !== undefined) this.users.add(user);
    if (this.peer.family === 'mixpanel' && type === 'alias' && user !== undefined && previous !== undefined) {
      // Its older API joins any two; with us an alias does.
      if (this.peer.mergesByHand !== true) return this.mixpanelLink(event, [user, previous], 'anonymous_id');
    }
    return calls(plainCall(event));
  }

  /** By hand, the first party being the caller's choice; of two ids of any kind in RudderStack; in Mixpanel by its own rules. */
  private merge(event: Fields): Step {
    const properties = event.read(mergeProperties, 'mergeProperties');
    if (properties !== undefined) {
      return calls(
        identify(
          made(event),
          properties.map(({ type, value }): Id => ownKind([type, value])),
        ),
      );
    }
    const named = partyFields.flatMap((field) => event.parties(field));
    const linked = named.filter((one) => typeof one !== 'string').map(ownKind);
    // In an id graph a merge of ids of any kind is one more link.
    if (this.peer.isGraph === true && linked.length === named.length && linked.length > 1) {
      return calls(identify(made(event), linked));
    }
    const parties = named.map((one) => (typeof one === 'string' ? one : ownKind(one).join(':')));
    if (event.read(z.boolean(), 'force') === false) throw new NotApplicable('a merge by hand is always an order here');
    if (parties.length < 2) throw new NotApplicable('a merge of whom is not understood here');
    if (this.peer.family === 'mixpanel' && this.peer.mergesByHand !== true) {
      return this.mixpanelLink(event, parties, 'user_id');
    }
    event.pick(['messageId', 'timestamp']);
    if (this.peer.family !== 'mixpanel') return { calls: [], parties };
    // Its API takes ids that nobody used before.
    const unseen = parties.filter((one) => !this.users.has(one) && !this.devices.has(one));
    return { calls: unseen.map((one) => identify({ messageId: besides(one) }, [['user_id', one]])), parties };
  }

  /** Ids are one namespace, in which an alias is a link like any other; whether an id is a user's shows where it was used. */
  private mixpanelLink(event: Fields, parties: readonly string[], unseen: string): Step {
    const kindOf = (id: string): string =>
      this.users.has(id) ? 'user_id' : this.devices.has(id) ? 'anonymous_id' : unseen;
    return calls(
      identify(
        made(event),
        parties.map((id): Id => [kindOf(id), id]),
      ),
    );
  }

  /** Its SDK keeps the session's profile; a Segment client keeps an anonymous id, and makes up a new one after a log-out. */
  private mparticle(event: Fields): Step {
    const carried = event.idsByKind('ids').map(ownKind);
    const isPersonal = ([kind]: Id): boolean => kind === 'user_id' || kind === 'email';
    const device = this.peer.deviceIdentifies === true ? carried.filter((id) => !isPersonal(id)) : [];
    const session: Id[] = this.peer.deviceIdentifies === true ? [] : [['anonymous_id', `session-${this.session}`]];
    return calls(identify(made(event), [...carried.filter(isPersonal), ...device, ...session]));
  }

  /** A profile is a cookie; the merge property is one more identifier. */
  private unomi(event: Fields): Step {
    const said = made(event);
    const [first, second] = Object.keys(said.traits ?? {});
    if (this.peer.mergeProperty === undefined && second !== undefined) {
      throw new NotApplicable('which of the traits is the merge property is not understood here');
    }
    const merged = new Fields(said.traits ?? {}, 'traits').ids(this.peer.mergeProperty ?? first ?? '');
    return calls(
      identify(said, [
        ...event.ids('profile').map(nameId),
        ...ids('merge_identifier', merged),
        ...ids('session', event.ids('session')),
      ]),
    );
  }
}

const mergeProperties = z.array(z.object({ type: z.string(), value: z.string() }).strict()).min(2);

/** Whom peers name in a merge: the one to keep first. */
const partyFields = ['primary', 'keep', 'userId', 'secondary', 'merge', 'ids', 'previousId', 'anonymousId'];

/** PostHog's own events that are calls. */
const posthogVerbs = new Map([
  ['$identify', 'identify'],
  ['$create_alias', 'alias'],
]);
/** Events of which PostHog takes no properties of the person, whatever they carry. */
const posthogImpersonal = new Set(['$exception', '$$heatmap']);
/** What PostHog's SDK sets with every page; written only together with something else. */
const isAutomatic = (property: string): boolean => /^\$(?!initial_)/.test(property);

/**
 * PostHog: distinct ids are one namespace, identify and alias make a person identified, and any event may set properties.
 * A merge that is forced is what an alias is with us.
 */
function posthog(event: Fields, type: string): Step {
  const { traits, ...rest } = made(event);
  const [userIds, anonymousIds, previousIds] = [event.ids('userId'), event.ids('anonymousId'), event.ids('previousId')];
  const distinctIds = [...userIds, ...anonymousIds, ...previousIds];
  const name = event.text('event');
  const verb = posthogVerbs.get(name ?? '') ?? type;
  if (event.read(z.boolean(), 'force') === true || name === '$merge_dangerously') {
    return forced({ ...rest, traits }, userIds, [...previousIds, ...anonymousIds]);
  }
  const set = event.read(z.record(z.string(), z.json()), 'set') ?? traits ?? {};
  const removed = Object.fromEntries(event.ids('unset').map((key) => [key, null]));
  const once = event.read(z.record(z.string(), z.json()), 'set_once');
  const setOnce: JsonObject = once === undefined ? {} : { traitsOnce: once };
  const carried = ids('anonymous_id', distinctIds);
  if (verb === 'identify' || verb === 'alias') {
    const known = ids('user_id', userIds);
    return calls({ ...identify({ ...rest, traits: { ...removed, ...set } }, [...known, ...carried]), ...setOnce });
  }
  checkPersonal(name, Object.keys(set));
  const itself = { ...plainCall(event), userId: null, anonymousId: null, traits: null };
  const context = { ...event.object('context'), ...externalIds(carried), traits: { ...removed, ...set } };
  const call = { ...itself, context };
  if (once === undefined) return calls(call);
  return calls(call, { ...identify({ ...rest, messageId: besides(rest.messageId) }, carried), ...setOnce });
}

/** The person to keep becomes known first, so that it is the one that stays. */
function forced(said: Made, [keep]: readonly string[], others: readonly string[]): Step {
  const [other, ...more] = others;
  if (keep === undefined || other === undefined || more.length > 0) {
    throw new NotApplicable('a forced merge of whom is not understood here');
  }
  const known = identify({ ...said, messageId: besides(said.messageId) }, [
    ['user_id', keep],
    ['anonymous_id', keep],
  ]);
  const { messageId = null, timestamp = null } = said;
  return calls(known, { type: 'alias', messageId, timestamp, userId: keep, previousId: other });
}

/** @throws NotApplicable where PostHog decides by an event's name or a property's that nothing is written */
function checkPersonal(name: string | undefined, properties: readonly string[]): void {
  if (name !== undefined && posthogImpersonal.has(name)) {
    throw new NotApplicable(
      `which events of PostHog's SDK write no properties (${name}) is its SDK's rule: see docs/adr/0007`,
    );
  }
  if (properties.length > 0 && properties.every(isAutomatic)) {
    throw new NotApplicable("leaving out what PostHog's SDK sets by itself saves its writes: see docs/adr/0007");
  }
}

function calls(...list: JsonObject[]): Step {
  return { calls: list, parties: [] };
}

/** `email:j@x.com`; an id without a kind is of a kind of its own. */
function splitId(id: string): Id {
  const [kind = '', ...value] = id.split(':');
  return value.length === 0 ? ['id', kind] : [kind, value.join(':')];
}
