import {
  limits,
  RapportError,
  type Actor,
  type ImportOptions,
  type ImportPreview,
  type ImportRecord,
  type Imports,
  type ImportState,
  type Page,
  type PageRequest,
  type RejectedRow,
} from '@rapport/sdk';
import type pg from 'pg';
import type { EventReceiver } from '../ingest/door-events';
import { inTransaction } from '../postgres/pool';
import type { Dictionaries } from '../store/dictionaries';
import { findFile, importedBefore, readFile, removeFile, type ImportFile } from '../store/import-files';
import * as jobs from '../store/import-jobs';
import { pageOfRejectedRows } from '../store/import-rejected';
import { beginningOf, type Bytes } from './bytes';
import { findFormat } from './file-format';
import { importParser } from './parser';
import { describeFile, faultOf, mappingOf, suggestOptions } from './preview';
import { sampleOf, type FileFormat, type Sample } from './records';
import { tryImport } from './trial';

export type ImportsOptions = {
  readonly pool: pg.Pool;
  readonly dictionaries: Dictionaries;
  readonly receiver: EventReceiver;
  readonly now: () => number;
};

/** Imports as people see them: what a file holds, what would become of it, and the orders to do it. The worker does the rest. */
export function createImports(options: ImportsOptions): Imports {
  return new JobImports(options);
}

/** How the options say that a file is to be read. */
export function formatOf({ encoding, delimiter }: ImportOptions): FileFormat {
  return delimiter === null ? { encoding, kind: 'ndjson' } : { encoding, kind: 'delimited', delimiter };
}

class JobImports implements Imports {
  constructor(private readonly options: ImportsOptions) {}

  page(request: PageRequest<{ readonly id: number }>): Promise<Page<ImportRecord>> {
    return jobs.pageOfJobs(this.options.pool, request);
  }

  byPublicIds(ids: readonly string[]): Promise<readonly (ImportRecord | null)[]> {
    return jobs.jobsByPublicIds(this.options.pool, ids);
  }

  async preview(publicId: string, asked: ImportOptions | null): Promise<ImportPreview> {
    const { pool, dictionaries, receiver, now } = this.options;
    const { job, file } = await this.jobWithFile(publicId);
    const bytes = this.beginningOf(file);
    const { options, sample } = await this.look(file, bytes, asked);
    const before = await importedBefore(pool, file.hash, job.id);
    const fault = faultOf(options, sample);
    const described = { options, ...describeFile(options, sample, before), fault };
    if (fault !== null) return { ...described, trial: null };
    const trial = await tryImport({
      ...{ pool, dictionaries, bytes: bytes(), fileHash: file.hash, format: formatOf(options) },
      mapping: mappingOf(options, sample),
      parse: importParser(receiver, options.trust, now()),
    });
    return { ...described, trial };
  }

  async start(publicId: string, asked: ImportOptions | null): Promise<ImportRecord> {
    const { pool, now } = this.options;
    const { job, file } = await this.jobWithFile(publicId);
    const states: ImportState[] = job.options === null ? ['draft'] : ['cancelled', 'failed'];
    // What has begun goes on as it began: its lines are counted under these options.
    const { options, sample } = await this.look(file, this.beginningOf(file), job.options ?? asked);
    mappingOf(options, sample);
    const fault = faultOf(options, sample);
    if (fault !== null) throw new RapportError('import_mapping_invalid', fault.message);
    if (!(await jobs.startJob(pool, { id: job.id, states, options, now: now() }))) throw wrongState(job);
    return this.read(publicId);
  }

  async cancel(publicId: string): Promise<ImportRecord> {
    const { pool, now } = this.options;
    const job = await this.read(publicId);
    if (job.state === 'draft') {
      const removed = await inTransaction(pool, (client) => jobs.removeDraft(client, job.id));
      if (!removed) throw wrongState(job);
      await removeFile(pool, job.fileId);
      return { ...job, state: 'cancelled', fileKept: false };
    }
    if (!(await jobs.stopJob(pool, job.id, now()))) throw wrongState(job);
    return this.read(publicId);
  }

  async again(publicId: string, actor: Actor): Promise<ImportRecord> {
    const { file } = await this.jobWithFile(publicId);
    const { pool, now } = this.options;
    return this.read(await jobs.createJob(pool, { fileId: file.id, actor, now: now() }));
  }

  async rejected(publicId: string, request: PageRequest<{ readonly id: number }>): Promise<Page<RejectedRow>> {
    const { id } = await this.read(publicId);
    return pageOfRejectedRows(this.options.pool, id, request);
  }

  private beginningOf({ id }: ImportFile): () => Bytes {
    return beginningOf((from) => readFile(this.options.pool, id, from));
  }

  private async look(
    file: ImportFile,
    bytes: () => Bytes,
    asked: ImportOptions | null,
  ): Promise<{ readonly options: ImportOptions; readonly sample: Sample }> {
    const format =
      asked === null
        ? await findFormat({ name: file.name, bytes: bytes(), encoding: file.encoding }, {})
        : formatOf(asked);
    const sample = await sampleOf(bytes(), format);
    if (sample.names.length > limits.importColumnsMax)
      throw new RapportError('import_mapping_invalid', `It has ${sample.names.length} columns.`);
    if (asked === null) return { options: suggestOptions(format, sample, null), sample };
    // Another delimiter, encoding or kind makes other columns: nobody has said anything about them yet.
    const isSaid = asked.columns.some(({ name }) => sample.names.includes(name));
    return { options: isSaid ? asked : suggestOptions(format, sample, asked), sample };
  }

  private async read(publicId: string): Promise<jobs.ImportJob> {
    const [job] = await jobs.jobsByPublicIds(this.options.pool, [publicId]);
    if (job === null || job === undefined) throw new RapportError('import_not_found');
    return job;
  }

  private async jobWithFile(publicId: string): Promise<{ readonly job: jobs.ImportJob; readonly file: ImportFile }> {
    const job = await this.read(publicId);
    const file = await findFile(this.options.pool, job.fileId);
    if (file === null) throw new RapportError('import_file_gone');
    return { job, file };
  }
}

function wrongState({ state }: ImportRecord): RapportError {
  return new RapportError('import_state_wrong', `It is ${state}.`);
}
