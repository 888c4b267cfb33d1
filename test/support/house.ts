import type { Core, Ingest } from '@rapport/sdk';
import pino from 'pino';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { createBatcher } from '../../src/ingest/batcher';
import { EventReceiver } from '../../src/ingest/door-events';
import { PostgresIngestTransaction } from '../../src/ingest/transaction';
import { productSettings } from '../../src/settings';
import { Dictionaries } from '../../src/store/dictionaries';
import { ErasedIdentifiers } from '../../src/store/erased-identifiers';
import { ProfileStore } from '../../src/store/profiles';
import type { TestDatabase } from './database';
import { testDigest } from './privacy';

export type TestHouse = {
  readonly core: Pick<Core, 'ingest' | 'now'>;
  readonly receiver: EventReceiver;
  readonly log: pino.Logger;
};

/** Ingest and the parsing of the door, on a test's database, without HTTP. */
export function createTestHouse(database: TestDatabase, now: () => number = Date.now): TestHouse {
  const { pool, schema } = database;
  const dictionaries = new Dictionaries(pool);
  const { door, search } = productSettings.parse({});
  const ingest: Ingest = createBatcher({
    ...door,
    transaction: new PostgresIngestTransaction({
      pool: database.ingestPool,
      schema,
      dictionaries,
      profiles: new ProfileStore(pool, dictionaries),
      erased: new ErasedIdentifiers(testDigest),
      policy: defaultPolicy,
      searchTraits: search.traits,
      now,
    }),
  });
  const receiver = new EventReceiver({ ingest, settings: door, policy: defaultPolicy, now });
  return { core: { ingest, now }, receiver, log: pino({ level: 'silent' }) };
}
