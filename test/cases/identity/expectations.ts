import type { Json, JsonObject } from '@rapport/sdk';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { KindOrder } from '../../../src/domain/identity/policy';
import { NotApplicable } from '../result';
import { type IdentityCase, idList, notUnderstood, objects, text, texts, understood } from './case';
import { eventOf } from './initial';
import { equal, hasUserId, includes, nameOf, profile, sorted } from './person-expectations';
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

/**
 * @returns what is not as expected, in words.
 * @throws NotApplicable for an expectation that nobody here understands, where nothing is wrong that somebody does
 */
export async function compare(seen: Seen): Promise<string[]> {
  const wrong: string[] = [];
  let unknown: NotApplicable | undefined;
  for (const [key, expected] of Object.entries(seen.subject.expected)) {
    try {
      wrong.push(...(await checkOf(key)(expected, seen, key)));
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw error;
      unknown ??= error;
    }
  }
  if (unknown !== undefined && wrong.length === 0) throw unknown;
  return wrong;
}

function checkOf(key: string): Check {
  const check = checks.get(key.replace(/_\d+$/, '_N'));
  if (check === undefined) throw notUnderstood('the expectation', [key]);
  return check;
}

const count = z.int().min(0);
const record = z.record(z.string(), z.json());
const sets = z.array(z.array(z.string()));

const checks = new Map<string, Check>([
  ['profiles', expecting(z.union([count, z.array(record)]), profiles)],
  ['clusters', expecting(sets, (expected, seen) => sameSets(expected, seen, (one) => one.value))],
  ['graphs', expecting(sets, (expected, seen) => sameSets(expected, seen, (one) => `${one.kind}:${one.value}`))],
  ['same_graph', expecting(sets, (expected, seen) => expected.flatMap((ids) => together(ids, seen)))],
  ['not_same_graph', expecting(sets, (expected, seen) => expected.flatMap((ids) => apart(ids, seen)))],
  ['distinct_people_for', expecting(z.array(z.string()).min(2), apart)],
  ['merges', expecting(count, (expected, seen) => equal('merges', last(seen).merges - seen.before.merges, expected))],
  ...(['failed_attribute_change', 'conflicts'] as const).map((key): [string, Check] => [
    key,
    expecting(count, (expected, seen) => equal('conflicts', last(seen).conflicts, expected)),
  ]),
  ['suggestions', expecting(count, (expected, seen) => equal('suggestions', last(seen).suggestions, expected))],
  ...(['deleted', 'removed'] as const).map((key): [string, Check] => [
    key,
    expecting(idList, (expected, seen) => expected.flatMap((name) => isMerged(name, seen))),
  ]),
  ['unchanged', expecting(idList, (expected, seen) => expected.flatMap((name) => isUnchanged(name, seen)))],
  ['lookup', expecting(z.record(z.string(), z.union([z.string(), count])), lookup)],
  ['event_owner', expecting(z.array(z.string()), eventOwner)],
  [
    'event_profile',
    expecting(z.string(), (expected, seen) => owner('the last event', lastEventOwner(seen), expected, seen)),
  ],
  [
    'session_profile',
    expecting(z.string(), (expected, seen) => owner('the session', sessionOwner(seen), expected, seen)),
  ],
  ['event_profile_not', expecting(idList, (expected, seen) => isNot('the last event', lastEventOwner(seen), expected))],
  ['session_profile_not', expecting(idList, (expected, seen) => isNot('the session', sessionOwner(seen), expected))],
  [
    'merge_identifier',
    expecting(idList, (expected, seen) => {
      const values = lastEventOwner(seen)?.identifiers.filter((one) => one.kind === 'merge_identifier') ?? [];
      return equal('merge identifier', sorted(values.map((one) => one.value)), sorted(expected));
    }),
  ],
  ...(['past_events', 'past_sessions'] as const).map((key): [string, Check] => [
    `${key}_profile`,
    expecting(z.string(), (expected, seen) => pastOf(key, expected, seen)),
  ]),
  ['same_profile_id_before_and_after', expecting(z.boolean(), sameId)],
  ['profiles_with_that_id', expecting(count, withThatId)],
  ['priority_order', expecting(z.array(z.string()), priorityOrder)],
  ['emitted_after_N', expecting(z.array(z.string()), emitted)],
  ['all_carry', expecting(z.object({ userId: idList, traits: record.default({}) }).strict(), carry)],
  [
    'profile_after_step',
    expecting(z.array(z.string()), (expected, seen) => equal('profile after each step', labels(seen).steps, expected)),
  ],
  ['links', expecting(z.record(z.string(), z.string()), links)],
  ['dependents', expecting(z.array(z.object({ key: z.string(), value: z.string() }).strict()), dependents)],
  ['retryable_error', expecting(z.literal(true), (_, seen) => equal('status', seen.statuses.at(-1) ?? 0, 503))],
]);

