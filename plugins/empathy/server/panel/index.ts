import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Core, type HttpMount, isJsonObject, type Principal, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { panelLocales, suggestionOutcomes } from '../../domain/panel/view';
import { Frames } from './frames';
import { readJson, sendError, sendJson } from './http';
import { panelLimits } from './limits';
import { requireOwnPage } from './origin';
import { PanelPages } from './page';
import type { PanelParts } from './parts';
import { MinuteRates } from './rates';
import { requireScope, sessionCookie, type SignedIn, SignIns } from './sign-ins';
import { loadScripts, loadView, type ViewRequest } from './load';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const helpdeskId = z.string().regex(/^[\w.:-]{1,100}$/);
const viewQuery = z.object({
  connection: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .optional(),
  conversation: helpdeskId.optional(),
  contact: helpdeskId.optional(),
  profile: z.string().regex(uuid).optional(),
  locale: z.enum(panelLocales).default('en'),
});
const linkBody = z.strictObject({
  agent: z
    .string()
    .regex(/^(admin|token):\d{1,15}$/)
    .optional(),
});
const sessionBody = z.strictObject({ code: z.string().max(100) });
const outcomeBody = z.strictObject({ outcome: z.enum(suggestionOutcomes) });

type Call = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly url: URL };

/**
 * `/panel`: the page that agents have beside a conversation, and what it asks for. Who the agent is, his own sign-in says (a cookie),
 * or an admin session or API token in `Authorization`; what the helpdesk around the frame tells names the customer only.
 */
export function createPanelMount(core: Core, parts: PanelParts): HttpMount {
  const panel = new PanelApi(core, parts);
  return {
    path: '/panel',
    async handle(request, response) {
      try {
        const url = new URL(request.url ?? '/', 'http://localhost');
        await panel.answer({ request, response, url });
      } catch (error) {
        sendError(core, response, error);
      }
    },
  };
}

class PanelApi {
  private readonly pages = new PanelPages();
  private readonly frames: Frames;
  private readonly signIns: SignIns;
  private readonly rates: MinuteRates;
  private readonly routes: Readonly<Record<string, (call: Call) => Promise<void>>>;

  constructor(
    private readonly core: Core,
    private readonly parts: PanelParts,
  ) {
    this.frames = new Frames(core);
    this.signIns = new SignIns(core);
    this.rates = new MinuteRates(core.now);
    this.routes = {
      'GET /panel': async ({ response, url }) => {
        response.writeHead(308, { location: `/panel/${url.search}` }).end();
      },
      'GET /panel/': async ({ response }) => this.pages.sendPage(response, 'panel', await this.frames.list()),
      'GET /panel/sign-in': async ({ response }) => this.pages.sendPage(response, 'sign-in', []),
      'POST /panel/api/links': (call) => this.createLink(call),
      'POST /panel/api/session': (call) => this.signIn(call),
      'DELETE /panel/api/session': (call) => this.signOut(call),
      'GET /panel/api/session': (call) => this.session(call),
      'GET /panel/api/view': (call) => this.view(call),
      'GET /panel/api/scripts': (call) => this.scripts(call),
      'GET /panel/api/live': (call) => this.live(call),
    };
  }

  async answer(call: Call): Promise<void> {
    const { request, response, url } = call;
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    const route = this.routes[`${method} ${url.pathname}`];
    if (route !== undefined) return route(call);
    const [, asset] = /^\/panel\/assets\/([\w.-]+)$/.exec(url.pathname) ?? [];
    if (asset !== undefined && method === 'GET') return this.pages.sendAsset(request, response, asset);
    const [, suggestion] = /^\/panel\/api\/suggestions\/([\w-]{1,64})$/.exec(url.pathname) ?? [];
    if (suggestion !== undefined && method === 'POST') return this.outcome(call, suggestion);
    const known = Object.keys(this.routes).some((one) => one.endsWith(` ${url.pathname}`));
    throw new RapportError(known ? 'method_not_allowed' : 'not_found');
  }

