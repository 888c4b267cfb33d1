import { createHash } from 'node:crypto';
import type { CarriedIdentifier, IncomingEvent, IngestReceipt } from '@rapport/sdk';
import { defaultPolicy, type IdentityPolicy } from '../../src/domain/identity/policy';
import { PostgresIngestTransaction } from '../../src/ingest/transaction';
import { Dictionaries } from '../../src/store/dictionaries';
import { ErasedIdentifiers } from '../../src/store/erased-identifiers';
import { ProfileStore } from '../../src/store/profiles';
import type { TestDatabase } from './database';
import { testDigest } from './privacy';

export type TestEvent = Partial<Omit<IncomingEvent, 'identifiers'>> & {
  /** `user_id:u1 email:a@x.com?`: a question mark says claimed. */
  readonly ids: string;
};

let counter = 0;

/** An IncomingEvent with defaults, for tests that begin behind the door. */
export function testEvent(spec: TestEvent): IncomingEvent {
  const { ids, ...rest } = spec;
  const messageId = rest.messageId ?? `m${++counter}`;
  const occurredAt = rest.occurredAt ?? Date.parse('2026-11-01T12:00:00Z') + counter * 1000;
  const identifiers = ids.split(' ').filter(Boolean).map(parseIdentifier);
  return {
    type: 'track',
    name: 'Viewed',
    key: createHash('sha256').update(messageId).digest('hex').slice(0, 32),
    keyScope: 'window',
    originalAt: null,
    receivedAt: occurredAt,
    previousId: null,
    traits: null,
    traitsOnce: null,
    group: null,
    value: null,
    properties: {},
    context: {},
    trust: identifiers.some((one) => one.trust === 'claimed') ? 'claimed' : 'verified',
    futureFlagged: false,
    ...rest,
    messageId,
    occurredAt,
    identifiers,
  };
}

function parseIdentifier(text: string): CarriedIdentifier {
  const claimed = text.endsWith('?');
  const [kind = '', ...value] = (claimed ? text.slice(0, -1) : text).split(':');
  return { kind, value: value.join(':'), trust: claimed ? 'claimed' : 'verified' };
}

export type TestIngest = {
  send(...events: readonly TestEvent[]): Promise<IngestReceipt>;
  /** As rows of a file, which start nothing. */
  import(...events: readonly TestEvent[]): Promise<IngestReceipt>;
};

/** Ingest without a door: every `send` is one transaction. */
export function createTestIngest(database: TestDatabase, policy: IdentityPolicy = defaultPolicy): TestIngest {
  const dictionaries = new Dictionaries(database.pool);
  const transaction = new PostgresIngestTransaction({
    pool: database.ingestPool,
    schema: database.schema,
    dictionaries,
    profiles: new ProfileStore(database.pool, dictionaries),
    erased: new ErasedIdentifiers(testDigest),
    policy,
    searchTraits: ['name'],
    now: Date.now,
  });
  const run = async (events: readonly TestEvent[], historical: boolean): Promise<IngestReceipt> => {
    const [receipt] = await transaction.run([
      { origin: { sourceRef: 'test', historical }, events: events.map(testEvent), rejected: [] },
    ]);
    if (receipt === undefined) throw new Error('no receipt');
    return receipt;
  };
  return {
    send: (...events) => run(events, false),
    import: (...events) => run(events, true),
  };
}
