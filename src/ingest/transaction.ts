import type { IncomingEvent, IngestReceipt } from '@rapport/sdk';
import type pg from 'pg';
import { identifierKey } from '../domain/identity/graph';
import type { IdentityPolicy } from '../domain/identity/policy';
import { newPublicId } from '../store/public-id';
import type { CommittedBatch } from '../health/metrics';
import { Pipeline } from '../postgres/pipeline';
import { retrying } from '../postgres/retry';
import { touchAccounts } from '../store/accounts';
import { ActivityStore } from '../store/activity';
import { type Change, insertReservedCommit } from '../store/commit-log';
import type { Dictionaries } from '../store/dictionaries';
import type { ErasedIdentifiers } from '../store/erased-identifiers';
import { insertEvents, insertNameCounts } from '../store/events';
import { type IdentifierLookup, IdentifierStore } from '../store/identifiers';
import { insertMerges } from '../store/merges';
import { knownKinds, type ProfileStore } from '../store/profiles';
import { insertRejected, type NewRejectedRow } from '../store/rejected-events';
import { recordReviews } from '../store/reviews';
import { deleteSearchTokens, insertSearchTokens } from '../store/search-tokens';
import { SeenStore } from '../store/seen';
import { insertWork } from '../store/work';
import { compose, type Writes } from './compose';
import { erasedItems } from './erased-items';
import { carriedIdentifiers, dictionaryNeeds, type Item } from './items';
import type { IngestRequest, IngestTransaction } from './request';
import { resolve, type ResolveStores, roundsMax } from './resolve';

export type IngestTransactionOptions = {
  /** createIngestPool; with any other one it is correct, and slower. */
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly dictionaries: Dictionaries;
  readonly profiles: ProfileStore;
  readonly erased: ErasedIdentifiers;
  readonly policy: IdentityPolicy;
  readonly searchTraits: readonly string[];
  readonly now: () => number;
  /** After each commit, outside of the transaction. */
  readonly onCommit?: (committed: CommittedBatch) => void;
};

type Outcome = IngestReceipt['outcomes'][number];

/**
 * The one place where events become facts. One call is one transaction for all the requests given, with a constant number of
 * statements in two round trips: keys and look-up; then, planned here, profiles, events, what follows, commit. Where people
 * are new, join or change their traits a third one between them takes hold of them, and a fourth loads what could be joined.
 */
export class PostgresIngestTransaction implements IngestTransaction {
  private readonly seen: SeenStore;
  private readonly activity = new ActivityStore();
  private readonly stores: ResolveStores;

  constructor(private readonly options: IngestTransactionOptions) {
    this.seen = new SeenStore(options.schema);
    this.stores = {
      identifiers: new IdentifierStore(options.dictionaries),
      profiles: options.profiles,
      policy: options.policy,
      known: knownKinds(options.policy),
    };
  }

  /**
   * @throws RapportError database_unavailable (nothing was kept; try again later), concurrent_change (others kept changing the
   * same people; a smaller transaction may succeed)
   */
  async run(requests: readonly IngestRequest[]): Promise<IngestReceipt[]> {
    return retrying(() => this.attempt(requests));
  }

  private async attempt(requests: readonly IngestRequest[]): Promise<IngestReceipt[]> {
    const { options } = this;
    const startedAt = performance.now();
    await options.dictionaries.ensure(dictionaryNeeds(requests, options.now()));
    const { items, outcomes } = this.itemize(requests);
    const ids = await options.profiles.reserveIds(items.length * roundsMax);
    const client = await options.pool.connect();
    let broken = true;
    try {
      const begun = await this.begin(client, items, outcomes);
      const writes = begun.fresh.length === 0 ? undefined : await this.compose(client, begun, ids.take);
      await this.write(client, begun.commitId, writes, requests);
      broken = false;
      if (writes !== undefined) this.activity.remember(writes.activity);
      const receipts = outcomes.map(toReceipt);
      options.onCommit?.({
        accepted: begun.fresh.length,
        duplicates: receipts.reduce((sum, one) => sum + one.duplicates, 0),
        erased: receipts.reduce((sum, one) => sum + one.erased, 0),
        rejected: requests.flatMap((one) => one.rejected),
        events: requests.reduce((sum, one) => sum + one.events.length, 0),
        seconds: (performance.now() - startedAt) / 1000,
      });
      return receipts;
    } catch (error) {
      await client.query('rollback').then(
        () => (broken = false),
        () => undefined,
      );
      throw error;
    } finally {
      client.release(broken);
      ids.giveBack();
    }
  }

  private itemize(requests: readonly IngestRequest[]): { items: Item[]; outcomes: Outcome[][] } {
    const { dictionaries } = this.options;
    const items: Item[] = [];
    const outcomes = requests.map((request, requestIndex) => {
      const sourceId = dictionaries.sourceId(request.origin.sourceRef);
      return request.events.map((event, index): Outcome => {
        const nameId = dictionaries.nameId(event.type, event.name);
        if (nameId === undefined || sourceId === undefined) return 'event_names_exhausted';
        const { sourceRef, historical } = request.origin;
        items.push({ event, request: requestIndex, index, sourceId, sourceRef, nameId, historical });
        return 'accepted';
      });
    });
    return { items, outcomes };
  }

