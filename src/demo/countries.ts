import type { Language } from './phrases/by-language';
import type { Currency } from './products';

/** A name as its owner writes it, and in Latin letters for the address. */
export type Name = string | readonly [written: string, latin: string];

export type Country = {
  readonly code: string;
  readonly weight: number;
  readonly currency: Currency;
  readonly language: Language;
  readonly locale: string;
  readonly timezone: string;
  readonly cities: readonly [string, ...string[]];
  readonly firstNames: readonly [Name, ...Name[]];
  readonly lastNames: readonly [Name, ...Name[]];
  /** A mobile number: this prefix and so many more digits. */
  readonly mobile: readonly [prefix: string, digits: number];
};

export const germany: Country = {
  code: 'DE',
  weight: 34,
  currency: 'EUR',
  language: 'de',
  locale: 'de-DE',
  timezone: 'Europe/Berlin',
  cities: ['Berlin', 'Hamburg', 'Leipzig', 'Freiburg', 'Köln', 'München'],
  firstNames: ['Anna', 'Jonas', 'Lena', 'Paul', 'Mia', 'Felix', 'Greta', 'Emre', 'Katharina', 'Björn', 'Jürgen'],
  lastNames: ['Schmidt', 'Müller', 'Yılmaz', 'Weber', 'Wagner', 'Vogt', 'Krüger', 'Weiß', 'Hofmann', 'Ziegler'],
  mobile: ['+49151', 8],
};
export const france: Country = {
  code: 'FR',
  weight: 12,
  currency: 'EUR',
  language: 'fr',
  locale: 'fr-FR',
  timezone: 'Europe/Paris',
  cities: ['Lyon', 'Grenoble', 'Nantes', 'Paris'],
  firstNames: ['Camille', 'Louis', 'Chloé', 'Hugo', 'Inès', 'Gaël', 'Élodie'],
  lastNames: ['Martin', 'Bernard', 'Dubois', 'Moreau', 'Lefèvre', 'Girard'],
  mobile: ['+336', 8],
};
export const britain: Country = {
  code: 'GB',
  weight: 15,
  currency: 'GBP',
  language: 'en',
  locale: 'en-GB',
  timezone: 'Europe/London',
  cities: ['Leeds', 'Bristol', 'Edinburgh', 'London'],
  firstNames: ['Olivia', 'George', 'Amelia', 'Harry', 'Priya', 'Callum', 'Niamh'],
  lastNames: ['Smith', 'Jones', 'Patel', 'Evans', "O'Brien", 'Hughes'],
  mobile: ['+4474', 8],
};
export const china: Country = {
  code: 'CN',
  weight: 9,
  currency: 'CNY',
  language: 'zh',
  locale: 'zh-CN',
  timezone: 'Asia/Shanghai',
  cities: ['上海', '北京', '成都', '杭州', '深圳'],
  firstNames: [
    ['伟', 'Wei'],
    ['芳', 'Fang'],
    ['静', 'Jing'],
    ['敏', 'Min'],
    ['子涵', 'Zihan'],
    ['浩然', 'Haoran'],
    ['雨桐', 'Yutong'],
  ],
  lastNames: [
    ['王', 'Wang'],
    ['李', 'Li'],
    ['张', 'Zhang'],
    ['刘', 'Liu'],
    ['陈', 'Chen'],
    ['欧阳', 'Ouyang'],
  ],
  mobile: ['+86138', 8],
};
export const emirates: Country = {
  code: 'AE',
  weight: 5,
  currency: 'AED',
  language: 'ar',
  locale: 'ar-AE',
  timezone: 'Asia/Dubai',
  cities: ['دبي', 'أبوظبي', 'الشارقة'],
  firstNames: [
    ['أحمد', 'Ahmad'],
    ['فاطمة', 'Fatima'],
    ['محمد', 'Mohammed'],
    ['نورة', 'Noura'],
    ['خالد', 'Khalid'],
    ['مريم', 'Maryam'],
  ],
  lastNames: [
    ['المنصوري', 'Al Mansouri'],
    ['الهاشمي', 'Al Hashimi'],
    ['النعيمي', 'Al Nuaimi'],
    ['حداد', 'Haddad'],
  ],
  mobile: ['+97150', 7],
};

export const countries: readonly [Country, ...Country[]] = [
  germany,
  {
    code: 'AT',
    weight: 8,
    currency: 'EUR',
    language: 'de',
    locale: 'de-AT',
    timezone: 'Europe/Vienna',
    cities: ['Wien', 'Graz', 'Innsbruck'],
    firstNames: ['Sophie', 'Lukas', 'Valentina', 'Maximilian', 'Johanna', 'Tobias'],
    lastNames: ['Gruber', 'Huber', 'Steiner', 'Moser', 'Pichler', 'Egger'],
    mobile: ['+43664', 7],
  },
  {
    code: 'CH',
    weight: 6,
    currency: 'CHF',
    language: 'de',
    locale: 'de-CH',
    timezone: 'Europe/Zurich',
    cities: ['Zürich', 'Bern', 'Luzern'],
    firstNames: ['Noah', 'Lea', 'Reto', 'Seraina', 'Urs', 'Nina'],
    lastNames: ['Meier', 'Keller', 'Frei', 'Baumann', 'Zürcher'],
    mobile: ['+4179', 7],
  },
  france,
  britain,
  {
    code: 'US',
    weight: 11,
    currency: 'USD',
    language: 'en',
    locale: 'en-US',
    timezone: 'America/Denver',
    cities: ['Denver', 'Boulder', 'Salt Lake City', 'Santa Fe'],
    firstNames: ['Madison', 'Ethan', 'Ava', 'Noah', 'Grace', 'Mateo'],
    lastNames: ['Johnson', 'Garcia', 'Nguyen', 'Miller', 'Davis'],
    mobile: ['+1303555', 4],
  },
  china,
  emirates,
];

export function written(name: Name): string {
  return typeof name === 'string' ? name : name[0];
}

/** For an e-mail address: Latin letters only. */
export function latin(name: Name): string {
  const text = typeof name === 'string' ? name : name[1];
  const plain = text.replaceAll('ı', 'i').replaceAll('ß', 'ss').normalize('NFD').toLowerCase();
  return plain.replace(/[^a-z]/g, '');
}

/** The family's name goes first in Chinese, without a space. */
export function fullName(country: Country, first: string, last: string): string {
  return country.language === 'zh' ? `${last}${first}` : `${first} ${last}`;
}
