import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  RapportError,
  type ErrorCode,
  type IncomingEvent,
  type Ingest,
  type IngestReceipt,
  type JsonObject,
} from '@rapport/sdk';
import type { ParsedEvent } from '../../domain/event/parse-event';
import type { Mapping } from './mapping';
import { readChunks, readRecords, type FileFormat, type FileRecord } from './records';

/** One transaction of ingest takes 4,096 events; records may be large. */
const chunkRecordsMax = 2_000;
const chunkCharsMax = 4 * 1024 * 1024;
const chunksInFlightMax = 2;
/** About five minutes: a restart of the database, a long checkpoint. Then the import gives up; it can be run again. */
const attempts = { max: 60, firstMilliseconds: 200, lastMilliseconds: 5_000 };

export type RejectedLine = {
  readonly line: number;
  readonly code: ErrorCode;
  readonly message: string;
  /** The record; the text of the line where it could not be read. */
  readonly record: JsonObject | string;
};

export type ImportOptions = {
  readonly file: string;
  readonly fileHash: string;
  readonly format: FileFormat;
  readonly mapping: Mapping;
  readonly parse: (call: JsonObject) => ParsedEvent;
  readonly ingest: Ingest;
  readonly reject: (rejected: RejectedLine) => Promise<void>;
  readonly onProgress: (progress: { readonly bytes: number; readonly lines: number }) => void;
  /** Ends the import between two chunks. */
  readonly signal: AbortSignal;
};

export type ImportSummary = {
  readonly lines: number;
  readonly accepted: number;
  /** Lines that an earlier run of the same file had brought in. */
  readonly present: number;
  /** Lines about people who were erased since they happened. */
  readonly erased: number;
  readonly rejected: number;
  readonly stopped: boolean;
};

/** SHA-256 of the file's bytes, in hex: the name under which its lines are remembered. @throws RapportError file_unreadable */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(file, () => undefined)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Sends a file through ingest, chunk by chunk, in constant memory. Every line has a permanent key made of the file's hash,
 * its number and what is imported: it counts once, however often the import is run again, and two equal lines both count.
 * @throws RapportError file_unreadable; database_unavailable and overloaded when it lasts
 */
export async function importFile(options: ImportOptions): Promise<ImportSummary> {
  const total = { lines: 0, accepted: 0, present: 0, erased: 0, rejected: 0 };
  const inFlight = new Set<Promise<void>>();
  let bytes = 0;
  let failure: Error | undefined;

  async function send(chunk: readonly FileRecord[]): Promise<void> {
    const { events, rejected } = prepare(chunk, options);
    const receipt = await acceptWithRetry(options, events);
    total.lines += chunk.length;
    if (receipt !== null) {
      total.accepted += receipt.accepted;
      total.present += receipt.duplicates;
      total.erased += receipt.erased;
      rejected.push(...refused(receipt, events));
    }
    total.rejected += rejected.length;
    for (const each of rejected) await options.reject(each);
    options.onProgress({ bytes, lines: total.lines });
  }

  for await (const chunk of chunks(readRecords(options.file, options.format, (read) => (bytes += read)))) {
    if (options.signal.aborted || failure !== undefined) break;
    const sending: Promise<void> = send(chunk)
      .catch((error: unknown) => {
        failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
    if (inFlight.size >= chunksInFlightMax) await Promise.race(inFlight);
  }
  await Promise.all(inFlight);
  if (failure !== undefined && !(failure instanceof Stopped)) throw failure;
  return { ...total, stopped: options.signal.aborted };
}

async function* chunks(records: AsyncGenerator<FileRecord>): AsyncGenerator<FileRecord[]> {
  let chunk: FileRecord[] = [];
  let chars = 0;
  for await (const record of records) {
    chunk.push(record);
    chars += record.chars;
    if (chunk.length < chunkRecordsMax && chars < chunkCharsMax) continue;
    yield chunk;
    chunk = [];
    chars = 0;
  }
  if (chunk.length > 0) yield chunk;
}

type Prepared = { readonly record: FileRecord & { broken?: undefined }; readonly event: IncomingEvent };

function prepare(
  chunk: readonly FileRecord[],
  { mapping, parse, fileHash }: ImportOptions,
): { events: Prepared[]; rejected: RejectedLine[] } {
  const events: Prepared[] = [];
  const rejected: RejectedLine[] = [];
  for (const record of chunk) {
    const { line } = record;
    if (record.broken !== undefined) {
      rejected.push({ line, code: 'import_line_invalid', message: record.broken, record: record.text });
      continue;
    }
    const mapped = mapping.map(record.fields);
    if (!mapped.ok) {
      rejected.push({ line, code: 'import_line_invalid', message: mapped.message, record: record.fields });
      continue;
    }
    const parsed = parse({ messageId: defaultMessageId(fileHash, line), ...mapped.call });
    if (!parsed.ok) rejected.push({ line, code: parsed.code, message: parsed.message, record: record.fields });
    else
      events.push({
        record,
        event: { ...parsed.event, key: lineKey(fileHash, mapping.kind, line), keyScope: 'permanent' },
      });
  }
  return { events, rejected };
}

/** Events of the same instant are ordered by messageId: of two lines without a time the later one is the newer one. */
function defaultMessageId(fileHash: string, line: number): string {
  return `${fileHash.slice(0, 16)}-${String(line).padStart(12, '0')}`;
}

/** 16 bytes in hex. The same file may be imported once as profiles and once as events. */
function lineKey(fileHash: string, kind: Mapping['kind'], line: number): string {
  return createHash('sha256').update(`${fileHash}\0${kind}\0${line}`).digest('hex').slice(0, 32);
}

function refused(receipt: IngestReceipt, events: readonly Prepared[]): RejectedLine[] {
  return events.flatMap(({ record }, index) => {
    const outcome = receipt.outcomes[index];
    if (outcome !== 'event_names_exhausted') return [];
    const { message } = new RapportError(outcome);
    return [{ line: record.line, code: outcome, message, record: record.fields }];
  });
}

class Stopped extends Error {}

/** Whatever a retry can help is tried again: the keys make it safe. null where there is nothing to send. */
async function acceptWithRetry(options: ImportOptions, prepared: readonly Prepared[]): Promise<IngestReceipt | null> {
  if (prepared.length === 0) return null;
  const events = prepared.map(({ event }) => event);
  for (let attempt = 1; ; attempt++) {
    try {
      return await options.ingest.accept({ sourceRef: 'import', historical: true }, events, []);
    } catch (error) {
      const retryable = error instanceof RapportError && error.retryable && error.code !== 'shutting_down';
      if (!retryable || attempt === attempts.max) throw error;
      if (options.signal.aborted) throw new Stopped();
      const wait = Math.min(attempts.firstMilliseconds * 2 ** (attempt - 1), attempts.lastMilliseconds);
      await delay(wait, undefined, { signal: options.signal }).catch(() => undefined);
    }
  }
}
