import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { KindOrder } from '../../../src/domain/identity/policy';
import { NotApplicable } from '../result';
import { type IdentityCase, objects, text, texts } from './case';
import type { Peer } from './policies';
import { findPerson, type Person, type Snapshot, type World } from './world';

/** What was seen while a case ran. */
export type Seen = {
  readonly subject: IdentityCase;
  readonly peer: Peer;
  readonly world: World;
  /** Before the first event. */
  readonly before: Snapshot;
  /** After each event; the last is what the case ends with. */
  readonly after: readonly Snapshot[];
  /** HTTP status of each event; undefined for a merge by hand. */
  readonly statuses: readonly (number | undefined)[];
};

/** `key`: the name of the expectation, where it says more: `emitted_after_4`. */
type Check = (expected: Json, seen: Seen, key: string) => string[] | Promise<string[]>;

/** @returns what is not as expected, in words. @throws NotApplicable for an expectation that nobody here understands */
export async function compare(seen: Seen): Promise<string[]> {
  const wrong: string[] = [];
  for (const [key, expected] of Object.entries(seen.subject.expected)) {
    const check = checks.get(key.replace(/_\d+$/, '_N'));
    if (check === undefined) throw new NotApplicable(`the expectation "${key}" is not understood here`);
    wrong.push(...(await check(expected, seen, key)));
  }
  return wrong;
}

const checks = new Map<string, Check>([
  ['profiles', (expected, seen) => profiles(objects(expected), seen)],
  ['clusters', (expected, seen) => sameSets(expected, seen, (one) => one.value)],
  ['graphs', (expected, seen) => sameSets(expected, seen, (one) => `${one.kind}:${one.value}`)],
  ['same_graph', (expected, seen) => groups(expected).flatMap((ids) => together(ids, seen))],
  ['not_same_graph', (expected, seen) => groups(expected).flatMap((ids) => apart(ids, seen))],
  ['distinct_people_for', (expected, seen) => apart(texts(expected), seen)],
  ['merges', (expected, seen) => equal('merges', last(seen).merges - seen.before.merges, expected)],
  ['failed_attribute_change', (expected, seen) => equal('conflicts', last(seen).conflicts, expected)],
  ['conflicts', (expected, seen) => equal('conflicts', last(seen).conflicts, expected)],
  ['suggestions', (expected, seen) => equal('suggestions', last(seen).suggestions, expected)],
  ['deleted', (expected, seen) => texts(expected).flatMap((name) => isMerged(name, seen))],
  ['removed', (expected, seen) => texts(expected).flatMap((name) => isMerged(name, seen))],
  ['unchanged', (expected, seen) => texts(expected).flatMap((name) => isUnchanged(name, seen))],
  ['lookup', lookup],
  ['event_owner', eventOwner],
  ['event_profile', (expected, seen) => owner('the last event', lastEventOwner(seen), expected, seen)],
  ['session_profile', (expected, seen) => owner('the session', sessionOwner(seen), expected, seen)],
  ['event_profile_not', (expected, seen) => isNot('the last event', lastEventOwner(seen), expected)],
  ['session_profile_not', (expected, seen) => isNot('the session', sessionOwner(seen), expected)],
  ['same_profile_id_before_and_after', sameId],
  ['profiles_with_that_id', (expected, seen) => equal('profiles with that id', withIllegalId(seen), expected)],
  ['priority_order', priorityOrder],
  ['emitted_after_N', emitted],
  ['all_carry', (expected, seen) => (isJsonObject(expected) ? carry(expected, seen) : [])],
  ['profile_after_step', profileAfterStep],
  ['links', links],
  ['dependents', dependents],
  ['retryable_error', (_, seen) => equal('status', seen.statuses.at(-1) ?? 0, 503)],
]);

function last(seen: Seen): Snapshot {
  return seen.after.at(-1) ?? seen.before;
}

