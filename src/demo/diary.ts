import type { JsonObject } from '@rapport/sdk';
import type { DemoCall, DemoSource, Who } from './call';
import type { Customer } from './customer';

export const second = 1_000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;

/** Writes down what one customer did; message ids count in the order of writing. */
export class Diary {
  readonly calls: DemoCall[] = [];

  constructor(
    private readonly seed: string,
    private readonly customer: Customer,
  ) {}

  identify(source: DemoSource, at: number, who: Who, traits: JsonObject): void {
    this.write(source, at, who, { type: 'identify', traits });
  }

  track(
    source: DemoSource,
    at: number,
    who: Who,
    event: string,
    properties: JsonObject = {},
    context: JsonObject = {},
  ): void {
    this.write(source, at, who, { type: 'track', event, properties }, context);
  }

  page(at: number, who: Who, name: string, path: string): void {
    const properties = { path, url: `https://nordlicht.example${path}`, title: name };
    this.write('web', at, who, { type: 'page', name, properties });
  }

  group(at: number, who: Who, groupId: string, traits: JsonObject): void {
    this.write('shop', at, who, { type: 'group', groupId, traits });
  }

  alias(at: number, previousId: string, userId: string): void {
    this.write('shop', at, { userId }, { type: 'alias', previousId, userId });
  }

  private write(source: DemoSource, at: number, who: Who, say: DemoCall['say'], context: JsonObject = {}): void {
    const messageId = `${this.seed}-${this.customer.index}-${this.calls.length}`;
    const { locale, timezone } = this.customer.country;
    this.calls.push({ source, at: Math.round(at), messageId, who, say, context: { locale, timezone, ...context } });
  }
}
