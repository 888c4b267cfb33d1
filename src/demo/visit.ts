import type { JsonObject } from '@rapport/sdk';
import type { Who } from './call';
import { second } from './clock';
import type { Device } from './device';
import type { Diary } from './diary';

/** How somebody came to the shop: what stands in the address of the first page. */
export type Campaign = { readonly source: string; readonly medium: string; readonly name: string };

const shopUrl = 'https://nordlicht.example';

/** One visit of the shop in a browser: each call carries the page where it happened, as the browser SDK does it. */
export class Visit {
  /** Epoch milliseconds: how far it has come. */
  at: number;
  private page: JsonObject = {};
  private referrer: string;
  private search: string;
  /** Who the browser thinks it is: it keeps the user id from identify on. */
  private userId: string | null;

  constructor(
    private readonly diary: Diary,
    readonly device: Device,
    start: number,
    options: { readonly userId: string | null; readonly campaign?: Campaign | null },
  ) {
    this.at = start;
    this.userId = options.userId;
    const { campaign = null } = options;
    this.campaign = campaign;
    this.referrer = campaign === null ? '' : referrerOf(campaign);
    this.search =
      campaign === null
        ? ''
        : `?utm_source=${campaign.source}&utm_medium=${campaign.medium}&utm_campaign=${campaign.name}`;
  }

  private readonly campaign: Campaign | null;

  get who(): Who {
    const { anonymousId } = this.device;
    return this.userId === null ? { anonymousId } : { userId: this.userId, anonymousId };
  }

  /** @param seconds since what was before */
  open(seconds: number, title: string, path: string): void {
    this.at += seconds * second;
    const { search, referrer } = this;
    this.page = { path, referrer, search, title, url: `${shopUrl}${path}${search}` };
    const name = nameOf(path);
    this.diary.page(this.at, this.who, name, { ...this.page, name }, this.context());
    this.referrer = `${shopUrl}${path}${search}`;
    this.search = '';
  }

  track(seconds: number, event: string, properties: JsonObject = {}): void {
    this.at += seconds * second;
    this.diary.track('web', this.at, this.who, event, properties, this.context());
  }

  /** `userId` null: what a form says about somebody who is not logged in. */
  identify(seconds: number, userId: string | null, traits: JsonObject): void {
    this.at += seconds * second;
    this.userId = userId ?? this.userId;
    this.diary.identify('web', this.at, this.who, traits, this.context());
  }

  context(): JsonObject {
    const { userAgent, mobile, platform } = this.device;
    const { campaign } = this;
    return {
      page: this.page,
      userAgent,
      // Only Chromium's browsers have it.
      ...(userAgent.includes('Chrome/')
        ? { userAgentData: { brands: [{ brand: 'Chromium', version: '142' }], mobile, platform } }
        : {}),
      ...(campaign === null ? {} : { campaign: { ...campaign } }),
    };
  }
}

/** What kind of page it is: few names, however many products and articles there are. */
function nameOf(path: string): string {
  return pageNames.find(([pattern]) => pattern.test(path))?.[1] ?? 'Category';
}

const pageNames: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, 'Home'],
  [/^\/products\//, 'Product'],
  [/^\/help$/, 'Help centre'],
  [/^\/help\//, 'Help article'],
  [/^\/checkout$/, 'Checkout'],
  [/^\/account$/, 'Account'],
  [/^\/news/, 'Newsletter'],
];

function referrerOf({ medium, source }: Campaign): string {
  return medium === 'email' ? '' : `https://www.${source}.example/`;
}
