import type { ReadModels } from '@rapport/sdk';
import { createReadModels } from '../../src/store/read-models';
import { Customers, newestWins } from '../support/customers';
import { addReadCustomers } from '../support/customers-of-read-models';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

const now = Date.UTC(2026, 10, 20);

let database: TestDatabase;
let customers: Customers;
let read: ReadModels;

beforeAll(async () => {
  database = await createTestDatabase(now);
  customers = new Customers(database.pool);
  read = createReadModels(database.pool, newestWins);
  await addReadCustomers(customers);
});
afterAll(() => database.drop());

describe('search', () => {
  const everywhere = ['name', 'firstName', 'lastName', 'company', 'email', 'phone'];
  const search = async (text: string, keys: readonly string[] = everywhere) => {
    const page = await read.profiles.search({ text, keys, count: 10, forward: true });
    return page.items.map((hit) => hit.rootId);
  };

  test.each([
    ['anna', [1, 3]],
    ['ANNA mar', [1, 3]],
    ['müll ANNA', [1]],
    ['muller', [1]],
    ['maria', [1, 3]],
    ['maria schm', [3]],
    ['伟', [4]],
    ['张伟', [4]],
    ['wei@ex', [4]],
    ['anna@example.com', [1]],
    ['+49 170 123', [3]],
    ['0049170', [3]],
    ['nobody', []],
    ['   ', []],
    ['%', []],
  ])('%s', async (text, expected) => {
    expect((await search(text)).sort()).toEqual(expected);
  });

  test('a profile found by several words appears once, on whatever page', async () => {
    const seen: number[] = [];
    let after: Awaited<ReturnType<typeof read.profiles.search>>['end'] | undefined;
    for (;;) {
      const page = await read.profiles.search({
        text: 'a',
        keys: everywhere,
        count: 1,
        forward: true,
        after: after ?? undefined,
      });
      seen.push(...page.items.map((hit) => hit.rootId));
      if (!page.hasNext || page.end === null) break;
      after = page.end;
    }
    expect(seen.sort()).toEqual([1, 3]);
    const last = await read.profiles.search({ text: 'a', keys: everywhere, count: 1, forward: false });
    expect(last).toMatchObject({ items: [{ rootId: 3 }], hasPrevious: true });
  });

  test('pages of any size, in both directions, give the whole once, also where many have the same name', async () => {
    await customers.add(
      ...Array.from({ length: 60 }, (_, index) => ({
        id: 1000 + index,
        ...(index % 10 === 9 ? { rootId: 1000 + index - 1 } : {}),
        traits: {
          firstName: index % 3 === 0 ? 'Zoe' : 'Zoey',
          name: index % 4 === 0 ? 'Zoe Zander' : 'Zoltan',
          lastName: 'Zoe',
        },
        identifiers: [['email', `zo${index % 7}-${index}@example.com`] as const],
      })),
    );
    const walk = async (text: string, count: number, forward: boolean) => {
      const seen: number[] = [];
      let position: Awaited<ReturnType<typeof read.profiles.search>>['end'] | undefined;
      for (;;) {
        const bound = forward ? { after: position ?? undefined } : { before: position ?? undefined };
        const page = await read.profiles.search({ text, keys: everywhere, count, forward, ...bound });
        const ids = page.items.map((hit) => hit.rootId);
        seen.push(...(forward ? ids : ids.reverse()));
        position = page.end;
        if (position === null || !(forward ? page.hasNext : page.hasPrevious)) return seen;
      }
    };
    const roots = Array.from({ length: 60 }, (_, index) => 1000 + index).filter((_, index) => index % 10 !== 9);
    const whole = await walk('zo', 200, true);
    expect([...whole].sort()).toEqual(roots);
    for (const count of [1, 3, 7]) {
      expect(await walk('zo', count, true)).toEqual(whole);
      expect(await walk('zo', count, false)).toEqual([...whole].reverse());
    }
    expect((await walk('zander zo', 3, true)).sort()).toEqual((await walk('zo zander', 50, true)).sort());
  });

  test('only in the traits that were asked for', async () => {
    expect(await search('anna', ['company'])).toEqual([3]);
    expect(await search('anna', ['email'])).toEqual([1]);
  });
});
