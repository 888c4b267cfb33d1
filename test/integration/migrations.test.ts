import path from 'node:path';
import { migrate } from '../../src/postgres/migrate';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('nodes that start together on one database migrate it once', async () => {
  const sources = [{ name: 'core', folder: path.join(__dirname, '../../database/rapport') }];
  const again = await Promise.all([1, 2, 3].map(() => migrate(database.pool, database.schema, sources)));
  expect(again).toEqual([[], [], []]);
});
