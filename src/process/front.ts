import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { matchMount, type Mounts } from './mounts';
import { type HeaderOptions, setSecurityHeaders } from './security-headers';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;
/** The part of Strapi's server that stands behind us. */
type StrapiServer = { readonly httpServer: Server; readonly app: { callback(): Listener } };

/**
 * Ours answer with node's own request and response, before Koa makes a context of them: a request to the door costs 20 us
 * less than as a Koa middleware ahead of Strapi's (docs/adr/0009). All other addresses are Strapi's.
 */
export function answerBeforeStrapi(
  { httpServer, app }: StrapiServer,
  log: Logger,
  mounts: () => Mounts,
  headers: HeaderOptions,
): void {
  // Made with the first request, as Strapi does: by then all of its middlewares are there.
  let strapi: Listener | undefined;
  httpServer.removeAllListeners('request');
  httpServer.on('request', (request, response) => {
    const mount = matchMount(mounts(), request.url ?? '/');
    setSecurityHeaders(request, response, mount === undefined ? 'panel' : 'data', headers);
    if (mount !== undefined) {
      mount.handle(request, response).catch((error: unknown) => answerFailure(error, mount.path, response, log));
      return;
    }
    strapi ??= app.callback();
    strapi(request, response);
  });
}

function answerFailure(error: unknown, mount: string, response: ServerResponse, log: Logger): void {
  log.error({ err: error, mount }, 'request failed');
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
  response.end('{"error":{"code":"internal_error"}}');
}
