import type { Secrets } from '@rapport/sdk';
import type { Logger } from 'pino';

export const identitySecretPurpose = 'source.identitySecret';

/** Sources with their identity secret opened. One that does not open is none: what such a source says stays claimed. */
export function withOpenSecrets<T extends { readonly ref: string; readonly identitySecret: string | null }>(
  load: () => Promise<readonly T[]>,
  secrets: Secrets,
  log: Logger,
): () => Promise<readonly T[]> {
  return async () =>
    (await load()).map((source) => {
      const { identitySecret } = source;
      if (identitySecret === null) return source;
      try {
        return { ...source, identitySecret: secrets.open(identitySecretPurpose, identitySecret) };
      } catch (error) {
        log.error({ err: error, source: source.ref }, 'the identity secret of a source does not open');
        return { ...source, identitySecret: null };
      }
    });
}

/** What somebody saves is sealed before it reaches the table; what is sealed already (it was shown like that) stays. */
export function sealIdentitySecret(data: Record<string, unknown>, secrets: Secrets): void {
  const given = data['identitySecret'];
  if (typeof given === 'string' && given !== '' && !secrets.isSealed(given))
    data['identitySecret'] = secrets.seal(identitySecretPurpose, given);
}
