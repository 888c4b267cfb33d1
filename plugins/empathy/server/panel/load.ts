import {
  type ConversationFact,
  type ConversationRecord,
  type Core,
  createMasking,
  isJsonObject,
  type Json,
  type JsonObject,
  type Masking,
  noMasking,
  type Principal,
  type ProfileRecord,
  type ReviewRecord,
  type TimelineEvent,
} from '@rapport/sdk';
import { openOrders, orderEventNames, renewals } from '../../domain/orders';
import { withTopicIn } from '../../domain/intents';
import { contactsOf, conversationLine } from '../../domain/panel/contacts';
import type { Duplicate, PanelLocale, PanelView, Script, Who } from '../../domain/panel/view';
import { segmentKeyOf } from '../../domain/situations/situation';
import { story } from '../../domain/story';
import { panelLimits } from './limits';
import { nothingSuggested, type PanelParts, type PanelSubject } from './parts';

export type ViewRequest = {
  readonly whom: {
    readonly connection?: string | undefined;
    readonly conversation?: string | undefined;
    readonly contact?: string | undefined;
    readonly profile?: string | undefined;
  };
  readonly locale: PanelLocale;
  readonly reader: { readonly principal: Principal; readonly name: string | null };
};

/** Who is meant, and the conversation in which the agent is, where it is his. */
type Found = { readonly profile: ProfileRecord; readonly conversation: ConversationRecord | null };

/** All that the panel shows, by a constant number of statements (test/integration/panel.test.ts counts them). */
export async function loadView(core: Core, parts: PanelParts, asked: ViewRequest): Promise<PanelView> {
  const { connection, conversation, contact, profile: profileId } = asked.whom;
  if (profileId === undefined && (connection === undefined || (conversation ?? contact) === undefined))
    return { state: 'no_contact' };
  const found = await find(core, asked.whom);
  if (found === null) return { state: 'no_match' };
  const scopes = asked.reader.principal.scopes;
  const masking = scopes.has('pii.read') ? noMasking : createMasking(core.settings.privacy);
  const { profile } = found;
  const [subject, history, accounts, duplicates] = await Promise.all([
    loadSubject(core, found, asked, masking),
    scopes.has('timeline.read') ? loadHistory(core, profile) : null,
    core.read.profiles.accounts([profile]),
    loadDuplicates(core, profile, masking),
  ]);
  const suggested = { ...nothingSuggested, ...(await parts.suggest?.(core, subject)) };
  const { quadrant, ...told } = suggested;
  const owned = (accounts.get(profile.rootId) ?? []).map(({ traits }) => masking.traits(traits));
  const seen = (events: readonly TimelineEvent[]) =>
    events.map((one) => ({ ...one, properties: masking.properties(one.type, one.properties) }));
  // A situation is told by itself, with its evidence and in the reader's language.
  const situations = new Set(told.situations?.map(({ key }) => segmentKeyOf(key)));
  const segments =
    subject.memberships
      ?.filter(({ segmentKey }) => !situations.has(segmentKey))
      .map((one) => ({ key: one.segmentKey, name: one.segmentName, since: one.since })) ?? null;
  return {
    ...{ state: 'known', profileId: profile.publicId, at: subject.now, ...told },
    who: {
      ...whoOf(subject, quadrant),
      segments: scopes.has('segment.read') ? segments : null,
      accounts: owned.map((traits) => ({ name: text(traits['name']) ?? '', plan: text(traits['plan']) })),
    },
    conversation: subject.conversation === null ? null : conversationLine(subject.conversation),
    contacts: contactsOf(subject.conversations, subject.conversation?.publicId ?? null, subject.now),
    orders: history === null ? null : openOrders(history.orders.map(orderEvent), subject.now),
    renewals: renewals(
      [
        { account: null, traits: subject.traits },
        ...owned.map((traits) => ({ account: text(traits['name']), traits })),
      ],
      subject.now,
    ),
    story: history === null ? null : story(seen(history.latest)),
    duplicates,
  };
}

/** Scripts that hold the words, for the same customer. Null: there are no scripts, or nobody is meant. */
export async function loadScripts(
  core: Core,
  parts: PanelParts,
  asked: ViewRequest,
  query: string,
): Promise<Script[] | null> {
  const found = parts.scripts === undefined ? null : await find(core, asked.whom);
  if (found === null) return null;
  const masking = asked.reader.principal.scopes.has('pii.read') ? noMasking : createMasking(core.settings.privacy);
  const subject = await loadSubject(core, found, asked, masking);
  return [...((await parts.scripts?.(core, subject, query)) ?? [])];
}

async function find(core: Core, whom: ViewRequest['whom']): Promise<Found | null> {
  const { connection, conversation: conversationId, contact, profile: profileId } = whom;
  const conversation =
    connection === undefined || conversationId === undefined
      ? null
      : ((await core.read.conversations.byExternalIds([{ connection, externalId: conversationId }]))[0] ?? null);
  if (profileId !== undefined) {
    const [profile] = await core.read.profiles.byPublicIds([profileId]);
    if (profile === undefined || profile === null) return null;
    return { profile, conversation: isOf(profile, conversation) ? conversation : null };
  }
  if (conversation !== null) {
    const [profile] = await core.read.profiles.byLeafIds([conversation.leafId]);
    return profile === undefined || profile === null ? null : { profile, conversation };
  }
  if (connection === undefined || contact === undefined) return null;
  const kinds = core.helpdesks
    .kinds()
    .map(({ name }) => ({ kind: `${name}_contact_id`, value: `${connection}:${contact}` }));
  const profiles = await core.read.profiles.byIdentifiers(kinds);
  const profile = profiles.find((one) => one !== null);
  return profile === undefined || profile === null ? null : { profile, conversation: null };
}

