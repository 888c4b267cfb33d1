import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { errorCode } from '../postgres/error-code';

/** Strapi's keys, by the names of the environment variables that config/ reads. */
const secretNames = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
] as const;
const secretsFile = z.object({
  APP_KEYS: z.string().min(1),
  ADMIN_JWT_SECRET: z.string().min(1),
  API_TOKEN_SALT: z.string().min(1),
  TRANSFER_TOKEN_SALT: z.string().min(1),
  ENCRYPTION_KEY: z.string().min(1),
});
export type Secrets = z.infer<typeof secretsFile>;

/**
 * Made once, kept in `<dataDir>/secrets.json` (0600). The environment wins over the file: nodes that share a DATABASE_URL must
 * have the same (secret-check.ts).
 * @throws RapportError data_directory_unusable
 */
export async function loadSecrets(dataDir: string, env: NodeJS.ProcessEnv): Promise<Secrets> {
  const fromEnv = Object.fromEntries(secretNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const whole = secretsFile.safeParse(fromEnv);
  if (whole.success) return whole.data;
  const file = path.join(dataDir, 'secrets.json');
  try {
    await makeOnce(dataDir, file);
    const kept = secretsFile.parse(JSON.parse(await readFile(file, 'utf8')));
    return secretsFile.parse({ ...kept, ...fromEnv });
  } catch (error) {
    throw new RapportError('data_directory_unusable', `${file} cannot be read or written, or is not complete.`, {
      cause: error,
    });
  }
}

/**
 * Keys that encrypt secrets at rest, newer than the one that ENCRYPTION_KEY gives: `SEAL_KEYS` of the environment, else of the file,
 * where `rapport secrets rotate` adds them. Read again when a secret names a key that another node has added.
 */
export function readSealKeys(dataDir: string, env: NodeJS.ProcessEnv): string | undefined {
  if (env['SEAL_KEYS'] !== undefined && env['SEAL_KEYS'] !== '') return env['SEAL_KEYS'];
  const file = path.join(dataDir, 'secrets.json');
  if (!existsSync(file)) return undefined;
  return sealKeysOf.parse(JSON.parse(readFileSync(file, 'utf8'))).SEAL_KEYS;
}

/** Adds a key to the file; it is whole at every moment. @throws RapportError data_directory_unusable */
export async function addSealKey(dataDir: string, entry: string): Promise<void> {
  const file = path.join(dataDir, 'secrets.json');
  try {
    const kept = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
    const { SEAL_KEYS: before } = sealKeysOf.parse(kept);
    const next = { ...kept, SEAL_KEYS: before === undefined ? entry : `${before},${entry}` };
    const fresh = `${file}.${process.pid}`;
    await writeFile(fresh, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
    await rename(fresh, file);
  } catch (error) {
    throw new RapportError('data_directory_unusable', `${file} cannot be read or written.`, { cause: error });
  }
}

const sealKeysOf = z.object({ SEAL_KEYS: z.string().optional() });

/** Written whole under another name, then linked: whoever is second takes the first one's. */
async function makeOnce(dataDir: string, file: string): Promise<void> {
  const existing = await readFile(file).catch(() => undefined);
  if (existing !== undefined) return;
  await mkdir(dataDir, { recursive: true });
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(generate(), null, 2)}\n`, { mode: 0o600 });
  try {
    await link(fresh, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(fresh);
  }
}

function generate(): Secrets {
  const secret = (): string => randomBytes(24).toString('base64url');
  return {
    APP_KEYS: `${secret()},${secret()}`,
    ADMIN_JWT_SECRET: secret(),
    API_TOKEN_SALT: secret(),
    TRANSFER_TOKEN_SALT: secret(),
    ENCRYPTION_KEY: secret(),
  };
}