function expecting<T>(
  schema: z.ZodType<T>,
  compareIt: (expected: T, seen: Seen, key: string) => string[] | Promise<string[]>,
): Check {
  return (value, seen, key) => compareIt(understood(schema, value, `the expectation "${key}"`), seen, key);
}

function last(seen: Seen): Snapshot {
  return seen.after.at(-1) ?? seen.before;
}

async function profiles(expected: number | readonly JsonObject[], seen: Seen): Promise<string[]> {
  const { people } = last(seen);
  if (typeof expected === 'number') return equal('number of profiles', people.length, expected);
  const living = expected.filter((one) => one['merged_into'] === undefined);
  const wrong = equal('number of profiles', people.length, living.length);
  for (const one of expected) {
    const name = nameOf(one);
    const person = findPerson(people, name);
    if (person === undefined) wrong.push(`nobody is called ${name}`);
    else wrong.push(...(await profile(one, name, person, seen)));
  }
  return wrong;
}

/** The people are exactly these sets. */
function sameSets(expected: string[][], seen: Seen, name: (one: Person['identifiers'][number]) => string): string[] {
  const inOrder = (list: readonly string[]): string => JSON.stringify(sorted([...new Set(list)]));
  const actual = last(seen).people.map((person) => inOrder(person.identifiers.map(name)));
  return equal('people', sorted(actual), sorted(expected.map(inOrder)));
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
function lookup(expected: Readonly<Record<string, string | number>>, seen: Seen): string[] {
  const list = objects(seen.subject.expected['profiles']);
  return Object.entries(expected).flatMap(([id, value]) => {
    const name = typeof value === 'number' ? nameOf(list[value] ?? {}) : value;
    return together([id, name], seen);
  });
}

function eventOwner(expected: readonly string[], seen: Seen): string[] {
  const { events } = seen.subject;
  if (expected.length !== events.length) return equal('number of events', events.length, expected.length);
  return expected.flatMap((id, index) => {
    const messageId = text(events[index] ?? {}, 'messageId') ?? '';
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

/** `expected` is the name of an initial profile, or says that it is a new one. */
function owner(what: string, person: Person | undefined, expected: string, seen: Seen): string[] {
  const names = initialNames(seen);
  const isNew = !names.includes(expected) && /\bnew\b/i.test(expected);
  if (!isNew && !names.includes(expected)) throw new NotApplicable(`who "${expected}" is is not understood here`);
  if (person === undefined) return [`${what} belongs to nobody`];
  const name = person.names.find((one) => names.includes(one)) ?? 'new';
  return equal(what, name, isNew ? 'new' : expected);
}

function initialNames({ subject }: Seen): string[] {
  return subject.initial.flatMap((one) => text(one, 'profile') ?? []);
}

function sessionOwner(seen: Seen): Person | undefined {
  return findPerson(last(seen).people, `session:${text(seen.subject.events.at(-1) ?? {}, 'session') ?? ''}`);
}

function isNot(what: string, person: Person | undefined, expected: readonly string[]): string[] {
  const isThat = expected.some((name) => person?.names.includes(name) === true);
  return person === undefined || isThat ? [`${what} belongs to ${person?.names[0] ?? 'nobody'}`] : [];
}

/** All that the initial profiles had of this kind belongs to the person of that name now. */
async function pastOf(key: string, expected: string, seen: Seen): Promise<string[]> {
  const total = seen.subject.initial.reduce((sum, one) => sum + Number(one[key] ?? 0), 0);
  if (total === 0) throw new NotApplicable(`nobody has any of "${key}" in this case`);
  const person = findPerson(last(seen).people, expected);
  if (person === undefined || person.names[0] !== expected) return [`nobody is called ${expected}`];
  return equal(key, (await seen.world.timesOf(person.rootId, eventOf(key))).length, total);
}

function sameId(expected: boolean, seen: Seen): string[] {
  const [first] = seen.after;
  const ids = new Set([...(first?.people ?? []), ...last(seen).people].map((one) => one.publicId));
  return equal('the profile keeps its id', ids.size === 1, expected);
}

/** The ids that the title quotes: "illegal id 'null' never identifies". */
function withThatId(expected: number, seen: Seen): string[] {
  const quoted = [...seen.subject.title.matchAll(/'([^']*)'/g)].map((one) => one[1] ?? '');
  if (quoted.length === 0) throw new NotApplicable('which id is meant is not understood here');
  const holders = last(seen).people.filter((one) => one.identifiers.some(({ value }) => quoted.includes(value)));
  return equal('profiles with that id', holders.length, expected);
}

function priorityOrder(expected: readonly string[], { subject, peer }: Seen): string[] {
  const order = new KindOrder(peer.policy);
  const listed = subject.config['identifiers'] ?? subject.config['priority'];
  const kinds = [...texts(listed), ...objects(listed).map((one) => text(one, 'type') ?? '')];
  return equal(
    'priority',
    kinds.sort((a, b) => order.compareKinds(a, b)),
    [...expected],
  );
}

/** What becomes known of an identified person with one event: it, and the anonymous events that it explains. */
function emitted(expected: readonly string[], seen: Seen, key: string): string[] {
  const messageId = key.replace('emitted_after_', '');
  const index = seen.subject.events.findIndex((event) => event['messageId'] === messageId);
  if (index === -1) throw new NotApplicable(`there is no event "${messageId}" in this case`);
  const known = (snapshot: Snapshot | undefined): string[] =>
    (snapshot?.people ?? []).filter(hasUserId).flatMap((one) => one.events);
  const before = new Set(known(seen.after[index - 1]));
  const now = known(seen.after[index]).filter((one) => !before.has(one));
  return equal(`with event ${messageId}`, sorted(now), sorted(expected));
}

/** All events belong to one person, with this user id and these traits. */
function carry({ userId, traits }: { userId: string[]; traits: JsonObject }, seen: Seen): string[] {
  const { people } = last(seen);
  const [person] = people;
  if (person === undefined || people.length > 1) return ['the events belong to several people'];
  const ids = person.identifiers.filter((one) => one.kind === 'user_id').map((one) => one.value);
  return [...equal('user id', ids, userId), ...includes(person.traits, traits)];
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

/** A known profile names where it came from: its first event carried an identifier of that profile, and was kept with it. */
async function links(expected: Readonly<Record<string, string>>, seen: Seen): Promise<string[]> {
  const { roots } = labels(seen);
  const carried = await seen.world.carried();
  const person = (label: string): Person | undefined =>
    last(seen).people.find((one) => one.rootId === roots.get(label));
  return Object.entries(expected).flatMap(([label, source]) => {
    const values = carried.get(person(label)?.events[0] ?? '') ?? [];
    const isLinked = person(source)?.identifiers.some((one) => values.includes(one.value)) === true;
    return isLinked ? [] : [`${label} does not say that it came from ${source}`];
  });
}

/** Rows of other tables are reached from the survivor; where both sides had one with the same key, either may be meant. */
function dependents(expected: readonly { key: string; value: string }[], seen: Seen): string[] {
  const accounts = last(seen).people.flatMap((one) => one.accounts);
  return expected.flatMap(({ key, value }) => {
    const allowed = value.replace(/^one of /, '').split('|');
    return accounts.some((account) => allowed.some((one) => account === `${key}=${one}`)) ? [] : [`${key} was lost`];
  });
}
