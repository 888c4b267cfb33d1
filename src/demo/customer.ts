import type { JsonObject } from '@rapport/sdk';
import { countries, type Country } from './catalogue';
import { Random } from './random';

/** registered: has an account. guest: orders by e-mail only. visitor: looks, and stays unknown. */
export type CustomerKind = 'registered' | 'guest' | 'visitor';

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
  /** The company for which he buys. */
  readonly company: string | null;
  /** anonymous_ids: a phone and a laptop, and for some a tablet that the household shares. */
  readonly phoneDevice: string;
  readonly laptop: string;
  readonly sharedTablet: string | null;
};

type KindShare = { readonly kind: CustomerKind; readonly weight: number };
const kinds: readonly [KindShare, ...KindShare[]] = [
  { kind: 'registered', weight: 62 },
  { kind: 'guest', weight: 18 },
  { kind: 'visitor', weight: 20 },
];

/** In each 25 customers two share a tablet: their profiles must not become one. */
const householdSize = 25;
const sharers = [3, 4];

export function createCustomer(seed: string, index: number): Customer {
  const random = new Random(`${seed} customer ${index}`);
  const country = random.weighted(countries);
  const firstName = random.pick(country.firstNames);
  const lastName = random.pick(country.lastNames);
  const shares = sharers.includes(index % householdSize);
  const [prefix, digits] = country.mobile;
  return {
    index,
    kind: shares ? 'registered' : random.weighted(kinds).kind,
    userId: `c-${10_000 + index}`,
    formerUserId: random.chance(0.03) ? `legacy-${500 + index}` : null,
    firstName,
    lastName,
    email: `${mailName(firstName)}.${mailName(lastName)}.${index}@mailbox.example`,
    phone: `${prefix}${random.digits(digits)}`,
    country,
    city: random.pick(country.cities),
    birthday: `${random.integer(1955, 2004)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`,
    company: random.chance(0.06) ? `${lastName} Expeditions` : null,
    phoneDevice: random.uuid(),
    laptop: random.uuid(),
    sharedTablet: shares ? new Random(`${seed} household ${Math.floor(index / householdSize)}`).uuid() : null,
  };
}

/** What the shop knows about an account. */
export function accountTraits(customer: Customer, createdAt: number): JsonObject {
  const { firstName, lastName, email, phone, country, city, birthday, company } = customer;
  return {
    email,
    phone,
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    birthday,
    country: country.code,
    locale: country.locale,
    timezone: country.timezone,
    address: { city, country: country.code },
    createdAt: new Date(createdAt).toISOString(),
    ...(company === null ? {} : { company: { name: company } }),
  };
}

function mailName(name: string): string {
  const plain = name.replaceAll('ı', 'i').normalize('NFD').toLowerCase();
  return plain.replace(/[^a-z]/g, '');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
