import type { JsonObject } from '@rapport/sdk';

/** What the demo's retailer sells: outdoor gear, by Segment's names of properties. Prices in EUR. */
export type Product = {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
};

export const products: readonly [Product, ...Product[]] = [
  product(1, 'Fjell rain jacket', 'Jackets', 189),
  product(2, 'Skare down jacket', 'Jackets', 279),
  product(3, 'Lofot wind shirt', 'Jackets', 99),
  product(4, 'Tarn 30 l backpack', 'Backpacks', 119),
  product(5, 'Vidda 60 l backpack', 'Backpacks', 219),
  product(6, 'Bekk hip bag', 'Backpacks', 35),
  product(7, 'Rondane hiking boots', 'Shoes', 199),
  product(8, 'Sti trail runners', 'Shoes', 129),
  product(9, 'Myr rubber boots', 'Shoes', 79),
  product(10, 'Natt sleeping bag', 'Camping', 159),
  product(11, 'Hule two-person tent', 'Camping', 349),
  product(12, 'Kull gas stove', 'Camping', 59),
  product(13, 'Varde head torch', 'Camping', 45),
  product(14, 'Ull merino shirt', 'Base layers', 69),
  product(15, 'Raggen socks, three pairs', 'Base layers', 29),
  product(16, 'Gift card', 'Gifts', 50),
];

/** @throws Error: a story names what the shop does not sell */
export function productNamed(name: string): Product {
  const found = products.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The shop does not sell ${name}.`);
  return found;
}

/** EUR 1 is so much, roughly: the shop has one list of prices for each currency. */
const rates = { EUR: 1, CHF: 1.05, GBP: 0.87, USD: 1.15, CNY: 8, AED: 4.2 } as const;
export type Currency = keyof typeof rates;

export function priceIn(currency: Currency, euros: number): number {
  const price = euros * rates[currency];
  return price > 500 ? Math.round(price / 10) * 10 - 1 : Math.round(price);
}

/** As a property of an event: in the customer's currency. */
export function productIn(currency: Currency, product: Product): JsonObject {
  return { ...product, price: priceIn(currency, product.price), currency, brand: 'Nordlicht' };
}

export function pathOf(product: Product): string {
  return `/products/${product.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

function product(number: number, name: string, category: string, price: number): Product {
  return { product_id: `p${number}`, sku: `NL-${String(number).padStart(3, '0')}`, name, category, price };
}
