import { readFileSync } from 'node:fs';
import {
  expectedOrders,
  expectedOrderValue,
  fitFrequency,
  fitValue,
} from '../../plugins/segments/domain/expected-value';
import { compileComputed, type ComputedRow } from '../../plugins/segments/server/compile/compile';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestIngest } from '../support/ingest';
import { parsedComputed, readEventNames, run, surroundingsOf } from '../support/segments';
import { describeWithShared, sharedFile } from '../support/shared';

const week = 604_800_000;
const now = Date.parse('2025-11-15T00:00:00Z');
const frequency = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const value = { p: 6.25, q: 3.74, gamma: 15.45 };

describeWithShared('models of orders, fitted on the 2,357 customers of CDNOW', () => {
  const rows = readFileSync(sharedFile('data/cdnow/cdnow_customers_summary_with_transactions.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
    .map(([, repeats = 0, recency = 0, age = 0, average = 0]) => ({ repeats, recency, age, average }));

  const within2Percent = (
    found: Readonly<Record<string, number>>,
    published: Readonly<Record<string, number>>,
  ): void => {
    for (const [name, one] of Object.entries(published))
      expect([name, Math.abs((found[name] ?? NaN) / one - 1) < 0.02]).toEqual([name, true]);
  };

  it('BG/NBD reaches what Fader, Hardie and Lee published in 2005, and their example of one customer', () => {
    const fitted = fitFrequency(rows);
    within2Percent(fitted, frequency);
    expect(expectedOrders({ repeats: 2, recency: 30.43, age: 38.86 }, fitted, 39)).toBeCloseTo(1.226, 2);
  });

  it('gamma-gamma reaches what Fader and Hardie published in 2013', () => {
    within2Percent(fitValue(rows), value);
  });
});

describe('the computed trait', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(now);
  });
  afterAll(() => database.drop());

  it('is what the models say of the orders, and nothing where there are none', async () => {
    const ingest = createTestIngest(database);
    const people = [
      [],
      [{ weeksAgo: 5, revenue: 10 }],
      [40, 30, 10].map((weeksAgo) => ({ weeksAgo, revenue: weeksAgo + 1 })),
      [8, 8, 0.5].map((weeksAgo, index) => ({ weeksAgo, revenue: 20 * (index + 1) })),
    ];
    for (const [index, orders] of people.entries()) {
      const ids = `user_id:u${index}`;
      await ingest.send({ ids, name: 'Seen', occurredAt: now - 50 * week });
      for (const { weeksAgo, revenue } of orders)
        await ingest.send({
          ids,
          name: 'Order Completed',
          occurredAt: now - weeksAgo * week,
          value: revenue,
          properties: { revenue },
        });
    }
    const definition = parsedComputed({
      expected_value: { ahead: '365d', frequency, value },
      event: 'Order Completed',
      property: 'revenue',
    });
    const names = await readEventNames(database.pool);
    const rows = await run<ComputedRow>(
      database.pool,
      compileComputed([definition], surroundingsOf('everyone', now, names)),
    );
    const found = rows.sort((a, b) => a.root - b.root).map((row) => row.values[0]);
    const expected = people.map((orders) => {
      const [first, ...repeats] = orders;
      const last = orders.at(-1);
      if (first === undefined || last === undefined) return null;
      const recency = first.weeksAgo - last.weeksAgo;
      const history = { repeats: repeats.length, recency, age: recency + Math.floor(last.weeksAgo) };
      const average = repeats.reduce((sum, one) => sum + one.revenue, 0) / Math.max(repeats.length, 1);
      const orderValue = expectedOrderValue({ repeats: repeats.length, average }, value);
      return Math.round(expectedOrders(history, frequency, 365 / 7) * orderValue * 1e6) / 1e6;
    });
    expect(found).toEqual(expected);
  });
});
