import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Authenticator, errorTable, type HttpMount, type LiveUpdates, RapportError } from '@rapport/sdk';
import type { Logger } from 'pino';
import type { Hub } from './hub';
import { createHintStream, type HintStream } from './stream';

const beatMilliseconds = 15_000;
const profilesMax = 50;
const publicId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export type Live = {
  readonly mount: HttpMount;
  /** The same streams for pages of plugins, which know by themselves who asks. */
  readonly updates: LiveUpdates;
  /** Ends all streams: before HTTP is drained, which would wait for them. */
  end(): void;
};

/**
 * `GET /live?profiles=<public ids>`: server-sent events that say who changed. They are hints without data: whoever gets one
 * asks the API. Without `profiles`: of everybody. Right: profile.read, asked again at every beat, so that a session that
 * ended ends its stream.
 */
export function createLive(options: {
  readonly hub: Hub;
  readonly auth: Authenticator;
  readonly connectionsMax: number;
  readonly log: Logger;
}): Live {
  const { hub, auth, connectionsMax, log } = options;
  const open = new Set<HintStream>();
  let ended = false;

  async function authenticate(request: IncomingMessage): Promise<void> {
    const principal = await auth.authenticate(request);
    if (principal === null) throw new RapportError('unauthenticated');
    if (!principal.scopes.has('profile.read')) throw new RapportError('forbidden', 'It takes profile.read.');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.method !== 'GET') throw new RapportError('method_not_allowed');
      await authenticate(request);
      const wanted = wantedBy(request);
      stream(response, wanted, () => authenticate(request));
    } catch (error) {
      sendError(response, error, log);
    }
  }

  function stream(response: ServerResponse, wanted: ReadonlySet<string> | null, authorise: () => Promise<void>): void {
    if (ended) throw new RapportError('shutting_down');
    if (open.size >= connectionsMax) throw new RapportError('overloaded', `${connectionsMax} pages listen already.`);
    const hints = createHintStream(response, wanted);
    open.add(hints);
    const unsubscribe = hub.subscribe((hint) => hints.send(hint));
    const beat = setInterval(() => {
      authorise().then(
        () => hints.beat(),
        () => hints.end(),
      );
    }, beatMilliseconds);
    response.once('close', () => {
      clearInterval(beat);
      unsubscribe();
      open.delete(hints);
    });
  }

  return {
    mount: { path: '/live', handle },
    updates: { stream },
    end() {
      ended = true;
      for (const hints of open) hints.end();
    },
  };
}

/** @throws bad_input */
function wantedBy(request: IncomingMessage): ReadonlySet<string> | null {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('profiles');
  if (asked === null || asked === '') return null;
  const ids = asked.toLowerCase().split(',');
  if (ids.length > profilesMax || !ids.every((id) => publicId.test(id)))
    throw new RapportError('bad_input', `\`profiles\` names at most ${profilesMax} public ids, with commas between.`);
  return new Set(ids);
}

function sendError(response: ServerResponse, error: unknown, log: Logger): void {
  const coded = error instanceof RapportError ? error : new RapportError('internal_error');
  if (!(error instanceof RapportError)) log.error({ err: error }, 'live: a request failed');
  if (response.headersSent || response.destroyed) return;
  const { code, message, status } = coded;
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if (status === 503) headers['retry-after'] = '5';
  response.writeHead(status, headers);
  response.end(JSON.stringify({ errors: [{ message, extensions: { code, retryable: errorTable[code].retryable } }] }));
}
