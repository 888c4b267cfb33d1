import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Core,
  csvLine,
  errorTable,
  type HttpMount,
  limits,
  type Principal,
  type ProfileRecord,
  RapportError,
} from '@rapport/sdk';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { uuid } from './commands';
import { live } from './live';
import { segmentsByKeys, type SegmentRow } from './stores/segments';
import { membersSince } from './stores/transitions';

const mountPath = '/segments';
const pageSize = 500;
/** Of a cell that names nobody. */
const shownCharsMax = 200;

/**
 * `GET /segments/<key>/members.csv`, `.ndjson`: all members, as they are read. Right: segment.export; e-mail, phone and traits only
 * with pii.read.
 * `POST /segments/<key>/members`, a CSV file as the body whose first column is headed profile_id, user_id, email or another kind of
 * identifier: they are put into the list -> `{ rows, added, already, unknown, unknownLines, unknownRows }`: rows that put somebody
 * in, that name somebody who was in it (or whom a row before put in), that name nobody; of these the first with line, value and
 * reason: `invalid` (it cannot be such an identifier) or `nobody` (no profile has it). Right: segment.write.
 * By `Authorization: Bearer`, like the API.
 */
export function createFilesMount(core: Core): HttpMount {
  return {
    path: mountPath,
    async handle(request, response) {
      try {
        await answer(core, request, response);
      } catch (error) {
        refuse(core, request, response, error);
      }
    },
  };
}

async function answer(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, key = '', format] = /^\/segments\/([a-z0-9_-]{1,100})\/members(?:\.(csv|ndjson))?$/.exec(pathname) ?? [];
  if (key === '') throw new RapportError('not_found');
  const principal = await core.auth.authenticate(request);
  if (principal === null) throw new RapportError('unauthenticated');
  const isExport = format !== undefined;
  const scope = isExport ? 'segment.export' : 'segment.write';
  if (!principal.scopes.has(scope)) throw new RapportError('forbidden', `It takes ${scope}.`);
  if (request.method !== (isExport ? 'GET' : 'POST')) throw new RapportError('method_not_allowed');
  const [segment] = await segmentsByKeys(core.database, [key]);
  if (segment === undefined) throw new RapportError('segment_not_found');
  if (format !== undefined) return download(core, { segment, format, principal }, response);
  const entry = { actor: principal.actor, action: 'addToSegment', profileId: null };
  const result = await core.audit.around(
    { ...entry, details: { segment: segment.key } },
    () => upload(core, segment, principal, request),
    ({ rows, added, already, unknown }) => ({ details: { segment: segment.key, rows, added, already, unknown } }),
  );
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(result));
}

type Download = { readonly segment: SegmentRow; readonly format: string; readonly principal: Principal };

