import { HandIdentityCommands } from '../../src/identity/commands';
import type { IdentityPolicy } from '../../src/domain/identity/policy';
import { Dictionaries } from '../../src/store/dictionaries';
import { ProfileStore } from '../../src/store/profiles';
import type { TestDatabase } from './database';

/** Identity by hand on the test's own database. */
export function commandsFor(
  database: TestDatabase,
  policy: IdentityPolicy,
  { now = Date.now, onCommit }: { readonly now?: () => number; readonly onCommit?: () => void } = {},
): HandIdentityCommands {
  const dictionaries = new Dictionaries(database.pool);
  const profiles = new ProfileStore(database.pool, dictionaries);
  return new HandIdentityCommands({
    ...{ pool: database.pool, dictionaries, profiles, policy, now },
    ...(onCommit === undefined ? {} : { onCommit }),
  });
}
