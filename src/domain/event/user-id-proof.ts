import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The field of `context` in which a browser proves that its user is who it says: hex HMAC-SHA256 of the userId under the
 * source's identity secret, made by the customer's own server. It is never stored.
 */
export const proofField = 'userIdHmac';

export function provesUserId(userId: string, proof: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(userId).digest();
  const given = Buffer.from(proof, 'hex');
  return given.length === expected.length && proof.length === expected.length * 2 && timingSafeEqual(given, expected);
}
