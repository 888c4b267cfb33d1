import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { canonicalJson } from './canonical-json';

export type ErasureFacts = {
  readonly erasureId: string;
  readonly profileId: string;
  readonly profileIds: readonly string[];
  readonly actor: string;
  readonly erasedAt: number;
  readonly finishedAt: number;
  /** Rows by table. */
  readonly removed: Readonly<Record<string, number>>;
  /** Hex. Keyed: only who issued the receipt can tell whether an address is among them. */
  readonly identifierDigests: readonly string[];
};

export type Signer = { readonly sign: (text: string) => Buffer; readonly publicKey: string };

/**
 * What the person, or an authority, gets: what was removed and when, signed (Ed25519 over the canonical JSON of everything but
 * `signature`). Holds no personal value.
 */
export function makeReceipt(facts: ErasureFacts, signer: Signer): JsonObject {
  const { erasedAt, finishedAt, profileIds, identifierDigests, removed, ...rest } = facts;
  const unsigned: JsonObject = {
    type: 'rapport.erasure',
    version: 1,
    ...rest,
    profileIds: [...profileIds].sort(),
    erasedAt: new Date(erasedAt).toISOString(),
    finishedAt: new Date(finishedAt).toISOString(),
    removed: { ...removed },
    identifierDigests: [...identifierDigests].sort(),
    publicKey: signer.publicKey,
  };
  return { ...unsigned, signature: signer.sign(canonicalJson(unsigned)).toString('base64') };
}

/** The text that was signed and its signature; null where it is no receipt. */
export function readReceipt(
  receipt: unknown,
): { readonly text: string; readonly signature: Buffer; readonly identifierDigests: readonly Json[] } | null {
  if (!isJsonObject(receipt)) return null;
  const { signature, ...unsigned } = receipt;
  if (typeof signature !== 'string' || unsigned['type'] !== 'rapport.erasure') return null;
  const digests = unsigned['identifierDigests'];
  return {
    text: canonicalJson(unsigned),
    signature: Buffer.from(signature, 'base64'),
    identifierDigests: Array.isArray(digests) ? digests : [],
  };
}
