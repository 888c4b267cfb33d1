import { createHash, randomInt } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const writeKeyChars = 32;
const hintChars = 4;

/** 32 letters and digits, 190 bits: safe in a URL, a header and a script tag. */
export function newWriteKey(): string {
  return Array.from({ length: writeKeyChars }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** How our own tables name a key. A guess is hopeless (190 bits), so no salt. */
export function writeKeyHash(writeKey: string): Buffer {
  return createHash('sha256').update(writeKey).digest();
}

/** What a list shows of a key. */
export function writeKeyHint(writeKey: string): string {
  return writeKey.slice(-hintChars);
}
