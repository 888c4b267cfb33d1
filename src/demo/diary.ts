import type { JsonObject } from '@rapport/sdk';
import type { DemoCall, DemoSource, Saying, Who } from './call';
import type { Country } from './countries';
import { Random } from './random';

/** Writes down what one person did; ids of messages count in the order of writing, and look like those of the SDKs. */
export class Diary {
  readonly calls: DemoCall[] = [];
  private readonly ids: Random;

  /** @param seed of this diary alone: its messages have the same ids in every run */
  constructor(
    seed: string,
    readonly country: Pick<Country, 'locale' | 'timezone'>,
  ) {
    this.ids = new Random(`${seed} messages`);
  }

  identify(source: DemoSource, at: number, who: Who, traits: JsonObject, context: JsonObject = {}): void {
    this.write(source, at, who, { type: 'identify', traits }, context);
  }

  track(
    source: DemoSource,
    at: number,
    who: Who,
    event: string,
    properties: JsonObject = {},
    context: JsonObject = {},
  ) {
    this.write(source, at, who, { type: 'track', event, properties }, context);
  }

  page(at: number, who: Who, name: string, properties: JsonObject, context: JsonObject): void {
    this.write('web', at, who, { type: 'page', name, properties }, context);
  }

  group(at: number, who: Who, groupId: string, traits: JsonObject): void {
    this.write('shop', at, who, { type: 'group', groupId, traits });
  }

  alias(at: number, previousId: string, userId: string): void {
    this.write('shop', at, { userId }, { type: 'alias', previousId, userId });
  }

  /** What the door will refuse. */
  faulty(source: DemoSource, at: number, who: Who, say: Saying, context: JsonObject = {}): void {
    this.write(source, at, who, say, context, true);
  }

  private write(
    source: DemoSource,
    time: number,
    who: Who,
    say: Saying,
    more: JsonObject = {},
    isFaulty = false,
  ): void {
    const at = Math.round(time);
    const messageId = `${source === 'web' ? 'ajs' : 'node'}-next-${at}-${this.ids.uuid()}`;
    const { locale, timezone } = this.country;
    const context = source === 'web' ? { locale, timezone, ...more } : more;
    this.calls.push({ source, at, messageId, who, say, context, ...(isFaulty ? { isFaulty } : {}) });
  }
}
