import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core, HttpMount } from '@rapport/sdk';
import type { TrackedLink } from '../../domain/tracking/link';
import { machineRuleOf, settleMilliseconds } from '../../domain/tracking/scanner';
import { handedMessage, insertVisit } from '../stores/responses';
import { provenLink } from './links';

/** A reader waits for the database no longer: where the link leads is told in any case. */
const noteMilliseconds = 2_000;
/** GIF, one transparent pixel. */
const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/**
 * Links of messages (`/l/<token>?to=...`), and the picture that says that one was opened (`/o/<token>`). What comes is kept, each link
 * once, and judged a few seconds later: timeline.ts. A HEAD is nobody who reads.
 */
export function createTrackingMounts(core: Core): readonly HttpMount[] {
  return [
    { path: '/l', handle: (request, response) => follow(core, request, response) },
    { path: '/o', handle: (request, response) => open(core, request, response) },
  ];
}

async function follow(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const to = searchParams.get('to') ?? '';
  const link = to === '' ? null : provenLink(core, tokenIn(pathname), to);
  if (link === null) return answer(response, 404);
  if (!isReading(request)) return answer(response, 405);
  await note(core, request, link, to);
  answer(response, 302, { location: new URL(to).href });
}

async function open(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const link = provenLink(core, tokenIn(pathname), '');
  if (link !== null && isReading(request)) await note(core, request, link, '');
  answer(response, link === null ? 404 : 200, { 'content-type': 'image/gif' }, link === null ? undefined : picture);
}

const tokenIn = (pathname: string): string => pathname.split('/')[2] ?? '';
const isReading = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

/** A database that is away costs the figure, not the reader his page. */
async function note(core: Core, request: IncomingMessage, link: TrackedLink, to: string): Promise<void> {
  if (request.method !== 'GET') return;
  const at = core.now();
  const { 'user-agent': userAgent = null, 'sec-purpose': secPurpose, purpose } = request.headers;
  const isPrefetch = /prefetch|preview|prerender/i.test(`${String(secPurpose ?? '')} ${String(purpose ?? '')}`);
  try {
    await core.database.transaction(
      async (sql) => {
        const message = await handedMessage(sql, link.messageId);
        if (message === null) return;
        const machineRule = machineRuleOf({ userAgent, isPrefetch, at, handedAt: message.handedAt });
        const { position, count } = link;
        const settlesAt = at + settleMilliseconds;
        await insertVisit(sql, { messageId: message.id, position, count, to, at, machineRule, settlesAt });
      },
      { statementMilliseconds: noteMilliseconds, lockMilliseconds: noteMilliseconds },
    );
  } catch (error) {
    core.log.warn({ err: error }, 'that a link of a message was followed could not be noted');
  }
}

function answer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body?: Buffer,
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
    ...headers,
  });
  response.end(body);
}