function equal(what: string, actual: Json, expected: Json): string[] {
  return isDeepStrictEqual(actual, expected)
    ? []
    : [`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}

function groups(expected: Json): string[][] {
  return Array.isArray(expected) ? expected.map(texts) : [];
}

async function profiles(expected: readonly JsonObject[], seen: Seen): Promise<string[]> {
  const { people } = last(seen);
  const living = expected.filter((one) => one['merged_into'] === undefined);
  const wrong = equal('number of profiles', people.length, living.length);
  for (const one of expected) {
    const name = text(one, 'profile') ?? valuesOf(one['identifiers'])[0] ?? texts(one['distinct_ids'])[0] ?? '';
    const person = findPerson(people, name);
    if (person === undefined) wrong.push(`nobody is called ${name}`);
    else wrong.push(...(await profile(one, name, person, seen)));
  }
  return wrong;
}

async function profile(expected: JsonObject, name: string, person: Person, seen: Seen): Promise<string[]> {
  const wrong: string[] = [];
  for (const [key, value] of Object.entries(expected)) {
    const check = profileChecks.get(key);
    if (check === undefined) throw new NotApplicable(`the expectation "${key}" of a profile is not understood here`);
    wrong.push(...(await check(value, person, seen)).map((one) => `${name}: ${one}`));
  }
  return wrong;
}

type ProfileCheck = (expected: Json, person: Person, seen: Seen) => string[] | Promise<string[]>;

const profileChecks = new Map<string, ProfileCheck>([
  // Another name as the first says that it was merged into that one.
  ['profile', (expected, person, { subject }) => survivorName(expected, person, subject)],
  ['merged_into', (expected, person) => equal('merged into', person.names[0] ?? '', expected)],
  ['identifiers', (expected, person) => identifiers(expected, person)],
  ['distinct_ids', (expected, person) => equal('ids', sorted(distinctIds(person)), sorted(texts(expected)))],
  ['identified', (expected, person) => equal('identified', hasUserId(person), expected)],
  ['events', (expected, person) => equal('events', person.events.length, expected)],
  ['traits', (expected, person) => equal('traits', sortedKeys(person.traits), sortedKeys(expected))],
  ['traits_include', (expected, person) => includes(person.traits, expected)],
  [
    'created_at',
    (expected, person) =>
      equal('created at', person.createdAt, Date.parse(typeof expected === 'string' ? expected : '')),
  ],
  [
    'sessions',
    async (expected, person, { world }) =>
      equal('sessions', (await world.timesOf(person.rootId, 'Session')).length, expected),
  ],
  [
    'first_session',
    async (expected, person, { world }) =>
      equal('first', day(await world.timesOf(person.rootId, 'Session'), 0), expected),
  ],
  [
    'last_session',
    async (expected, person, { world }) =>
      equal('last', day(await world.timesOf(person.rootId, 'Session'), -1), expected),
  ],
  [
    'event',
    async (expected, person, { world }) => {
      const times = await world.timesOf(person.rootId, 'Event');
      return equal('event', { count: times.length, first: day(times, 0), last: day(times, -1) }, expected);
    },
  ],
]);

function survivorName(expected: Json, person: Person, { expected: all }: IdentityCase): string[] {
  const isMergedAway = objects(all['profiles']).some(
    (one) => one['profile'] === expected && one['merged_into'] !== undefined,
  );
  return isMergedAway ? [] : equal('name', person.names[0] ?? '', expected);
}

function identifiers(expected: Json, person: Person): string[] {
  const byKind = new Map<string, string[]>();
  for (const { kind, value } of person.identifiers) byKind.set(kind, sorted([...(byKind.get(kind) ?? []), value]));
  const wanted = isJsonObject(expected) ? Object.entries(expected) : [];
  const named = wanted.map(([kind, value]): [string, Json] => [kind === 'id' ? 'user_id' : kind, sorted(texts(value))]);
  return equal('identifiers', sortedKeys(Object.fromEntries(byKind)), sortedKeys(Object.fromEntries(named)));
}

function distinctIds(person: Person): string[] {
  const isDistinct = (kind: string): boolean => kind === 'user_id' || kind === 'anonymous_id';
  return [...new Set(person.identifiers.filter((one) => isDistinct(one.kind)).map((one) => one.value))];
}

const hasUserId = (person: Person): boolean => person.identifiers.some((one) => one.kind === 'user_id');

function includes(traits: JsonObject, expected: Json): string[] {
  const wanted = isJsonObject(expected) ? Object.entries(expected) : [];
  return wanted.flatMap(([key, value]) => equal(key, (Object.hasOwn(traits, key) ? traits[key] : null) ?? null, value));
}

function day(times: readonly number[], place: number): string {
  const time = times.at(place);
  return time === undefined ? '' : new Date(time).toISOString().slice(0, 10);
}

/** The people are exactly these sets. */
function sameSets(expected: Json, seen: Seen, name: (one: Person['identifiers'][number]) => string): string[] {
  const actual = last(seen).people.map((person) => sorted([...new Set(person.identifiers.map(name))]));
  return equal('people', sorted(actual.map(String)), sorted(groups(expected).map((one) => String(sorted(one)))));
}

function together(ids: readonly string[], seen: Seen): string[] {
  const roots = ids.map((id) => findPerson(last(seen).people, id)?.rootId);
  return roots.every((root) => root !== undefined && root === roots[0]) ? [] : [`${ids.join(', ')} are not together`];
}

function apart(ids: readonly string[], seen: Seen): string[] {
  const roots = ids.map((id) => findPerson(last(seen).people, id)?.rootId);
  if (roots.includes(undefined)) return [`not everybody of ${ids.join(', ')} is known`];
  return new Set(roots).size === roots.length ? [] : [`${ids.join(', ')} are together`];
}

function isMerged(name: string, seen: Seen): string[] {
  const person = findPerson(last(seen).people, name);
  return person !== undefined && person.names[0] !== name ? [] : [`${name} is still a profile of its own`];
}

function isUnchanged(name: string, seen: Seen): string[] {
  const [before, after] = [findPerson(seen.before.people, name), findPerson(last(seen).people, name)];
  return before !== undefined && isDeepStrictEqual(before, after) ? [] : [`${name} has changed`];
}

/** Each identifier or old name finds the profile of that name, or of that place in the expected list. */
function lookup(expected: Json, seen: Seen): string[] {
  const list = objects(seen.subject.expected['profiles']);
  const wanted = isJsonObject(expected) ? Object.entries(expected) : [];
  return wanted.flatMap(([id, value]) => {
    const name =
      typeof value === 'number' ? (valuesOf(list[value]?.['identifiers'])[0] ?? '') : (texts(value)[0] ?? '');
    return together([id, name], seen);
  });
}

function valuesOf(identifiersOfCase: Json | undefined): string[] {
  return isJsonObject(identifiersOfCase) ? Object.values(identifiersOfCase).flatMap(texts) : [];
}

function eventOwner(expected: Json, seen: Seen): string[] {
  return texts(expected).flatMap((id, index) => {
    const messageId = text(seen.subject.events[index] ?? {}, 'messageId') ?? '';
    const person = last(seen).people.find((one) => one.events.includes(messageId));
    return person?.identifiers.some((one) => one.value === id) === true
      ? []
      : [`${messageId} is not an event of ${id}`];
  });
}

function lastEventOwner(seen: Seen): Person | undefined {
  const messageId = text(seen.subject.events.at(-1) ?? {}, 'messageId') ?? '';
  return last(seen).people.find((one) => one.events.includes(messageId));
}

/** `expected` is the name of an initial profile; any other word says that it is a new one. */
function owner(what: string, person: Person | undefined, expected: Json, seen: Seen): string[] {
  const names = seen.subject.initial.map((one) => text(one, 'profile'));
  const isNamed = names.some((name) => name === expected);
  const name = person?.names.find((one) => names.includes(one));
  return isNamed ? equal(what, name ?? 'new', expected) : equal(what, name ?? 'new', 'new');
}

function sessionOwner(seen: Seen): Person | undefined {
  return findPerson(last(seen).people, `session:${text(seen.subject.events.at(-1) ?? {}, 'session') ?? ''}`);
}

function isNot(what: string, person: Person | undefined, expected: Json): string[] {
  const isThat = texts(expected).some((name) => person?.names.includes(name) === true);
  return person === undefined || isThat ? [`${what} belongs to ${person?.names[0] ?? 'nobody'}`] : [];
}

function sameId(expected: Json, seen: Seen): string[] {
  const [first] = seen.after;
  const ids = new Set([...(first?.people ?? []), ...last(seen).people].map((one) => one.publicId));
  return equal('the profile keeps its id', ids.size === 1, expected);
}

/** The id that the title quotes: "illegal id 'null' never identifies". */
function withIllegalId(seen: Seen): number {
  const id = /'(.*)'/.exec(seen.subject.title)?.[1];
  return last(seen).people.filter((one) => one.identifiers.some(({ value }) => value === id)).length;
}

function priorityOrder(expected: Json, { subject, peer }: Seen): string[] {
  const order = new KindOrder(peer.policy);
  const kinds = texts(subject.config['identifiers']).sort((a, b) => order.compareKinds(a, b));
  return equal('priority', kinds, expected);
}

/** What becomes known of an identified person with one event: it, and the anonymous events that it explains. */
function emitted(expected: Json, seen: Seen, key: string): string[] {
  const messageId = key.replace('emitted_after_', '');
  const index = seen.subject.events.findIndex((event) => event['messageId'] === messageId);
  const known = (snapshot: Snapshot | undefined): string[] =>
    (snapshot?.people ?? []).filter(hasUserId).flatMap((one) => one.events);
  const before = new Set(known(seen.after[index - 1]));
  const now = known(seen.after[index]).filter((one) => !before.has(one));
  return equal(`with event ${messageId}`, sorted(now), sorted(texts(expected)));
}

/** All events belong to one person, with this user id and these traits. */
function carry({ userId, traits }: JsonObject, seen: Seen): string[] {
  const { people } = last(seen);
  const [person] = people;
  if (person === undefined || people.length > 1) return ['the events belong to several people'];
  const ids = person.identifiers.filter((one) => one.kind === 'user_id').map((one) => one.value);
  return [...equal('user id', ids, texts(userId)), ...includes(person.traits, traits ?? {})];
}

/** Labels of profiles in the order in which they first appear. */
function labels(seen: Seen): { readonly steps: string[]; readonly roots: ReadonlyMap<string, number> } {
  const roots = new Map<string, number>();
  const steps = seen.after.map((snapshot, index) => {
    const messageId = text(seen.subject.events[index] ?? {}, 'messageId') ?? '';
    const rootId = snapshot.people.find((one) => one.events.includes(messageId))?.rootId ?? 0;
    const label = [...roots].find(([, id]) => id === rootId)?.[0] ?? `P${roots.size + 1}`;
    roots.set(label, rootId);
    return label;
  });
  return { steps, roots };
}

function profileAfterStep(expected: Json, seen: Seen): string[] {
  return equal('profile after each step', labels(seen).steps, expected);
}

/** A known profile names where it came from: its first event carried an identifier of that profile, and was kept with it. */
async function links(expected: Json, seen: Seen): Promise<string[]> {
  const { roots } = labels(seen);
  const carried = await seen.world.carried();
  const person = (label: string): Person | undefined =>
    last(seen).people.find((one) => one.rootId === roots.get(label));
  const wanted = isJsonObject(expected) ? Object.entries(expected) : [];
  return wanted.flatMap(([label, from]) => {
    const source = texts(from)[0] ?? '';
    const values = carried.get(person(label)?.events[0] ?? '') ?? [];
    const isLinked = person(source)?.identifiers.some((one) => values.includes(one.value)) === true;
    return isLinked ? [] : [`${label} does not say that it came from ${source}`];
  });
}

/** Rows of other tables are reached from the survivor; where both sides had one with the same key, either may be meant. */
function dependents(expected: Json, seen: Seen): string[] {
  const accounts = last(seen).people.flatMap((one) => one.accounts);
  return objects(expected).flatMap((row) => {
    const [key, value] = [text(row, 'key') ?? '', text(row, 'value') ?? ''];
    const allowed = value.replace(/^one of /, '').split('|');
    const found = accounts.filter((account) => allowed.some((one) => account === `${key}=${one}`));
    return found.length > 0 ? [] : [`${key} was lost`];
  });
}

function sorted(list: readonly string[]): string[] {
  return [...list].sort();
}

function sortedKeys(value: Json): Json {
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}