  /** One round trip: the transaction, the keys, the look-up of everything that is carried, the commit's id. */
  private async begin(client: pg.ClientBase, items: readonly Item[], outcomes: Outcome[][]): Promise<Begun> {
    const { first, repeated } = firstByKey(items);
    const distinct = [...first.values()];
    const keysOf = (scope: IncomingEvent['keyScope']): string[] =>
      distinct.flatMap(({ event }) => (event.keyScope === scope ? [event.key] : []));
    const wanted = carriedIdentifiers(distinct);
    const pipeline = new Pipeline(client);
    void pipeline.add(() => client.query(this.seen.begin));
    const inWindow = pipeline.add(() => this.seen.remember(client, keysOf('window'), 'window'));
    const permanent = pipeline.add(() => this.seen.remember(client, keysOf('permanent'), 'permanent'));
    const lookingUp = pipeline.add(() => this.stores.identifiers.lookUpFirst(client, wanted));
    await pipeline.end();
    for (const key of [...(await inWindow), ...(await permanent)]) {
      const item = first.get(key);
      if (item === undefined) continue;
      repeated.push(item);
      first.delete(key);
    }
    for (const item of repeated) settle(outcomes, item, 'duplicate');
    const { lookup, commitId, horizon } = await lookingUp;
    for (const item of await erasedItems(client, [...first.values()], horizon, this.options.erased)) {
      settle(outcomes, item, 'erased');
      first.delete(item.event.key);
    }
    const fresh = first.size === distinct.length ? distinct : [...first.values()];
    return { fresh, commitId, lookup: fresh === distinct ? lookup : seenBy(fresh, lookup) };
  }

  private async compose(client: pg.ClientBase, begun: Begun, takeId: () => number): Promise<Writes> {
    const resolution = await resolve(client, begun.fresh, begun.lookup, this.stores, takeId);
    const writes = compose(begun.fresh, resolution, {
      nullWrites: this.options.policy.traits.null,
      searchTraits: this.options.searchTraits,
      newPublicId: () => newPublicId(this.options.now()),
    });
    return { ...writes, activity: this.activity.due(writes.activity) };
  }

  /** Everything, and the commit: again one round trip (`group` calls take three more). */
  private async write(
    client: pg.ClientBase,
    commitId: number,
    writes: Writes | undefined,
    requests: readonly IngestRequest[],
  ): Promise<void> {
    if (writes !== undefined) await touchAccounts(client, writes.accounts);
    const pipeline = new Pipeline(client);
    if (writes !== undefined) this.addWrites(pipeline, client, commitId, writes);
    void pipeline.add(() => insertRejected(client, this.rejectedRows(requests)));
    const committed = pipeline.add(() => client.query('commit'));
    await pipeline.end();
    // A transaction that is broken answers ROLLBACK, without an error.
    const { command } = await committed;
    if (command !== 'COMMIT') throw new Error(`the commit was answered with ${command}`);
  }

  private addWrites(pipeline: Pipeline, client: pg.ClientBase, commitId: number, writes: Writes): void {
    const { profiles, identifiers } = this.stores;
    const { merges } = writes;
    const changes: Change[] = [
      ...writes.changedLeaves.map((profileId) => ({ kind: 'profile', profileId, mergeId: null }) as const),
      ...merges.map((merge) => ({ kind: 'merge', profileId: merge.loserId, mergeId: merge.id }) as const),
    ];
    for (const step of [
      () => identifiers.change(client, writes.identifierChanges),
      () => profiles.insert(client, writes.newProfiles),
      () => profiles.changeRows(client, writes.profileChanges),
      () => profiles.changeRoots(client, writes.profileChanges),
      () => insertReservedCommit(client, commitId, { at: this.options.now(), changes }),
      () => insertMerges(client, commitId, merges),
      () => insertEvents(client, commitId, writes.events),
      () => insertNameCounts(client, commitId, writes.events),
      () => recordReviews(client, this.options.dictionaries, writes.reviews),
      () =>
        deleteSearchTokens(
          client,
          writes.searchEntries.filter((one) => !one.isNew),
        ),
      () => insertSearchTokens(client, writes.searchEntries),
      () => this.activity.write(client, writes.activity),
      () => insertWork(client, commitId, writes.touched),
    ]) {
      void pipeline.add(step);
    }
  }

  private rejectedRows(requests: readonly IngestRequest[]): NewRejectedRow[] {
    return requests.flatMap(({ origin, rejected }) => {
      const sourceId = this.options.dictionaries.sourceId(origin.sourceRef);
      return sourceId === undefined ? [] : rejected.map((one) => ({ ...one, sourceId }));
    });
  }
}

/** What a transaction knows before it plans. */
type Begun = { readonly fresh: readonly Item[]; readonly commitId: number; readonly lookup: IdentifierLookup };

/** Items by key; those whose key another one of the same transaction has are repeated. */
function firstByKey(items: readonly Item[]): { first: Map<string, Item>; repeated: Item[] } {
  const first = new Map<string, Item>();
  const repeated: Item[] = [];
  for (const item of items) {
    if (first.has(item.event.key)) repeated.push(item);
    else first.set(item.event.key, item);
  }
  return { first, repeated };
}

/** A duplicate shows nobody: an identifier that only duplicates carry was not seen again. */
function seenBy(fresh: readonly Item[], lookup: IdentifierLookup): IdentifierLookup {
  const carried = new Map(carriedIdentifiers(fresh).map((one) => [identifierKey(one), one]));
  return { ...lookup, stale: lookup.stale.flatMap((one) => carried.get(identifierKey(one)) ?? []) };
}

function settle(outcomes: readonly Outcome[][], { request, index }: Item, outcome: Outcome): void {
  const list = outcomes[request];
  if (list !== undefined) list[index] = outcome;
}

function toReceipt(outcomes: readonly Outcome[]): IngestReceipt {
  return {
    accepted: outcomes.filter((one) => one === 'accepted').length,
    duplicates: outcomes.filter((one) => one === 'duplicate').length,
    erased: outcomes.filter((one) => one === 'erased').length,
    outcomes,
  };
}
