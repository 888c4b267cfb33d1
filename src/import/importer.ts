import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  RapportError,
  type ErrorCode,
  type ImportEncoding,
  type IncomingEvent,
  type Ingest,
  type IngestReceipt,
  type JsonObject,
} from '@rapport/sdk';
import type { ParsedEvent } from '../domain/event/parse-event';
import { counted, type Bytes } from './bytes';
import { EncodingDetector } from './encoding';
import type { Mapping } from './mapping';
import { readRecords, type FileFormat, type FileRecord } from './records';

/** One transaction of ingest takes 4,096 events; records may be large. */
const partRecordsMax = 2_000;
const partCharsMax = 4 * 1024 * 1024;
/** How many parts may be sent and not yet told to onPart. */
export const partsInFlightMax = 2;
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
  readonly bytes: Bytes;
  readonly fileHash: string;
  readonly format: FileFormat;
  readonly mapping: Mapping;
  readonly parse: (call: JsonObject) => ParsedEvent;
  readonly ingest: Ingest;
  /** Lines up to this one were done by an earlier run; 0: none. */
  readonly afterLine: number;
  /** Default: 2,000. */
  readonly partRecordsMax?: number | undefined;
  /** Called for one part of the file after the other, once it is committed. What it throws ends the import. */
  readonly onPart: (part: ImportPart) => Promise<void>;
  /** Ends the import between two parts. */
  readonly signal: AbortSignal;
};

/** What became of some lines that follow each other. */
export type ImportPart = {
  /** The last of them. */
  readonly line: number;
  /** Of the file, read by then; a little ahead of the lines. */
  readonly bytes: number;
  readonly records: number;
  readonly accepted: number;
  /** Lines that an earlier run of the same file had brought in. */
  readonly present: number;
  /** Lines about people who were erased since they happened. */
  readonly erased: number;
  readonly rejected: readonly RejectedLine[];
};

/** The name under which a file's lines are remembered (SHA-256 of its bytes, in hex), and how its text is written. */
export async function inspectBytes(
  bytes: Bytes,
): Promise<{ readonly hash: string; readonly encoding: ImportEncoding; readonly size: number }> {
  const hash = createHash('sha256');
  const detector = new EncodingDetector();
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    detector.update(chunk);
    size += chunk.length;
  }
  return { hash: hash.digest('hex'), encoding: detector.encoding(), size };
}

/**
 * Sends a file through ingest, part by part, in constant memory. Every line has a permanent key made of the file's hash,
 * its number and what is imported: it counts once, however often the import is run again, and two equal lines both count.
 * @returns whether it was stopped before the end
 * @throws what reading the bytes throws; database_unavailable and overloaded when it lasts; what onPart throws
 */
export async function importFile(options: ImportOptions): Promise<{ readonly stopped: boolean }> {
  const { signal, onPart } = options;
  let bytes = 0;
  const sending: Promise<ImportPart>[] = [];
  const settle = async (): Promise<void> => {
    const next = sending.shift();
    if (next !== undefined) await onPart(await next);
  };
  try {
    const read = readRecords(
      counted(options.bytes, (count) => (bytes += count)),
      options.format,
    );
    for await (const records of parts(read, options.afterLine, options.partRecordsMax ?? partRecordsMax)) {
      if (signal.aborted) break;
      const part = sendPart(records, bytes, options);
      // Whoever waits for it hears of its failure; until then it must not end the process.
      part.catch(() => undefined);
      sending.push(part);
      if (sending.length >= partsInFlightMax) await settle();
    }
    while (sending.length > 0) await settle();
  } catch (error) {
    await Promise.allSettled(sending);
    if (!(error instanceof Stopped)) throw error;
  }
  return { stopped: signal.aborted };
}

async function* parts(
  records: AsyncGenerator<FileRecord>,
  afterLine: number,
  recordsMax: number,
): AsyncGenerator<FileRecord[]> {
  let part: FileRecord[] = [];
  let chars = 0;
  for await (const record of records) {
    if (record.line <= afterLine) continue;
    part.push(record);
    chars += record.chars;
    if (part.length < recordsMax && chars < partCharsMax) continue;
    yield part;
    part = [];
    chars = 0;
  }
  if (part.length > 0) yield part;
}

async function sendPart(records: readonly FileRecord[], bytes: number, options: ImportOptions): Promise<ImportPart> {
  const { events, rejected } = prepareRecords(records, options);
  const receipt = await acceptWithRetry(options, events);
  return {
    line: records.at(-1)?.line ?? 0,
    bytes,
    records: records.length,
    accepted: receipt?.accepted ?? 0,
    present: receipt?.duplicates ?? 0,
    erased: receipt?.erased ?? 0,
    rejected: receipt === null ? rejected : [...rejected, ...refused(receipt, events)],
  };
}

export type PreparedRecord = { readonly record: FileRecord & { broken?: undefined }; readonly event: IncomingEvent };

/** What would be sent of these records, and what would not. */
export function prepareRecords(
  records: readonly FileRecord[],
  { mapping, parse, fileHash }: Pick<ImportOptions, 'mapping' | 'parse' | 'fileHash'>,
): { events: PreparedRecord[]; rejected: RejectedLine[] } {
  const events: PreparedRecord[] = [];
  const rejected: RejectedLine[] = [];
  for (const record of records) {
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
        event: { ...parsed.event, key: lineKey(fileHash, mapping.identity, line), keyScope: 'permanent' },
      });
  }
  return { events, rejected };
}

/** Events of the same instant are ordered by messageId: of two lines without a time the later one is the newer one. */
function defaultMessageId(fileHash: string, line: number): string {
  return `${fileHash.slice(0, 16)}-${String(line).padStart(12, '0')}`;
}

/** 16 bytes in hex. The same file may be imported once as profiles and once as events. */
function lineKey(fileHash: string, identity: string, line: number): string {
  return createHash('sha256').update(`${fileHash}\0${identity}\0${line}`).digest('hex').slice(0, 32);
}

function refused(receipt: IngestReceipt, events: readonly PreparedRecord[]): RejectedLine[] {
  return events.flatMap(({ record }, index) => {
    const outcome = receipt.outcomes[index];
    if (outcome !== 'event_names_exhausted') return [];
    const { message } = new RapportError(outcome);
    return [{ line: record.line, code: outcome, message, record: record.fields }];
  });
}

class Stopped extends Error {}

/** Whatever a retry can help is tried again: the keys make it safe. null where there is nothing to send. */
async function acceptWithRetry(
  { ingest, signal }: ImportOptions,
  prepared: readonly PreparedRecord[],
): Promise<IngestReceipt | null> {
  if (prepared.length === 0) return null;
  const events = prepared.map(({ event }) => event);
  for (let attempt = 1; ; attempt++) {
    try {
      return await ingest.accept({ sourceRef: 'import', historical: true }, events, []);
    } catch (error) {
      const retryable = error instanceof RapportError && error.retryable && error.code !== 'shutting_down';
      if (!retryable || attempt === attempts.max) throw error;
      if (signal.aborted) throw new Stopped();
      const wait = Math.min(attempts.firstMilliseconds * 2 ** (attempt - 1), attempts.lastMilliseconds);
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
