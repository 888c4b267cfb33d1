import type { JsonObject } from '@rapport/sdk';

/** What customers say yes or no to, as the preference centre shows it. */
export const demoTopics: readonly JsonObject[] = [
  {
    ...{ key: 'news', kind: 'MARKETING', basis: 'OPT_IN', isTracked: true },
    name: { en: 'News and offers', 'zh-Hans': '新品与优惠', de: 'Neues und Angebote' },
    description: {
      en: 'New things, the season, what is in your cart.',
      'zh-Hans': '新品、当季精选、购物车提醒。',
      de: 'Neues, die Saison, was im Warenkorb liegt.',
    },
  },
  {
    ...{ key: 'feedback', kind: 'MARKETING', basis: 'OPT_OUT', isTracked: true },
    name: { en: 'Questions to you', 'zh-Hans': '意见征询', de: 'Fragen an Sie' },
    description: {
      en: 'How you like us, twice a year.',
      'zh-Hans': '每年两次，了解您的满意度。',
      de: 'Wie Sie uns finden, zweimal im Jahr.',
    },
  },
  {
    ...{ key: 'orders', kind: 'TRANSACTIONAL' },
    name: { en: 'Your account and orders', 'zh-Hans': '您的账户与订单', de: 'Ihr Konto und Ihre Bestellungen' },
  },
  {
    ...{ key: 'care', kind: 'TRANSACTIONAL' },
    name: { en: 'Your questions to us', 'zh-Hans': '您的咨询', de: 'Ihre Anfragen' },
  },
];

const mail = { kind: 'send', channel: 'email' } as const;
const end = { kind: 'exit' } as const;

export type DemoJourney = { readonly key: string; readonly name: string; readonly definition: JsonObject };

/** They wait for minutes where a real shop waits for hours, so that whoever watches sees them. */
export const demoJourneys: readonly DemoJourney[] = [
  {
    ...{ key: 'welcome', name: 'Welcome' },
    definition: {
      ...{ entry: { event: 'Signed Up' }, enters: 'once', start: 'breath' },
      steps: {
        breath: { kind: 'wait', for: '5m', next: 'hello' },
        hello: { ...mail, template: 'welcome', topic: 'orders', next: 'buys' },
        buys: {
          kind: 'wait_for',
          any: [{ event: 'Order Completed', next: 'bought' }],
          timeout: { after: '14d', next: 'end' },
        },
        bought: { kind: 'goal', name: 'first-order', next: 'end' },
        end,
      },
    },
  },
  {
    ...{ key: 'abandoned-cart', name: 'Abandoned cart' },
    definition: {
      ...{ entry: { event: 'Product Added' }, exit: [{ event: 'Order Completed' }], start: 'quiet' },
      steps: {
        quiet: {
          kind: 'wait_for',
          any: [
            { event: 'Product Added', restart: true },
            { event: 'Product Removed', next: 'end' },
          ],
          timeout: { after: '5m', next: 'remind' },
        },
        remind: { ...mail, template: 'cart', topic: 'news', withheld: 'exit', next: 'end' },
        end,
      },
    },
  },
  {
    ...{ key: 'recovery', name: 'Recovery after a bad rating' },
    definition: {
      entry: { event: 'Conversation Rated', where: [{ property: 'rating', op: 'lte', value: 2 }] },
      start: 'call',
      steps: {
        call: {
          ...{ kind: 'call_back', within: '1d', next: 'sorry' },
          note: 'Gave a bad rating: ask what went wrong, and put it right.',
        },
        sorry: { ...mail, template: 'sorry', topic: 'care', next: 'week' },
        week: { kind: 'wait', for: '8d', next: 'ask' },
        ask: { ...mail, template: 'well-again', topic: 'care', next: 'end' },
        end,
      },
    },
  },
  {
    ...{ key: 'order-shipped', name: 'Order is on its way' },
    definition: {
      ...{ entry: { event: 'Order Shipped', key: 'order_id' }, enters: 'every_time', start: 'tell' },
      steps: { tell: { ...mail, template: 'shipped', topic: 'orders', next: 'end' }, end },
    },
  },
];

export type DemoSegment = { readonly key: string; readonly name: string; readonly definition: JsonObject };

/** For whom the broadcasts are. */
export const demoSegments: readonly DemoSegment[] = [
  {
    ...{ key: 'newsletter-readers', name: 'Newsletter readers' },
    definition: { trait: 'newsletter', op: 'eq', value: true },
  },
  {
    ...{ key: 'bought-lately', name: 'Bought in the last 60 days' },
    definition: { event: 'Order Completed', within: '60d' },
  },
];

export type DemoBroadcast = { readonly key: string; readonly name: string; readonly definition: JsonObject };

/** They end within a day: whoever is held for longer, since something went wrong, does not get them at all. */
export const demoBroadcasts: readonly DemoBroadcast[] = [
  {
    ...{ key: 'season', name: 'Season news' },
    definition: {
      ...{ audience: { segment: 'newsletter-readers' }, channel: 'email', topic: 'news', template: 'season' },
      ...{ expires: '1d', controlPercent: 10, goal: { event: 'Order Completed', days: 7 } },
    },
  },
  {
    ...{ key: 'nps', name: 'NPS survey' },
    definition: {
      ...{ audience: { segment: 'bought-lately' }, channel: 'email', topic: 'feedback', template: 'nps' },
      expires: '1d',
    },
  },
];
