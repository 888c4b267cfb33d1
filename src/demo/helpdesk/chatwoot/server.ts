import http from 'node:http';
import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import { accountRoutes } from './account-routes';
import { ChatwootAccount } from './chatwoot';
import { contactRoutes } from './contact-routes';
import { conversationRoutes } from './conversation-routes';
import { account as ours, type Person } from './model';
import { outreachRoutes } from './outreach-routes';
import { invalid, notFound, Refusal, type Route, unauthorized } from './request';

const routes: readonly Route[] = [...outreachRoutes, ...contactRoutes, ...conversationRoutes, ...accountRoutes];

export type ChatwootOptions = {
  readonly now?: () => number;
  readonly version?: string;
  /** Chatwoot lets 3,000 through by default. */
  readonly requestsPerMinute?: number;
  /** A proxy before it that drops headers with underscores in their names, as nginx does unless it is told not to. */
  readonly dropsUnderscores?: boolean;
  /** Where agents look at it, beside the API. Null: there is no such page. */
  readonly page?: (request: http.IncomingMessage) => Page | null;
  /** On which it listens; else on any. */
  readonly port?: number;
  /** What is asked, as in `asked`, is answered once this is done. */
  readonly before?: (asked: string) => Promise<void>;
  /** What changed something is answered once this is done. */
  readonly after?: (write: ApiWrite) => Promise<void>;
};

/** A request that may change something: path within the account, `/conversations`. */
export type ApiWrite = { readonly method: string; readonly path: string; readonly body: JsonObject };

export type Page = { readonly type: string; readonly body: string; readonly policy: string };

/** Chatwoot over HTTP, on loopback: strict where the real one is. Tokens: `admin-token`, `agent-token`. */
export class ChatwootServer {
  readonly account: ChatwootAccount;
  /** `GET /contacts?page=1`, in the order in which they came; those that were refused, too. */
  readonly asked: string[] = [];
  /** What of it may change something, with its body; those that were refused, too. */
  readonly writes: { readonly asked: string; readonly body: JsonObject }[] = [];
  /** Statuses that are answered to the next requests, whatever they ask. */
  readonly failures: number[] = [];
  /** The next request for which it is true is done, and its answer is lost: who asked cannot know. */
  losesAnswerTo: ((asked: string) => boolean) | null = null;
  /** What is asked, as in `asked`, is answered with this status, and not done; null: as ever. */
  refuses: ((asked: string) => number | null) | null = null;
  options: ChatwootOptions;
  private readonly hits: number[] = [];
  private readonly server = http.createServer((request, response) => void this.handle(request, response));

  private constructor(options: ChatwootOptions) {
    this.options = options;
    this.account = new ChatwootAccount(options.now ?? Date.now);
  }

