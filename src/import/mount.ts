import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import { errorTable, limits, RapportError } from '@rapport/sdk';
import type { AuditLog, Authenticator, HttpMount, Imports, Principal } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { appendChunk, completeFile, createFile, removeFile } from '../store/import-files';
import { createJob } from '../store/import-jobs';
import { EncodingDetector } from './encoding';
import { rejectedCsv } from './rejected-csv';

const importsPath = '/imports';
const chunkBytes = 512 * 1024;

export type ImportMountOptions = {
  readonly pool: pg.Pool;
  readonly auth: Authenticator;
  readonly imports: Imports;
  readonly audit: Pick<AuditLog, 'write'>;
  readonly now: () => number;
  readonly log: Logger;
};

/**
 * `POST /imports?name=customers.csv`, the file as the body: kept in pieces, never whole in memory -> 201 `{ importId }`, a draft.
 * `GET /imports/<importId>/rejected.csv`: the rows that could not be imported, with line and reason; those of others only with
 * pii.read. Right: import.write, by `Authorization: Bearer` like the API.
 */
export function createImportMount(options: ImportMountOptions): HttpMount {
  let uploads = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const principal = await authenticate(options.auth, request);
    const [, publicId] = /^\/imports\/([0-9a-f-]{36})\/rejected\.csv$/i.exec(url.pathname) ?? [];
    if (publicId !== undefined) {
      if (request.method !== 'GET') throw new RapportError('method_not_allowed');
      return download(options, publicId.toLowerCase(), principal, response);
    }
    if (url.pathname !== importsPath) throw new RapportError('import_not_found');
    if (request.method !== 'POST') throw new RapportError('method_not_allowed');
    if (uploads >= limits.importUploadsMax) throw new RapportError('overloaded', 'Other files are arriving.');
    uploads += 1;
    try {
      const importId = await upload(options, readName(url), principal, request);
      await note(options, 'import.upload', importId, principal);
      sendJson(response, 201, { importId });
    } finally {
      uploads -= 1;
    }
  }

  return {
    path: importsPath,
    async handle(request, response) {
      try {
        await answer(request, response);
      } catch (error) {
        refuse(request, response, error, options.log);
      }
    },
  };
}

async function authenticate(auth: Authenticator, request: IncomingMessage): Promise<Principal> {
  const principal = await auth.authenticate(request);
  if (principal === null) throw new RapportError('unauthenticated');
  if (!principal.scopes.has('import.write')) throw new RapportError('forbidden', 'It takes import.write.');
  return principal;
}

function readName(url: URL): string {
  const name = (url.searchParams.get('name') ?? '').replaceAll(/[\p{C}\p{Surrogate}]/gu, '').trim();
  return name === '' ? 'import.csv' : name.slice(-limits.importFileNameCharsMax);
}

async function upload(
  { pool, now }: ImportMountOptions,
  name: string,
  principal: Principal,
  request: IncomingMessage,
): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > limits.importFileBytesMax) throw tooLarge();
  const fileId = await createFile(pool, name, now());
  try {
    const hash = createHash('sha256');
    const detector = new EncodingDetector();
    let ordinal = 0;
    for await (const bytes of pieces(request)) {
      if (ordinal === 0 && isBinary(bytes)) throw new RapportError('import_file_unsupported');
      hash.update(bytes);
      detector.update(bytes);
      await appendChunk(pool, { fileId, ordinal, bytes, now: now() });
      ordinal += 1;
    }
    if (ordinal === 0) throw new RapportError('import_file_empty');
    await completeFile(pool, { id: fileId, hash: hash.digest('hex'), encoding: detector.encoding(), now: now() });
    return await createJob(pool, { fileId, actor: principal.actor, now: now() });
  } catch (error) {
    await removeFile(pool, fileId);
    throw error;
  }
}

/** Of one size, so that a row of the table is neither tiny nor huge. The connection waits while one is written. */
async function* pieces(request: IncomingMessage): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let waiting = 0;
  let total = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    parts.push(part);
    waiting += part.length;
    total += part.length;
    if (total > limits.importFileBytesMax) throw tooLarge();
    if (waiting < chunkBytes) continue;
    yield Buffer.concat(parts);
    parts = [];
    waiting = 0;
  }
  if (waiting > 0) yield Buffer.concat(parts);
}

/** Workbooks (.xlsx, .ods, .xls), archives and PDF: what people take for a CSV file. */
function isBinary(bytes: Buffer): boolean {
  const starts = ['504b0304', 'd0cf11e0', '25504446', '1f8b'];
  return starts.some((start) => bytes.subarray(0, start.length / 2).toString('hex') === start);
}

function tooLarge(): RapportError {
  return new RapportError('import_file_too_large', `It is ${limits.importFileBytesMax / 1024 ** 2} MB.`);
}

async function download(
  options: ImportMountOptions,
  publicId: string,
  principal: Principal,
  response: ServerResponse,
): Promise<void> {
  const { imports } = options;
  const [record] = await imports.byPublicIds([publicId]);
  if (record === null || record === undefined) throw new RapportError('import_not_found');
  if (record.createdBy !== principal.actor && !principal.scopes.has('pii.read'))
    throw new RapportError('forbidden', 'Rows of others take pii.read.');
  await note(options, 'import.rejected.download', publicId, principal);
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="rejected-${publicId}.csv"`,
    'cache-control': 'no-store',
  });
  for await (const text of rejectedCsv(imports, record)) {
    if (response.destroyed) return;
    if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

/** Written before it is answered. */
function note(
  { audit }: ImportMountOptions,
  action: 'import.upload' | 'import.rejected.download',
  importId: string,
  { actor }: Principal,
): Promise<void> {
  return audit.write({ actor, action, profileId: null, details: { importId }, requestId: null });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, log: Logger): void {
  if (!(error instanceof RapportError) && !request.destroyed) log.error({ err: error }, 'an upload failed');
  const { code, message, status } = error instanceof RapportError ? error : new RapportError('internal_error');
  if (response.headersSent || response.destroyed) return void response.destroy();
  // Whoever sends a file that is refused hears so at once, and not after its last byte.
  if (!request.complete) response.setHeader('connection', 'close');
  if (status === 503) response.setHeader('retry-after', '5');
  sendJson(response, status, { errors: [{ message, extensions: { code, retryable: errorTable[code].retryable } }] });
}
