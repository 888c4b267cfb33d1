import { createServer, type AddressInfo } from 'node:net';
import { RapportError } from '@rapport/sdk';
import { checkServer } from '../../src/postgres/server-check';
import { checkServerSettings } from '../../src/postgres/server-settings';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function refusal(url: string, schemas: string[] = [database.schema]): Promise<RapportError> {
  const error: unknown = await checkServer(url, schemas).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RapportError)) throw new Error(`expected a RapportError, got ${String(error)}`);
  expect(error.message).not.toContain('s3cret');
  expect(error.message).not.toContain('\n');
  return error;
}

function addressWith(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

test('a good server passes', async () => {
  const facts = await checkServer(database.url, [database.schema, 'not_there']);
  expect(facts).toMatchObject({ encoding: 'UTF8', readOnly: false, missingSchemas: ['not_there'], closedSchemas: [] });
});

test.each(['mysql://u:s3cret@h/db', 'localhost:5432', 'postgres://u:s3cret#x@y:z@h:99999/db', ''])(
  'DATABASE_URL=%s: says how it must look',
  async (url) => {
    expect(await refusal(url)).toMatchObject({
      code: 'database_unreachable',
      detail: expect.stringContaining('postgres://user'),
    });
  },
);

test('nobody listens: says so', async () => {
  const probe = createServer();
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    }),
  );
  const error = await refusal(`postgres://u:s3cret@127.0.0.1:${port}/db`);
  expect(error.message).toBe(
    `The database cannot be reached. 127.0.0.1:${port} refuses connections: is PostgreSQL running there?`,
  );
});

test('an unknown host: says so', async () => {
  expect((await refusal('postgres://u:s3cret@nowhere.invalid/db')).code).toBe('database_unreachable');
});

test('a database that is not there: says so', async () => {
  const error = await refusal(addressWith((url) => (url.pathname = '/not_there')));
  expect(error.detail).toContain('has no database "not_there"');
});

test('a user without rights: says which statement helps', async () => {
  const role = `r_${database.schema}`;
  await database.pool.query(`create role ${role} login password 's3cret'`);
  const url = addressWith((address) => {
    address.username = role;
    address.password = 's3cret';
  });
  try {
    const name = new URL(database.url).pathname.slice(1);
    expect(await refusal(url, ['not_there'])).toMatchObject({
      code: 'database_rights_missing',
      detail: `To create the schemas not_there: GRANT CREATE ON DATABASE "${name}" TO "${role}";`,
    });
    expect((await refusal(url, [database.schema])).detail).toContain(
      `GRANT USAGE, CREATE ON SCHEMA ${database.schema}`,
    );
  } finally {
    await database.pool.query(`drop role ${role}`);
  }
});

test('doctor sees what the settings are', async () => {
  const findings = await checkServerSettings(database.pool);
  expect(findings.map(({ name }) => name)).toContain('shared_buffers');
  // The server of the tests writes without it, so it is found.
  expect(findings).toContainEqual({ name: 'fsync', current: 'off', wanted: 'on', ok: false, needsRestart: false });
});
