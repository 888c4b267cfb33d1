import type { Actor, Core, RapportPlugin } from '@rapport/sdk';
import pino from 'pino';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { createPrivacy, type HousePrivacy } from '../../src/privacy/commands';
import { confirmationOf } from '../../src/privacy/erasure';
import { createPrivacyKeys } from '../../src/privacy/keys';
import { createSecretBox, parseSealKeys } from '../../src/privacy/secret-box';
import { Dictionaries } from '../../src/store/dictionaries';
import type { TestDatabase } from './database';
import { eventually } from './eventually';

/** Keys as an installation has them. */
const encryptionKey = 'a test has no secrets';
export const testKeys = createPrivacyKeys(encryptionKey);
export const testDigest = testKeys.digestIdentifier;
/** @param added as SEAL_KEYS has them */
export const testSealKeys = (added?: string) => parseSealKeys(encryptionKey, added);
export const testSecrets = createSecretBox(testSealKeys());

/** Export and erasure on a test's database. Plugins get a Core without content. */
export function createTestPrivacy(
  database: Pick<TestDatabase, 'pool' | 'schema'>,
  options: {
    readonly now?: () => number;
    readonly plugins?: readonly RapportPlugin[];
    readonly core?: () => Core;
  } = {},
): HousePrivacy {
  return createPrivacy({
    pool: database.pool,
    schema: database.schema,
    dictionaries: new Dictionaries(database.pool),
    policy: defaultPolicy,
    keys: testKeys,
    secrets: testSecrets,
    now: options.now ?? Date.now,
    plugins: options.plugins ?? [],
    log: pino({ level: 'silent' }),
    core:
      options.core ??
      (() => {
        throw new Error('this test has no Core');
      }),
    onCommit: () => undefined,
  });
}

/**
 * Erases somebody whole, in a house that lives. The command itself only promises that nobody finds the person from then on: while a
 * worker has the person's lane, the rows go behind it.
 */
export async function eraseWhole(privacy: HousePrivacy, profileId: string, actor: Actor = 'admin:1'): Promise<void> {
  const { erasureId } = await privacy.erase(profileId, confirmationOf({ profileId }), actor);
  await eventually(async () => {
    const { items } = await privacy.erasures({ count: 20, forward: true });
    return items.some((one) => one.erasureId === erasureId && one.finishedAt !== null);
  });
}

/** Rows of any table in which the text occurs, in whatever column: `table: row`. */
export async function rowsWith(database: Pick<TestDatabase, 'pool' | 'schema'>, text: string): Promise<string[]> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [database.schema],
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t where strpos(to_jsonb(t)::text, $1) > 0`,
      [text],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}
