import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { errorTable, RapportError } from '@rapport/sdk';
import type { Core } from '@rapport/sdk';
import { checkText } from './bounds';
import { BoundedCache } from './bounded-cache';
import type { ContextFactory, RequestContext } from './context';
import { describe } from './errors';
import type { Graphiql } from './graphiql';

/** Texts that passed checkText are remembered up to this length and number. */
const checkedCharactersMax = 10_000;
const checkedTextsMax = 1_000;
const drainMilliseconds = 2_000;

type Options = {
  readonly core: Core;
  readonly server: ApolloServer<RequestContext>;
  readonly createContext: ContextFactory;
  /** Null where the page is not allowed. */
  readonly graphiql: Graphiql | null;
};

/**
 * GraphQL over plain node:http: authenticates, bounds and parses the body, checks the text, hands over to Apollo.
 * Errors of a whole request answer with their own status and the shape of a GraphQL answer.
 */
export function createHandler({ core, server, createContext, graphiql }: Options) {
  const settings = core.settings.graphql;
  const checked = new BoundedCache<true>(checkedTextsMax);
  const check = (text: unknown) => {
    if (typeof text !== 'string' || checked.peek(text) !== undefined) return;
    checkText(text, settings);
    if (text.length <= checkedCharactersMax) checked.put(text, true);
  };

  async function answer(request: IncomingMessage): Promise<HTTPGraphQLResponse> {
    const principal = await core.auth.authenticate(request);
    if (principal === null) throw new RapportError('unauthenticated');
    const { pathname, search } = split(request.url ?? '/');
    if (pathname !== '/graphql' && pathname !== '/graphql/') throw new RapportError('not_found');
    const body = request.method === 'POST' ? await readJson(request, settings.bodyBytesMax) : undefined;
    check(textOf(body) ?? new URLSearchParams(search).get('query'));
    return server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? 'GET', headers: headersOf(request), search, body },
      context: async () => createContext(principal, requestIdOf(request)),
    });
  }

  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (graphiql?.serve(request, response) === true) return;
      send(response, await within(settings.timeoutSeconds, answer(request)));
    } catch (error) {
      if (!(error instanceof RapportError)) core.log.error(describe(error), 'graphql: a request failed');
      sendError(response, error instanceof RapportError ? error : new RapportError('internal_error'));
      // Node drops what is left of a body while the answer goes out (a reset would overtake it), but not for ever.
      if (!request.complete) setTimeout(() => request.destroy(), drainMilliseconds).unref();
    }
  };
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RapportError('overloaded', `No answer within ${seconds} s.`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, answer: HTTPGraphQLResponse): void {
  if (response.destroyed) return;
  response.statusCode = answer.status ?? 200;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  if (answer.body.kind === 'complete') response.end(answer.body.string);
  else response.writeHead(500).end();
}

function sendError(response: ServerResponse, error: RapportError): void {
  if (response.headersSent || response.destroyed) return;
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if (error.status === 401) headers['www-authenticate'] = 'Bearer';
  if (error.status === 503) headers['retry-after'] = String(error.retryAfterSeconds ?? 1);
  if (error.status === 413) headers['connection'] = 'close';
  const { code, message } = error;
  response.writeHead(error.status, headers);
  response.end(JSON.stringify({ errors: [{ message, extensions: { code, retryable: errorTable[code].retryable } }] }));
}

/** @throws body_too_large, invalid_encoding, invalid_json */
async function readJson(request: IncomingMessage, bytesMax: number): Promise<unknown> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new RapportError('invalid_encoding', 'Send the body as it is.');
  // A form could be sent by any page; Apollo says what is missing.
  if (!/^application\/(?:[a-z.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  const text = await readText(request, bytesMax);
  try {
    return JSON.parse(text);
  } catch {
    throw new RapportError('invalid_json');
  }
}

/** By events: an async iterator over the request costs as much as parsing it. */
function readText(request: IncomingMessage, bytesMax: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) chunks.push(chunk);
      else reject(new RapportError('body_too_large', `It is ${bytesMax} bytes.`));
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', () => reject(new RapportError('invalid_body')));
    request.on('close', () => reject(new RapportError('invalid_body')));
  });
}

function requestIdOf({ headers }: IncomingMessage): string | null {
  const id = headers['x-request-id'];
  return typeof id === 'string' && /^[\w.:-]{1,100}$/.test(id) ? id : null;
}

function textOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
}

function split(url: string): { pathname: string; search: string } {
  const mark = url.indexOf('?');
  return mark < 0 ? { pathname: url, search: '' } : { pathname: url.slice(0, mark), search: url.slice(mark) };
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
