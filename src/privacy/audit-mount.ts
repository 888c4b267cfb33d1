import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type AuditFilter,
  type AuditLog,
  type AuditPosition,
  type AuditRecord,
  type Authenticator,
  type HttpMount,
  limits,
  parseInstant,
  publicId,
  RapportError,
} from '@rapport/sdk';
import type { Logger } from 'pino';
import { refuse } from './refuse';

const mountPath = '/audit';
const filePath = `${mountPath}/entries.ndjson`;
const valueCharsMax = 200;

type AuditMountOptions = {
  readonly audit: Pick<AuditLog, 'page' | 'write'>;
  readonly auth: Authenticator;
  readonly log: Logger;
};

/**
 * `GET /audit/entries.ndjson?actor=&action=&profile=&from=&to=`: all entries that fit, newest first, one JSON object in each line: `{ id,
 * at, actor, actorName, action, profileId, details, requestId, sealed }`. `action` may be there again; `from` (inclusive) and `to`
 * (exclusive) are ISO 8601. Read in pages, each when the one before is on its way: the same memory for ten and for ten million.
 * Right: audit.read, by `Authorization: Bearer` like the API.
 */
export function createAuditMount(options: AuditMountOptions): HttpMount {
  return {
    path: mountPath,
    async handle(request, response) {
      try {
        await answer(options, request, response);
      } catch (error) {
        if (!(error instanceof RapportError))
          options.log.warn({ err: error }, 'an export of the audit log ended early');
        if (response.headersSent || response.destroyed) response.destroy();
        else refuse(response, error instanceof RapportError ? error : new RapportError('internal_error'));
      }
    },
  };
}

async function answer(
  { audit, auth }: AuditMountOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const principal = await auth.authenticate(request);
  if (principal === null) throw new RapportError('unauthenticated');
  if (!principal.scopes.has('audit.read')) throw new RapportError('forbidden', 'It takes audit.read.');
  if (pathname !== filePath) throw new RapportError('not_found');
  if (request.method !== 'GET') throw new RapportError('method_not_allowed');
  const filter = filterIn(searchParams);
  // Written before anything is told.
  await audit.write({ actor: principal.actor, action: 'audit.export', profileId: null });
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.ndjson"',
    'cache-control': 'no-store',
  });
  await pipeline(Readable.from(lines(audit, auth, filter)), response);
}

async function* lines(
  audit: Pick<AuditLog, 'page'>,
  auth: Pick<Authenticator, 'names'>,
  filter: AuditFilter,
): AsyncGenerator<string> {
  for (let after: AuditPosition | undefined; ;) {
    const { items, hasNext } = await audit.page(filter, { count: limits.auditExportPage, forward: true, after });
    const names = await auth.names([...new Set(items.map(({ actor }) => actor))]);
    yield items.map((entry) => lineOf(entry, names.get(entry.actor) ?? null)).join('');
    if (!hasNext) return;
    after = items.at(-1);
  }
}

function lineOf({ at, isSealed, ...entry }: AuditRecord, actorName: string | null): string {
  return `${JSON.stringify({ ...entry, at: new Date(at).toISOString(), actorName, sealed: isSealed })}\n`;
}

/** @throws bad_input */
function filterIn(asked: URLSearchParams): AuditFilter {
  const actions = asked.getAll('action').map(plain);
  if (actions.length > limits.auditFacetsMax) throw new RapportError('bad_input', 'These are too many actions.');
  return {
    actor: valueOf(asked, 'actor', plain),
    actions: actions.length === 0 ? undefined : actions,
    profileId: valueOf(asked, 'profile', publicId),
    from: valueOf(asked, 'from', instant),
    to: valueOf(asked, 'to', instant),
  };
}

function valueOf<T>(asked: URLSearchParams, name: string, parse: (text: string) => T): T | undefined {
  const text = asked.get(name);
  return text === null ? undefined : parse(text);
}

function plain(text: string): string {
  if (text.length > valueCharsMax)
    throw new RapportError('bad_input', `A filter has at most ${valueCharsMax} characters.`);
  return text;
}

function instant(text: string): number {
  const at = parseInstant(text);
  if (at === null) throw new RapportError('bad_input', '`from` and `to` are ISO 8601.');
  return at;
}
