import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RapportError, type Secrets } from '@rapport/sdk';
import { derive } from './keys';

const prefix = 'sealed:1:';
const ivBytes = 12;
const tagBytes = 16;

/** Keys by number. Number 1 is derived from ENCRYPTION_KEY, so that there always is one; SEAL_KEYS adds 2, 3 ... */
export type SealKeys = ReadonlyMap<number, Buffer>;

/**
 * @param added `2:<base64url>,3:<base64url>`, each of 32 bytes
 * @throws RapportError settings_invalid
 */
export function parseSealKeys(encryptionKey: string, added: string | undefined): SealKeys {
  const keys = new Map([[1, derive(encryptionKey, 'seal 1')]]);
  for (const entry of (added ?? '').split(',').filter((one) => one !== '')) {
    const [number = '', text = ''] = entry.split(':');
    const key = Buffer.from(text, 'base64url');
    if (!/^[1-9]\d{0,5}$/.test(number) || key.length !== 32)
      throw new RapportError('settings_invalid', 'SEAL_KEYS is a list of <number>:<32 bytes in base64url>.');
    keys.set(Number(number), key);
  }
  return keys;
}

/** One more for SEAL_KEYS. */
export function newSealKey(keys: SealKeys): string {
  return `${newestOf(keys) + 1}:${randomBytes(32).toString('base64url')}`;
}

export type SecretBox = Secrets & {
  /** Sealed with the newest key: nothing to do for a rotation. */
  isCurrent(text: string): boolean;
  /** From now on these keys. */
  use(keys: SealKeys): void;
  readonly newestKey: number;
};

/**
 * AES-256-GCM: `sealed:1:<key number>:<iv, tag and ciphertext in base64url>`. The purpose is authenticated with it.
 * @param reload keys that another node's rotation has added; asked when a text names a key that is not known
 */
export function createSecretBox(keys: SealKeys, reload: () => SealKeys = () => keys): SecretBox {
  let known = keys;
  const keyOf = (number: number): Buffer => {
    if (!known.has(number)) known = new Map([...known, ...reload()]);
    const key = known.get(number);
    if (key === undefined) throw new RapportError('secret_unreadable', `It needs key ${number}; see SEAL_KEYS.`);
    return key;
  };
  return {
    get newestKey() {
      return newestOf(known);
    },
    use(next) {
      known = next;
    },
    isSealed: (text) => text.startsWith(prefix),
    isCurrent: (text) => text.startsWith(`${prefix}${newestOf(known)}:`),
    seal(purpose, plain) {
      const number = newestOf(known);
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(number), iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${prefix}${number}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(purpose, text) {
      if (!text.startsWith(prefix)) return text;
      const [number = '', body = ''] = text.slice(prefix.length).split(':');
      const key = keyOf(Number(number));
      const bytes = Buffer.from(body, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw new RapportError('secret_unreadable', undefined, { cause: error });
      }
    },
  };
}

function newestOf(keys: SealKeys): number {
  return Math.max(...keys.keys());
}
