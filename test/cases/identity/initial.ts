import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import { externalIds, identify, ids, nameId, ownKind, ownMessages } from './calls';
import { Fields, type Id, understood } from './case';
import { typeTrait } from './policies';

/** The calls that make an initial profile: with the identifiers, traits and history that the case gives it, at its times. */
export function initialCalls(profile: JsonObject, index: number): JsonObject[] {
  const fields = new Fields(profile, 'an initial profile');
  const at = fields.text('created_at') ?? new Date(Date.UTC(2020, 0, 1, 0, 0, index)).toISOString();
  const updated = fields.text('updated_at');
  const name = fields.text('profile') ?? `initial-${index}`;
  const made = { timestamp: at, messageId: `${ownMessages}${name}`, traits: initialTraits(fields) };
  const carried = initialIds(fields, name);
  const calls = [
    identify(made, carried),
    ...(updated === undefined
      ? []
      : [identify({ ...made, timestamp: updated, messageId: `${ownMessages}${name}-update` }, carried)]),
    ...history(fields, profile, name, at),
    ...dependents(fields, name, at),
  ];
  fields.done();
  return calls;
}

function initialIds(fields: Fields, name: string): Id[] {
  const distinctIds = fields.ids('distinct_ids');
  return [
    nameId(name),
    ...ids('user_id', [...fields.ids('id'), ...fields.ids('external_id')]),
    ...ids('email', fields.ids('email')),
    ...ids('merge_identifier', fields.ids('merge_identifier')),
    ...ids('session', fields.ids('session')),
    ...(fields.read(z.boolean(), 'identified') === true ? ids('user_id', distinctIds.slice(0, 1)) : []),
    ...ids('anonymous_id', distinctIds),
    ...fields.idsByKind('identifiers').map(ownKind),
  ];
}

/** Fields of peers that keep them beside the attributes. */
function initialTraits(fields: Fields): JsonObject {
  const type = fields.text('type');
  return { ...fields.object('traits'), ...(type === undefined ? {} : { [typeTrait]: type }) };
}

/** How often something happened, first and last; we keep the events themselves. */
const countsMax = 100;
export const counted = z
  .object({ count: z.int().min(0).max(countsMax), first: z.string().optional(), last: z.string().optional() })
  .strict();
type Counted = z.infer<typeof counted>;

/** The event of which peers keep a counter by this name: `event`, `purchases`. */
export function eventOf(counter: string): string {
  return `Counted ${counter}`;
}

function history(fields: Fields, profile: JsonObject, name: string, at: string): JsonObject[] {
  const sessions = fields.read(z.int().min(0).max(countsMax), 'sessions') ?? 0;
  const counters = Object.keys(profile).filter((key) => isCounter(profile[key]));
  const past = (key: string): Counted => ({ count: fields.read(z.int().min(0).max(countsMax), key) ?? 0 });
  const happened = (event: string, what: Counted, more?: (index: number) => Id[]): JsonObject[] =>
    pastEvents({ name, at, event }, what, more);
  return [
    ...happened(eventOf('sessions'), {
      count: sessions,
      first: fields.text('first_session'),
      last: fields.text('last_session'),
    }),
    ...counters.flatMap((key) => happened(eventOf(key), understood(counted, fields.json(key), `the counter "${key}"`))),
    ...happened(eventOf('events'), past('events')),
    ...happened(eventOf('past_events'), past('past_events')),
    ...happened(eventOf('past_sessions'), past('past_sessions'), (index) => ids('session', [`past-${name}-${index}`])),
  ];
}

function isCounter(value: Json | undefined): boolean {
  return isJsonObject(value) && value['count'] !== undefined;
}

function pastEvents(
  { name, at, event }: { readonly name: string; readonly at: string; readonly event: string },
  { count, first, last }: Counted,
  more: (index: number) => Id[] = () => [],
): JsonObject[] {
  return Array.from({ length: count }, (_, index): JsonObject => ({
    type: 'track',
    event,
    messageId: `${ownMessages}${name}-${event}-${index}`,
    // The rest of them some time between.
    timestamp: (index === 0 ? first : last) ?? at,
    context: externalIds([nameId(name), ...more(index)]),
  }));
}

const dependentRow = z.object({ key: z.string(), value: z.string() }).strict();

/** Rows of another table that belong to the profile: memberships of accounts. */
function dependents(fields: Fields, name: string, at: string): JsonObject[] {
  const rows = fields.read(z.array(dependentRow), 'dependents') ?? [];
  return rows.map(({ key, value }, index) => ({
    type: 'group',
    groupId: `${key}=${value}`,
    messageId: `${ownMessages}${name}-dependent-${index}`,
    timestamp: at,
    context: externalIds([nameId(name)]),
  }));
}
