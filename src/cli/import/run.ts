import { rm, stat } from 'node:fs/promises';
import { limits, RapportError, type Core, type JsonObject, type Trust } from '@rapport/sdk';
import { parseEvent, type ParsedEvent } from '../../domain/event/parse-event';
import type { EventReceiver } from '../../ingest/door-events';
import { insideSource } from '../../ingest/sources';
import { hashFile, importFile, type ImportSummary } from './importer';
import { createMapping, type AskedMapping, type Mapping } from './mapping';
import { readRecords, type FileFormat } from './records';
import { rejectedFile } from './rejected-file';

/** A column's type is decided by so many records. */
const sampleRecordsMax = 1_000;

export type ImportRun = {
  readonly file: string;
  readonly format: FileFormat;
  readonly trust: Trust;
  readonly mapping: AskedMapping;
  readonly signal: AbortSignal;
  /** Once, before the first record is sent. */
  readonly onPlan: (plan: { readonly mapping: Mapping; readonly bytes: number }) => void;
  readonly onProgress: (progress: { readonly bytes: number; readonly lines: number }) => void;
};

export type ImportResult = ImportSummary & { readonly rejectedFile: string };

/**
 * Imports one file: reads a sample, decides on the columns, sends every record. Rejected lines go to FILE.rejected.ndjson,
 * which every run writes anew.
 * @throws RapportError file_unreadable, import_mapping_invalid, database_unavailable
 */
export async function runImport(
  run: ImportRun,
  house: { readonly core: Pick<Core, 'ingest' | 'now'>; readonly receiver: EventReceiver },
): Promise<ImportResult> {
  const { file, format, trust, signal, onProgress } = run;
  const bytes = await sizeOf(file);
  const mapping = createMapping(run.mapping, await sampleOf(file, format));
  run.onPlan({ mapping, bytes });
  const rejectedPath = `${file}.rejected.ndjson`;
  await rm(rejectedPath, { force: true });
  const rejected = rejectedFile(rejectedPath);
  try {
    const summary = await importFile({
      file,
      fileHash: await hashFile(file),
      format,
      mapping,
      parse: importParser(house.receiver, trust, house.core.now()),
      ingest: house.core.ingest,
      reject: (line) => rejected.write(line),
      onProgress,
      signal,
    });
    return { ...summary, rejectedFile: rejectedPath };
  } finally {
    await rejected.close();
  }
}

/** The keys of its events are replaced by those of the lines. */
function importParser(receiver: EventReceiver, trust: Trust, receivedAt: number): (call: JsonObject) => ParsedEvent {
  const source = insideSource('import', trust);
  const batch = { sentAt: null, context: null, defaultType: null, bytes: limits.requestBytesMax };
  const context = { ...receiver.parseContext(source, batch, receivedAt), requestBytes: null };
  return (call) => parseEvent(call, context);
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isFile()) return found.size;
  } catch (error) {
    throw new RapportError('file_unreadable', file, { cause: error });
  }
  throw new RapportError('file_unreadable', `${file} is no file.`);
}

async function sampleOf(file: string, format: FileFormat): Promise<JsonObject[]> {
  const sample: JsonObject[] = [];
  for await (const record of readRecords(file, format)) {
    if (record.broken === undefined) sample.push(record.fields);
    if (sample.length === sampleRecordsMax) break;
  }
  return sample;
}
