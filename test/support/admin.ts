import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { chromiumPath, launchBrowser } from './browser';
import { createTestDatabase, type TestDatabase } from './database';
import { startRapport, type RunningRapport } from './rapport';
import { makeReachableFolder } from './server';
import { describeWith } from './system';

const registered = z.object({ data: z.object({ token: z.string() }) });
const roleList = z.object({ data: z.array(z.object({ id: z.number(), code: z.string() })) });
const invitation = z.object({ data: z.object({ registrationToken: z.string() }) });
const source = z.object({ data: z.object({ writeKey: z.string() }) });

/** Longer than playwright's own: a machine that does other work, too, is slow and not broken. */
const waitMillisecondsMax = 90_000;

export type PageOptions = {
  readonly locale?: 'en' | 'zh-Hans';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Of somebody else: `loginOf`. */
  readonly token?: string;
};

/**
 * A whole Rapport with its admin panel, in a schema of its own, and somebody who is logged in. Events go in by the real door:
 * `send`. `page` opens a tab of the panel.
 */
export class AdminWorld {
  /** Errors that the browser told of on its console, on whatever page. */
  readonly complaints: string[] = [];
  private readonly contexts = new Map<string, BrowserContext>();

  private constructor(
    readonly database: TestDatabase,
    private readonly rapport: RunningRapport,
    private readonly folder: string,
    private readonly browser: Browser,
    readonly url: string,
    /** An access token of the first admin, who may do everything. */
    readonly token: string,
    private readonly writeKeys: { readonly server: string; readonly browser: string },
  ) {}

  static async start(): Promise<AdminWorld> {
    const database = await createTestDatabase();
    const folder = await makeReachableFolder('rapport-admin-');
    const rapport = startRapport({
      DATABASE_URL: database.url,
      RAPPORT_SCHEMA: database.schema,
      STRAPI_SCHEMA: `${database.schema}_strapi`,
      RAPPORT_DATA_DIR: path.join(folder, 'data'),
    });
    const url = await rapport.ready;
    const admin = { firstname: 'Ada', lastname: 'Admin', email: 'ada@rapport.example', password: 'Correct-Horse-7' };
    const { token } = registered.parse(await post(`${url}/admin/register-admin`, admin)).data;
    const writeKeys = {
      server: await makeSource(url, token, 'server'),
      browser: await makeSource(url, token, 'browser'),
    };
    return new AdminWorld(database, rapport, folder, await launchBrowser(), url, token, writeKeys);
  }

  private invited = 0;

  /** An access token of somebody new who has one of the ready roles, e.g. `agent`. */
  async loginOf(role: string): Promise<string> {
    const { data: roles } = roleList.parse(await get(`${this.url}/admin/roles`, this.token));
    const found = roles.find(({ code }) => code === `rapport-${role}`);
    if (found === undefined) throw new Error(`there is no role ${role}`);
    const name = { firstname: 'Robin', lastname: role };
    const who = { ...name, email: `${role}-${++this.invited}@rapport.example`, roles: [found.id] };
    const { registrationToken } = invitation.parse(await post(`${this.url}/admin/users`, who, this.token)).data;
    const userInfo = { ...name, password: 'Correct-Horse-7' };
    return registered.parse(await post(`${this.url}/admin/register`, { registrationToken, userInfo })).data.token;
  }

  /** Calls of the Segment spec by the door; visible when it returns. */
  async send(calls: readonly object[], kind: 'server' | 'browser' = 'server'): Promise<void> {
    await post(`${this.url}/v1/batch`, { batch: calls, writeKey: this.writeKeys[kind] });
  }

  /** @returns `data` of the answer; an error in it fails the test */
  async graphql(query: string, variables: object = {}): Promise<ReturnType<JSON['parse']>> {
    const answer = z
      .object({ data: z.unknown(), errors: z.undefined().optional() })
      .parse(await post(`${this.url}/graphql`, { query, variables }, this.token));
    return answer.data;
  }

  /** Closes all tabs; of what they kept nothing is left. A page that nobody looks at goes on asking. */
  async closePages(): Promise<void> {
    for (const page of this.browser.contexts().flatMap((context) => context.pages())) {
      await page.evaluate('localStorage.clear(); sessionStorage.clear()');
      await page.close();
    }
  }

  /** A tab, logged in, at an address below /admin. */
  async page(address: string, options: PageOptions = {}): Promise<Page> {
    const context = await this.context(options);
    const page = await context.newPage();
    page.on('console', (message) => {
      const text = `${message.text()} ${message.location().url}`;
      if (message.type() === 'error' && !isOfStrapi(text)) this.complaints.push(text);
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    await page.goto(`${this.url}/admin/${address}`);
    return page;
  }

  /** Tabs of the same person and looks share a context: with what it has cached, a page is there in 4 s instead of 6. */
  private async context(options: PageOptions): Promise<BrowserContext> {
    const key = JSON.stringify(options);
    const known = this.contexts.get(key);
    if (known !== undefined) return known;
    const context = await this.browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    const kept = {
      jwtToken: JSON.stringify(options.token ?? this.token),
      isLoggedIn: 'true',
      'strapi-admin-language': options.locale ?? 'en',
      STRAPI_THEME: options.theme ?? 'light',
    };
    await context.addInitScript(
      `for (const [key, value] of Object.entries(${JSON.stringify(kept)})) localStorage.setItem(key, value)`,
    );
    context.setDefaultTimeout(waitMillisecondsMax);
    this.contexts.set(key, context);
    return context;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.rapport.kill('SIGTERM');
    await this.rapport.exit;
    await this.database.pool.query(`drop schema if exists ${this.database.schema}_strapi cascade`);
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Another address in the same tab, as a link of the panel would: nothing is loaded again. */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
}

/** Stories of one whole Rapport, in their order: to start one takes longer than most stories. No page may complain. */
export function describeInBrowser(name: string, stories: readonly ((world: () => AdminWorld) => void)[]): void {
  describeWith(chromiumPath, `${name}, in a real browser`, () => {
    jest.setTimeout(300_000);
    let world: AdminWorld;
    beforeAll(async () => {
      world = await AdminWorld.start();
    });
    afterAll(() => world.stop());
    afterEach(async () => {
      await world.closePages();
      expect(world.complaints.splice(0)).toEqual([]);
    });
    for (const tell of stories) tell(() => world);
  });
}

/** Strapi's own panel has texts without a Chinese translation, and says so. */
function isOfStrapi(complaint: string): boolean {
  return /Missing message: "(?!rapport)/.test(complaint);
}

async function makeSource(url: string, token: string, kind: 'server' | 'browser'): Promise<string> {
  const address = `${url}/content-manager/collection-types/api::source.source`;
  return source.parse(await post(address, { name: `Test ${kind}`, kind, enabled: true }, token)).data.writeKey;
}

function post(url: string, body: object, token?: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return answerOf(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

function get(url: string, token: string): Promise<unknown> {
  return answerOf(url, { headers: { authorization: `Bearer ${token}` } });
}

async function answerOf(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text);
}
