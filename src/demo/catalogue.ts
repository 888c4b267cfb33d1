/** What the demo's retailer sells and writes: outdoor gear, help articles, newsletters. */
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

export const articles: readonly [Article, ...Article[]] = [
  { article_id: 'returns', title: 'How do I return an order?', searches: ['return', 'send back', 'refund'] },
  { article_id: 'tracking', title: 'Where is my parcel?', searches: ['parcel', 'tracking', 'delivery late'] },
  { article_id: 'sizes', title: 'Which size fits me?', searches: ['size', 'boots too small', 'size chart'] },
  { article_id: 'waterproofing', title: 'Wash and re-proof a jacket', searches: ['wash jacket', 'waterproof'] },
  { article_id: 'invoice', title: 'I need an invoice', searches: ['invoice', 'vat number', 'bill'] },
  { article_id: 'tent-poles', title: 'A tent pole broke', searches: ['tent pole broken', 'spare pole', 'repair tent'] },
];
type Article = {
  readonly article_id: string;
  readonly title: string;
  readonly searches: readonly [string, ...string[]];
};

export const newsletters = [
  { email_id: 'autumn-sale', subject: 'Autumn sale: 20 % off jackets', campaign_name: 'Autumn sale' },
  { email_id: 'new-tents', subject: 'The new tents are here', campaign_name: 'New tents' },
  { email_id: 'care-guide', subject: 'Make your jacket last', campaign_name: 'Care guide' },
] as const;

export type Country = {
  readonly code: string;
  readonly weight: number;
  readonly currency: string;
  readonly locale: string;
  readonly timezone: string;
  readonly cities: readonly [string, ...string[]];
  readonly firstNames: readonly [string, ...string[]];
  readonly lastNames: readonly [string, ...string[]];
  /** A mobile number: this prefix and so many more digits. */
  readonly mobile: readonly [prefix: string, digits: number];
};

export const countries: readonly [Country, ...Country[]] = [
  {
    code: 'DE',
    weight: 40,
    currency: 'EUR',
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    cities: ['Berlin', 'Hamburg', 'Leipzig', 'Freiburg', 'Köln'],
    firstNames: ['Anna', 'Jonas', 'Lena', 'Paul', 'Mia', 'Felix', 'Greta', 'Emre', 'Katharina', 'Björn'],
    lastNames: ['Schmidt', 'Müller', 'Yılmaz', 'Weber', 'Wagner', 'Vogt', 'Krüger', 'Lang', 'Hofmann', 'Ziegler'],
    mobile: ['+49151', 8],
  },
  {
    code: 'AT',
    weight: 10,
    currency: 'EUR',
    locale: 'de-AT',
    timezone: 'Europe/Vienna',
    cities: ['Wien', 'Graz', 'Innsbruck'],
    firstNames: ['Sophie', 'Lukas', 'Valentina', 'Maximilian', 'Johanna', 'Tobias'],
    lastNames: ['Gruber', 'Huber', 'Steiner', 'Moser', 'Pichler', 'Egger'],
    mobile: ['+43664', 7],
  },
  {
    code: 'FR',
    weight: 15,
    currency: 'EUR',
    locale: 'fr-FR',
    timezone: 'Europe/Paris',
    cities: ['Lyon', 'Grenoble', 'Nantes', 'Paris'],
    firstNames: ['Camille', 'Louis', 'Chloé', 'Hugo', 'Inès', 'Gaël', 'Élodie'],
    lastNames: ['Martin', 'Bernard', 'Dubois', 'Moreau', 'Lefèvre', 'Girard'],
    mobile: ['+336', 8],
  },
  {
    code: 'GB',
    weight: 15,
    currency: 'GBP',
    locale: 'en-GB',
    timezone: 'Europe/London',
    cities: ['Leeds', 'Bristol', 'Edinburgh', 'London'],
    firstNames: ['Olivia', 'George', 'Amelia', 'Harry', 'Priya', 'Callum', 'Niamh'],
    lastNames: ['Smith', 'Jones', 'Patel', 'Evans', "O'Brien", 'Hughes'],
    mobile: ['+4474', 8],
  },
  {
    code: 'NL',
    weight: 10,
    currency: 'EUR',
    locale: 'nl-NL',
    timezone: 'Europe/Amsterdam',
    cities: ['Utrecht', 'Rotterdam', 'Groningen'],
    firstNames: ['Daan', 'Emma', 'Sem', 'Julia', 'Bram', 'Fleur'],
    lastNames: ['de Vries', 'Jansen', 'van den Berg', 'Bakker', 'Visser'],
    mobile: ['+3161', 7],
  },
  {
    code: 'US',
    weight: 10,
    currency: 'USD',
    locale: 'en-US',
    timezone: 'America/Denver',
    cities: ['Denver', 'Portland', 'Boulder', 'Salt Lake City'],
    firstNames: ['Madison', 'Ethan', 'Ava', 'Noah', 'Grace', 'Mateo'],
    lastNames: ['Johnson', 'Garcia', 'Nguyen', 'Miller', 'Davis'],
    mobile: ['+1303555', 4],
  },
];

function product(number: number, name: string, category: string, price: number): Product {
  return { product_id: `p${number}`, sku: `NL-${String(number).padStart(3, '0')}`, name, category, price };
}
