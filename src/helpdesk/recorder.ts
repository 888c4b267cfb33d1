import {
  type CarriedIdentifier,
  type ConversationFact,
  type HelpdeskReport,
  type HelpdeskTold,
  type Ingest,
  lastMomentOf,
  limits,
} from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { IdentifierExtractor } from '../domain/event/identifiers';
import { foldConversation } from '../domain/conversation/fold';
import { factsOfSnapshot } from '../domain/conversation/snapshot';
import { inTransaction } from '../postgres/pool';
import { retrying } from '../postgres/retry';
import { insertCommit } from '../store/commit-log';
import {
  contactsOfConversations,
  insertFacts,
  lockConversations,
  readFacts,
  type StoredFact,
  writeConversations,
  type WrittenConversation,
} from '../store/conversations';
import type { ErasedIdentifiers, LookedUp } from '../store/erased-identifiers';
import { insertTraces } from '../store/helpdesk-traces';
import { insertTargets, type NewTarget } from '../store/helpdesk-writes';
import { insertTouches } from '../store/work';
import { eventsOf, identifiersOf } from './events';
import { type BoundReader, readMessages } from './messages';
import { type ToldOf, tracesIn } from './traces';

export type RecorderOptions = {
  readonly pool: pg.Pool;
  readonly ingest: Ingest;
  readonly extractor: IdentifierExtractor;
  readonly erased: ErasedIdentifiers;
  readonly readers: readonly BoundReader[];
  /** Plugins that hear what helpdesks tell. */
  readonly heeds: readonly ((told: HelpdeskTold) => Promise<void>)[];
  readonly now: () => number;
  readonly log: Logger;
  readonly onCommit: () => void;
};

export type Told = {
  readonly connection: string;
  readonly helpdesk: string;
  readonly reports: readonly HelpdeskReport[];
  /** Read from the past: it starts no journey. */
  readonly historical: boolean;
};

/** A report whose contact identity can know; the contact's own id in the helpdesk comes first. */
export type KnownReport = {
  readonly report: HelpdeskReport;
  readonly identifiers: readonly [CarriedIdentifier, ...CarriedIdentifier[]];
};

/**
 * Reports -> the timeline (through ingest, as from any source), then the conversations. Both may be told again: events are counted
 * once by their ids, facts by their keys. So a crash between the two is healed by telling it again, which whoever holds the
 * delivery does.
 */
export class ConversationRecorder {
  constructor(private readonly options: RecorderOptions) {}

  /** Snapshots are left to `shownBySnapshots`. @throws RapportError as Ingest.accept: it is told again later */
  async record(told: Told): Promise<void> {
    const { ingest, extractor, heeds, now } = this.options;
    const { connection, helpdesk, historical } = told;
    const reports = await readMessages(told.reports, historical, this.options);
    const sourceRef = `helpdesk:${connection}`;
    const context = { sourceRef, connection, helpdesk, receivedAt: now() };
    const known = reports.flatMap((report): KnownReport[] => {
      const [first, ...others] = identifiersOf(report.contact, extractor);
      return first === undefined ? [] : [{ report, identifiers: [first, ...others] }];
    });
    const events = known.flatMap((one) => eventsOf(one, context));
    if (events.length > 0) await ingest.accept({ sourceRef, historical }, events, []);
    const ofConversations = known.filter(({ report }) => report.conversation !== null);
    if (ofConversations.length > 0) await this.keep(connection, ofConversations);
    for (const heed of heeds) await heed({ connection, reports, historical });
  }

  /** What snapshots show that no fact tells. @returns reports of those facts, to be recorded as any other */
  async shownBySnapshots(connection: string, reports: readonly HelpdeskReport[]): Promise<HelpdeskReport[]> {
    const shown = reports.flatMap(({ contact, conversation, snapshot }) =>
      conversation === null || snapshot === undefined ? [] : [{ contact, conversation, snapshot }],
    );
    if (shown.length === 0) return [];
    const now = this.options.now();
    const ids = shown.map(({ conversation }) => ({ connection, externalId: conversation }));
    const known = byConversation(await readFacts(this.options.pool, ids));
    return shown.flatMap(({ contact, conversation, snapshot }) => {
      const facts = factsOfSnapshot(known.get(conversation) ?? [], snapshot, now);
      return facts.length === 0 ? [] : [{ contact, conversation, facts }];
    });
  }

