import type { HelpdeskReport, Ingest } from '@rapport/sdk';
import type pg from 'pg';
import type { IdentifierExtractor } from '../domain/event/identifiers';
import { foldConversation } from '../domain/conversation/fold';
import { identifierKey } from '../domain/identity/graph';
import { inTransaction } from '../postgres/pool';
import { retrying } from '../postgres/retry';
import { insertCommit } from '../store/commit-log';
import { insertFacts, lockConversations, readFacts, type StoredFact, writeConversations } from '../store/conversations';
import type { ErasedIdentifiers } from '../store/erased-identifiers';
import { leavesByIdentifiers } from '../store/identifiers';
import { insertWork, resolveRoots } from '../store/work';
import { eventsOf, identifiersOf } from './events';

export type RecorderOptions = {
  readonly pool: pg.Pool;
  readonly ingest: Ingest;
  readonly extractor: IdentifierExtractor;
  readonly erased: ErasedIdentifiers;
  readonly now: () => number;
  readonly onCommit: () => void;
};

export type Told = {
  readonly connection: string;
  readonly helpdesk: string;
  readonly reports: readonly HelpdeskReport[];
  /** Read from the past: it starts no journey. */
  readonly historical: boolean;
};

/**
 * Reports -> the timeline (through ingest, as from any source), then the conversations. Both may be told again: events are counted
 * once by their ids, facts by their keys. So a crash between the two is healed by telling it again, which whoever holds the
 * delivery does.
 */
export class ConversationRecorder {
  constructor(private readonly options: RecorderOptions) {}

  /** @throws RapportError as Ingest.accept: it is told again later */
  async record(told: Told): Promise<void> {
    const { ingest, extractor, now } = this.options;
    const { connection, helpdesk, reports, historical } = told;
    const sourceRef = `helpdesk:${connection}`;
    const context = { sourceRef, connection, helpdesk, extractor, receivedAt: now() };
    const known = reports.filter(({ contact }) => identifiersOf(contact, extractor).length > 0);
    const events = known.flatMap((report) => eventsOf(report, context));
    if (events.length > 0) await ingest.accept({ sourceRef, historical }, events, []);
    if (known.some((report) => report.facts.length > 0)) await this.keep(connection, known);
  }

  private async keep(connection: string, told: readonly HelpdeskReport[]): Promise<void> {
    const { pool, now, onCommit } = this.options;
    await retrying(() =>
      inTransaction(pool, async (client) => {
        const reports = await this.withoutErased(client, told);
        const facts = factsOf(connection, reports);
        if (facts.length === 0) return;
        await lockConversations(client, facts);
        const changed = await insertFacts(client, facts);
        if (changed.length === 0) return;
        const leaves = await this.leavesOf(client, reports);
        const known = await readFacts(client, changed);
        const written = changed.flatMap((id) => {
          const leafId = leaves.get(id.externalId);
          const own = known.filter((one) => one.externalId === id.externalId).map((one) => one.fact);
          return leafId === undefined ? [] : [{ ...id, leafId, state: foldConversation(own) }];
        });
        const touchedLeaves = await writeConversations(client, written, now());
        await tell(client, touchedLeaves, now());
      }),
    );
    onCommit();
  }

  /** What somebody said who was erased since is not kept; the door drops it from the timeline by itself. */
  private async withoutErased(client: pg.ClientBase, reports: readonly HelpdeskReport[]): Promise<HelpdeskReport[]> {
    const { erased, extractor } = this.options;
    const identifiers = reports.map(({ contact }) => identifiersOf(contact, extractor));
    const erasedAt = await erased.erasedAt(client, identifiers.flat());
    if (erasedAt.size === 0) return [...reports];
    return reports.map((report, index) => {
      const times = (identifiers[index] ?? []).map((one) => erasedAt.get(identifierKey(one)) ?? -Infinity);
      const last = Math.max(...times);
      return { ...report, facts: report.facts.filter((fact) => fact.at >= last) };
    });
  }

  /** By the conversation's own id: the leaf of its contact, of whom ingest has just made sure. */
  private async leavesOf(
    client: pg.ClientBase,
    reports: readonly HelpdeskReport[],
  ): Promise<ReadonlyMap<string, number>> {
    const contacts = reports.flatMap(({ conversation, contact }) => {
      const [first] = identifiersOf(contact, this.options.extractor);
      return conversation === null || first === undefined ? [] : [{ conversation, identifier: first }];
    });
    const leaves = await leavesByIdentifiers(
      client,
      contacts.map((one) => one.identifier),
    );
    return new Map(
      contacts.flatMap(({ conversation }, index) => {
        const leafId = leaves[index];
        return leafId === undefined || leafId === null ? [] : [[conversation, leafId]];
      }),
    );
  }
}

function factsOf(connection: string, reports: readonly HelpdeskReport[]): StoredFact[] {
  return reports.flatMap(({ conversation, facts }) =>
    conversation === null ? [] : facts.map((fact) => ({ connection, externalId: conversation, fact })),
  );
}

/** Whoever follows profiles looks at those whose conversations look different now. */
async function tell(client: pg.ClientBase, leafIds: readonly number[], at: number): Promise<void> {
  const roots = await resolveRoots(client, leafIds);
  const changes = leafIds.map((profileId) => ({ kind: 'profile', profileId, mergeId: null }) as const);
  const commitId = await insertCommit(client, { at, changes });
  const touched = [...roots].map(([leafId, rootId]) => ({
    ...({ kind: 'conversation', subject: 0 } as const),
    leafId,
    rootId,
  }));
  await insertWork(client, commitId, touched);
}
