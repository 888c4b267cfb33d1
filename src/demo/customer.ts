import type { JsonObject } from '@rapport/sdk';
import { countries, fullName, latin, written, type Country } from './countries';
import { newLaptop, newPhone, newTablet, type Device } from './device';
import { Random } from './random';

/** registered: has an account. guest: orders by e-mail only. visitor: looks, and stays unknown. */
export type CustomerKind = 'registered' | 'guest' | 'visitor';

export type Company = { readonly groupId: string; readonly name: string; readonly industry: string };

export type Customer = {
  readonly index: number;
  readonly kind: CustomerKind;
  readonly userId: string;
  /** Before the shop's accounts were numbered anew; an alias call joins both. */
  readonly formerUserId: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly country: Country;
  readonly city: string;
  readonly birthday: string;
  /** Days between two visits, on average. */
  readonly visitDays: number;
  readonly reads: boolean;
  /** Of the club; the membership is renewed on this day of the year (0 to 364). */
  readonly memberDay: number | null;
  /** The company for which he buys, with colleagues. */
  readonly company: Company | null;
  readonly phoneDevice: Device;
  readonly laptop: Device;
  /** A tablet that the household shares. */
  readonly sharedTablet: Device | null;
  /** He types somebody else's address into the newsletter's form. */
  readonly typesAddressOf: Customer | null;
};

type KindShare = { readonly kind: CustomerKind; readonly weight: number };
const kinds: readonly [KindShare, ...KindShare[]] = [
  { kind: 'registered', weight: 55 },
  { kind: 'guest', weight: 18 },
  { kind: 'visitor', weight: 27 },
];
const industries: readonly [string, ...string[]] = ['Travel', 'Education', 'Forestry', 'Events', 'Rescue services'];

/** In each so many customers there is one of each odd pair; far fewer of them in a big company. */
const circle = 60;
const bigCircle = 6_000;
const bigFrom = 1_000;
/** Places in the circle: who belongs together, and what they share beside country and city. */
const groups: readonly Group[] = [
  { places: [3, 4], share: ['lastName', 'tablet'] },
  { places: [6, 7], share: ['lastName', 'phone'] },
  // Two of the same name.
  { places: [12, 13], share: ['lastName', 'firstName'] },
  { places: [15, 16, 17], share: ['company'] },
];
type Group = {
  readonly places: readonly number[];
  readonly share: readonly ('lastName' | 'firstName' | 'phone' | 'tablet' | 'company')[];
};
const typedAddress = { owner: 9, typist: 10 };

/** @param index from 0; whoever comes after the first 90 days has one from `arrivalsFrom` on */
export function createCustomer(seed: string, index: number): Customer {
  const place = index % (index < bigFrom ? circle : bigCircle);
  const circleSeed = `${seed} circle ${index - place}`;
  const random = new Random(`${seed} customer ${index}`);
  const group = groups.find(({ places }) => places.includes(place));
  // What they have in common is drawn from the same numbers.
  const common = new Random(group === undefined ? `${seed} home ${index}` : `${circleSeed} ${group.places.join(' ')}`);
  const country = common.weighted(countries);
  const city = common.pick(country.cities);
  const lastName = (group?.share.includes('lastName') ? common : random).pick(country.lastNames);
  const firstName = (group?.share.includes('firstName') ? common : random).pick(country.firstNames);
  const [prefix, digits] = country.mobile;
  const known = group !== undefined || place === typedAddress.owner;
  return {
    index,
    kind: known ? 'registered' : place === typedAddress.typist ? 'visitor' : random.weighted(kinds).kind,
    userId: `c-${10_000 + index}`,
    formerUserId: !known && random.chance(0.08) ? `legacy-${500 + index}` : null,
    firstName: written(firstName),
    lastName: written(lastName),
    email: `${latin(firstName)}.${latin(lastName)}.${index}@mailbox.example`,
    phone: `${prefix}${(group?.share.includes('phone') ? common : random).digits(digits)}`,
    country,
    city,
    birthday: `${random.integer(1955, 2004)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`,
    visitDays: known ? random.between(3, 12) : random.between(4, 30) * (index < bigFrom ? 1 : 5),
    reads: random.chance(0.6),
    memberDay: random.chance(0.4) ? random.integer(0, 364) : null,
    company: group?.share.includes('company') ? companyOf(country, common) : null,
    phoneDevice: newPhone(random),
    laptop: newLaptop(random),
    sharedTablet: group?.share.includes('tablet') ? newTablet(common) : null,
    typesAddressOf: place === typedAddress.typist ? createCustomer(seed, index - 1) : null,
  };
}

function companyOf(country: Country, common: Random): Company {
  const name = written(common.pick(country.lastNames));
  const suffix = common.pick(['Expeditions', 'Outdoor', 'Tours', 'Forest School']);
  return {
    groupId: `org-${common.integer(1_000, 9_999)}`,
    name: `${name} ${suffix}`,
    industry: common.pick(industries),
  };
}

/** What the shop knows about an account. */
export function accountTraits(customer: Customer, createdAt: number): JsonObject {
  const { firstName, lastName, email, phone, country, city, birthday, company, memberDay } = customer;
  return {
    email,
    phone,
    firstName,
    lastName,
    name: fullName(country, firstName, lastName),
    birthday,
    country: country.code,
    language: country.language,
    locale: country.locale,
    timezone: country.timezone,
    currency: country.currency,
    address: { city, country: country.code },
    createdAt: new Date(createdAt).toISOString(),
    newsletter: customer.reads,
    ...(memberDay === null ? {} : { membership: 'Nordlicht Club' }),
    ...(company === null ? {} : { company: { name: company.name, industry: company.industry } }),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