  static async start(options: ChatwootOptions = {}): Promise<ChatwootServer> {
    const chatwoot = new ChatwootServer(options);
    await new Promise<void>((resolve, reject) => {
      chatwoot.server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return chatwoot;
  }

  get url(): string {
    const bound = this.server.address();
    if (bound === null || typeof bound === 'string') throw new Error('it does not listen');
    return `http://127.0.0.1:${bound.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      const page = request.method === 'GET' ? (this.options.page?.(request) ?? null) : null;
      if (page !== null) return this.show(response, page);
      const body = await bodyOf(request);
      const { pathname, search } = urlOf(request);
      const asked = `${request.method} ${pathInAccount(pathname)}${search}`;
      this.asked.push(asked);
      if (request.method !== 'GET') this.writes.push({ asked, body });
      await this.options.before?.(asked);
      const refusal = this.refuses?.(asked) ?? null;
      if (refusal !== null) throw new Refusal(refusal, { error: 'as the test wants it' });
      const answer = this.respond(request, body);
      if (request.method !== 'GET')
        await this.options.after?.({ method: request.method ?? '', path: pathInAccount(pathname), body });
      if (this.losesAnswerTo?.(asked) === true) {
        this.losesAnswerTo = null;
        return void response.destroy();
      }
      this.answer(response, 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) return this.answer(response, 500, { error: 'Internal server error' });
      if (error.status === 429) response.setHeader('retry-after', '1');
      this.answer(response, error.status, error.body);
    }
  }

  /** As its administrator, past HTTP. @throws Refusal */
  write({ method, path, body }: ApiWrite): void {
    const who = [...this.account.people.values()].find(({ role }) => role === 'administrator');
    if (who === undefined) throw unauthorized('Invalid Access Token');
    this.route(method, path, { who, query: new URLSearchParams(), body });
  }

  private respond(request: http.IncomingMessage, body: JsonObject): Json {
    const url = urlOf(request);
    this.throttle();
    const failure = this.failures.shift();
    if (failure !== undefined) throw new Refusal(failure, { error: 'as the test wants it' });
    if (url.pathname === '/api')
      return { version: this.options.version ?? '4.14.2', queue_services: 'ok', data_services: 'ok' };
    const who = this.whoAsks(request);
    if (url.pathname === '/api/v1/profile') {
      return {
        id: who.id,
        name: who.name,
        role: who.role,
        accounts: [{ id: ours.id, name: ours.name, role: who.role }],
      };
    }
    const path = /^\/api\/v1\/accounts\/(\d+)(\/.*)?$/.exec(url.pathname);
    if (path === null) throw notFound();
    if (Number(path[1]) !== ours.id) throw unauthorized('You are not authorized to access this account');
    return this.route(request.method ?? '', path[2] ?? '', { who, query: url.searchParams, body });
  }

  private route(
    method: string,
    path: string,
    { who, query, body }: { readonly who: Person; readonly query: URLSearchParams; readonly body: JsonObject },
  ): Json {
    for (const route of routes) {
      const match = new RegExp(`^${route.path.replaceAll(':id', '(\\d+)')}/?$`).exec(path);
      if (match === null || route.method !== method) continue;
      if (route.adminOnly === true && who.role !== 'administrator')
        throw unauthorized('You are not authorized to do this action');
      return route.answer({ account: this.account, who, query, body, ids: match.slice(1).map(Number) });
    }
    throw notFound();
  }

  private whoAsks(request: http.IncomingMessage): Person {
    const token = this.options.dropsUnderscores === true ? undefined : request.headers['api_access_token'];
    if (token === undefined) throw new Refusal(401, { errors: ['You need to sign in or sign up before continuing.'] });
    const role = token === 'admin-token' ? 'administrator' : token === 'agent-token' ? 'agent' : null;
    const who = [...this.account.people.values()].find((person) => person.role === role);
    if (who === undefined) throw unauthorized('Invalid Access Token');
    return who;
  }

  private throttle(): void {
    const now = performance.now();
    this.hits.push(now);
    while ((this.hits[0] ?? now) < now - 60_000) this.hits.shift();
    if (this.hits.length > (this.options.requestsPerMinute ?? 3_000)) throw new Refusal(429, { error: 'Retry later' });
  }

  private show(response: http.ServerResponse, { type, body, policy }: Page): void {
    response.writeHead(200, {
      ...{ 'content-type': type, 'cache-control': 'no-store', 'content-security-policy': policy },
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  }

  private answer(response: http.ServerResponse, status: number, body: Json): void {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === null ? '' : JSON.stringify(body));
  }
}

function pathInAccount(pathname: string): string {
  return pathname.replace(`/api/v1/accounts/${ours.id}`, '');
}

function urlOf({ url = '/' }: http.IncomingMessage): URL {
  return new URL(url, 'http://chatwoot');
}

async function bodyOf(request: http.IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  const text = Buffer.concat(chunks).toString();
  if (text === '') return {};
  const body = z.json().safeParse(JSON.parse(text));
  if (!body.success || !isJsonObject(body.data)) throw invalid('the body is no object');
  return body.data;
}
