import type { JsonObject } from '@rapport/sdk';
import type { Fields, Id } from './case';
import { nameKind } from './policies';

/** Fields of a call of the Segment API that our door reads; whatever else an event of a case says needs a translation. */
const callFields = [
  'type',
  'event',
  'name',
  'userId',
  'anonymousId',
  'previousId',
  'groupId',
  'traits',
  'traitsOnce',
  'properties',
  'context',
  'timestamp',
  'messageId',
] as const;

/** Message ids of calls that are no events of the case: what it begins with, and what one event of it needs beside itself. */
export const ownMessages = 'runner-';

export function besides(messageId = ''): string {
  return `${ownMessages}${messageId}`;
}

export function plainCall(event: Fields): JsonObject {
  return event.pick(callFields);
}

export type Made = {
  readonly messageId?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly traits?: JsonObject | undefined;
};

/** What every verb says beside whom it is about. */
export function made(event: Fields): Made {
  return { messageId: event.text('messageId'), timestamp: event.text('timestamp'), traits: event.object('traits') };
}

/** An identify call with identifiers of any kind. */
export function identify({ messageId, timestamp, traits = {} }: Made, ids: readonly Id[]): JsonObject {
  const user = ids.find(([kind]) => kind === 'user_id');
  return {
    type: 'identify',
    ...(messageId === undefined ? {} : { messageId }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(user === undefined ? {} : { userId: user[1] }),
    traits,
    context: externalIds(ids.filter((id) => id !== user)),
  };
}

export function externalIds(ids: readonly Id[]): JsonObject {
  return { externalIds: ids.map(([type, id]) => ({ type, id, collection: 'users', encoding: 'none' })) };
}

export function ids(kind: string, values: readonly string[]): Id[] {
  return values.map((value): Id => [kind, value]);
}

/** The identifier by which the runner finds a profile by its name; `guest` alone would be an illegal value. */
const namePrefix = 'named ';

export function nameId(name: string): Id {
  return [nameKind, `${namePrefix}${name}`];
}

export function nameIn(value: string): string {
  return value.slice(namePrefix.length);
}

const userIdNames = new Set(['customer_id', 'external_id', 'id']);

/** What peers call the product's own user id. */
export function ownKind([kind, value]: Id): Id {
  return [userIdNames.has(kind) ? 'user_id' : kind, value];
}
