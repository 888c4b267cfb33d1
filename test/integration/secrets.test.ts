import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Ended, startCommand } from '../support/command';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { build } from '../support/rapport';

jest.setTimeout(120_000);

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  build();
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'rapport-secrets-'));
});
afterAll(async () => {
  await database.pool.query(`drop schema if exists ${database.schema}_strapi cascade`);
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A command of a node with a data directory of its own, and so with secrets of its own. */
function onNode(name: string, ...args: readonly string[]): Promise<Ended> {
  return startCommand(database, path.join(folder, name), args).ended;
}

test('a node with other secrets is refused, by name and with what to do, until they are adopted', async () => {
  const names = 'APP_KEYS, ADMIN_JWT_SECRET, API_TOKEN_SALT, TRANSFER_TOKEN_SALT, ENCRYPTION_KEY';
  for (const node of ['first', 'second']) await mkdir(path.join(folder, node));
  const atOnce = await Promise.all([onNode('first', 'doctor'), onNode('first', 'doctor')]);
  for (const { output } of atOnce) expect(output).toContain('ok       The secrets are those of the database\n');

  const started = await onNode('second', 'start');
  expect(started.code).toBe(1);
  expect(started.errors).toMatch(
    new RegExp(`^rapport: The secrets of this node are not those .*\\(${names}\\) Copy secrets\\.json .*adopt\`\\.\n$`),
  );
  expect(await onNode('second', 'export', 'profiles')).toMatchObject({ code: 1, output: '', errors: started.errors });
  const doctor = await onNode('second', 'doctor');
  expect(doctor.output).toMatch(/^serious +The secrets of this node are not those/m);
  expect(doctor.code).toBe(1);

  expect(await onNode('second', 'secrets', 'adopt')).toMatchObject({
    code: 0,
    output: `Adopted: ${names.split(', ').sort().join(', ')}\n`,
  });
  expect(await onNode('second', 'export', 'profiles')).toMatchObject({ code: 0, errors: '' });
  expect((await onNode('first', 'export', 'profiles')).code).toBe(1);
});

test('the database holds nothing from which a secret could be used', async () => {
  const { rows } = await database.pool.query<{ value: string }>('select value from secret_check');
  expect(rows).toHaveLength(5);
  for (const { value } of rows) expect(value).toMatch(/^[0-9a-f]{16}$/);
});