  private async keep(connection: string, told: readonly KnownReport[]): Promise<void> {
    const { pool, erased, now, onCommit } = this.options;
    const ids = idsOf(connection, told);
    await retrying(() =>
      inTransaction(pool, async (client) => {
        const lookedUp = await erased.lookUp(
          client,
          told.map(({ identifiers }) => identifiers),
        );
        const kept = told.map((one, index) => withoutErased(one.report, lookedUp[index]));
        await lockConversations(client, ids);
        const contacts = await contactsOfConversations(client, ids);
        await insertTraces(client, connection, tracesIn(contactsIn(told, lookedUp), contacts), now());
        const changed = await insertFacts(client, factsOf(connection, kept));
        if (changed.length === 0) return;
        const byId = new Map(kept.map((report, index) => [report.conversation, { report, found: lookedUp[index] }]));
        const known = byConversation(await readFacts(client, changed));
        const written = changed.flatMap((id) => {
          const one = byId.get(id.externalId);
          const leafId = one?.found?.leafId ?? null;
          if (one === undefined || leafId === null) return [];
          const state = foldConversation(known.get(id.externalId) ?? []);
          return [{ ...id, leafId, contactId: one.report.contact.id, state }];
        });
        await tell(client, await writeConversations(client, written, now()), now());
        await insertTargets(client, targetsOf(written, now()));
      }),
    );
    onCommit();
  }
}

/** What somebody said who was erased since is not kept; the door drops it from the timeline by itself. */
function withoutErased(report: HelpdeskReport, found: LookedUp | undefined): HelpdeskReport {
  const erasedAt = found?.erasedAt ?? null;
  return erasedAt === null ? report : { ...report, facts: report.facts.filter((fact) => fact.at >= erasedAt) };
}

/** Who was erased, and did not come back, is nobody's trace. */
function contactsIn(told: readonly KnownReport[], lookedUp: readonly LookedUp[]): ToldOf[] {
  return told.flatMap(({ report: { conversation, contact } }, index) => {
    const leafId = lookedUp[index]?.leafId ?? null;
    return conversation === null || leafId === null ? [] : [{ conversation, contact: { id: contact.id, leafId } }];
  });
}

function idsOf(connection: string, told: readonly KnownReport[]) {
  const ids = new Set(told.flatMap(({ report }) => report.conversation ?? []));
  return [...ids].map((externalId) => ({ connection, externalId }));
}

function byConversation(stored: readonly StoredFact[]): ReadonlyMap<string, readonly ConversationFact[]> {
  const facts = new Map<string, ConversationFact[]>();
  for (const { externalId, fact } of stored) {
    const own = facts.get(externalId);
    if (own === undefined) facts.set(externalId, [fact]);
    else own.push(fact);
  }
  return facts;
}

function factsOf(connection: string, reports: readonly HelpdeskReport[]): StoredFact[] {
  return reports.flatMap(({ conversation, facts }) =>
    conversation === null ? [] : facts.map((fact) => ({ connection, externalId: conversation, fact })),
  );
}

/** A moment later, when those who follow profiles have seen it, it is looked at what the helpdesk should know of them. */
function targetsOf(written: readonly WrittenConversation[], now: number): NewTarget[] {
  const soon = now + limits.helpdeskWriteGatherSeconds * 1_000;
  const activeSince = now - limits.helpdeskWriteActiveDays * 86_400_000;
  return written.flatMap(({ connection, externalId, contactId, leafId, state }): NewTarget[] => {
    const isActive = lastMomentOf(state) > activeSince;
    const isOpen = isActive && state.status !== 'resolved';
    return [
      { connection, kind: 'contact', objectId: contactId, leafId, dueAt: isActive ? soon : null },
      { connection, kind: 'conversation', objectId: externalId, leafId, dueAt: isOpen ? soon : null },
    ];
  });
}

/** Whoever follows profiles looks at those whose conversations look different now. */
async function tell(client: pg.ClientBase, leafIds: readonly number[], at: number): Promise<void> {
  const changes = leafIds.map((profileId) => ({ kind: 'profile', profileId, mergeId: null }) as const);
  const id = await insertCommit(client, { at, changes });
  await insertTouches(client, { id, at, isAnnounced: true }, { kind: 'conversation', subject: 0 }, leafIds);
}
