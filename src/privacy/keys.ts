import { createHmac, createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import type { Identifier } from '@rapport/sdk';
import { identifierKey } from '../domain/identity/graph';

/**
 * What an installation recognises and signs with, for as long as it lives: digests of erased identifiers, seals of the audit log,
 * receipts. They are derived from ENCRYPTION_KEY, each by its own name (HKDF, RFC 5869), and do not rotate: a digest made with
 * another key would not know the erased any more. The keys that encrypt do rotate: see secret-box.ts.
 */
export type PrivacyKeys = {
  /** HMAC-SHA256 of kind and value, 16 bytes. */
  readonly digestIdentifier: (identifier: Identifier) => Buffer;
  /** HMAC-SHA256 of an address or account that tries to log in, 16 bytes. */
  readonly digestLogin: (text: string) => Buffer;
  /** HMAC-SHA256, 32 bytes. */
  readonly seal: (previous: Buffer, row: string) => Buffer;
  /** Ed25519 (RFC 8032) over the UTF-8 bytes. */
  readonly sign: (text: string) => Buffer;
  readonly isSigned: (text: string, signature: Buffer) => boolean;
  /** SPKI, PEM: whoever has it can check a receipt without us. */
  readonly publicKey: string;
};

const digestBytes = 16;

export function createPrivacyKeys(encryptionKey: string): PrivacyKeys {
  const identifiers = derive(encryptionKey, 'erased identifiers');
  const logins = derive(encryptionKey, 'logins');
  const seals = derive(encryptionKey, 'audit seals');
  const signing = ed25519(derive(encryptionKey, 'receipts'));
  const publicKey = createPublicKey(signing);
  return {
    digestIdentifier: (identifier) => hmac(identifiers, identifierKey(identifier)).subarray(0, digestBytes),
    digestLogin: (text) => hmac(logins, text).subarray(0, digestBytes),
    seal: (previous, row) => createHmac('sha256', seals).update(previous).update(row).digest(),
    sign: (text) => sign(null, Buffer.from(text), signing),
    isSigned: (text, signature) => verify(null, Buffer.from(text), publicKey, signature),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** 32 bytes that tell nothing of the others. */
export function derive(secret: string, name: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `rapport ${name}`, 32));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** PKCS #8 of an Ed25519 seed (RFC 8410): the header is always these 16 bytes. */
function ed25519(seed: Buffer): KeyObject {
  const header = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([header, seed]), format: 'der', type: 'pkcs8' });
}
