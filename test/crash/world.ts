import type { Json, JsonObject } from '@rapport/sdk';
import type pg from 'pg';
import { foldTraits, type OriginGroup } from '../../src/domain/trait';
import { createTestDatabase } from '../support/database';
import { createTestHouse } from '../support/house';
import type { LoadCall } from './calls';

/** One customer as everybody sees him: no internal ids, no order of arrival. */
export type SeenCustomer = {
  readonly identifiers: readonly string[];
  readonly traits: JsonObject;
  readonly messageIds: readonly string[];
};

type ProfileRow = { id: number; root_id: number; traits: JsonObject; trait_origins: OriginGroup[] };

/** All customers of a round (semantics: the partition of identifiers, folded traits, whose event is which). */
export async function seenCustomers(pool: pg.Pool, schema: string, round: string): Promise<SeenCustomer[]> {
  const { rows: profiles } = await pool.query<ProfileRow>(
    `select id, root_id, traits, trait_origins from ${schema}.profile order by id <> root_id, id`,
  );
  const { rows: identifiers } = await pool.query<{ profile_id: number; text: string }>(
    `select profile_id, k.name || ':' || value || case when verified then '' else '?' end as text
     from ${schema}.identifier join ${schema}.identifier_kind k on k.id = kind_id`,
  );
  const { rows: events } = await pool.query<{ profile_id: number; message_id: string }>(
    `select profile_id, message_id from ${schema}.event`,
  );
  const customers = new Map<number, { leaves: ProfileRow[]; identifiers: string[]; messageIds: string[] }>();
  const rootOf = new Map(profiles.map((row) => [row.id, row.root_id]));
  const customerOf = (leafId: number) => {
    const rootId = rootOf.get(leafId);
    if (rootId === undefined) throw new Error(`there is no profile ${leafId}`);
    const known = customers.get(rootId) ?? { leaves: [], identifiers: [], messageIds: [] };
    customers.set(rootId, known);
    return known;
  };
  for (const row of profiles) customerOf(row.id).leaves.push(row);
  for (const row of identifiers) customerOf(row.profile_id).identifiers.push(row.text);
  for (const row of events) customerOf(row.profile_id).messageIds.push(row.message_id);
  return [...customers.values()]
    .map((one) => ({
      identifiers: one.identifiers.sort(),
      traits: sortedKeys(
        foldTraits(
          one.leaves.map((leaf) => ({ values: leaf.traits, origins: leaf.trait_origins })),
          { merge: 'newest' },
        ).values,
      ),
      messageIds: one.messageIds.sort(),
    }))
    .filter(({ identifiers: own }) => own.some((text) => text.includes(`:${round}-`)))
    .sort((a, b) => (String(a.identifiers) < String(b.identifiers) ? -1 : 1));
}

/** The same calls, sent once and in order into an empty schema: the run without a crash. */
export async function customersWithoutCrash(calls: readonly LoadCall[], round: string): Promise<SeenCustomer[]> {
  const database = await createTestDatabase();
  try {
    const { receiver } = createTestHouse(database);
    const source = {
      ref: 'replay',
      name: 'replay',
      writeKey: '',
      kind: 'server' as const,
      enabled: true,
      eventsPerSecondMax: null,
      identitySecret: null,
      secretProperties: [],
    };
    for (let from = 0; from < calls.length; from += 500) {
      const events: Json[] = calls.slice(from, from + 500).map((call) => ({ ...call }));
      const receipt = await receiver.receive(source, {
        events,
        sentAt: null,
        context: null,
        defaultType: null,
        bytes: Infinity,
      });
      expect(receipt).toMatchObject({ accepted: events.length, duplicates: 0, rejected: [] });
    }
    return await seenCustomers(database.pool, database.schema, round);
  } finally {
    await database.drop();
  }
}

function sortedKeys(traits: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(traits).sort(([a], [b]) => (a < b ? -1 : 1)));
}
