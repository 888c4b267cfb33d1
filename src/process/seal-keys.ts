import { RapportError, type AuditLog } from '@rapport/sdk';
import { createSecretBox, newSealKey, parseSealKeys, type SecretBox } from '../privacy/secret-box';
import type { Settings } from '../settings';
import { addSealKey, readSealKeys } from './secrets';

/** The installation's secrets, with whatever keys there are now and those that a rotation adds later. */
export function openSecretBox(dataDir: string, encryptionKey: string): SecretBox {
  const read = () => parseSealKeys(encryptionKey, readSealKeys(dataDir, process.env));
  return createSecretBox(read(), read);
}

/**
 * One installation, one file: a new key is added to it, and every secret sealed with it; running processes read the file again when
 * they meet the new key. Where the keys come from the environment, each node must have the new one first, so it is only named here.
 * The old key stays valid: nothing is out of reach at any moment.
 * @throws RapportError secret_key_missing
 */
export async function rotateSecrets(
  settings: Settings,
  encryptionKey: string,
  {
    secretBox,
    core,
  }: {
    readonly secretBox: SecretBox;
    readonly core: { readonly audit: AuditLog; readonly reseal: () => Promise<number> };
  },
): Promise<{ key: number; resealed: number }> {
  const before = parseSealKeys(encryptionKey, readSealKeys(settings.dataDir, process.env));
  const fromEnvironment = Boolean(process.env['SEAL_KEYS'] ?? process.env['ENCRYPTION_KEY']);
  if (!fromEnvironment) {
    await addSealKey(settings.dataDir, newSealKey(before));
    secretBox.use(parseSealKeys(encryptionKey, readSealKeys(settings.dataDir, process.env)));
  }
  const reseal = async () => {
    const resealed = await core.reseal();
    if (fromEnvironment && resealed === 0)
      throw new RapportError(
        'secret_key_missing',
        `Add this one on every node, start them again, then rotate: ${newSealKey(before)}`,
      );
    return { key: secretBox.newestKey, resealed };
  };
  const entry = { actor: 'cli', action: 'secrets.rotate', profileId: null };
  return core.audit.around(entry, reseal, (details) => ({ details }));
}
