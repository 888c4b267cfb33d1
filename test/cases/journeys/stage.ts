import type { JsonObject } from '@rapport/sdk';

/** What became of one customer in the journey of a case. Times are epoch milliseconds, properties those of the events. */
export type Seen = {
  /** That were handed over, in that order. */
  readonly messages: readonly {
    readonly step: string;
    readonly visit: number;
    readonly at: number;
    readonly first: JsonObject | null;
    readonly latest: JsonObject | null;
  }[];
  /** In the order in which they began. */
  readonly runs: readonly {
    readonly key: string;
    readonly step: string;
    readonly until: number | null;
    readonly ended: { readonly at: number; readonly reason: string; readonly by: string | null } | null;
  }[];
};

/** Where one journey is played under a clock that stands still until it is moved. Customers are called as the case calls them, or ''. */
export interface Stage {
  readonly now: number;
  /** All that becomes due until then is done, each at its time. */
  moveTo(time: number): Promise<void>;
  event(user: string, name: string, properties: JsonObject): Promise<void>;
  traits(user: string, traits: JsonObject): Promise<void>;
  /** He comes into a segment, or is in it no more. */
  turn(user: string, segment: string, isIn: boolean): Promise<void>;
  seen(user: string): Promise<Seen>;
  /** The definition is saved and published. @returns whether that is refused */
  refuses(): Promise<boolean>;
}
