import { z } from 'zod';

/** A message has so many different links that are followed; further ones lead where they led. */
export const linksMax = 200;
/** Longer addresses are left as they are: with ours around them some programs would cut them off. */
export const linkCharsMax = 1_500;

/** One link of one message, or its pixel. */
export type TrackedLink = {
  /** UUID. */
  readonly messageId: string;
  /** From 1, in the order of the message; 0: the pixel. */
  readonly position: number;
  /** How many different links the message has. */
  readonly count: number;
};

const idBytes = 16;
const proofBytes = 12;
const tokenBytes = idBytes + 2 + proofBytes;
const token = z.base64url().length((tokenBytes / 3) * 4);

/** What is proven: of which link of which message this is, and where it leads. A proof of one purpose is none of another. */
export const linkPurpose = ({ messageId, position, count }: TrackedLink, to: string): string =>
  `outreach link ${messageId} ${position} ${count} ${to}`;

/**
 * What a link says of itself: 40 characters (message, position, count, and the first 12 bytes of a keyed hash).
 * @param digest of `linkPurpose`, 64 hex digits
 */
export function linkToken({ messageId, position, count }: TrackedLink, digest: string): string {
  return Buffer.concat([
    Buffer.from(messageId.replaceAll('-', ''), 'hex'),
    Buffer.from([position, count]),
    Buffer.from(digest, 'hex').subarray(0, proofBytes),
  ]).toString('base64url');
}

/** Not proven yet; null: it is no such token. */
export function readLinkToken(text: string): TrackedLink | null {
  if (!token.safeParse(text).success) return null;
  const bytes = Buffer.from(text, 'base64url');
  const id = bytes.subarray(0, idBytes).toString('hex');
  const messageId = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { messageId, position: bytes.readUInt8(idBytes), count: bytes.readUInt8(idBytes + 1) };
}
