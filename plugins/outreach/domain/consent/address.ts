import { createHash } from 'node:crypto';

/**
 * What the log of consent, suppressions and the ledger keep of an address: they outlive it, and tell nothing to who has not the salt.
 * @param salt of the installation
 * @param value as identity stores it: lower-cased, E.164
 * @returns 64 hex digits
 */
export function addressHash(salt: string, medium: string, value: string): string {
  return createHash('sha256')
    .update(`${addressStart(salt, medium)}${value}`)
    .digest('hex');
}

/** What stands before an address where it is hashed. */
export const addressStart = (salt: string, medium: string): string => `${salt}:${medium}:`;
