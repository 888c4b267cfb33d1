import type { IncomingMessage, ServerResponse } from 'node:http';
import { RapportError, type HttpMount, type Ingest } from '@rapport/sdk';
import type { Logger } from 'pino';
import type { IdentityPolicy } from '../domain/identity/policy';
import type { ProductSettings } from '../settings';
import { EventEndpoint, type RequestOutcome } from './door-post';
import { sendError, sendJson, sendPreflight } from './http/answer';
import { BrowserScripts, sendScript } from './http/browser-script';
import { projectSettings, sourceConfig } from './http/browser-settings';
import { discardRest } from './http/read-body';
import { doorPaths, findRoute, type Route } from './http/routes';
import { keyInHeaders, keyInQuery } from './http/write-key';
import type { KeyUse } from './key-use';
import type { PlanGuard } from './plan-guard';
import type { Source, SourceDirectory } from './sources';

export type DoorOptions = {
  readonly sources: SourceDirectory;
  readonly ingest: Ingest;
  readonly settings: ProductSettings['door'];
  readonly policy: IdentityPolicy;
  readonly log: Logger;
  readonly now: () => number;
  readonly plans?: PlanGuard;
  readonly keyUse?: KeyUse;
  /** For metrics; called once for each POST of events that was answered. */
  readonly onRequest?: (outcome: RequestOutcome) => void;
};

/**
 * The Segment HTTP API, ahead of Strapi's own stack. 2xx is sent after the commit, never before; nothing is ever redirected
 * (Segment's SDK would follow as GET and believe it delivered).
 *
 * POST: one event or a batch -> 200 `{ success, accepted, duplicates, rejected: [{ index, messageId, code, message }] }`;
 * if all events were rejected, 400 with the same fields and `success: false, code: "batch_rejected", message`.
 * GET: settings and script of Segment's browser SDK, settings of RudderStack's; an event in the address of an image (pixel.ts).
 * Every other answer is `{ success: false, code, message }` with a code of the sdk's errorTable.
 */
export function createDoor(options: DoorOptions): HttpMount[] {
  const door = new Door(options);
  return doorPaths.map((path) => ({ path, handle: (request, response) => door.handle(request, response) }));
}

class Door {
  private readonly events: EventEndpoint;
  private readonly scripts = new BrowserScripts();

  constructor(private readonly options: DoorOptions) {
    this.events = new EventEndpoint(options);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const route = findRoute(mark === -1 ? url : url.slice(0, mark));
    const query = mark === -1 ? '' : url.slice(mark + 1);
    try {
      if (route === null) throw new RapportError('not_found');
      if (request.method === 'OPTIONS') sendPreflight(request, response);
      else if (!allowedMethods(route).includes(request.method ?? '')) throw new RapportError('method_not_allowed');
      else if (route.kind === 'events') await this.events.handle(request, response, route.type, query);
      else if (route.kind === 'pixel') await this.events.handlePixel(request, response, route.type, query);
      else await this.handleAsset(request, response, route, query);
    } catch (error) {
      this.fail(request, response, route, error);
    }
    discardRest(request);
  }

  private async handleAsset(
    request: IncomingMessage,
    response: ServerResponse,
    route: Exclude<Route, { kind: 'events' | 'pixel' }>,
    query: string,
  ): Promise<void> {
    switch (route.kind) {
      case 'projectSettings': {
        await this.source(route.writeKey);
        return sendJson(request, response, 200, projectSettings(route.writeKey, request));
      }
      case 'sourceConfig': {
        const writeKey = keyInHeaders(request.headers) ?? keyInQuery(query) ?? '';
        return sendJson(request, response, 200, sourceConfig(await this.source(writeKey), writeKey));
      }
      case 'script':
        return sendScript(request, response, await this.scripts.script(), 3_600);
      case 'chunk': {
        const chunk = await this.scripts.chunk(route.file);
        if (chunk === null) throw new RapportError('not_found');
        return sendScript(request, response, chunk, 31_536_000);
      }
    }
  }

  private async source(writeKey: string): Promise<Source> {
    if (writeKey === '') throw new RapportError('write_key_missing');
    const source = await this.options.sources.byKey(writeKey);
    if (source === null) throw new RapportError('write_key_unknown');
    this.options.keyUse?.touch(writeKey);
    return source;
  }

  private fail(request: IncomingMessage, response: ServerResponse, route: Route | null, error: unknown): void {
    const known =
      error instanceof RapportError ? error : new RapportError('internal_error', undefined, { cause: error });
    if (known.code === 'internal_error') this.options.log.error(describe(known.cause ?? known), 'a request failed');
    if (response.headersSent) return void response.destroy();
    const allow =
      known.code === 'method_not_allowed' && route !== null ? { allow: allowedMethods(route).join(', ') } : {};
    sendError(request, response, known, allow);
  }
}

function allowedMethods(route: Route): readonly string[] {
  if (route.kind === 'events') return ['POST', 'OPTIONS'];
  // A HEAD shows nothing to anybody.
  return route.kind === 'pixel' ? ['GET', 'OPTIONS'] : ['GET', 'HEAD', 'OPTIONS'];
}

/** An unexpected error without its message: PostgreSQL's quote values, and logs carry no personal data. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: error.name, errorCode: 'code' in error ? error.code : undefined, frames: frames.slice(0, 8) };
}
