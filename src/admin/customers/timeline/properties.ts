import { formatMoney, isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject, Locale } from '@rapport/sdk/admin/pure';
import type { TimelineEvent } from './event';

const textCharactersMax = 80;

/** Reads an event's properties for a sentence: whatever came, what it answers can be shown. */
export class Properties {
  private readonly fields: JsonObject;

  constructor(
    private readonly event: Pick<TimelineEvent, 'properties' | 'value'>,
    readonly locale: Locale,
  ) {
    this.fields = isJsonObject(event.properties) ? event.properties : {};
  }

  /** The first of these that is a text or a number, shortened; '' where there is none. */
  text(...names: readonly string[]): string {
    for (const name of names) {
      const value = this.at(name);
      const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
      if (text !== '') return text.length > textCharactersMax ? `${text.slice(0, textCharactersMax)} …` : text;
    }
    return '';
  }

  number(...names: readonly string[]): number | null {
    for (const name of names) {
      const value = this.at(name);
      if (typeof value === 'number' && Number.isFinite(value)) return value;
    }
    return null;
  }

  flag(name: string): boolean {
    return this.at(name) === true;
  }

  /** The event's main number with its currency; '' where there is none. */
  money(): string {
    const value = this.event.value ?? this.number('revenue', 'total', 'value', 'price');
    return value === null ? '' : formatMoney(value, this.text('currency'), this.locale);
  }

  /** How many things: quantities of `products`, else `quantity`; 0 where nothing says. */
  items(): number {
    const products = this.at('products');
    if (!Array.isArray(products)) return this.number('quantity') ?? 0;
    return products.reduce<number>((sum, product: Json) => {
      const quantity = isJsonObject(product) ? product['quantity'] : undefined;
      return sum + (typeof quantity === 'number' && quantity > 0 ? quantity : 1);
    }, 0);
  }

  keys(): readonly string[] {
    return Object.keys(this.fields);
  }

  private at(name: string): Json | undefined {
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
  }
}