async function download(core: Core, asked: Download, response: ServerResponse): Promise<void> {
  const { segment, format, principal } = asked;
  const isCsv = format === 'csv';
  // Written before anything is told.
  await core.audit.write({
    ...{ actor: principal.actor, action: 'segment.export', profileId: null, requestId: null },
    details: { segment: segment.key, unmasked: principal.scopes.has('pii.read') },
  });
  response.writeHead(200, {
    'content-type': isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="${segment.key}.${format}"`,
    'cache-control': 'no-store',
  });
  for await (const text of lines(core, asked)) {
    if (response.destroyed) return;
    if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

const columns = ['profile_id', 'since', 'user_id', 'email', 'phone'] as const;

/** In pages by id, each from the database when the one before it is on its way: the same memory for ten and for ten million. */
async function* lines(core: Core, { segment, format, principal }: Download): AsyncGenerator<string> {
  const isCsv = format === 'csv';
  // With a byte order mark, without which Excel takes UTF-8 for something else.
  if (isCsv) yield `\uFEFF${csvLine(columns)}`;
  for (let after = 0; ;) {
    const members = await membersSince(core.database, segment.id, { after, count: pageSize });
    const last = members.at(-1);
    if (last === undefined) return;
    after = last.rootId;
    const profiles = await core.read.profiles.byLeafIds(members.map((one) => one.rootId));
    const identifiers = await core.read.profiles.identifiers(profiles.flatMap((one) => one ?? []));
    yield members
      .flatMap(({ since }, index) => {
        const profile = profiles[index];
        if (profile === null || profile === undefined) return [];
        const known = identifiers.get(profile.rootId) ?? [];
        const first = (kind: string): string | null =>
          isVisible(core, principal, kind) ? (known.find((one) => one.kind === kind)?.value ?? null) : null;
        const member = memberOf(profile, since, first);
        return isCsv ? csvLine(columns.map((column) => member[column] ?? '')) : jsonLine(member, profile, principal);
      })
      .join('');
  }
}

type Member = Record<(typeof columns)[number], string | null>;

function memberOf({ publicId }: ProfileRecord, since: number, first: (kind: string) => string | null): Member {
  return {
    ...{ profile_id: publicId, since: new Date(since).toISOString() },
    ...{ user_id: first('user_id'), email: first('email'), phone: first('phone') },
  };
}

function jsonLine(member: Member, profile: ProfileRecord, { scopes }: Principal): string {
  return `${JSON.stringify(scopes.has('pii.read') ? { ...member, traits: profile.traits } : member)}\n`;
}

function isVisible(core: Core, { scopes }: Principal, kind: string): boolean {
  return scopes.has('pii.read') || !core.settings.privacy.personalKinds.includes(kind);
}

type Uploaded = {
  readonly rows: number;
  readonly added: number;
  readonly already: number;
  readonly unknown: number;
  readonly unknownLines: readonly number[];
  readonly unknownRows: readonly UnknownRow[];
};

async function upload(
  core: Core,
  segment: SegmentRow,
  { actor }: Principal,
  request: IncomingMessage,
): Promise<Uploaded> {
  const { commands } = live(core);
  const unknownRows: UnknownRow[] = [];
  const result = { rows: 0, added: 0, already: 0, unknown: 0 };
  let kind: string | undefined;
  let batch: Row[] = [];
  const flush = async (): Promise<void> => {
    const values = [...new Set(batch.flatMap((one) => one.value ?? []))];
    const { added, unknown } = await commands.addByIdentifiers(segment.publicId, { kind: kind ?? '', values }, actor);
    const missing = new Set(unknown);
    const lost = batch.filter(({ value }) => value === null || missing.has(value));
    result.added += added;
    result.already += batch.length - lost.length - added;
    result.unknown += lost.length;
    unknownRows.push(...lost.slice(0, limits.listUnknownLinesMax - unknownRows.length).map(unknownRow));
    batch = [];
  };
  for await (const { record, line } of records(request)) {
    const cell = (record[0] ?? '').trim();
    if (kind === undefined) {
      kind = kindOf(cell);
      continue;
    }
    if (cell === '') continue;
    result.rows += 1;
    batch.push({ line, cell, value: normalised(core, kind, cell) });
    if (batch.length >= limits.listChangeMax) await flush();
  }
  if (kind === undefined) throw new RapportError('list_file_invalid', 'The file is empty.');
  if (batch.length > 0) await flush();
  return { ...result, unknownLines: unknownRows.map((one) => one.line), unknownRows };
}

/** `value`: as it is stored; null: it cannot be an identifier of that kind. */
type Row = { readonly line: number; readonly cell: string; readonly value: string | null };
type UnknownRow = { readonly line: number; readonly value: string; readonly reason: 'invalid' | 'nobody' };

function unknownRow({ line, cell, value }: Row): UnknownRow {
  return { line, value: cell.slice(0, shownCharsMax), reason: value === null ? 'invalid' : 'nobody' };
}

function normalised(core: Core, kind: string, cell: string): string | null {
  if (kind !== 'profile_id') return core.identity.normalise({ kind, value: cell })?.value ?? null;
  const id = cell.toLowerCase();
  return uuid.test(id) ? id : null;
}

/** `profile_id`, or a kind of identifier as its heads are written: `User ID`, `E-Mail`. @throws list_file_invalid */
function kindOf(head: string): string {
  const plain = head.replace(/^\uFEFF/, '').toLowerCase();
  const name = plain.replaceAll(/[^a-z0-9]/g, '');
  const known: Record<string, string> = {
    ...{ profileid: 'profile_id', publicid: 'profile_id', userid: 'user_id', email: 'email', mail: 'email' },
    ...{ phone: 'phone', anonymousid: 'anonymous_id' },
  };
  const kind = known[name] ?? (/^[a-z][a-z0-9_]*$/.test(plain) ? plain : undefined);
  if (kind === undefined)
    throw new RapportError('list_file_invalid', 'The first column is headed profile_id, user_id, email or phone.');
  return kind;
}

const parsedLine = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });
type Line = { readonly record: readonly string[]; readonly line: number };

/** @throws list_file_invalid, body_too_large */
async function* records(request: IncomingMessage): AsyncGenerator<Line> {
  const parser = parse({ relax_column_count: true, skip_empty_lines: true, info: true });
  let bytes = 0;
  request.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > limits.listFileBytesMax) parser.destroy(new RapportError('body_too_large'));
  });
  request.on('error', (error) => parser.destroy(error));
  request.pipe(parser);
  try {
    for await (const one of parser) {
      const { record, info } = parsedLine.parse(one);
      yield { record, line: info.lines };
    }
  } catch (error) {
    if (error instanceof RapportError) throw error;
    throw new RapportError('list_file_invalid', 'It is no CSV in UTF-8.', { cause: error });
  }
}

function refuse({ log }: Core, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (!(error instanceof RapportError) && !request.destroyed) log.error({ err: error }, 'a file of a segment failed');
  const { code, message, status } = error instanceof RapportError ? error : new RapportError('internal_error');
  if (response.headersSent || response.destroyed) return void response.destroy();
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code, retryable: errorTable[code].retryable } }] }));
}
