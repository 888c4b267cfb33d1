import type fc from 'fast-check';
import type { Json, JsonObject } from '@rapport/sdk';
import type { TestDatabase } from './database';
import { createTestIngest, type TestEvent } from './ingest';
import { type DrawnPerson, others } from './segments-arbitraries';
import { milliseconds, type ReferencePerson } from './segments-reference';

export const world = { zone: 'Europe/Berlin', ...others };

/** The moments between now and `end` at which something could change: around each event and each length of time in the definition. */
export function moments(
  one: Json,
  { events, traits }: ReferencePerson,
  now: number,
  end: number,
  chance: fc.Stream<number>,
): number[] {
  const texts = JSON.stringify([one, world]).match(/(?<=")-?P?\d+[smhdwDTH]+(?=")/g) ?? [];
  const lengths = [0, ...new Set(texts.map((text) => milliseconds(text.replace('-', ''))))];
  const dates = Object.values(traits).flatMap((value) => (typeof value === 'string' ? Date.parse(value) || [] : []));
  const crossings = [...events.map((event) => event.at), ...dates].flatMap((at) =>
    lengths.flatMap((length) => [at + length, at - length]),
  );
  const around = crossings.flatMap((at) => [at - 1, at, at + 1]);
  const random = [...chance.take(4)].map((share) => Math.floor(now + share * (end - now)));
  const candidates = [end - 1, now + 1, ...around, ...random].filter((at) => at > now && at < end);
  const unique = [...new Set(candidates)];
  // Looking at all of them takes long: some of them, others in each run.
  return unique.length <= 12
    ? unique
    : [...chance.take(12)]
        .map((share) => unique[Math.floor(share * unique.length)] ?? end - 1)
        .filter((at) => at > now && at < end);
}

/** Sends what happened to a person through ingest, joins the leaves, and says what the reference needs to know. */
export async function settle(
  database: TestDatabase,
  drawn: DrawnPerson,
  number: number,
): Promise<{ root: number; reference: ReferencePerson }> {
  const ingest = createTestIngest(database);
  const id = (leaf: number): string => `anonymous_id:p${number}l${leaf}`;
  const first = Date.parse('2025-09-01T00:00:00Z');
  await ingest.send(
    ...Array.from({ length: drawn.leaves }, (_, leaf) => ({ ids: id(leaf), name: 'Seen', occurredAt: first })),
  );
  const events: TestEvent[] = [
    ...drawn.events.map((event) => ({
      ids: id(event.leaf),
      type: event.type,
      name: event.name,
      occurredAt: event.at,
      receivedAt: Math.min(event.at, Date.parse('2025-11-02T00:00:00Z')),
      properties: event.properties,
      context: event.context,
      traits: event.type === 'identify' ? event.properties : null,
      value: event.type === 'identify' ? null : mainNumber(event.properties),
    })),
    ...(drawn.leaves === 1
      ? []
      : [
          {
            ids: Array.from({ length: drawn.leaves }, (_, leaf) => id(leaf)).join(' '),
            name: 'Joined',
            occurredAt: first + 1,
          },
        ]),
  ];
  if (events.length > 0) await ingest.send(...events);
  const { rows } = await database.pool.query<{ root: number; leaves: number[]; publicId: string; createdAt: number }>(
    `select p.root_id as root, p.public_id as "publicId", p.created_at as "createdAt",
       (select array_agg(l.id) from profile l where l.root_id = p.root_id) as leaves
     from identifier i join profile l on l.id = i.profile_id join profile p on p.id = l.root_id where i.value = $1`,
    [`p${number}l0`],
  );
  const found = rows[0];
  if (found === undefined || found.leaves.length !== drawn.leaves) throw new Error('the leaves did not become one');
  for (const [index, one] of drawn.conversations.entries())
    await converse(database, found.leaves[index % drawn.leaves] ?? found.root, one, `${number} ${index}`);
  const stored = await database.pool.query<{
    id: number;
    type: number;
    name: string;
    at: number;
    message: string;
    properties: JsonObject;
    context: JsonObject;
  }>(
    `select e.id, n.type, n.name, e.occurred_at as at, e.message_id as message, e.properties, e.context from event e join event_name n on n.id = e.name_id
     where e.profile_id = any($1::bigint[])`,
    [found.leaves],
  );
  const types = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
  const history = stored.rows.map((row) => ({ ...row, type: types[row.type] ?? '' }));
  return {
    root: found.root,
    reference: {
      publicId: found.publicId,
      createdAt: found.createdAt,
      traits: foldedTraits(history),
      events: history,
      conversations: drawn.conversations,
    },
  };
}

/** Last writer wins, key by key; null deletes. */
function foldedTraits(
  history: readonly { type: string; at: number; message: string; properties: JsonObject }[],
): JsonObject {
  const traits = new Map<string, Json>();
  const writes = history
    .filter((event) => event.type === 'identify')
    .sort((a, b) => a.at - b.at || (a.message < b.message ? -1 : 1));
  for (const { properties } of writes)
    for (const [key, value] of Object.entries(properties)) {
      if (value === null) traits.delete(key);
      else traits.set(key, value);
    }
  return Object.fromEntries(traits);
}

function mainNumber(properties: JsonObject): number | null {
  const found = ['revenue', 'total', 'value', 'price']
    .map((key) => properties[key])
    .find((value) => typeof value === 'number');
  return found ?? null;
}

async function converse(database: TestDatabase, leaf: number, one: JsonObject, externalId: string): Promise<void> {
  await database.pool.query(
    `insert into conversation (public_id, connection, external_id, profile_id, channel, status, handoffs, opened_at, resolved_at, rating, updated_at,
       reopened, last_writer, last_written_at)
     values (gen_random_uuid(), 'test', $1, $2, $3, $4, $5, $6, $7, $8, $6, $9, $10, $11)`,
    [
      externalId,
      leaf,
      one['channel'],
      one['status'],
      one['handoffs'],
      one['openedAt'],
      one['resolvedAt'],
      one['rating'],
      one['reopened'],
      one['lastWriter'],
      one['lastWrittenAt'],
    ],
  );
}
