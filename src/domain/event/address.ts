import type { JsonObject } from '@rapport/sdk';
// `min` is the smallest of the metadata sets: 80 ms once at start, 7 microseconds a number.
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export function normaliseEmail(text: string): string {
  return text.trim().toLowerCase();
}

/**
 * E.164. National numbers need a country; what is no valid number stays exactly as it was written (trimmed), so that equal
 * spellings still meet.
 * @param country ISO 3166-1 alpha-2
 */
export function normalisePhone(text: string, country: string | undefined): string {
  const trimmed = text.trim();
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const phone = parsePhoneNumberFromString(trimmed, home);
  return phone?.isValid() === true ? phone.number : trimmed;
}

/** The country that traits name: `country` or `address.country`, if it is an ISO 3166-1 alpha-2 code. */
export function readCountry(traits: JsonObject | null): string | undefined {
  if (traits === null) return undefined;
  const address = traits['address'];
  const inAddress =
    typeof address === 'object' && address !== null && !Array.isArray(address) ? address['country'] : null;
  for (const value of [traits['country'], inAddress]) {
    if (typeof value === 'string' && /^[A-Za-z]{2}$/.test(value)) return value.toUpperCase();
  }
  return undefined;
}
