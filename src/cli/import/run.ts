import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { RapportError, type Core, type Trust } from '@rapport/sdk';
import { fileBytes } from '../../import/bytes';
import { findFormat, type AskedFormat } from '../../import/file-format';
import { importFile, inspectBytes } from '../../import/importer';
import { createMapping, type AskedMapping, type Mapping } from '../../import/mapping';
import { importParser } from '../../import/parser';
import { sampleOf } from '../../import/records';
import type { EventReceiver } from '../../ingest/door-events';
import { rejectedFile } from './rejected-file';

export type ImportRun = {
  readonly file: string;
  readonly format: AskedFormat;
  readonly trust: Trust;
  readonly mapping: AskedMapping;
  readonly signal: AbortSignal;
  /** Once, before the first record is sent. */
  readonly onPlan: (plan: { readonly mapping: Mapping; readonly bytes: number }) => void;
  readonly onProgress: (progress: { readonly bytes: number; readonly lines: number }) => void;
};

export type ImportResult = {
  readonly lines: number;
  readonly accepted: number;
  /** Lines that an earlier run of the same file had brought in. */
  readonly present: number;
  /** Lines about people who were erased since they happened. */
  readonly erased: number;
  readonly rejected: number;
  readonly stopped: boolean;
  readonly rejectedFile: string;
};

/**
 * Imports one file: reads a sample, decides on the columns, sends every record. Rejected lines go to FILE.rejected.ndjson,
 * which every run writes anew.
 * @throws RapportError file_unreadable, import_mapping_invalid, database_unavailable
 */
export async function runImport(
  run: ImportRun,
  house: { readonly core: Pick<Core, 'ingest' | 'now'>; readonly receiver: EventReceiver },
): Promise<ImportResult> {
  const { file, trust, signal, onProgress } = run;
  await checkFile(file);
  const { hash, encoding, size } = await inspectBytes(fileBytes(file));
  const format = await findFormat({ name: path.basename(file), bytes: fileBytes(file), encoding }, run.format);
  const mapping = createMapping(run.mapping, await sampleOf(fileBytes(file), format));
  run.onPlan({ mapping, bytes: size });
  const rejectedPath = `${file}.rejected.ndjson`;
  await rm(rejectedPath, { force: true });
  const rejected = rejectedFile(rejectedPath);
  const total = { lines: 0, accepted: 0, present: 0, erased: 0, rejected: 0 };
  try {
    const { stopped } = await importFile({
      bytes: fileBytes(file),
      fileHash: hash,
      format,
      mapping,
      parse: importParser(house.receiver, trust, house.core.now()),
      ingest: house.core.ingest,
      afterLine: 0,
      signal,
      async onPart(part) {
        total.lines += part.records;
        total.accepted += part.accepted;
        total.present += part.present;
        total.erased += part.erased;
        total.rejected += part.rejected.length;
        for (const line of part.rejected) await rejected.write(line);
        onProgress({ bytes: part.bytes, lines: total.lines });
      },
    });
    return { ...total, stopped, rejectedFile: rejectedPath };
  } finally {
    await rejected.close();
  }
}

async function checkFile(file: string): Promise<void> {
  try {
    if ((await stat(file)).isFile()) return;
  } catch (error) {
    throw new RapportError('file_unreadable', file, { cause: error });
  }
  throw new RapportError('file_unreadable', `${file} is no file.`);
}
