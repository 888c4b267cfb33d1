/** What a sentence of a conversation does. */
export type Cue =
  /** The customer wants something: `can you`, `I need`, `where is`. */
  | 'asks'
  /** The customer tells what he did himself: `I restarted`, `no luck`. */
  | 'hasTried'
  /** An agent did, found or offered something, or says that it cannot be: `I have sent`, `please try`, `unfortunately`. */
  | 'does'
  /** Something will be: `we will`, `you'll receive`. */
  | 'promises'
  /** Says that another one takes over: no promise, and told by the hand-over itself. `I will hand you over`, `let me transfer you to`. */
  | 'handsOver'
  /** Looks like a promise and is none: `I will need your name`, `will that be all`. */
  | 'isNoPromise'
  /** An agent needs something of the customer: `may I have your name`. */
  | 'asksBack'
  /** Greetings, thanks, good wishes: nothing of the case. */
  | 'isSmallTalk';

/** Words in the notation of PatternIndex, separated by commas. Of two that begin at the same word the longer one counts. */
export type Cues = Readonly<Record<Cue, string>> & {
  /** A time in a sentence: `by Friday`, `within 24 hours`. */
  readonly time: RegExp;
};
