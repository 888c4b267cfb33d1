import { randomBytes } from 'node:crypto';
import type { IngestReceipt } from '@rapport/sdk';
import type pg from 'pg';
import type { IdentityPolicy } from '../domain/identity/policy';
import { uuidV7 } from '../domain/uuid';
import type { CommittedBatch } from '../health/metrics';
import { retrying } from '../postgres/retry';
import { touchAccounts } from '../store/accounts';
import { ActivityStore } from '../store/activity';
import { type Change, insertCommit } from '../store/commit-log';
import type { Dictionaries } from '../store/dictionaries';
import { insertEvents, insertNameCounts } from '../store/events';
import { IdentifierStore } from '../store/identifiers';
import { insertMerges, reserveMergeIds } from '../store/merges';
import { knownKinds, type ProfileStore } from '../store/profiles';
import { insertRejected } from '../store/rejected-events';
import { recordReviews } from '../store/reviews';
import { replaceSearchTokens } from '../store/search-tokens';
import { SeenStore } from '../store/seen';
import { insertWork } from '../store/work';
import { compose, type Writes } from './compose';
import { dictionaryNeeds, type Item } from './items';
import type { IngestRequest, IngestTransaction } from './request';
import { resolve, type ResolveStores, roundsMax } from './resolve';

export type IngestTransactionOptions = {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly dictionaries: Dictionaries;
  readonly profiles: ProfileStore;
  readonly policy: IdentityPolicy;
  readonly searchTraits: readonly string[];
  readonly now: () => number;
  /** After each commit, outside of the transaction. */
  readonly onCommit?: (committed: CommittedBatch) => void;
};

type Outcome = IngestReceipt['outcomes'][number];

/**
 * The one place where events become facts. One call is one transaction for all the requests given, with a constant number of
 * statements: keys, look-up, plan, identifiers, locks, profiles, events, what follows, commit.
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
      await client.query(this.seen.begin);
      const fresh = await this.withoutDuplicates(client, items, outcomes);
      const writes = fresh.length === 0 ? undefined : await this.compose(client, fresh, ids.take);
      if (writes !== undefined) await this.write(client, writes);
      await this.keepRejected(client, requests);
      await client.query('commit');
      broken = false;
      if (writes !== undefined) this.activity.remember(writes.activity);
      const receipts = outcomes.map(toReceipt);
      options.onCommit?.({
        accepted: fresh.length,
        duplicates: receipts.reduce((sum, one) => sum + one.duplicates, 0),
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

  /** Items whose messageId was not seen before, neither in the database nor earlier in this transaction. */
  private async withoutDuplicates(
    client: pg.ClientBase,
    items: readonly Item[],
    outcomes: Outcome[][],
  ): Promise<Item[]> {
    const first = new Map<string, Item>();
    const duplicates: Item[] = [];
    for (const item of items) {
      if (first.has(item.event.key)) duplicates.push(item);
      else first.set(item.event.key, item);
    }
    for (const scope of ['window', 'permanent'] as const) {
      const keys = [...first.values()].filter((item) => item.event.keyScope === scope).map((item) => item.event.key);
      if (keys.length === 0) continue;
      for (const key of await this.seen.remember(client, keys, scope)) {
        const item = first.get(key);
        if (item === undefined) continue;
        duplicates.push(item);
        first.delete(key);
      }
    }
    for (const { request, index } of duplicates) {
      const list = outcomes[request];
      if (list !== undefined) list[index] = 'duplicate';
    }
    return [...first.values()];
  }

  private async compose(client: pg.ClientBase, items: readonly Item[], takeId: () => number): Promise<Writes> {
    const resolution = await resolve(client, items, this.stores, takeId);
    const writes = compose(items, resolution, {
      nullWrites: this.options.policy.traits.null,
      searchTraits: this.options.searchTraits,
      newPublicId: () => uuidV7(this.options.now(), randomBytes(16)),
    });
    return { ...writes, activity: this.activity.due(writes.activity) };
  }

  private async write(client: pg.ClientBase, writes: Writes): Promise<void> {
    const { profiles, identifiers } = this.stores;
    await identifiers.change(client, writes.identifierChanges);
    await profiles.insert(client, writes.newProfiles);
    await profiles.change(client, writes.profileChanges);
    const mergeIds = await reserveMergeIds(client, writes.merges.length);
    const merges = writes.merges.map((merge, index) => ({ ...merge, id: mergeIds[index] ?? 0 }));
    const changes: Change[] = [
      ...writes.changedLeaves.map((profileId) => ({ kind: 'profile', profileId, mergeId: null }) as const),
      ...merges.map((merge) => ({ kind: 'merge', profileId: merge.loserId, mergeId: merge.id }) as const),
    ];
    const commitId = await insertCommit(client, { at: this.options.now(), changes });
    await insertMerges(client, commitId, merges);
    await insertEvents(client, commitId, writes.events);
    await insertNameCounts(client, writes.events);
    await touchAccounts(client, writes.accounts);
    await recordReviews(client, this.options.dictionaries, writes.reviews);
    await replaceSearchTokens(client, writes.searchEntries);
    await this.activity.write(client, writes.activity);
    await insertWork(client, commitId, writes.touched);
  }

  private async keepRejected(client: pg.ClientBase, requests: readonly IngestRequest[]): Promise<void> {
    const rows = requests.flatMap(({ origin, rejected }) => {
      const sourceId = this.options.dictionaries.sourceId(origin.sourceRef);
      return sourceId === undefined ? [] : rejected.map((one) => ({ ...one, sourceId }));
    });
    await insertRejected(client, rows);
  }
}

function toReceipt(outcomes: readonly Outcome[]): IngestReceipt {
  return {
    accepted: outcomes.filter((one) => one === 'accepted').length,
    duplicates: outcomes.filter((one) => one === 'duplicate').length,
    outcomes,
  };
}
