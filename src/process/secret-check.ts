import { createHmac } from 'node:crypto';
import { RapportError } from '@rapport/sdk';
import type pg from 'pg';
import { claimSecretChecks, replaceSecretChecks, type SecretChecks } from '../store/secret-checks';
import type { Secrets } from './secrets';

/**
 * Nodes that share a database must have the same secrets, else the tokens of one are refused by the other and what one has
 * encrypted the other cannot read. The first start on a database leaves a check value of each; every later one compares.
 * @throws RapportError secrets_differ, with the names of those that do
 */
export async function requireSameSecrets(pool: pg.Pool, secrets: Secrets, now: number): Promise<void> {
  const own = checksOf(secrets);
  const known = await claimSecretChecks(pool, own, now);
  const differing = [...own].filter(([name, check]) => known.get(name) !== check).map(([name]) => name);
  if (differing.length === 0) return;
  throw new RapportError(
    'secrets_differ',
    `(${differing.join(', ')}) Copy secrets.json from the data directory of a node that runs, or give this node the same variables. If they were changed on purpose: \`npm run rapport -- secrets adopt\`.`,
  );
}

/** After a change on purpose: those of this node are the right ones from now on. @returns names of the changed ones */
export function adoptSecrets(pool: pg.Pool, secrets: Secrets, now: number): Promise<string[]> {
  return replaceSecretChecks(pool, checksOf(secrets), now);
}

function checksOf(secrets: Secrets): SecretChecks {
  const checkOf = (name: string, secret: string): string =>
    createHmac('sha256', secret).update(`rapport secret check ${name}`).digest('hex').slice(0, 16);
  return new Map(Object.entries(secrets).map(([name, secret]) => [name, checkOf(name, secret)]));
}
