import { isJsonObject, type IncomingEvent, type Ingest } from '@rapport/sdk';
import type pg from 'pg';
import { parseEvent } from '../domain/event/parse-event';
import { listRejected, markReplayed, type RejectedFilter, type RejectedRow } from '../store/rejected-events';
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
  /** Refused again; they stay as they are. */
  readonly rejected: number;
  /** Their source is gone. */
  readonly orphaned: number;
};

const pageEvents = 100;

/**
 * Sends rejected events again, oldest first: those that were fixed by a changed limit or setting are accepted now. They mean what
 * they meant when they came (the clock is corrected by the time of first receipt), start no journey, and are counted once: an
 * event without a messageId gets `rejected-<id>`, so that a replay after a crash doubles nothing.
 * @throws RapportError what Ingest.accept throws; what was committed before is marked
 */
export async function replayRejected(
  options: ReplayOptions,
  filter: Omit<RejectedFilter, 'afterId' | 'limit' | 'openOnly'>,
): Promise<ReplayResult> {
  const total = { accepted: 0, duplicates: 0, rejected: 0, orphaned: 0 };
  for (let afterId = 0; ;) {
    const page = await listRejected(options.pool, { ...filter, openOnly: true, afterId, limit: pageEvents });
    const last = page.at(-1);
    if (last === undefined) return total;
    afterId = last.id;
    for (const [sourceRef, rows] of bySource(page)) {
      const source = await options.sources.byRef(sourceRef);
      if (source === null) total.orphaned += rows.length;
      else await replayOf(options, source, rows, total);
    }
  }
}

function bySource(rows: readonly RejectedRow[]): Map<string, RejectedRow[]> {
  const groups = new Map<string, RejectedRow[]>();
  for (const row of rows) groups.set(row.sourceRef, [...(groups.get(row.sourceRef) ?? []), row]);
  return groups;
}

async function replayOf(
  { pool, ingest, receiver, now }: ReplayOptions,
  source: Source,
  rows: readonly RejectedRow[],
  total: { accepted: number; duplicates: number; rejected: number },
): Promise<void> {
  const events: IncomingEvent[] = [];
  const ids: number[] = [];
  for (const row of rows) {
    const event = parseAgain(receiver, source, row, now());
    if (event === null) total.rejected++;
    else {
      events.push(event);
      ids.push(row.id);
    }
  }
  if (events.length === 0) return;
  const receipt = await ingest.accept({ sourceRef: source.ref, historical: true }, events, []);
  const kept = ids.filter((_, index) => receipt.outcomes[index] !== 'event_names_exhausted');
  await markReplayed(pool, kept, now());
  total.accepted += receipt.accepted;
  total.duplicates += receipt.duplicates;
  total.rejected += ids.length - kept.length;
}

function parseAgain(receiver: EventReceiver, source: Source, row: RejectedRow, now: number): IncomingEvent | null {
  const body = parseJson(Buffer.from(row.body));
  if (!isJsonObject(body)) return null;
  const named = row.messageId === null ? { ...body, messageId: `rejected-${row.id}` } : body;
  const batch = { sentAt: null, context: null, defaultType: null, bytes: Buffer.byteLength(row.body) };
  const parsed = parseEvent(named, receiver.parseContext(source, batch, row.receivedAt));
  return parsed.ok ? { ...parsed.event, receivedAt: now } : null;
}