function isOf({ leafIds }: ProfileRecord, conversation: ConversationRecord | null): boolean {
  return conversation !== null && leafIds.includes(conversation.leafId);
}

async function loadSubject(
  core: Core,
  { profile, conversation }: Found,
  { locale, reader }: ViewRequest,
  masking: Masking,
): Promise<PanelSubject> {
  const { principal, name } = reader;
  const readsPersonal = principal.scopes.has('pii.read');
  const readsMemberships = principal.scopes.has('segment.read') || principal.scopes.has('situation.read');
  const [found, totals, memberships] = await Promise.all([
    core.read.profiles.conversations([profile]),
    core.read.profiles.orders([profile]),
    readsMemberships ? (core.segments?.memberships([profile.rootId]) ?? null) : null,
  ]);
  const conversations = (found.get(profile.rootId) ?? [])
    .map((one) => withTopicIn(one, locale))
    .sort((a, b) => b.openedAt - a.openedAt);
  // What was said is free text: of somebody whom the reader may not see.
  const facts: ReadonlyMap<string, readonly ConversationFact[]> =
    readsPersonal && principal.scopes.has('timeline.read') && conversations.length > 0
      ? await core.read.conversations.facts(conversations.slice(0, panelLimits.conversationsReadMax))
      : new Map();
  return {
    ...{ profile, traits: masking.traits(profile.traits), conversations, facts, locale },
    conversation: conversation === null ? null : withTopicIn(conversation, locale),
    orders: totals.get(profile.rootId) ?? null,
    memberships: memberships === null ? null : (memberships.get(profile.rootId) ?? []),
    reader: { actor: principal.actor, name, readsPersonal, scopes: principal.scopes },
    timeZone: text(profile.traits['timezone']) ?? core.settings.timeZone,
    now: core.now(),
  };
}

async function loadHistory(
  core: Core,
  profile: ProfileRecord,
): Promise<{ readonly latest: readonly TimelineEvent[]; readonly orders: readonly TimelineEvent[] }> {
  const without = ['context' as const, 'identifiers' as const];
  const [latest, orders] = await Promise.all([
    core.read.timeline.pages([profile], { count: panelLimits.storyEventsMax, forward: true, without }),
    core.read.timeline.pages([profile], {
      ...{ count: panelLimits.orderEventsMax, forward: true, without, names: orderEventNames },
      from: core.now() - panelLimits.orderDays * 86_400_000,
    }),
  ]);
  return { latest: latest.get(profile.rootId)?.items ?? [], orders: orders.get(profile.rootId)?.items ?? [] };
}

/** People who may be the same as this one: suggestions and conflicts that nobody has decided yet. */
async function loadDuplicates(core: Core, profile: ProfileRecord, masking: Masking): Promise<Duplicate[]> {
  const reviews = (await core.read.profiles.reviews([profile])).get(profile.rootId) ?? [];
  const open = reviews
    .filter(({ status, leafId, otherLeafId }) => status === 'open' && leafId !== otherLeafId)
    .slice(0, panelLimits.duplicatesMax);
  if (open.length === 0) return [];
  const others = await core.read.profiles.byLeafIds(open.map((review) => otherLeaf(profile, review)));
  return open.map((review, index) => {
    const other = others[index] ?? null;
    return {
      ...{ reviewId: review.publicId, kind: review.identifier.kind, at: review.lastAt },
      profileId: other?.publicId ?? null,
      name: other === null ? null : nameOf(masking.traits(other.traits)),
    };
  });
}

function otherLeaf({ leafIds }: ProfileRecord, { leafId, otherLeafId }: ReviewRecord): number {
  return leafIds.includes(leafId) ? otherLeafId : leafId;
}

function whoOf(
  { profile, traits, orders }: PanelSubject,
  quadrant: Who['quadrant'],
): Omit<Who, 'segments' | 'accounts'> {
  const address = isJsonObject(traits['address']) ? traits['address'] : {};
  const place = [traits['city'] ?? address['city'], traits['country'] ?? address['country']].flatMap(
    (part) => text(part) ?? [],
  );
  return {
    name: nameOf(traits),
    email: text(traits['email']),
    phone: text(traits['phone']),
    place: place.length === 0 ? null : [...new Set(place)].join(', '),
    language: text(traits['locale'] ?? traits['language']),
    since: profile.firstSeen ?? profile.createdAt,
    lastSeen: profile.lastSeenAbout,
    orders: orders?.orders ?? 0,
    value: orders?.total ?? null,
    currency: orders?.currency ?? null,
    quadrant,
  };
}

function nameOf(traits: JsonObject): string | null {
  const full = text(traits['name']);
  if (full !== null) return full;
  const parts = [traits['firstName'], traits['lastName']].flatMap((part) => text(part) ?? []);
  return parts.length === 0 ? text(traits['company']) : [...new Set(parts)].join(' ');
}

function orderEvent({ name, occurredAt, properties }: TimelineEvent) {
  return { name, at: occurredAt, properties };
}

function text(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
