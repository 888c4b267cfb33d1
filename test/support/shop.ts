import { definePlugin } from '@rapport/sdk';
import type { GraphqlContext, ProfileRecord } from '@rapport/sdk';
import { Customer360 } from './customer-360';
import { Customers } from './customers';
import { createTestDatabase, type TestDatabase } from './database';

export const now = Date.UTC(2026, 10, 20);
export const day = 86_400_000;

/** Customer 360 of a small shop: Anna of two leaves with 25 events, and Bernd. */
export type Shop = {
  readonly database: TestDatabase;
  readonly customers: Customers;
  readonly api: Customer360;
  /** Public ids by id. */
  readonly ids: ReadonlyMap<number, string>;
  readonly close: () => Promise<void>;
};

/** A plugin of somebody else: a field on Profile, for many profiles at once. */
const loyalty = definePlugin({
  name: 'loyalty',
  graphql: {
    typeDefs: 'extend type Profile { points: Int! }',
    resolvers: () => ({
      Profile: {
        points: (profile: ProfileRecord, _args: unknown, context: GraphqlContext) =>
          context.load<number, number>('loyalty.points', async (rootIds) =>
            rootIds.map((id) => id * 10 + rootIds.length),
          )(profile.rootId),
      },
    }),
  },
});

export async function openShop(): Promise<Shop> {
  const database = await createTestDatabase(now);
  const customers = new Customers(database.pool);
  const ids = await customers.add(
    {
      id: 1,
      traits: {
        email: 'anna@example.com',
        firstName: 'Anna',
        plan: 'free',
        address: { street: 'Hauptstr. 1', country: 'DE' },
      },
      identifiers: [
        ['user_id', 'u1'],
        ['email', 'anna@example.com'],
      ],
    },
    { id: 2, rootId: 1, traits: { plan: 'pro' }, traitsAt: now - day, identifiers: [['anonymous_id', 'a1']] },
    { id: 3, traits: { name: 'Bernd', company: 'Acme' }, identifiers: [['user_id', 'u3']] },
  );
  await customers.events(
    ...Array.from({ length: 25 }, (_, index) => ({
      id: 100 + index,
      profileId: index % 2 === 0 ? 1 : 2,
      name: index % 5 === 0 ? 'Order Completed' : 'Product Viewed',
      at: now - 30 * day + index * day,
      value: index,
      properties: { name: 'Shoe', email: 'anna@example.com', note: 'call anna@example.com' },
      context: { ip: '10.0.0.1', locale: 'de-DE', traits: { firstName: 'Anna' } },
      identifiers: [['email', 'anna@example.com', 'verified'] as const],
    })),
    { id: 200, profileId: 3, name: 'Home', type: 'page', at: now - day },
  );
  const api = await new Customer360().start(database.pool, { introspection: true }, [loyalty]);
  const close = async (): Promise<void> => {
    await api.stop();
    await database.drop();
  };
  return { database, customers, api, ids, close };
}
