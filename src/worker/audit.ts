import { limits } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { tryTransactionLock } from '../postgres/advisory';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import type { ScheduledJob } from '../queue/queue';
import { adoptIntents, pruneAudit, sealAudit, type Seal } from '../store/audit';
import { pruneLoginAttempts } from '../store/login-attempts';
import { createLoop, type Loop } from './loop';

const rowsMax = 1_000;
const dayMilliseconds = 24 * 60 * 60 * 1_000;

/**
 * Chains the audit log: of all processes the one that holds the lock in this moment. Within a second or two of an entry it cannot be
 * changed, removed or slipped in unseen; `rapport audit verify` follows the chain.
 */
export function startSealer(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly seal: Seal;
  readonly log: Logger;
}): Loop {
  const { pool, schema, seal, log } = options;
  return createLoop({
    name: 'audit',
    log,
    round: async () => {
      const turn = (client: pg.PoolClient) =>
        tryTransactionLock(client, schema, locks.auditSeal).then((held) =>
          held ? sealAudit(client, seal, rowsMax) : 0,
        );
      while ((await inTransaction(pool, turn)) === rowsMax);
    },
  });
}

/** Entries go by age, the oldest first; the sealer waits meanwhile. What dead processes meant to change becomes entries. */
export function auditJobs(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly now: () => number;
  readonly auditDays: number;
}): readonly ScheduledJob[] {
  const { pool, schema, now, auditDays } = options;
  const turn = async (client: pg.PoolClient): Promise<number> => {
    if (!(await tryTransactionLock(client, schema, locks.auditSeal))) return 0;
    return pruneAudit(client, now() - auditDays * dayMilliseconds, rowsMax);
  };
  const run = async (): Promise<void> => {
    while ((await inTransaction(pool, turn)) === rowsMax);
  };
  const adopt = async (): Promise<void> => {
    const before = now() - limits.auditIntentSeconds * 1_000;
    while ((await inTransaction(pool, (client) => adoptIntents(client, before, rowsMax))) === rowsMax);
  };
  return [
    { name: 'adopt-audit-intents', everySeconds: 60, run: adopt },
    { name: 'prune-audit', everySeconds: 60 * 60, run },
    { name: 'prune-logins', everySeconds: 60 * 60, run: () => pruneLoginAttempts(pool, now() - dayMilliseconds) },
  ];
}
