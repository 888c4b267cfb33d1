import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumPath, launchBrowser } from './browser';
import { describeWith } from './system';
import { bootWhole, WholeRapport, type WholeParts } from './whole-rapport';

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

/** A whole Rapport with its admin panel in a browser. `page` opens a tab of the panel. */
export class AdminWorld extends WholeRapport {
  /** Errors that the browser told of on its console, on whatever page. */
  readonly complaints: string[] = [];
  private readonly contexts = new Map<string, BrowserContext>();

  private constructor(
    parts: WholeParts,
    private readonly browser: Browser,
  ) {
    super(parts);
  }

  static override async start(): Promise<AdminWorld> {
    return new AdminWorld(await bootWhole(), await launchBrowser());
  }

  /** Between two stories: closes all tabs, of what they kept nothing is left; a long suite logs in again. A page that nobody looks at goes on asking. */
  async closePages(): Promise<void> {
    const pages = this.browser.contexts().flatMap((context) => context.pages());
    // Tabs share what is cleared: one that asks once more before it closes is told 401, which is no complaint of the product.
    for (const page of pages) page.removeAllListeners('console');
    for (const page of pages) {
      if (page.url().startsWith('http')) await page.evaluate('localStorage.clear(); sessionStorage.clear()');
      await page.close();
    }
    if (!(await this.renew())) return;
    for (const context of this.contexts.values()) await context.close();
    this.contexts.clear();
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
    // A frame in a sandbox has no storage.
    await context.addInitScript(
      `if (self === top) for (const [key, value] of Object.entries(${JSON.stringify(kept)})) localStorage.setItem(key, value)`,
    );
    context.setDefaultTimeout(waitMillisecondsMax);
    this.contexts.set(key, context);
    return context;
  }

  override async stop(): Promise<void> {
    await this.browser.close();
    await super.stop();
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
  // Its page of an entry asks for what only its paid edition has: previews and translations by AI.
  return /Missing message: "(?!rapport)|\/content-manager\/preview\/|\/ai-(feature-config|localization-jobs)\b/.test(
    complaint,
  );
}
