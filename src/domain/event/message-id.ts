import * as crypto from 'node:crypto';

/** crypto.hash (Node 20.12) takes 0.7 microseconds, createHash 2. */
const sha256Hex =
  typeof crypto.hash === 'function'
    ? (text: string): string => crypto.hash('sha256', text, 'hex')
    : (text: string): string => crypto.createHash('sha256').update(text).digest('hex');

/**
 * The key by which an event is counted once: the first 16 bytes of SHA-256(source, messageId), as 32 hex digits.
 * The source is part of it, because anybody could burn ids under a public write key.
 */
export function messageKey(sourceKey: string, messageId: string): string {
  return sha256Hex(`${sourceKey}\0${messageId}`).slice(0, 32);
}
