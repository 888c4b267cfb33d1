import { createTestDatabase, type TestDatabase } from '../support/database';
import { expectCurrent } from '../support/generated';
import { dumpSchema } from '../support/schema-dump';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('database/rapport/schema.txt shows the migrated schema (else: npm run generate)', async () => {
  expectCurrent('database/rapport/schema.txt', await dumpSchema(database.pool, database.schema));
});
