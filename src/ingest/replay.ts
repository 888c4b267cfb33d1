import {
  errorTable,
  isJsonObject,
  limits,
  RapportError,
  type ErrorCode,
  type IncomingEvent,
  type Ingest,
  type RejectedEvents,
  type RejectedPosition,
  type ReplayReceipt,
} from '@rapport/sdk';
import type pg from 'pg';
import { parseEvent } from '../domain/event/parse-event';
import type { RejectedReader } from '../store/read-models/rejected-events';
import {
  listRejected,
  markRefusedAgain,
  markReplayed,
  rejectedByIds,
  type RejectedFilter,
  type RejectedRow,
} from '../store/rejected-events';
import type { EventReceiver } from './door-events';
import { parseJson } from './http/decode-body';
import type { Source, SourceDirectory } from './sources';

export type ReplayOptions = {
  readonly pool: pg.Pool;
  readonly ingest: Ingest;
  readonly sources: SourceDirectory;
  readonly receiver: EventReceiver;
  readonly now: () => number;
};

export type ReplayResult = {
  readonly accepted: number;
  readonly duplicates: number;
  /** Refused again; they stay, with their new reason. */
  readonly rejected: number;
  /** Their source is gone. */
  readonly orphaned: number;
};
type ReplayCounts = { -readonly [Key in keyof ReplayResult]: ReplayResult[Key] };

const pageEvents = 100;
const none: ReplayResult = { accepted: 0, duplicates: 0, rejected: 0, orphaned: 0 };

/**
 * Sends rejected events again, oldest first: those that were fixed by a changed limit, setting or plan are accepted now. They
 * mean what they meant when they came (the clock is corrected by the time of first receipt), start no journey, and are counted
 * once: an event without a messageId gets `rejected-<id>`, so that a replay after a crash doubles nothing.
 * @throws RapportError what Ingest.accept throws; what was committed before is marked
 */
export async function replayRejected(
  options: ReplayOptions,
  filter: Omit<RejectedFilter, 'afterId' | 'limit' | 'openOnly'>,
): Promise<ReplayResult> {
  const total = { ...none };
  for (let afterId = 0; ;) {
    const page = await listRejected(options.pool, { ...filter, openOnly: true, afterId, limit: pageEvents });
    const last = page.at(-1);
    if (last === undefined) return total;
    afterId = last.id;
    await replayRows(options, page, total);
  }
}

/** The same for GraphQL: chosen ones, or all in steps of a bounded size. */
export function createRejectedEvents(options: ReplayOptions, reader: RejectedReader): RejectedEvents {
  return {
    ...reader,
    async replay(ids: readonly number[]): Promise<ReplayReceipt> {
      const rows = await rejectedByIds(options.pool, ids);
      if (rows.length < new Set(ids).size) throw new RapportError('rejected_event_not_found');
      const total = { ...none };
      await replayRows(
        options,
        rows.filter((row) => row.replayedAt === null),
        total,
      );
      return { ...total, next: null };
    },
    async replayStep({ source, code }, after: RejectedPosition | null): Promise<ReplayReceipt> {
      const limit = limits.replayStepEventsMax;
      const page = await listRejected(options.pool, {
        ...(source === undefined ? {} : { sourceRef: source }),
        ...(code === undefined ? {} : { code }),
        ...{ openOnly: true, afterId: after?.id ?? 0, limit },
      });
      const total = { ...none };
      await replayRows(options, page, total);
      const last = page.at(-1);
      return { ...total, next: last === undefined || page.length < limit ? null : { id: last.id } };
    },
  };
}

async function replayRows(options: ReplayOptions, rows: readonly RejectedRow[], total: ReplayCounts): Promise<void> {
  for (const [sourceRef, group] of bySource(rows)) {
    const source = await options.sources.byRef(sourceRef);
    if (source === null) total.orphaned += group.length;
    else await replayOf(options, source, group, total);
  }
}

function bySource(rows: readonly RejectedRow[]): Map<string, RejectedRow[]> {
  const groups = new Map<string, RejectedRow[]>();
  for (const row of rows) groups.set(row.sourceRef, [...(groups.get(row.sourceRef) ?? []), row]);
  return groups;
}

type Refusal = { readonly id: number; readonly code: ErrorCode; readonly message: string };

async function replayOf(
  { pool, ingest, receiver, now }: ReplayOptions,
  source: Source,
  rows: readonly RejectedRow[],
  total: ReplayCounts,
): Promise<void> {
  const events: IncomingEvent[] = [];
  const ids: number[] = [];
  const refused: Refusal[] = [];
  await receiver.ready();
  for (const row of rows) {
    const parsed = parseAgain(receiver, source, row, now());
    if ('code' in parsed) refused.push({ id: row.id, ...parsed });
    else {
      events.push(parsed);
      ids.push(row.id);
    }
  }
  if (events.length > 0) {
    const receipt = await ingest.accept({ sourceRef: source.ref, historical: true }, events, []);
    const kept = ids.filter((id, index) => {
      const outcome = receipt.outcomes[index];
      if (outcome !== 'event_names_exhausted') return true;
      refused.push({ id, code: outcome, message: errorTable[outcome].message });
      return false;
    });
    await markReplayed(pool, kept, now());
    total.accepted += receipt.accepted;
    total.duplicates += receipt.duplicates;
  }
  await markRefusedAgain(pool, refused);
  total.rejected += refused.length;
}

function parseAgain(
  receiver: EventReceiver,
  source: Source,
  row: RejectedRow,
  now: number,
): IncomingEvent | Omit<Refusal, 'id'> {
  const body = parseJson(Buffer.from(row.body));
  if (!isJsonObject(body)) return { code: 'event_not_object', message: errorTable.event_not_object.message };
  const named = row.messageId === null ? { ...body, messageId: `rejected-${row.id}` } : body;
  const batch = { sentAt: null, context: null, defaultType: null, bytes: Buffer.byteLength(row.body) };
  const parsed = parseEvent(named, receiver.parseContext(source, batch, row.receivedAt));
  if (!parsed.ok) return { code: parsed.code, message: parsed.message };
  return receiver.planRefusal(parsed.event) ?? { ...parsed.event, receivedAt: now };
}