  /** By `Authorization` (nothing that a browser sends by itself), or by the cookie, which our own pages send. */
  private async who(request: IncomingMessage): Promise<SignedIn> {
    if (request.headers.authorization !== undefined) {
      const principal = await this.core.auth.authenticate(request);
      if (principal === null) throw new RapportError('unauthenticated');
      requireScope(principal, 'panel.use');
      return { principal, expiresAt: this.core.now() };
    }
    requireOwnPage(request);
    const signedIn = await this.signIns.who(request);
    this.rates.take(signedIn.principal.actor, panelLimits.requestsPerMinute);
    return signedIn;
  }

  private async createLink({ request, response }: Call): Promise<void> {
    const { principal } = await this.who(request);
    this.rates.take(`link ${principal.actor}`, panelLimits.linksPerMinute);
    const { agent } = parsed(linkBody, await readJson(request));
    const { code, expiresAt } = await this.signIns.link(principal, agent);
    sendJson(response, { code, path: `/panel/#code=${code}`, expiresAt });
  }

  private async signIn({ request, response }: Call): Promise<void> {
    requireOwnPage(request);
    this.rates.take('redeem', panelLimits.redemptionsPerMinute);
    const { code } = parsed(sessionBody, await readJson(request));
    const { token, ...signedIn } = await this.signIns.redeem(code);
    const cookie = sessionCookie(token, (signedIn.expiresAt - this.core.now()) / 1_000);
    sendJson(response, await this.sessionView(signedIn), { 'set-cookie': cookie });
  }

  private async signOut({ request, response }: Call): Promise<void> {
    requireOwnPage(request);
    await this.signIns.signOut(request);
    sendJson(response, {}, { 'set-cookie': sessionCookie('', 0) });
  }

  /** That nobody is signed in is an answer here, and no failure. */
  private async session({ request, response }: Call): Promise<void> {
    try {
      sendJson(response, { session: await this.sessionView(await this.who(request)) });
    } catch (error) {
      if (!(error instanceof RapportError) || error.code !== 'unauthenticated') throw error;
      sendJson(response, { session: null });
    }
  }

  private async sessionView({ principal, expiresAt }: SignedIn) {
    const name = await this.signIns.name(principal.actor);
    return { name, expiresAt, readsPersonal: principal.scopes.has('pii.read') };
  }

  private async view({ request, response, url }: Call): Promise<void> {
    const asked = await this.viewRequest(request, url);
    const view = await loadView(this.core, this.parts, asked);
    if (view.state === 'known') this.noteRead(asked.reader.principal, view.profileId);
    sendJson(response, view);
  }

  private async scripts({ request, response, url }: Call): Promise<void> {
    const query = url.searchParams.get('q') ?? '';
    if (query.length > panelLimits.scriptQueryCharsMax) throw new RapportError('bad_input', '`q` is too long.');
    sendJson(response, {
      scripts: await loadScripts(this.core, this.parts, await this.viewRequest(request, url), query),
    });
  }

  private async outcome({ request, response }: Call, id: string): Promise<void> {
    const { principal } = await this.who(request);
    const { outcome } = parsed(outcomeBody, await readJson(request));
    const isKnown = (await this.parts.outcome?.(this.core, id, outcome, principal.actor)) ?? false;
    if (!isKnown) throw new RapportError('not_found', 'There is no such suggestion.');
    sendJson(response, {});
  }

  private async live({ request, response, url }: Call): Promise<void> {
    const { profile } = parsed(viewQuery, Object.fromEntries(url.searchParams));
    if (profile === undefined) throw new RapportError('bad_input', '`profile` is missing.');
    const authorise = async () => requireScope((await this.who(request)).principal, 'profile.read');
    await authorise();
    this.core.live.stream(response, new Set([profile.toLowerCase()]), authorise);
  }

  private async viewRequest(request: IncomingMessage, url: URL): Promise<ViewRequest> {
    const { principal } = await this.who(request);
    requireScope(principal, 'profile.read');
    const { locale, ...whom } = parsed(viewQuery, Object.fromEntries(url.searchParams));
    return { whom, locale, reader: { principal, name: await this.signIns.name(principal.actor) } };
  }

  private noteRead({ actor, scopes }: Principal, profileId: string): void {
    this.core.audit.note({ actor, action: 'panel.read', profileId, details: { unmasked: scopes.has('pii.read') } });
  }
}

/** @throws RapportError bad_input, naming the field */
function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new RapportError('bad_input', isJsonObject(value) ? `\`${field}\` is not acceptable.` : 'Send an object.');
}
