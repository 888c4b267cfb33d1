/** What customers ask about, and what the help centre has an article for. */
export type Topic = 'returns' | 'parcel' | 'sizes' | 'care' | 'invoice' | 'tent-pole';
export const topics: readonly [Topic, ...Topic[]] = ['returns', 'parcel', 'sizes', 'care', 'invoice', 'tent-pole'];

/** One a week, in turns. */
export type Newsletter = 'season' | 'tents' | 'care-guide' | 'members';
export const newsletters: readonly [Newsletter, ...Newsletter[]] = ['season', 'tents', 'care-guide', 'members'];

/** What the shop and its customers say in one language; a file for each. */
export type Phrases = {
  /** Titles of pages. */
  readonly pages: Readonly<Record<'home' | 'cart' | 'checkout' | 'account' | 'help' | 'newsletter', string>>;
  readonly topics: Readonly<Record<Topic, TopicPhrases>>;
  readonly newsletters: Readonly<Record<Newsletter, string>>;
  /** Subject of the mail before a club membership is renewed. */
  readonly renewal: string;
  readonly agentHello: string;
  readonly agentHandsOver: string;
  readonly customerAgain: string;
  readonly customerThanks: string;
  readonly reviews: { readonly good: readonly [string, ...string[]]; readonly bad: readonly [string, ...string[]] };
};

export type TopicPhrases = {
  readonly title: string;
  readonly searches: readonly [string, ...string[]];
  readonly question: string;
  readonly answer: string;
};
