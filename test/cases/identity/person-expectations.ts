import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import { ownKind } from './calls';
import { idList, notUnderstood, objects, text, texts, understood } from './case';
import type { Seen } from './expectations';
import { counted, eventOf } from './initial';
import { findPerson, type Person } from './world';

/** What a case expects of one person, key by key; unknown keys and values that are not understood throw NotApplicable. */
export async function profile(expected: JsonObject, name: string, person: Person, seen: Seen): Promise<string[]> {
  const wrong: string[] = [];
  for (const [key, value] of Object.entries(expected)) {
    const check = profileChecks.get(key) ?? (isCounter(value) ? counter(key) : undefined);
    if (check === undefined) throw notUnderstood('the expectation of a profile', [key]);
    const where = `the expectation "${key}" of a profile`;
    wrong.push(...(await check(value, person, seen, where)).map((one) => `${name}: ${one}`));
  }
  return wrong;
}

export function nameOf(expected: JsonObject): string {
  const values = isJsonObject(expected['identifiers']) ? Object.values(expected['identifiers']).flatMap(texts) : [];
  return text(expected, 'profile') ?? values[0] ?? texts(expected['distinct_ids'])[0] ?? '';
}

type ProfileCheck = (expected: Json, person: Person, seen: Seen, where: string) => string[] | Promise<string[]>;

const record = z.record(z.string(), z.json());

const profileChecks = new Map<string, ProfileCheck>([
  // Another name as the first says that it was merged into that one.
  ['profile', expecting(z.string(), (expected, person, seen) => survivorName(expected, person, seen))],
  [
    'merged_into',
    expecting(z.string(), (expected, person, { after }) => {
      const survivor = findPerson(after.at(-1)?.people ?? [], expected);
      return survivor?.rootId === person.rootId && person.names[0] === expected ? [] : [`not merged into ${expected}`];
    }),
  ],
  ['identifiers', expecting(z.record(z.string(), idList), identifiers)],
  [
    'distinct_ids',
    expecting(idList, (expected, person) => equal('ids', sorted(distinctIds(person)), sorted(expected))),
  ],
  ['identified', expecting(z.boolean(), (expected, person) => equal('identified', hasUserId(person), expected))],
  ...(['id', 'external_id', 'user_id', 'email', 'phone', 'merge_identifier', 'anonymous_id'] as const).map(
    (kind): [string, ProfileCheck] => [kind, expecting(idList, (expected, person) => ofKind(kind, expected, person))],
  ),
  [
    'events',
    expecting(z.int(), async (expected, person, { world }) => {
      const initial = await world.timesOf(person.rootId, eventOf('events'));
      return equal('events', initial.length + person.events.length, expected);
    }),
  ],
  ['traits', expecting(record, (expected, person) => equal('traits', sortedKeys(person.traits), sortedKeys(expected)))],
  ['traits_include', expecting(record, (expected, person) => includes(person.traits, expected))],
  [
    'traits_absent',
    expecting(idList, (expected, person) =>
      expected.filter((key) => Object.hasOwn(person.traits, key)).map((key) => `there is a trait ${key}`),
    ),
  ],
  [
    'created_at',
    expecting(z.string(), (expected, person) => equal('created at', person.createdAt, Date.parse(expected))),
  ],
  [
    'sessions',
    expecting(z.int(), async (expected, person, seen) =>
      equal('sessions', (await sessions(person, seen)).length, expected),
    ),
  ],
  [
    'first_session',
    expecting(z.string(), async (expected, person, seen) =>
      equal('first', day(await sessions(person, seen), 0), expected),
    ),
  ],
  [
    'last_session',
    expecting(z.string(), async (expected, person, seen) =>
      equal('last', day(await sessions(person, seen), -1), expected),
    ),
  ],
]);

function expecting<T>(
  schema: z.ZodType<T>,
  compare: (expected: T, person: Person, seen: Seen) => string[] | Promise<string[]>,
): ProfileCheck {
  return (value, person, seen, where) => compare(understood(schema, value, where), person, seen);
}

export function equal(what: string, actual: Json, expected: Json): string[] {
  return isDeepStrictEqual(actual, expected)
    ? []
    : [`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}

function sessions(person: Person, { world }: Seen): Promise<number[]> {
  return world.timesOf(person.rootId, eventOf('sessions'));
}

function isCounter(value: Json): boolean {
  return isJsonObject(value) && value['count'] !== undefined;
}

function counter(key: string): ProfileCheck {
  return expecting(counted, async ({ count, first, last }, person, { world }) => {
    const times = await world.timesOf(person.rootId, eventOf(key));
    return [
      ...equal(`${key}, count`, times.length, count),
      ...(first === undefined ? [] : equal(`${key}, first`, day(times, 0), first)),
      ...(last === undefined ? [] : equal(`${key}, last`, day(times, -1), last)),
    ];
  });
}

function survivorName(expected: string, person: Person, { subject }: Seen): string[] {
  const isMergedAway = objects(subject.expected['profiles']).some(
    (one) => one['profile'] === expected && one['merged_into'] !== undefined,
  );
  return isMergedAway ? [] : equal('name', person.names[0] ?? '', expected);
}

function identifiers(expected: Readonly<Record<string, string[]>>, person: Person): string[] {
  if (Object.hasOwn(expected, 'group_id')) throw notUnderstood('who somebody is', ['group_id']);
  const byKind = new Map<string, string[]>();
  for (const { kind, value } of person.identifiers) byKind.set(kind, sorted([...(byKind.get(kind) ?? []), value]));
  const named = Object.entries(expected)
    .filter(([, values]) => values.length > 0)
    .map(([kind, values]): [string, Json] => [ownKind([kind, ''])[0], sorted(values)]);
  return equal('identifiers', sortedKeys(Object.fromEntries(byKind)), sortedKeys(Object.fromEntries(named)));
}

function ofKind(kind: string, expected: readonly string[], person: Person): string[] {
  const [own] = ownKind([kind, '']);
  const values = person.identifiers.filter((one) => one.kind === own).map((one) => one.value);
  return equal(kind, sorted(values), sorted(expected));
}

function distinctIds(person: Person): string[] {
  const isDistinct = (kind: string): boolean => kind === 'user_id' || kind === 'anonymous_id';
  return [...new Set(person.identifiers.filter((one) => isDistinct(one.kind)).map((one) => one.value))];
}

export function hasUserId(person: Person): boolean {
  return person.identifiers.some((one) => one.kind === 'user_id');
}

export function includes(traits: JsonObject, expected: JsonObject): string[] {
  return Object.entries(expected).flatMap(([key, value]) =>
    equal(key, (Object.hasOwn(traits, key) ? traits[key] : null) ?? null, value),
  );
}

function day(times: readonly number[], place: number): string {
  const time = times.at(place);
  return time === undefined ? '' : new Date(time).toISOString().slice(0, 10);
}

export function sorted(list: readonly string[]): string[] {
  return [...list].sort();
}

function sortedKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
