import type { IdentifierRecord, JsonObject } from '@rapport/sdk';

export type Address = { readonly kind: string; readonly value: string };

/** By which a person is reached, and all that he has of these kinds. */
export type Addresses = { readonly chosen: Address | null; readonly all: readonly Address[] };

/**
 * The profile's trait where it is also its identifier, else the newest verified one. An address that somebody only typed is not
 * written to unless he says that it is his.
 * @param kinds the preferred first
 */
export function addressesOf(
  traits: JsonObject,
  identifiers: readonly Pick<IdentifierRecord, 'kind' | 'value' | 'verified' | 'retired' | 'lastSeen'>[],
  kinds: readonly string[],
): Addresses {
  const own = identifiers.filter((one) => kinds.includes(one.kind) && !one.retired);
  const all = own.map(({ kind, value }) => ({ kind, value }));
  for (const kind of kinds) {
    const ofKind = own.filter((one) => one.kind === kind);
    const trait = traits[kind];
    const named = typeof trait === 'string' ? trait.trim().toLowerCase() : null;
    const newest = ofKind.filter((one) => one.verified).sort((a, b) => b.lastSeen - a.lastSeen)[0];
    const found = ofKind.find((one) => one.value.toLowerCase() === named) ?? newest;
    if (found !== undefined) return { chosen: { kind: found.kind, value: found.value }, all };
  }
  return { chosen: null, all };
}
